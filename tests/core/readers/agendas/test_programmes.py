"""Programmes as people keep them in spreadsheets: merged, under headings, without titles, in bare numbers."""

from __future__ import annotations

from datetime import time
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from tests.core.readers.agendas.test_agendas import blocks, read, whys
from upstream_workshop.errors import WorkshopError
from upstream_workshop.readers.agendas.plans import PlanReading
from upstream_workshop.readers.file_kinds import READERS

TITLES = ("Time", "Session", "Lead")
DAY = (
    (9, "Arrivals", "Sam"),
    (930, "Welcome", "Kim"),
    ("half past ten", "Cards", ""),
    ("11-12", "Vote", ""),
)
READ = [(540, 30, "Arrivals"), (570, 60, "Welcome"), (630, 30, "Cards"), (660, 60, "Vote")]


def workbook(
    folder: Path, *sheets: tuple[tuple[Any, ...], ...], merged: tuple[str, ...] = ()
) -> PlanReading:
    book = Workbook()
    book.remove(book.active)
    for number, rows in enumerate(sheets, 1):
        sheet = book.create_sheet(f"Sheet {number}")
        for row in rows:
            sheet.append(row)
        for cells in merged:
            sheet.merge_cells(cells)
    book.save(folder / "plan.xlsx")
    found = READERS["agenda"](folder / "plan.xlsx")
    assert isinstance(found, PlanReading)
    return found


def of_day(found: PlanReading, day: int) -> list[tuple[int | None, int, str]]:
    return [(e.starts, e.minutes, e.title) for e in found.entries if e.day == day]


@pytest.mark.parametrize(
    ("headings", "merged"),
    [
        (("Day 1", "Day 2"), ()), (("Tuesday 1 December", "Wednesday 2 December"), ("A2:C2", "A7:C7")),
        (("Tue", "Wed"), ()), (("Day one: arriving", "Day two: deciding"), ("A2:C2",)),
    ],
)  # fmt: skip
def test_days_by_their_headings(
    tmp_path: Path, headings: tuple[str, str], merged: tuple[str, ...]
) -> None:
    found = workbook(
        tmp_path,
        (TITLES, (headings[0],), *DAY, (headings[1],), *DAY, ("Afternoon",)),
        merged=merged,
    )
    assert of_day(found, 1) == of_day(found, 2) == READ
    assert [one.line for one in found.refused] == [12]
    assert "heading" in found.refused[0].why


def test_each_sheet_is_a_day(tmp_path: Path) -> None:
    found = workbook(tmp_path, (TITLES, *DAY), (TITLES, *DAY))
    assert of_day(found, 1) == of_day(found, 2) == READ


@pytest.mark.parametrize("columns", [(0, 1, 2), (0, 1), (2, 0, 1)])
def test_a_programme_without_titles(tmp_path: Path, columns: tuple[int, ...]) -> None:
    rows = (("9:00-9:30", "Arrivals", 30), ("9:30 – 10:30", "Welcome", 60))
    found = workbook(tmp_path, tuple(tuple(row[at] for at in columns) for row in rows))
    assert of_day(found, 1) == READ[:2]
    assert [entry.line for entry in found.entries] == [1, 2]


def test_one_column_of_texts_under_a_title_nobody_knows_is_the_title(tmp_path: Path) -> None:
    found = read(tmp_path, "Godzina,Co\n9:00,Arrivals\n9:30-10:30,Welcome\n")
    assert of_day(found, 1) == READ[:2]
    with pytest.raises(WorkshopError, match="no column for the titles"):
        read(tmp_path, "Time,Hall,North\n9:00,Plenary,\n10:00,,A\n11:00,Tea,\n")


def test_numbers_and_times_of_a_spreadsheet(tmp_path: Path) -> None:
    found = workbook(
        tmp_path,
        (("Date", "Start", "Length", "What"), (46357, 0.375, time(0, 30), "A"), (46358, 0.5, 0.03125, "B")),
    )  # fmt: skip
    assert blocks(found) == [(1, "", 540, 30, "A"), (2, "", 720, 45, "B")]
    assert found.starts == "2026-12-01"


def test_a_cell_merged_across_says_its_title_only(tmp_path: Path) -> None:
    found = workbook(
        tmp_path,
        (("Start", "Title", "Room", "Lead"), ("9:00", "A", "Hall", "Sam"), ("10:00", "Tea"), ("10:30",)),
        merged=("B3:D3",),
    )  # fmt: skip
    assert {(one.title, one.track, one.lead) for one in found.entries} == {
        ("A", "Hall", "Sam"), ("Tea", "", ""),
    }  # fmt: skip


@pytest.mark.parametrize(("title", "taken"), [("End", 1), ("Departures (coach)", 1), ("Lunch", 0)])
def test_the_last_row_may_say_the_end(tmp_path: Path, title: str, taken: int) -> None:
    found = read(tmp_path, f"start,title\n9:00,A\n10:00,{title}\n")
    assert of_day(found, 1) == [(540, 60, "A"), (600, 0, title)][: 1 + taken]
    assert len(found.refused) == 1 - taken


def test_a_bare_hour_that_may_be_of_the_night_is_asked(tmp_path: Path) -> None:
    found = read(tmp_path, "start,minutes,title\n2,30,A\n9,30,B\n")
    assert "before or after noon" in whys(found)[2]
    found = read(tmp_path, "start,minutes,title\n11,30,A\n1,30,B\n")
    assert [one.starts for one in found.entries] == [660, 780]
