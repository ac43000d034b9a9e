"""Every sheet of a workbook is looked at; what is hidden or merged in it is asked about or said."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from odf.opendocument import OpenDocumentSpreadsheet
from odf.style import Style, TableProperties
from odf.table import CoveredTableCell, Table, TableCell, TableColumn, TableRow
from odf.text import P
from openpyxl import Workbook

from tests.conftest import SHARED_DATA
from upstream_workshop.errors import WorkshopError
from upstream_workshop.readers.file_kinds import COLUMNS
from upstream_workshop.readers.formats import workbooks
from upstream_workshop.readers.formats.tables import read_book, read_table
from upstream_workshop.readers.lists.chosen_lists import chosen
from upstream_workshop.readers.lists.chosen_tables import Chosen
from upstream_workshop.readers.lists.hidden_parts import LEAVE, TAKE
from upstream_workshop.readers.reading import Question, Reading, sheet_and_line
from upstream_workshop.readers.signup_lists import PersonEntry

PEOPLE = COLUMNS["people"]
HEADER = ("Organisation", "Name", "Role", "Email")
COHORT_A = (
    HEADER,
    ("Leeds", "Ana Luz", "Head", "ana@example.org"),
    ("Hull", "Bo Sten", "Cook", ""),
)
COHORT_B = (HEADER, ("York", "Cy Dean", "Clerk", "cy@example.org"))
LOOKUP = (("Name",), *((f"Colour {number}",) for number in range(300)))
COVER = (("Residential 2026",), ("Made by", "The office"), ("Ask", "Siân"))

Grid = Sequence[Sequence[str]]


def excel(
    folder: Path,
    sheets: Mapping[str, Grid],
    *,
    hidden: Sequence[str] = (),
    rows: Sequence[int] = (),
    columns: Sequence[str] = (),
    merged: Sequence[str] = (),
) -> Path:
    """A workbook; rows, columns and merged ranges are those of its last sheet."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for title, grid in sheets.items():
        sheet = book.create_sheet(title)
        for cells in grid:
            sheet.append([cell or None for cell in cells])
        sheet.sheet_state = "hidden" if title in hidden else "visible"
    for line in rows:
        sheet.row_dimensions[line].hidden = True
    for letter in columns:
        sheet.column_dimensions[letter].hidden = True
    for cells_merged in merged:
        sheet.merge_cells(cells_merged)
    book.save(folder / "list.xlsx")
    return folder / "list.xlsx"


def opendocument(
    folder: Path,
    sheets: Mapping[str, Grid],
    *,
    hidden: Sequence[str] = (),
    rows: Sequence[int] = (),
    columns: Sequence[str] = (),
    merged: Sequence[str] = (),
) -> Path:
    """The same as OpenDocument; only ranges of column A can be merged."""
    document = OpenDocumentSpreadsheet()
    unshown = Style(name="ta9", family="table")
    unshown.addElement(TableProperties(display="false"))
    document.automaticstyles.addElement(unshown)
    last = list(sheets)[-1]
    spans = [tuple(int(end[1:]) for end in one.split(":")) for one in merged]
    for title, grid in sheets.items():
        sheet = Table(name=title, stylename=unshown) if title in hidden else Table(name=title)
        for at in range(max(map(len, grid))):
            collapsed = title == last and "ABCDEFGH"[at] in columns
            sheet.addElement(TableColumn(visibility="collapse" if collapsed else "visible"))
        for line, cells in enumerate(grid, start=1):
            filtered = title == last and line in rows
            row = TableRow(visibility="filter" if filtered else "visible")
            for at, text in enumerate(cells):
                row.addElement(_odf_cell(text, line, spans if title == last and not at else []))
            sheet.addElement(row)
        document.spreadsheet.addElement(sheet)
    document.save(str(folder / "list.ods"))
    return folder / "list.ods"


def _odf_cell(text: str, line: int, spans: Sequence[tuple[int, ...]]) -> TableCell:
    for top, bottom in spans:
        if top < line <= bottom:
            return CoveredTableCell()
        if line == top:
            cell = TableCell(valuetype="string", numberrowsspanned=bottom - top + 1)
            cell.addElement(P(text=text))
            return cell
    cell = TableCell(valuetype="string")
    if text:
        cell.addElement(P(text=text))
    return cell


BOTH = pytest.mark.parametrize("written", [excel, opendocument])


def people(path: Path, answers: Mapping[str, str] = {}) -> tuple[Chosen, Reading[PersonEntry]]:
    lists = chosen(read_book(path), PEOPLE, answers)
    return lists, lists.reading(PEOPLE, None)


def names(reading: Reading[PersonEntry]) -> list[str]:
    return [entry.name for entry in reading.entries]


