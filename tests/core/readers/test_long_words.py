"""A row with more words than a session keeps is refused by its line, and the other rows come in."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.core.readers.test_tables import sheet_xml, word, workbook
from tests.core.workgroups.form_references import references
from upstream_workshop import rooms
from upstream_workshop.errors import WorkshopError
from upstream_workshop.letters import LONG, SHORT
from upstream_workshop.people import services as people
from upstream_workshop.readers import column_titles as columns
from upstream_workshop.readers import file_kinds
from upstream_workshop.session_file.workshop import Workshop
from upstream_workshop.storage import values
from upstream_workshop.workgroups import queries as groups

# of each kind: its columns with what stands in a first and a last row that come in
COLUMNS: Mapping[str, Mapping[str, tuple[str, str]]] = {
    "people": {
        "Name": ("Ann", "Bea"), "Organisation": ("One", "Two"), "Role": ("", ""), "E-mail": ("", ""),
        "Region": ("", ""), "Interests": ("", ""), "Offers": ("", ""), "Asks": ("", ""),
        "Access needs": ("", ""), "Diet": ("", ""),
    },
    "cards": {
        "text": ("First", "Last"), "theme": ("", ""), "table": ("", ""), "author": ("", ""),
        "card id": ("", ""),
    },
    "map": {
        "from": ("A", "B"), "to": ("C", "D"), "sign": ("+", "-"), "strength": ("", ""), "note": ("", ""),
    },
    "ballot-papers": {"paper": ("1", "2"), "Bread": ("1", "2"), "Roses": ("1", "2")},
    "forms": {"reference": ("Form 0", "Form 2"), "now": ("2", "3"), "note": ("", "")},
    "choices": {"participant": ("Ann", "Bea"), "first": ("Trust", "Trust")},
    "agenda": {
        "day": ("20", "20"), "start": ("9:00", "11:00"), "minutes": ("30", "30"), "title": ("First", "Last"),
        "room": ("", ""), "lead": ("", ""), "purpose": ("", ""), "materials": ("", ""), "notes": ("", ""),
    },
    "findings": {
        "text": ("First", "Last"), "kind": ("", ""), "organisation": ("", ""), "codes": ("", ""),
        "quote": ("", ""), "role": ("", ""), "source": ("", ""), "noted by": ("", ""),
    },
    "codebook": {"code": ("First", "Last"), "description": ("", "")},
}  # fmt: skip
_PLAIN = {
    "sign": "+", "Bread": "1", "Roses": "2", "day": "20", "start": "10:00", "minutes": "15", "room": "",
    "reference": "Form 1", "now": "done",
}  # fmt: skip
PROSE = {
    "text", "quote", "description", "Interests", "Offers", "Asks", "Access needs", "Diet", "note", "purpose",
    "materials", "notes",
}  # fmt: skip
PLACES = [(kind, column) for kind, columns in COLUMNS.items() for column in columns]


def test_readers_keep_as_much_as_a_session() -> None:
    assert (columns.SHORT, columns.LONG) == (values.SHORT, values.LONG) == (SHORT, LONG)
    # texts have no columns, and responses need a draft to be about
    assert set(rooms.imports()) - set(COLUMNS) == {"draft", "source", "responses"}


def written(folder: Path, rows: list[list[str]], suffix: str) -> Path:
    if suffix == ".csv":
        path = folder / "made.csv"
        with path.open("w", newline="", encoding="utf-8") as file:
            csv.writer(file).writerows(rows)
        return path
    cells = (
        f"<row r='{line}'>"
        + "".join(word(f"{chr(65 + at)}{line}", text) for at, text in enumerate(row) if text)
        + "</row>"
        for line, row in enumerate(rows, 1)
    )
    return workbook(folder, sheet_xml("".join(cells)))


@pytest.fixture
def title(furnished_workshop: Workshop) -> str:
    """A theme that may be chosen, in a session that knows Ann and Bea."""
    with furnished_workshop.change("Sign up") as session:
        for name in ("Ann", "Bea"):
            people.add_participant(session, name)
    with furnished_workshop.read() as session:
        return groups.themes_offered(session)[0].title


@pytest.mark.parametrize("suffix", [".csv", ".xlsx"])
@pytest.mark.parametrize(("kind", "column"), PLACES)
def test_the_other_lines_come_in(
    tmp_path: Path, workshop: Workshop, title: str, kind: str, column: str, suffix: str
) -> None:
    """However long one row is in one column: it is refused, unless all of it is kept."""
    columns = COLUMNS[kind]
    with workshop.read() as session:
        known = {"Trust": title, **{f"Form {n}": one for n, one in enumerate(references(session))}}
    first, last = ([known.get(two[at], two[at]) for two in columns.values()] for at in (0, 1))
    plain = [known.get(text, text) for text in (_PLAIN.get(each, f"M{each}") for each in columns)]
    for letters, letter in ((SHORT + 1, "ŵ"), (LONG - 1, "x"), (5_000, "漢")):
        middle = [letter * letters if each == column else cell
                  for each, cell in zip(columns, plain, strict=True)]  # fmt: skip
        path = written(tmp_path, [list(columns), first, middle, last], suffix)
        with workshop.rehearse() as session:
            outcome = rooms.imports()[kind].take(
                session, f"made {letters}", file_kinds.READERS[kind](path)
            )
        taken = outcome.added + outcome.updated + outcome.unchanged
        assert taken >= 2
        kept = column in PROSE
        assert [one.line for one in outcome.refused] == ([] if kept else [3])


def test_an_option_that_is_too_long_is_refused_with_the_file(tmp_path: Path) -> None:
    path = written(tmp_path, [["paper", "x" * 2001, "y"], ["1", "1", "1"]], ".csv")
    with pytest.raises(WorkshopError, match="2,001 letters"):
        file_kinds.READERS["ballot-papers"](path)
