"""Tables as they come: encodings, delimiters, spreadsheets made by other programs, and bombs."""

from __future__ import annotations

import csv
import io
import time
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table as OdfTable
from odf.table import TableCell, TableRow
from odf.text import P
from openpyxl import Workbook

from upstream_workshop.errors import WorkshopError
from upstream_workshop.readers.formats.tables import Table, read_table

PEOPLE = "Name,Organisation\nSiân Prys,Cyngor Sir Ddinbych\nZoë O’Brien,Café “Ffordd”\n"


def put(folder: Path, content: bytes | str, name: str = "list.csv") -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def cells(table: Table) -> list[tuple[str, ...]]:
    return [table.header, *(row.cells for row in table.rows)]


def refusal(path: Path) -> str:
    with pytest.raises(WorkshopError) as caught:
        read_table(path)
    sentence = str(caught.value)
    assert "\n" not in sentence
    assert sentence.endswith(".")
    return sentence


@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "mac_roman"],
)
def test_encodings_are_told_apart(tmp_path: Path, encoding: str) -> None:
    table = read_table(put(tmp_path, PEOPLE.encode(encoding)))
    assert cells(table) == [tuple(line.split(",")) for line in PEOPLE.splitlines()]


def test_a_polish_list_of_the_old_days_keeps_its_letters(tmp_path: Path) -> None:
    words = "Imię,Miasto\nMarta Brzezińska,Łódź\nZażółć Gęślą,Jaźń\n"
    assert read_table(put(tmp_path, words.encode("cp1250"))).rows[0].cells[1] == "Łódź"


def test_welsh_letters_survive(tmp_path: Path) -> None:
    table = read_table(put(tmp_path, "Name\nŴyn Tŷ\n"))
    assert table.rows[0].cells == ("Ŵyn Tŷ",)


@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
def test_delimiters_are_found(tmp_path: Path, mark: str) -> None:
    text = f'Name{mark}Offers\nAnn{mark}"one, two; three"\nBo{mark}"1,5"\n'
    table = read_table(put(tmp_path, text))
    assert cells(table) == [("Name", "Offers"), ("Ann", "one, two; three"), ("Bo", "1,5")]


def test_one_column_keeps_its_commas(tmp_path: Path) -> None:
    table = read_table(put(tmp_path, "text\nToo many forms, too little time\nTrust, slowly\n"))
    assert [row.cells for row in table.rows] == [
        ("Too many forms, too little time",),
        ("Trust, slowly",),
    ]


def test_excel_names_its_delimiter(tmp_path: Path) -> None:
    table = read_table(put(tmp_path, "sep=;\r\nName;Role\r\nAnn;a, b\r\n"))
    assert (table.rows[0].cells, table.rows[0].line) == (("Ann", "a, b"), 3)


def test_a_row_is_named_by_the_line_it_starts_on(tmp_path: Path) -> None:
    text = 'Name,Note\r\n"Ann","two\r\nlines"\r\n\r\nBo,x\r\n'
    table = read_table(put(tmp_path, text))
    assert [(row.line, row.cells[0]) for row in table.rows] == [(2, "Ann"), (5, "Bo")]


def test_the_mark_before_a_formula_is_taken_off_again(tmp_path: Path) -> None:
    table = read_table(put(tmp_path, "'=Name,b\n'+44 1,'tis\n'-x,-1\n"))
    assert cells(table) == [("=Name", "b"), ("+44 1", "'tis"), ("-x", "-1")]


def test_ragged_rows_are_as_wide_as_the_widest(tmp_path: Path) -> None:
    table = read_table(put(tmp_path, "a,b,,\n1\n1,2,3,\n"))
    assert cells(table) == [("a", "b", ""), ("1", "", ""), ("1", "2", "3")]


@given(
    st.lists(
        st.lists(st.text(st.characters(exclude_categories=("C", "Z"))), min_size=3, max_size=3),
        min_size=2,
        max_size=12,
    )
)
def test_what_csv_writes_is_read_back(
    tmp_path_factory: pytest.TempPathFactory, grid: list[list[str]]
) -> None:
    grid = [["first", "second", "third"], *([f"x{cell}" for cell in row] for row in grid)]
    held = io.StringIO(newline="")
    csv.writer(held).writerows(grid)
    folder = tmp_path_factory.mktemp("csv")
    assert cells(read_table(put(folder, held.getvalue()))) == [tuple(row) for row in grid]