def about(lists: Chosen, words: str) -> Question:
    (question,) = [one for one in lists.questions if words in one.what]
    return question


@BOTH
def test_one_sheet_leaves_nothing_open(tmp_path: Path, written: type) -> None:
    lists, reading = people(written(tmp_path, {"Sheet1": COHORT_A}))
    assert (lists.questions, lists.notes, lists.refused) == ((), (), ())
    assert names(reading) == ["Ana Luz", "Bo Sten"]


@BOTH
def test_a_cover_sheet_is_no_obstacle(tmp_path: Path, written: type) -> None:
    sheets = {"Read me": COVER, "Title": [["Cohort A"]], "Attendees": COHORT_A}
    lists, reading = people(written(tmp_path, sheets))
    assert lists.notes == ("“Title” has one row alone and is left out.",)
    assert names(reading) == ["Ana Luz", "Bo Sten"]
    assert about(lists, "Read me").default == LEAVE
    assert about(lists, "Attendees").default == TAKE


@BOTH
def test_the_best_sheet_is_proposed_and_several_can_be_taken(tmp_path: Path, written: type) -> None:
    path = written(tmp_path, {"Lookup": LOOKUP, "A": COHORT_A, "B": COHORT_B})
    lists, reading = people(path)
    assert names(reading) == ["Ana Luz", "Bo Sten"]
    second = about(lists, "“B” (1 row)")
    assert second.default == LEAVE
    lists, reading = people(path, {second.key: TAKE})
    assert names(reading) == ["Ana Luz", "Bo Sten", "Cy Dean"]
    assert [sheet_and_line(entry.line) for entry in reading.entries] == [(2, 2), (2, 3), (3, 2)]
    lists, reading = people(path, {second.key: TAKE, about(lists, "“A”").key: LEAVE})
    assert names(reading) == ["Cy Dean"]
    assert [entry.line for entry in reading.entries] == [2]


@BOTH
def test_whoever_stands_in_two_sheets_comes_once(tmp_path: Path, written: type) -> None:
    path = written(tmp_path, {"A": COHORT_A, "B": (*COHORT_B, COHORT_A[1])})
    answers = {one.key: TAKE for one in people(path)[0].questions}
    _, reading = people(path, answers)
    assert sorted(names(reading)) == ["Ana Luz", "Bo Sten", "Cy Dean"]
    assert [sheet_and_line(refusal.line) for refusal in reading.refused] == [(2, 3)]


@BOTH
def test_titles_of_two_sheets_may_differ(tmp_path: Path, written: type) -> None:
    other = (("Full name", "E-mail address", "Council"), ("Cy Dean", "cy@example.org", "York"))
    path = written(tmp_path, {"A": COHORT_A, "B": other})
    lists, reading = people(path, {"list 1": TAKE, "list 2": TAKE})
    assert [(one.name, one.email, one.organisation) for one in reading.entries][2] == (
        "Cy Dean", "cy@example.org", "York",
    )  # fmt: skip
    table, guess = lists.columns(PEOPLE)
    assert {"Name", "Full name", "Council", "Organisation"} <= set(table.header)
    assert guess["Council"] == guess["Organisation"] == "organisation"
    assert lists.reading(PEOPLE, {**guess, "Council": ""}).entries[2].organisation == ""


@BOTH
def test_a_hidden_sheet_is_asked_about(tmp_path: Path, written: type) -> None:
    path = written(tmp_path, {"A": COVER, "Old": COHORT_B}, hidden=("Old",))
    lists = chosen(read_book(path), PEOPLE, {})
    assert lists.tables == ()
    with pytest.raises(WorkshopError, match="choose a list in it"):
        lists.reading(PEOPLE, None)
    question = about(lists, "hidden sheet")
    assert names(people(path, {question.key: TAKE})[1]) == ["Cy Dean"]


@BOTH
def test_hidden_rows_are_asked_about_and_named(tmp_path: Path, written: type) -> None:
    path = written(tmp_path, {"A": COHORT_A}, rows=(3,))
    lists, reading = people(path)
    assert names(reading) == ["Ana Luz"]
    assert [(one.line, "hidden" in one.why) for one in reading.refused] == [(3, True)]
    question = about(lists, "hidden or filtered out (line 3)")
    assert question.default == LEAVE
    _, reading = people(path, {question.key: TAKE})
    assert names(reading) == ["Ana Luz", "Bo Sten"]
    assert reading.refused == ()


@BOTH
def test_all_rows_may_be_hidden(tmp_path: Path, written: type) -> None:
    path = written(tmp_path, {"A": COHORT_A}, rows=(2, 3))
    lists, reading = people(path)
    assert (names(reading), len(reading.refused)) == ([], 2)
    (question,) = lists.questions
    assert names(people(path, {question.key: TAKE})[1]) == ["Ana Luz", "Bo Sten"]


