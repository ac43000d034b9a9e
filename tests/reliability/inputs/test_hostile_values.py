"""Every column with every kind of wrong value: refused by table and row, or opened and all of it works.

`UPSTREAM_LONG=1` tries them all; else each column gets a few, other ones for each.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot
from sqlalchemy import Column, create_engine
from sqlalchemy.orm import Session

from exports.catalogue import documents_of
from exports.data.session_json import session_json
from tests.core import furnished, spoiling
from tests.reliability.disks.test_faulty_disk import LONG
from ui import rooms
from ui.kit.desk import Desk
from ui.kit.jobs import Jobs
from upstream_workshop.application.session import OpenSession
from upstream_workshop.errors import RepairableError, WorkshopError
from upstream_workshop.session_file import opening, schema
from upstream_workshop.session_file.workshop import Workshop
from upstream_workshop.whole.report import read_report

COLUMNS = spoiling.columns()
TABLES = sorted({column.table.name for column in COLUMNS})
KINDS = sorted(spoiling.VALUES)
EACH = 2  # kinds for a column, in the short form


def kinds(number: int) -> list[str]:
    step = len(KINDS) // EACH
    return KINDS if LONG else [KINDS[(number + turn * step) % len(KINDS)] for turn in range(EACH)]


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    path = tmp_path_factory.mktemp("whole") / "a.upstream"
    with Workshop.create(path) as workshop:
        furnished.furnish(workshop)
    return path.read_bytes()


def refusal(path: Path) -> WorkshopError | None:
    try:
        with closing(sqlite3.connect(path)) as file:
            opening.check_content(file, path)
    except WorkshopError as refused:
        return refused
    return None


def use(path: Path, drawn: bool = False) -> None:
    """Read all of it, as a report and as tables; `drawn` on paper, too."""
    engine = create_engine("sqlite://", creator=lambda: sqlite3.connect(path))
    with Session(engine) as session:
        report = read_report(session)
    engine.dispose()
    session_json(report)
    for document in documents_of(report):
        if drawn or document.name.endswith(".csv"):
            document.make()


@pytest.mark.parametrize("table", TABLES)
def test_a_wrong_value_is_refused_by_table_and_row_or_harms_nobody(
    table: str, whole: bytes, tmp_path: Path
) -> None:
    """What is accepted in a table is used together, or where that contradicts itself, one by one."""
    path, together = tmp_path / "spoilt.upstream", tmp_path / "together.upstream"
    together.write_bytes(whole)
    for number, column in enumerate(COLUMNS):
        for kind in kinds(number) if column.table.name == table else ():
            path.write_bytes(whole)
            if not spoiling.spoil(path, column, spoiling.VALUES[kind]):
                continue
            refused = refusal(path)
            if refused is not None:
                assert isinstance(refused, RepairableError), f"{column}, {kind}: {refused}"
                assert ", row " in str(refused)
                assert "\n" not in str(refused)
                assert str(refused).isprintable()
            elif not spoilt_too(together, column, kind):
                use(path)
    use(together)


def spoilt_too(path: Path, column: Column[object], kind: str) -> bool:
    """Put a kind of value into a column of a file that has others, unless it would be refused then."""
    before = path.read_bytes()
    if spoiling.spoil(path, column, spoiling.VALUES[kind]) and refusal(path) is None:
        return True
    path.write_bytes(before)
    return False


def accepted(kind: str, path: Path) -> int:
    """Put a kind of value into every column of a file that takes it, all together; into how many."""
    return sum(spoilt_too(path, column, kind) for column in COLUMNS)


@pytest.mark.parametrize("kind", KINDS if LONG else ("controls", "a moment to come"))
def test_what_is_accepted_is_drawn_and_shown(
    kind: str, whole: bytes, tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "spoilt.upstream"
    path.write_bytes(whole)
    if not accepted(kind, path):
        return
    use(path, drawn=LONG or kind == "controls")
    with Workshop.open(path) as workshop:
        desk, jobs = Desk(OpenSession(workshop)), Jobs()
        for room in rooms.ROOMS:
            page = room.page()(desk, jobs, None)
            qtbot.addWidget(page)
            page.show()
            page.refresh(None)
            page.close()
        assert jobs.wait(60_000)


def test_every_column_says_what_it_may_hold() -> None:
    said = schema.expected()["values"]
    assert {table: len(columns) for table, columns in said.items()} == {
        table.name: len(table.columns) for table in schema.tables()
    }