def test_excel_as_excel_shows_it(tmp_path: Path) -> None:
    book = Workbook()
    assert book.active is not None
    book.active.title = "Cover"
    hidden = book.create_sheet("Lookup")
    hidden.append(["secret"])
    hidden.sheet_state = "hidden"
    sheet = book.create_sheet("Attendees")
    sheet.append(["Name", "Age", "Share", "Leads", "Sum"])
    sheet.append(["Siân Ŵyn", 41, 0.5, True, "=1+1"])
    sheet["B5"] = 7
    book.save(tmp_path / "list.xlsx")
    table = read_table(tmp_path / "list.xlsx")
    assert table.header == ("Name", "Age", "Share", "Leads", "Sum")
    assert [(row.line, row.cells) for row in table.rows] == [
        (2, ("Siân Ŵyn", "41", "0.5", "yes", "")),  # openpyxl stores no last result
        (5, ("", "7", "", "", "")),
    ]


def test_opendocument_with_repeats_and_spaces(tmp_path: Path) -> None:
    document = OpenDocumentSpreadsheet()
    document.spreadsheet.addElement(OdfTable(name="Empty"))
    sheet = OdfTable(name="People")
    document.spreadsheet.addElement(sheet)
    for values, repeated in (
        (("Name", "", "Role"), 1),
        (("", "", ""), 1_000_000),
        (("Ŵ", "", "x"), 2),
    ):
        row = TableRow(numberrowsrepeated=repeated)
        for value in values:
            cell = TableCell(valuetype="string")
            if value:
                cell.addElement(P(text=value))
            row.addElement(cell)
        row.addElement(TableCell(numbercolumnsrepeated=16_000))
        sheet.addElement(row)
    document.save(str(tmp_path / "list.ods"))
    table = read_table(tmp_path / "list.ods")
    assert cells(table) == [("Name", "", "Role"), ("Ŵ", "", "x"), ("Ŵ", "", "x")]
    assert [row.line for row in table.rows] == [1_000_002, 1_000_003]


def workbook(folder: Path, sheet: str, extra: dict[str, str] | None = None) -> Path:
    """An XLSX written by hand, with this XML for its only sheet."""
    path = folder / "made.xlsx"
    book = (
        '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" '
        'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
        '<sheets><sheet name="One" sheetId="1" r:id="rId1"/></sheets></workbook>'
    )
    links = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="rId1" Target="worksheets/sheet1.xml"/></Relationships>'
    )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("xl/workbook.xml", book)
        made.writestr("xl/_rels/workbook.xml.rels", links)
        made.writestr("xl/worksheets/sheet1.xml", sheet)
        for name, content in (extra or {}).items():
            made.writestr(name, content)
    return path


def sheet_xml(rows: str, before: str = "") -> str:
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    return f'{before}<worksheet xmlns="{space}"><sheetData>{rows}</sheetData></worksheet>'


def word(reference: str, text: str) -> str:
    return f'<c r="{reference}" t="inlineStr"><is><t>{text}</t></is></c>'


HEAD = f"<row r='1'>{word('A1', 'Name')}</row>"


def test_a_far_cell_is_refused_at_once(tmp_path: Path) -> None:
    far = f"<row r='1048576'>{word('XFD1048576', 'x')}</row>"
    begun = time.process_time()
    sentence = refusal(workbook(tmp_path, sheet_xml(HEAD + far)))
    assert time.process_time() - begun < 1
    assert "made.xlsx, line 1048576" in sentence


def test_a_far_row_alone_is_just_a_row(tmp_path: Path) -> None:
    far = f"<row r='1048576'>{word('A1048576', 'Ann')}</row>"
    table = read_table(workbook(tmp_path, sheet_xml(HEAD + far)))
    assert table.rows[0].line == 1_048_576


def test_a_zip_bomb_is_refused_unopened(tmp_path: Path) -> None:
    sentence = refusal(workbook(tmp_path, sheet_xml(HEAD + ("<row/>" + " " * 1_000_000) * 60)))
    assert "unpacks to far more" in sentence


def test_a_lying_zip_is_counted_not_believed(tmp_path: Path) -> None:
    path = workbook(tmp_path, sheet_xml(HEAD + "<x/>" * 1_000_000))
    with zipfile.ZipFile(path) as made:
        real = made.getinfo("xl/worksheets/sheet1.xml").file_size
    lie = path.read_bytes().replace(real.to_bytes(4, "little"), (100).to_bytes(4, "little"))
    assert "made.xlsx" in refusal(put(tmp_path, lie, "made.xlsx"))