@BOTH
def test_hidden_columns_are_asked_about(tmp_path: Path, written: type) -> None:
    path = written(tmp_path, {"A": COHORT_A}, columns=("D",))
    lists, reading = people(path)
    assert {entry.email for entry in reading.entries} == {""}
    question = about(lists, "“Email”")
    assert people(path, {question.key: TAKE})[1].entries[0].email == "ana@example.org"


@BOTH
def test_where_nothing_can_be_asked_hidden_rows_refuse_the_file(
    tmp_path: Path, written: type
) -> None:
    with pytest.raises(WorkshopError, match="hides line 3"):
        read_table(written(tmp_path, {"A": COHORT_A}, rows=(3,)))


@BOTH
def test_a_merged_organisation_reaches_everybody_it_covers(tmp_path: Path, written: type) -> None:
    grid = (HEADER, ("Leeds", "Ana Luz"), ("", "Bo Sten"), ("", "Cy Dean"), ("", "Di Glen"))
    lists, reading = people(written(tmp_path, {"A": grid}, merged=("A2:A4",)))
    assert [entry.organisation for entry in reading.entries] == ["Leeds", "Leeds", "Leeds", ""]
    (note,) = lists.notes
    assert "filled into all they cover" in note
    assert "“Leeds” in lines 2 to 4" in note


def test_cells_merged_to_the_right_fill_but_headings_do_not(tmp_path: Path) -> None:
    grid = (
        ("Residential 2026",), ("Name", "Photo", "Directory", "Role"), ("Table 1",),
        ("Ana Luz", "No", "", "Head"),
    )  # fmt: skip
    path = excel(tmp_path, {"A": grid}, merged=("A1:D1", "A3:D3", "B4:C4"))
    _, reading = people(path)
    (entry,) = reading.entries
    assert (entry.photo, entry.directory, entry.role) == ("no", "no", "Head")
    assert [(one.line, "heading" in one.why) for one in reading.refused] == [(3, True)]


