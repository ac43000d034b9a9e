"""Maps in workbooks: every sheet is looked at, in any order, and ids and names tell factors apart."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook
from sqlalchemy.orm import Session

from upstream_workshop.maps import queries
from upstream_workshop.maps.importing.services import import_map
from upstream_workshop.readers.file_kinds import READERS
from upstream_workshop.readers.reading import Reading
from upstream_workshop.session_file.workshop import Workshop


@pytest.fixture
def session(workshop: Workshop) -> Iterator[Session]:
    """A session in a change that stays open for the test."""
    with workshop.change("Test") as made:
        yield made


Rows = Sequence[Sequence[object]]


def workbook(folder: Path, sheets: Mapping[str, Rows]) -> Reading[Any]:
    book = Workbook()
    book.remove(book.worksheets[0])
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    path = folder / "map.xlsx"
    book.save(path)
    found: Reading[Any] = READERS["map"](path)
    return found


def test_links_by_name_are_read_whatever_the_sheets_are_called(
    session: Session, tmp_path: Path
) -> None:
    """Two factors of one name stay two, and a link that names them says that it may be the other's."""
    links = (("Target", "Source", "Polarity"), ("Risk", "Trust", "-"), ("Luck", "Risk", "+"))
    factors = (("Note", "Name"), ("between us", "Trust"), ("with others", "Trust"), ("", "Risk"))
    sheets = {"Verbindungen": links, "About": (("Read me",),), "Elemente": factors}
    found = workbook(tmp_path, sheets)
    import_map(session, "Tides", found)
    row = queries.map_named(session, "Tides")
    labels = {each.id: each.label for each in row.factors}
    assert sorted(labels.values()) == ["Luck", "Risk", "Trust", "Trust (2)"]
    assert [(labels[each.source_id], labels[each.target_id], each.note) for each in row.links] == [
        ("Trust", "Risk", "2 factors in the file are called “Trust”: this link may be of another."),
        ("Risk", "Luck", ""),
    ]


def test_links_by_id_find_factors_of_a_sheet_that_comes_later(
    session: Session, tmp_path: Path
) -> None:
    """As Gephi has them, whose types say only which way a link leads."""
    edges = (
        ("Source", "Target", "Type", "Label", "Weight"),
        (1, 2, "Directed", "", -1),
        (2, 3, "Undirected", "", 1),
    )
    nodes = (("Id", "Label"), (1, "Trust"), (2, "Risk"), (3, "Trust"))
    found = workbook(tmp_path, {"Edges": edges, "Nodes": nodes})
    import_map(session, "Tides", found)
    row = queries.map_named(session, "Tides")
    labels = {each.id: each.label for each in row.factors}
    assert [(labels[each.source_id], labels[each.target_id], each.sign) for each in row.links] == [
        ("Trust", "Risk", "-"),
        ("Risk", "Trust (2)", "+"),
    ]
    assert row.links[1].note == "The file gives no direction."


@pytest.mark.parametrize("first", ["Links", "Factors"])
def test_factors_stand_where_their_sheet_says_whichever_sheet_is_first(
    session: Session, tmp_path: Path, first: str
) -> None:
    links = (("From", "To", "Label", "Style"), ("A", "B", "+ delay", 1), ("B", "C", None, 2))
    factors = (("Label", "x", "y"), ("A", 5, 6), ("B", 300, 6), ("C", 300, 206))
    sheets = {"Links": links, "Factors": factors}
    order = (first, *(sheets.keys() - {first}))
    found = workbook(tmp_path, {title: sheets[title] for title in order})
    outcome = import_map(session, "Tides", found)
    row = queries.map_named(session, "Tides")
    assert {(each.label, each.x, each.y) for each in row.factors} == set(factors[1:])
    assert [(each.sign, each.delay) for each in row.links] == [("+", True), ("", False)]
    assert (outcome.added, outcome.updated, outcome.refused) == (5, 0, ())