def test_a_row_without_end_is_stopped_before_it_fills_the_memory(tmp_path: Path) -> None:
    noise = "".join(f"<c s='{number}'/>" for number in range(1_200_000))
    assert "unpacks to far more" in refusal(workbook(tmp_path, sheet_xml(f"<row>{noise}</row>")))


def test_entities_are_not_expanded(tmp_path: Path) -> None:
    laughs = '<!DOCTYPE worksheet [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>'
    assert "damaged" in refusal(
        workbook(tmp_path, sheet_xml(f"<row>{word('A1', '&b;')}</row>", laughs))
    )


def test_a_style_outside_every_list_is_no_style(tmp_path: Path) -> None:
    lone = {"xl/styles.xml": '<numFmt numFmtId="1" formatCode="d"/>'}
    rows = f"{HEAD}<row r='2'><c r='A2'><v>46358</v></c></row>"
    assert read_table(workbook(tmp_path, sheet_xml(rows), lone)).rows[0].cells == ("46358",)


def test_too_many_entries_are_refused(tmp_path: Path) -> None:
    extra = {f"xl/media/{number}": "" for number in range(300)}
    assert "holds 303 files" in refusal(workbook(tmp_path, sheet_xml(HEAD), extra))


def test_more_rows_than_a_residential_has(tmp_path: Path) -> None:
    rows = "".join(f"<row>{word(f'A{n}', 'x')}</row>" for n in range(1, 2_005))
    assert "more than 2,000 rows (line 2002)" in refusal(workbook(tmp_path, sheet_xml(rows)))
    vote = "a,b\n" + "1,0\n" * 10_000
    assert len(read_table(put(tmp_path, vote)).rows) == 10_000
    assert "more than 10,000 rows" in refusal(put(tmp_path, vote + "1,0\n"))


def test_wide_and_wordy_files(tmp_path: Path) -> None:
    widest = put(tmp_path, ",".join("a" * 1_050) + "\n" + "1," * 1_049)
    assert len(read_table(widest).header) == 1_050
    assert "beyond column 1050" in refusal(put(tmp_path, ",".join("a" * 1_051) + "\n1,2\n"))
    assert "line 2: a cell has more than 20,000" in refusal(put(tmp_path, "a,b\n1," + "x" * 20_001))
    assert "at most 5 MB" in refusal(put(tmp_path, b"a,b\n" + b"1,2\n" * 1_400_000))


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("", "is empty"),
        ("\ufeff\n \n,,\n", "is empty"),
        ("Name,Organisation\n\n", "has a header (line 1) and no rows"),
        (bytes(range(256)) * 4, "is not a table"),
        (b"\x89PNG\r\n\x1a\n" + bytes(200), "is not a table"),
        (b"PK\x03\x04 cut short", "is damaged, or no spreadsheet"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "old or password-protected"),
        (
            'Name,Role\nAnn,"never closed\nBo,x\nCy,x\n',
            "line 2: a cell that starts with a quotation",
        ),
        (b"\xff\xfea", "is not a table"),
        (b"Name,Role\r\n" + b"Ann,x\r\n" * 30 + b"B\0o,x\r\n", "line 32: a character stands there"),
        (b"Name,Role\n" + b"Ann,x\n" * 30 + b"\0", "line 32: a character stands there"),
        (b"Na\0me,Role\n" + b"Ann,x\n" * 30, "line 1: a character stands there"),
    ],
)
def test_bad_files_get_one_sentence(tmp_path: Path, content: bytes | str, expected: str) -> None:
    sentence = refusal(put(tmp_path, content))
    assert expected in sentence
    assert "list.csv" in sentence


def test_what_is_no_file_at_all(tmp_path: Path) -> None:
    assert "is a folder" in refusal(tmp_path)
    assert "There is no file" in refusal(tmp_path / "missing.csv")
    with zipfile.ZipFile(tmp_path / "a.xlsx", "w") as other:
        other.writestr("ppt/presentation.xml", "<x/>")
    assert "no spreadsheet" in refusal(tmp_path / "a.xlsx")


@given(st.binary(max_size=300))
def test_any_bytes_give_a_table_or_a_sentence(
    tmp_path_factory: pytest.TempPathFactory, content: bytes
) -> None:
    try:
        table = read_table(put(tmp_path_factory.mktemp("junk"), content))
    except WorkshopError:
        return
    assert all(len(row.cells) == len(table.header) for row in table.rows)
