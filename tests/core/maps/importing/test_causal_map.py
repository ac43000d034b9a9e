"""A workbook of Causal Map: a map with evidence behind each link, and what does not fit is said."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from upstream_workshop.errors import WorkshopError
from upstream_workshop.evidence import queries as evidence
from upstream_workshop.evidence.codebook import queries as codebook
from upstream_workshop.evidence.kinds import Use
from upstream_workshop.maps import queries
from upstream_workshop.maps.citations.queries import cited
from upstream_workshop.maps.importing import quotes
from upstream_workshop.maps.importing.services import import_map
from upstream_workshop.readers import row_types
from upstream_workshop.readers.file_kinds import READERS
from upstream_workshop.readers.reading import ImportEffect, ImportOutcome, Reading, sheet_and_line
from upstream_workshop.session_file.workshop import Workshop

LINKS = (
    ("from_label", "to_label", "statement_id", "quote", "hashtags", "sentiment"),
    ("Trust", "Early help", "1", "They ask because they know us", "#trust, #people", "1"),
    ("Trust", "Early help", "2", "Nobody asks a stranger", "#trust", ""),
    ("Early help", "Fewer crises", "2", "", "", ""),
    ("Early help", "", "2", "", "", ""),
)
STATEMENTS = (
    ("statement_id", "text", "source_id", "question_id"),
    ("1", "Well. They ask because they know us. That took years.", "s1", "q1"),
    ("2", "Nobody asks a stranger", "s2", "q1"),
    ("3", "The bus was late", "s2", "q2"),
)
SOURCES = (("source_id", "place", "age"), ("s1", "Leeds", "40"), ("s2", "York", "50"))
TABS: Mapping[str, Sequence[Sequence[str]]] = {
    "links": LINKS,
    "statements": STATEMENTS,
    "sources": SOURCES,
    "questions": (("question_id", "text"), ("q1", "Why?")),
}


def written(folder: Path, tabs: Mapping[str, Sequence[Sequence[str]]]) -> Path:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for title, rows in tabs.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(list(row))
    book.save(folder / "Trust.xlsx")
    return folder / "Trust.xlsx"


def read(path: Path) -> Reading[Any]:
    found = READERS["map"](path)
    assert isinstance(found, Reading)
    return found


def taken(workshop: Workshop, reading: Reading[Any], **answers: str) -> ImportOutcome:
    with workshop.change("Import") as session:
        return import_map(session, "Trust", reading, answers)


def test_links_have_their_quotes_behind_them(workshop: Workshop, tmp_path: Path) -> None:
    reading = read(written(tmp_path, TABS))
    [question] = quotes.ask(reading)
    assert question.default == ""
    assert [value for value, _ in question.choices] == ["", "source_id", "place", "age"]
    assert row_types.decoded(row_types.encoded("read", reading)) == ("read", reading)
    outcome = taken(workshop, reading, **{quotes.ORGANISATION: "place"})
    with workshop.read() as session:
        row = queries.map_named(session, "Trust")
        rows, behind = evidence.findings(session), cited(session).links
        names = {code.id: code.name for code in codebook.codes(session)}
    label = {factor.id: factor.label for factor in row.factors}
    said = {
        (label[k.source_id], label[k.target_id]): [one.text for one in behind.get(k.id, ())]
        for k in row.links
    }
    assert said == {
        ("Trust", "Early help"): ["They ask because they know us", "Nobody asks a stranger"],
        ("Early help", "Fewer crises"): ["Nobody asks a stranger"],
    }
    first = rows[0]
    assert first.quote.startswith("Well. They ask")
    assert (first.organisation, first.source, first.use) == ("Leeds", "s1", Use.COHORT)
    assert [names[code] for code in first.codes] == ["trust", "people"]
    assert [one.text for one in rows][2:] == ["The bus was late"]
    assert [sheet_and_line(one.line) for one in outcome.refused] == [(1, 5)]
    assert "links: sentiment" in reading.unmapped
    assert "statements: question_id" in reading.unmapped
    again = taken(workshop, reading)
    assert {one.what for one in again.rows} == {ImportEffect.UNCHANGED}
    with workshop.read() as session:
        assert len(evidence.findings(session)) == 3


def test_no_source_becomes_an_organisation_unless_somebody_says_so(
    workshop: Workshop, tmp_path: Path
) -> None:
    taken(workshop, read(written(tmp_path, TABS)))
    with workshop.read() as session:
        assert {one.organisation for one in evidence.findings(session)} == {""}


def test_links_alone_are_a_map(workshop: Workshop, tmp_path: Path) -> None:
    reading = read(
        written(tmp_path, {"Links": [("From_Label", "to_label"), ("A", "B"), ("A", "B")]})
    )
    assert quotes.ask(reading) == ()
    taken(workshop, reading)
    with workshop.read() as session:
        row = queries.map_named(session, "Trust")
        assert (len(row.factors), len(row.links)) == (2, 1)
        assert not row.shows_basis


@pytest.mark.parametrize(
    ("tabs", "why"),
    [
        ({"links": LINKS[:1]}, "no factor with a name"),
        ({"links": [LINKS[0], ("", "", "1")], "statements": STATEMENTS}, "no factor with a name"),
    ],
)
def test_a_workbook_without_links_is_refused(
    tmp_path: Path, tabs: Mapping[str, Sequence[Sequence[str]]], why: str
) -> None:
    with pytest.raises(WorkshopError, match=why):
        READERS["map"](written(tmp_path, tabs))


def test_what_is_hidden_is_refused(tmp_path: Path) -> None:
    path = written(tmp_path, TABS)
    book = openpyxl.load_workbook(path)
    book["statements"].row_dimensions[2].hidden = True
    book.save(path)
    with pytest.raises(WorkshopError, match="hides something of “statements”"):
        READERS["map"](path)