@given(st.data())
def test_merged_cells_read_as_if_each_had_been_written_out(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    count = data.draw(st.integers(1, 8))
    homes = [data.draw(st.sampled_from(("Leeds", "Hull", "York"))) for _ in range(count)]
    folder = tmp_path_factory.mktemp("merged")
    grid: list[list[str]] = [list(HEADER)]
    merged: list[str] = []
    for at, home in enumerate(homes):
        starts = at == 0 or homes[at - 1] != home
        grid.append([home if starts else "", f"Person {'abcdefgh'[at]}", "Head", ""])
        if starts:
            merged.append(f"A{at + 2}:A{at + 2}")
        merged[-1] = f"{merged[-1].partition(':')[0]}:A{at + 2}"
    path = excel(
        folder, {"A": grid}, merged=[one for one in merged if len(set(one.split(":"))) > 1]
    )
    assert [entry.organisation for entry in people(path)[1].entries] == homes


def test_a_sheet_that_cannot_be_read_does_not_stop_the_others(tmp_path: Path) -> None:
    wide = (tuple(f"c{number}" for number in range(1_051)),) * 3
    lists, reading = people(excel(tmp_path, {"Data": wide, "A": COHORT_A}))
    assert names(reading) == ["Ana Luz", "Bo Sten"]
    assert any("“Data” cannot be read" in note for note in lists.notes)


@BOTH
def test_after_very_much_no_further_sheet_is_begun(
    tmp_path: Path, written: type, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workbooks, "MOST_CELLS", 10)
    lists, reading = people(written(tmp_path, {"A": COHORT_A, "B": COHORT_B}))
    assert names(reading) == ["Ana Luz", "Bo Sten"]
    assert any("move that sheet to the front" in note for note in lists.notes)


TEAMS = """1. Summary
Meeting title\tThe residential
Start time\t1/5/26, 9:00:00 AM
Attended participants\t2

2. Participants
Name\tFirst Join\tEmail\tRole
Prys, Siân\t1/5/26, 9:00:00 AM\tsian@example.org\tAttendee
Luz, Ana\t1/5/26, 9:01:00 AM\tana@example.org\tPresenter

3. In-Meeting Activities
Name\tJoin Time\tLeave Time\tEmail
Prys, Siân\t1/5/26, 9:00:00 AM\t1/5/26, 9:10:00 AM\tsian@example.org
Prys, Siân\t1/5/26, 9:20:00 AM\t1/5/26, 9:30:00 AM\tsian@example.org
Luz, Ana\t1/5/26, 9:01:00 AM\t1/5/26, 9:10:00 AM\tana@example.org
"""


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8"])
def test_the_sections_of_a_report_are_parted(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "attendance.csv"
    path.write_bytes(TEAMS.replace("\n", "\r\n").encode(encoding))
    lists, reading = people(path)
    assert [(one.line, one.email) for one in reading.entries] == [
        (8, "sian@example.org"), (9, "ana@example.org"),
    ]  # fmt: skip
    assert about(lists, "2. Participants” (2 rows)").default == TAKE
    assert about(lists, "3. In-Meeting Activities").default == LEAVE
    assert any("1. Summary" in note for note in lists.notes)


def test_a_section_with_other_people_is_taken_too(tmp_path: Path) -> None:
    path = tmp_path / "webinar.csv"
    path.write_text(
        "Panelist Details\nName,Email,Job title\nMair Host,mair@example.org,Chair\n\n"
        "Attendee Details\nFirst Name,Last Name,Email\nAna,Luz,a@example.org\nBo,Sten,b@example.org\n",
        "utf-8",
    )
    assert sorted(names(people(path)[1])) == ["Ana Luz", "Bo Sten", "Mair Host"]


def test_blank_lines_and_repeated_headers_part_no_list(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text(
        "Name,Organisation\nAna Luz,Leeds\n\nBo Sten,Hull\n\nName,Organisation\nCy Dean,York\n",
        "utf-8",
    )
    lists, reading = people(path)
    assert names(reading) == ["Ana Luz", "Bo Sten", "Cy Dean"]
    assert lists.questions == ()


def test_a_blank_line_after_everybody_is_no_sign_of_sections(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    lines = (
        f"Ann {'abcdefghij'[n % 10] * (n // 10 + 1)} Lee,Leeds,Officer\n\n" for n in range(400)
    )
    path.write_text("Name,Organisation,Role\n" + "".join(lines), "utf-8")
    begun = time.process_time()
    lists = chosen(read_book(path), PEOPLE, {})
    assert time.process_time() - begun < 2
    assert len(lists.tables[0].rows) == 400


def test_a_row_with_a_cell_too_many_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("Name,Role\nAna Luz,Head\nBo Sten,Cook, chef\nCy Dean,\nDi Glen,x\n", "utf-8")
    _, reading = people(path)
    assert names(reading) == ["Ana Luz", "Cy Dean", "Di Glen"]
    assert [one.line for one in reading.refused] == [3]


SIGNUP = SHARED_DATA / "signup"


@pytest.mark.skipif(not SIGNUP.exists(), reason="the real lists are not on this computer")
def test_real_lists() -> None:
    _, reading = people(SIGNUP / "teams_20.csv")
    assert len({entry.email for entry in reading.entries}) == len(reading.entries) == 20
    _, reading = people(SIGNUP / "merged_org.xlsx")
    assert [entry.organisation for entry in reading.entries] == [*["Anytown"] * 3, "Other"]
    lists, _ = people(SIGNUP / "two_sheets.xlsx")
    _, reading = people(SIGNUP / "two_sheets.xlsx", {one.key: TAKE for one in lists.questions})
    assert len(reading.entries) > 2


ABOVE = (("Map of table 3",), ("Made by", "", "Siân"))
LINKS = (("From", "To", "Sign"), ("Trust", "Risk", "-"), ("Risk", "Luck", "+"))


@pytest.mark.parametrize("rows", range(3))
@pytest.mark.parametrize("blank", [False, True])
def test_titles_may_stand_below_other_rows(tmp_path: Path, rows: int, blank: bool) -> None:
    """They may be in line 3, below a heading and a blank row, or right below rows of anything."""
    above = ABOVE[:rows] if not blank else (*ABOVE[:1], (), *ABOVE[1:rows])
    path = excel(tmp_path, {"Links": (*above, *LINKS)})
    lists = chosen(read_book(path), COLUMNS["map"], {})
    reading = lists.reading(COLUMNS["map"], None)
    line = len(above) + 2
    assert [(one.line, one.source, one.sign) for one in reading.entries] == [
        (line, "Trust", "-"),
        (line + 1, "Risk", "+"),
    ]
    said = " ".join(cell for row in above for cell in row if cell)
    notes = (f"What stands above the titles of “Links” is left out: “{said}”.",) if above else ()
    assert lists.notes == notes


def test_rows_between_two_lists_are_not_taken_for_what_stands_above_titles(tmp_path: Path) -> None:
    grid = (*LINKS, (), ("Luck", "Trust", "+"), (), ("Factor", "Note"), ("Luck", "why"))
    lists = chosen(read_book(excel(tmp_path, {"A": grid})), COLUMNS["map"], {})
    reading = lists.reading(COLUMNS["map"], None)
    assert lists.notes == ()
    assert [one.line for one in reading.entries if hasattr(one, "target")] == [2, 3, 5]
