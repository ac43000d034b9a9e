"""What pages and papers ask of the file: no question reads a table once for each row of another."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Engine, event

from ui.kit.desk import Desk
from ui.rooms import ROOMS
from ui.window.main_window import MainWindow
from upstream_workshop.session_file import schema
from upstream_workshop.session_file.workshop import Workshop
from upstream_workshop.whole.report import read_report


@contextmanager
def asked() -> Iterator[dict[str, Any]]:
    """The statements that only read, with what each was asked with last."""
    found: dict[str, Any] = {}

    def on_execute(*told: Any) -> None:
        if told[2].lstrip().startswith("SELECT"):
            found[told[2]] = told[3]

    event.listen(Engine, "before_cursor_execute", on_execute)
    try:
        yield found
    finally:
        event.remove(Engine, "before_cursor_execute", on_execute)


def repeated_scans(workshop: Workshop, statement: str, parameters: Any) -> list[str]:
    """The tables read whole for each row of another, as SQLite plans it."""
    with workshop.read() as session:
        plan = session.connection().exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters)
        steps = [(row.parent, row.detail) for row in plan]
    begun: set[int] = set()  # loops of which an outer one stands
    found = []
    for parent, detail in steps:
        if parent in begun and detail.startswith("SCAN"):
            found.append(detail)
        if detail.startswith(("SCAN", "SEARCH")):
            begun.add(parent)
    return found


def test_no_question_reads_a_table_for_each_row_of_another(
    furnished_desk: Desk, open_window: Callable[[Desk], MainWindow]
) -> None:
    furnished_desk.workshop._cache.clear()  # it has been asked about ballots already
    with asked() as statements:
        window = open_window(furnished_desk)
        for room in ROOMS:
            window.go(room.key)
        window.open_palette().close()
        furnished_desk.ask(read_report)
    read = set(re.findall(r"(?:FROM|JOIN) (\w+)", " ".join(statements)))
    assert read == schema.watched().keys() - {
        "private_needs", "roundtable",  # asked for only where they are shown
    }  # fmt: skip
    for statement, parameters in statements.items():
        assert not repeated_scans(furnished_desk.workshop, statement, parameters), statement


def test_a_question_that_does_is_found(furnished_workshop: Workshop) -> None:
    slow = (
        "SELECT mark.value FROM mark JOIN ballot_option ON ballot_option.id = mark.option_id "
        "WHERE ballot_option.ballot_id = ? ORDER BY ballot_option.number"
    )
    assert repeated_scans(furnished_workshop, slow, (1,)) == ["SCAN mark"]
