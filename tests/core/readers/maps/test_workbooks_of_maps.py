"""Maps in workbooks: every sheet is looked at."""

from __future__ import annotations

from pathlib import Path

from openpyxl import Workbook

from upstream_workshop.readers.file_kinds import READERS


def test_both_sheets_of_a_workbook_are_read(tmp_path: Path) -> None:
    """So that the links are not lost beside the list of factors."""
    book = Workbook()
    factors = book.active
    assert factors is not None
    factors.title = "Factors"
    for row in (("Label", "Note"), ("Trust", "between us"), ("Risk", ""), ("Luck", "")):
        factors.append(row)
    links = book.create_sheet("Links")
    for row in (("From", "To", "Sign"), ("Trust", "Risk", "-"), ("Risk", "Trust", "-")):
        links.append(row)
    path = tmp_path / "map.xlsx"
    book.save(path)
    read = READERS["map"](path)
    assert [each.source for each in read.entries if not each.target] == ["Trust", "Risk", "Luck"]
    assert {(each.source, each.target) for each in read.entries if each.target} == {
        ("Trust", "Risk"),
        ("Risk", "Trust"),
    }
    assert read.entries[0].note == "between us"
