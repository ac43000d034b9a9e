"""Choices from a table: columns however they are titled, and lines nobody signed."""

from __future__ import annotations

import pytest

from upstream_workshop.errors import WorkshopError
from upstream_workshop.readers.choices import ChoiceEntry, read_choices
from upstream_workshop.readers.formats.tables import Row, Table
from upstream_workshop.readers.reading import Refusal


def table(header: tuple[str, ...], *rows: tuple[str, ...]) -> Table:
    return Table(
        "choices.csv", header, tuple(Row(line, cells) for line, cells in enumerate(rows, start=2))
    )


@pytest.mark.parametrize(
    "header",
    [
        ("participant", "first", "second", "third", "fourth", "fifth"),
        ("Your name", "First choice", "Second choice", "Third choice", "Fourth choice", "5th"),
        ("Name", "Choice 1", "choice_2", "Preference 3", "4", "Rank 5"),
    ],
)
def test_columns_are_matched_loosely(header: tuple[str, ...]) -> None:
    reading = read_choices(table(header, ("Siân Prys", "A", "B", "C", "D", "E")))
    assert reading.entries == (ChoiceEntry(2, "Siân Prys", ("A", "B", "C", "D", "E")),)
    assert reading.unmapped == ()


def test_blank_ranks_are_skipped_and_nameless_lines_refused() -> None:
    reading = read_choices(
        table(
            ("note", "first", "participant", "second"),
            ("x", "", "Ade", "B"),
            ("y", "A", "", "B"),
        )
    )
    assert reading.entries == (ChoiceEntry(2, "Ade", ("B",)),)
    assert reading.refused == (Refusal(3, "there is no name on this line"),)
    assert reading.unmapped == ("note",)


@pytest.mark.parametrize(
    ("header", "missing"), [(("first",), "participant"), (("participant", "email"), "first")]
)
def test_a_table_without_its_columns_is_refused(header: tuple[str, ...], missing: str) -> None:
    with pytest.raises(WorkshopError, match=f"choices.csv, line 1, has no column “{missing}”"):
        read_choices(table(header, ("A",) * len(header)))
