"""Files made to hurt: each is small, and each once made some reader hang, swell, crash or lie."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass

SHEET_NS = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_TAB = '<sheet name="S{n}" sheetId="{n}" r:id="rId1"/>'
_BOOK = (
    f'<workbook xmlns="{SHEET_NS}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/'
    'relationships"><sheets><sheet name="S1" sheetId="1" r:id="rId1"/></sheets></workbook>'
)
_LINKS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId1" Target="worksheets/sheet1.xml"/></Relationships>'
)
_ODS = (
    '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body>'
    "<office:spreadsheet><table:table>{}</table:table></office:spreadsheet></office:body>"
    "</office:document-content>"
)


@dataclass(frozen=True)
class Hostile:
    """A file, what it pretends to be, and whether a careful reader can still make sense of it."""

    name: str
    kind: str
    file: str
    content: bytes | Callable[[], bytes]  # made when wanted, where it is large
    readable: bool = False

    def written(self) -> bytes:
        """The bytes of the file."""
        return self.content() if callable(self.content) else self.content


def xlsx(
    rows: str,
    shared: str = "",
    sheet: str = "",
    packing: int = zipfile.ZIP_DEFLATED,
    styles: str = "",
    copies: int = 1,
    title: str = "S1",
) -> bytes:
    """A workbook with these rows, or with this whole sheet, as often as `copies` says."""
    whole = sheet or f'<worksheet xmlns="{SHEET_NS}"><sheetData>{rows}</sheetData></worksheet>'
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", packing) as archive:
        tabs = "".join(_TAB.format(n=n) for n in range(1, copies + 1))
        book = _BOOK.replace(_TAB.format(n=1), tabs).replace('name="S1"', f'name="{title}"')
        archive.writestr("xl/workbook.xml", book)
        archive.writestr("xl/_rels/workbook.xml.rels", _LINKS)
        archive.writestr("xl/worksheets/sheet1.xml", whole)
        if shared:
            archive.writestr("xl/sharedStrings.xml", shared)
        if styles:
            archive.writestr("xl/styles.xml", styles)
    return made.getvalue()


def ods(rows: str) -> bytes:
    """An OpenDocument sheet with these rows."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", _ODS.format(rows))
    return made.getvalue()


def docx(tables: str) -> bytes:
    """A Word document with these tables."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", f"<document><body>{tables}</body></document>")
    return made.getvalue()


def ods_row(text: str, times: int = 1, cells: int = 1) -> str:
    """A row that stands for `times` rows, of a cell that stands for `cells` cells."""
    return (
        f'<table:table-row table:number-rows-repeated="{times}"><table:table-cell '
        f'office:value-type="string" table:number-columns-repeated="{cells}"><text:p>{text}</text:p>'
        "</table:table-cell></table:table-row>"
    )


def inline(reference: str, text: str) -> str:
    """A cell with its own text."""
    return f'<c r="{reference}" t="inlineStr"><is><t>{text}</t></is></c>'


def _lying_size(content: bytes, said: int) -> bytes:
    """The zip with the unpacked size of every entry declared as something else."""
    lied = bytearray(content)
    for mark, at in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        place = lied.find(mark)
        while place >= 0:
            struct.pack_into("<I", lied, place + at, said)
            place = lied.find(mark, place + 4)
    return bytes(lied)


def _moved_directory(content: bytes, by: int) -> bytes:
    """The zip saying that its directory starts elsewhere, so that entries start before the file."""
    moved = bytearray(content)
    end = moved.rfind(b"PK\5\6")
    (start,) = struct.unpack_from("<I", moved, end + 16)
    struct.pack_into("<I", moved, end + 16, start + by)
    return bytes(moved)


def _bomb(size: int) -> bytes:
    return xlsx("", sheet=f'<worksheet xmlns="{SHEET_NS}"><sheetData>' + " " * size)


def _overlapping_zip() -> bytes:
    """Many entries that all unpack the same packed bytes (Fifield 2019)."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    packed = packer.compress(b"a" * 4_000_000) + packer.flush()
    head = struct.pack("<4s5H3I2H", b"PK\x03\x04", 20, 0, 8, 0, 0, 0, len(packed), 4_000_000, 15, 0)
    body = head + b"xl/workbook.xml" + packed
    directory = b""
    for number in range(190):
        name = b"xl/workbook.xml" if number == 0 else b"e%d" % number
        directory += struct.pack(
            "<4s6H3I5H2I", b"PK\x01\x02", 20, 20, 0, 8, 0, 0, 0, len(packed), 4_000_000,
            len(name), 0, 0, 0, 0, 0, 0,
        ) + name  # fmt: skip
    end = struct.pack("<4s4H2IH", b"PK\x05\x06", 0, 0, 190, 190, len(directory), len(body), 0)
    return body + directory + end


def _entities(depth: int, place: str) -> bytes:
    laughs = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, depth))
    head = f'<!DOCTYPE w [<!ENTITY a0 "ha">{laughs}]>'
    said = f"&a{depth - 1};"
    cell = inline("A1", said) if place == "text" else f'<c r="{said}" t="n"><v>1</v></c>'
    return xlsx(
        "",
        sheet=f'<?xml version="1.0"?>{head}<worksheet xmlns="{SHEET_NS}"><sheetData><row r="1">{cell}'
        "</row></sheetData></worksheet>",
    )


def _outside_entity() -> bytes:
    return xlsx(
        "",
        sheet='<?xml version="1.0"?><!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/hostname">]>'
        f'<worksheet xmlns="{SHEET_NS}"><sheetData><row r="1">{inline("A1", "&x;")}</row></sheetData>'
        "</worksheet>",
    )


def _one_shared_text_everywhere() -> bytes:
    shared = f'<sst xmlns="{SHEET_NS}"><si><t>{"x" * 1990}</t></si></sst>'
    row = "".join('<c t="s"><v>0</v></c>' for _ in range(60))
    return xlsx(f"<row>{row}</row>" * 1_990, shared)


def _merged_again_and_again() -> bytes:
    rows = "".join(
        f"<row>{inline(f'A{n}', 'x')}{inline(f'C{n}', 'y')}</row>" for n in range(1, 2_000)
    )
    merges = '<mergeCell ref="A2:B1999"/>' * 4_999
    return xlsx(
        "",
        sheet=f'<worksheet xmlns="{SHEET_NS}"><sheetData>{rows}</sheetData><mergeCells>{merges}'
        "</mergeCells></worksheet>",
    )


def _a_million_formats() -> bytes:
    formats = f'<numFmt numFmtId="200" formatCode="{"d" * 5_000}"/>' * 4_000
    numbers = '<xf numFmtId="200"/>' * 900_000
    cells = f"<row>{inline('A1', 'Name')}</row>" + '<row><c r="A2" s="899999"><v>1</v></c></row>'
    return xlsx(
        cells,
        styles=f'<styleSheet xmlns="{SHEET_NS}"><numFmts>{formats}</numFmts><cellXfs>{numbers}</cellXfs>'
        "</styleSheet>",
    )


def _rows_of_dates() -> bytes:
    rows = "".join(
        "<row>" + "<c s='0'><v>46358.123456789</v></c>" * 60 + "</row>" for _ in range(1_990)
    )
    code = "[$-809]" + "dd mmmm yyyy hh:mm:ss;" * 11
    return xlsx(
        rows,
        styles=f'<styleSheet xmlns="{SHEET_NS}"><numFmts><numFmt numFmtId="200" formatCode="{code}"/>'
        '</numFmts><cellXfs><xf numFmtId="200"/></cellXfs></styleSheet>',
        copies=20,
    )


def tables() -> Iterator[Hostile]:
    """Spreadsheets and delimited text."""
    header = inline("A1", "Name")
    yield Hostile(
        "one cell in the last row and column",
        "people",
        "far.xlsx",
        xlsx(f'<row r="1">{header}</row><row r="1048576">{inline("XFD1048576", "x")}</row>'),
    )
    yield Hostile("a zip that unpacks to 150 MB", "people", "bomb.xlsx", lambda: _bomb(150_000_000))
    yield Hostile(
        "a zip that says it unpacks to little",
        "people",
        "liar.xlsx",
        lambda: _lying_size(_bomb(60_000_000), 1_000),
    )
    yield Hostile(
        "a zip that says it unpacks to 4 GB",
        "people",
        "boast.xlsx",
        _lying_size(xlsx(f"<row>{header}</row>"), 0xFFFFFFF0),
    )
    yield Hostile(
        "an entry that starts before the file",
        "people",
        "before.xlsx",
        _moved_directory(xlsx(f"<row>{header}</row>"), 128),
    )
    yield Hostile("overlapping entries", "people", "overlap.xlsx", _overlapping_zip)
    yield Hostile("entities in a text", "people", "laugh.xlsx", _entities(12, "text"))
    yield Hostile("entities in an attribute", "people", "titter.xlsx", _entities(12, "attribute"))
    yield Hostile("an entity from a file", "people", "outside.xlsx", _outside_entity())
    yield Hostile(
        "elements 200,000 deep",
        "people",
        "deep.xlsx",
        xlsx("", sheet=f'<worksheet xmlns="{SHEET_NS}">' + "<a>" * 200_000),
    )
    yield Hostile(
        "one long text in 120,000 cells", "people", "echo.xlsx", _one_shared_text_everywhere
    )
    yield Hostile(
        "a cell of a million words",
        "cards",
        "wordy.xlsx",
        xlsx(f"<row>{inline('A1', 'text')}</row><row>{inline('A2', 'word ' * 1_000_000)}</row>"),
    )
    yield Hostile(
        "a million empty rows",
        "people",
        "rows.xlsx",
        lambda: xlsx(f"<row>{header}</row>" + "<row/>" * 1_500_000),
    )
    yield Hostile(
        "merged header rows",
        "people",
        "merged.xlsx",
        xlsx(
            f"<row>{inline('A1', 'About you')}{inline('C1', 'Your work')}</row>"
            f"<row>{inline('A2', 'First name')}{inline('B2', 'Last name')}{inline('C2', 'Role')}</row>"
            f"<row>{inline('A3', 'Siân')}{inline('B3', 'Prys')}{inline('C3', 'Lead')}</row>"
        ),
        readable=True,
    )
    yield Hostile(
        "cells merged again and again", "people", "overlaps.xlsx", _merged_again_and_again
    )
    yield Hostile("a million number formats", "people", "formats.xlsx", _a_million_formats)
    yield Hostile("twenty sheets full of dates", "people", "dates.xlsx", _rows_of_dates)
    yield Hostile(
        "a row repeated a million times",
        "people",
        "repeat.ods",
        ods(ods_row("Name") + ods_row("x" * 1_900, 1_048_570, 50)),
    )
    yield Hostile(
        "a cell repeated to the far column", "people", "wide.ods", ods(ods_row("Name", 1, 16_384))
    )
    yield Hostile(
        "a space repeated a billion times",
        "people",
        "spaces.ods",
        ods(ods_row("Name") + ods_row('<text:s text:c="999999999"/>')),
    )
    yield Hostile("not a zip to its end", "people", "cut.xlsx", xlsx("<row/>")[:200])
    yield Hostile(
        "a CSV cell of a million words",
        "cards",
        "wordy.csv",
        lambda: b"text\r\n" + b"word " * 1_000_000,
    )
    yield Hostile(
        "a quotation mark never closed",
        "people",
        "quote.csv",
        lambda: b'Name\r\n"' + b"a,b\r\n" * 400_000,
    )
    yield Hostile(
        "two million commas", "people", "commas.csv", lambda: b"Name\r\n" + b"," * 2_000_000
    )
    yield Hostile(
        "titles that slow a pattern",
        "people",
        "titles.csv",
        ("lead " * 4_000 + ",").encode() * 150 + b"Name\r\n" + b"x," * 150 + b"y\r\n",
        readable=True,
    )
    yield Hostile("NULs", "people", "nul.csv", b"Name\0,Role\r\nSi\0n,Lead\r\n")
    yield Hostile(
        "lone surrogates in UTF-16",
        "people",
        "lone.csv",
        b"\xff\xfe" + "Name\r\nSi".encode("utf-16-le") + b"\x00\xd8" + "n\r\n".encode("utf-16-le"),
    )
    yield Hostile(
        "surrogates written as UTF-8",
        "people",
        "cesu.csv",
        b"Name\r\nSi\xed\xa0\x80n\r\n",
        readable=True,
    )
    yield Hostile(
        "formulas", "people", "formula.csv",
        b"Name,Role\r\n=cmd|' /C calc'!A0,+1\r\n@SUM(1),-2\r\n", readable=True,
    )  # fmt: skip
    yield Hostile("nothing but noise", "people", "noise.csv", lambda: bytes(range(256)) * 2_000)


def papers() -> Iterator[Hostile]:
    """Files of voting research."""

    def yaml(name: str, text: str, readable: bool = False) -> Hostile:
        return Hostile(name, "ballot-papers", f"{len(text)}.abc.yaml", text.encode(), readable)

    yield yaml("a list 100,000 deep", "profile: " + "[" * 100_000)
    yield yaml("minus signs without end", "profile: " + "-" * 1_000_000 + "1")
    yield yaml("aliases that multiply", "a: &a [x,x]\nb: &b [*a,*a]\nprofile: *b\n")
    yield yaml("a billion candidates", "num_cand: 999999999\nprofile: [[0, 1]]\n")
    yield yaml("a candidate of a billion", "profile: [[999999999999]]\n")
    yield yaml("lists where numbers belong", "profile: [[0, [1]], [{}], 3, [1.5, null]]\n", True)
    yield yaml("two million numbers", "profile: [" + ",".join(["[0]"] * 1_000_000) + "]\n")
    yield yaml("a committee of a googol", f"committeesize: 1{'0' * 100}\nprofile: [[0, 1]]\n", True)
    name = "# ALTERNATIVE NAME 1: a\n# ALTERNATIVE NAME 2: b\n"
    for title, count, readable in (
        ("a billion voters", "999999999", False),
        ("a count in superscript", "²", True),
        ("a count of ten thousand digits", "9" * 10_000, True),
    ):
        text = f"{name}{count}: 1,2\n"
        yield Hostile(title, "ballot-papers", f"{title}.soc", text.encode(), readable)
    votes = (
        "META\nkey;value\nvote_type;scoring\nPROJECTS\nproject_id;name\n1;a\nVOTES\n"
        "voter_id;vote;points\n1;1;{}\n"
    )
    for title, points in (("points in superscript", "²"), ("points without end", "9" * 10_000)):
        content = votes.format(points).encode()
        yield Hostile(title, "ballot-papers", f"{title}.pb", content, True)
    yield Hostile(
        "a pabulib cell of 4 MB", "ballot-papers", "wide.pb",
        lambda: b"META\nkey;value\n" + b"x" * 4_000_000 + b";1\n",
    )  # fmt: skip
    names = '"a"\n"b"\n'
    for title, text, readable in (
        ("a million candidates", f"1000000 1\n0\n{names}", False),
        ("a paper of a billion voters", f"2 1\n999999999 1 0\n0\n{names}", False),
        ("a count without its end", "2 1\n" + "1 1 2 0\n" * 5_000, False),
        ("a quotation mark never closed in a count", '2 1\n1 1 0\n0\n"' + "a" * 4_000_000, True),
        (
            "a paper with a million ranks left out",
            f"2 1\n1 {'- ' * 1_000_000}1 0\n0\n{names}",
            True,
        ),
        ("brackets without end", "2 1\n" + "[" * 1_000_000 + f"\n1 1 0\n0\n{names}", True),
        ("everybody withdrew", f"2 1\n-1 -2\n1 1 0\n0\n{names}", False),
        ("weights below 0", f"2 1\n-5 1 0\n0\n{names}", True),
    ):
        yield Hostile(title, "ballot-papers", f"{title[:20]}.blt", text.encode(), readable)
    yield yaml("a hundred thousand keys", "".join(f"k{n}: [0]\n" for n in range(100_000)))
    yield yaml("an object of Python", "profile: !!python/object/apply:os.system ['true']\n")
    yield yaml("weights of a googol", f"profile: [[0], [1]]\nvoter_weights: [1{'0' * 100}, 1]\n")
    yield Hostile(
        "a grid of 1,001 themes", "ballot-papers", "grid.csv",
        (",".join(["Name", *(f"Rank [{n}]" for n in range(1_001))]) + "\nSi\u00e2n" + ",1" * 1_001).encode(),
    )  # fmt: skip
    yield Hostile(
        "a list of choices without end", "choices", "list.csv",
        lambda: b"Name,Choices\nSi,\"" + b"1. a; 2. b;" * 1_500 + b"\"\nBo,2. x\n", True,
    )  # fmt: skip
    cell = "<tc><p><r><t>reference</t></r></p></tc>"
    yield Hostile(
        "tables in tables without end", "forms", "form.docx",
        lambda: docx("<tbl><tr><tc>" * 200 + cell + "</tc></tr></tbl>" * 200),
    )  # fmt: skip
    yield Hostile(
        "a form of a million cells", "forms", "form.docx",
        lambda: docx("<tbl><tr>" + cell * 50_000 + "</tr></tbl>"),
    )  # fmt: skip
    yield Hostile(
        "choices that slow a pattern", "choices", "slow.csv",
        ("Name," + "choice first when " * 1_000 + "\n" + "Si," + "1. " * 6_000 + "\n").encode(), True,
    )  # fmt: skip
    yield Hostile(
        "a mark with 300 digits", "ballot-papers", "mark.csv",
        b"paper,a,b\r\n1,1e300,2\r\n2," + b"9" * 300 + b",1\r\n3,1,1\r\n4,2,1\r\n", True,
    )  # fmt: skip


def plans() -> Iterator[Hostile]:
    """Plans of an event with far more than a plan can have."""
    event = "BEGIN:VEVENT\r\nDTSTART:20261202T093000\r\nDTEND:20261202T094500\r\nSUMMARY:x\r\nEND:VEVENT\r\n"
    calendar = f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{event * 10_000}END:VCALENDAR\r\n"
    yield Hostile("10,000 events", "agenda", "plan.ics", calendar.encode())
    folded = b"BEGIN:VCALENDAR\r\n" + b" x\r\n" * 1_000_000
    yield Hostile("a calendar of folded lines", "agenda", "folded.ics", folded)
    nested = b"BEGIN:VCALENDAR\r\n" + b"BEGIN:VEVENT\r\n" * 100_000
    yield Hostile("events within events", "agenda", "nested.ics", nested)
    yield Hostile("JSON a million deep", "agenda", "deep.json", b"[" * 1_000_000)
    yield Hostile("a zip of a plan of 150 MB", "agenda", "plan.xlsx", lambda: _bomb(150_000_000))
    yield Hostile("entities in a plan", "agenda", "laugh.xlsx", _entities(12, "text"))


def code_books() -> Iterator[Hostile]:
    """Code books and findings with far more than either can have."""
    head, tail = "<CodeBook><Codes>", "</Codes></CodeBook>"
    opened, closed = '<Code name="a">', "</Code>"
    deep = f"{head}{opened * 200}{closed * 200}{tail}"
    yield Hostile("codes 200 deep", "codebook", "deep.qdc", deep.encode(), True)
    endless = f"{head}{opened * 100_000}"
    yield Hostile("codes without end", "codebook", "endless.qdc", endless.encode())
    many = f"{head}{(opened + closed) * 200_000}{tail}"
    yield Hostile("200,000 codes of one name", "codebook", "many.qdc", many.encode())
    laughs = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
    bomb = f'<!DOCTYPE w [<!ENTITY a0 "ha">{laughs}]>{head}<Code name="&a11;"/>{tail}'
    yield Hostile("entities in a code book", "codebook", "laugh.qdc", bomb.encode())
    outside = (
        f'<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/hostname">]>{head}<Code name="&x;"/>{tail}'
    )
    yield Hostile("a code book that asks for a file", "codebook", "outside.qdc", outside.encode())
    long = f'{head}<Code name="{"a" * 1_000_000}">{closed}{tail}'
    yield Hostile("a name of a million letters", "codebook", "long.qdc", long.encode(), True)
    path = ("a/" * 100_000).encode()
    yield Hostile("a path of 100,000 codes", "codebook", "path.csv", b"code\n" + path + b"\nb\n")
    yield Hostile("a zip of findings of 150 MB", "findings", "f.xlsx", lambda: _bomb(150_000_000))
    rows = b"text,codes\nx," + b"a;" * 9_000 + b"\n"
    yield Hostile("a finding of 9,000 codes", "findings", "codes.csv", rows, True)


def every_file() -> tuple[Hostile, ...]:
    """The whole corpus."""
    makers: tuple[Callable[[], Iterator[Hostile]], ...] = (tables, papers, plans, code_books)
    return tuple(case for make in makers for case in make())


@dataclass(frozen=True)
class HostileSession:
    """A session file somebody has been at, by the SQL or the bytes they changed."""

    name: str
    sql: str = ""
    patch: Callable[[bytearray], object] | None = None
    journal: bytes = b""


def _replaced(old: bytes, new: bytes) -> Callable[[bytearray], None]:
    def patch(content: bytearray) -> None:
        place = content.find(old)
        assert place >= 0
        content[place : place + len(old)] = new

    return patch


def _put(at: int, new: bytes) -> Callable[[bytearray], None]:
    def patch(content: bytearray) -> None:
        content[at : at + len(new)] = new

    return patch


def _rooted(table: str, page: str) -> str:
    return (
        "PRAGMA writable_schema=ON; "
        f"UPDATE sqlite_schema SET rootpage={page} WHERE name='{table}'; PRAGMA writable_schema=OFF"
    )


_BUSY = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i+1 FROM n) SELECT count(*) AS id FROM n"
SESSIONS = (
    HostileSession(
        "a trigger that spreads",
        "CREATE TRIGGER t AFTER INSERT ON card BEGIN INSERT INTO card SELECT * FROM card; END",
    ),
    HostileSession("a view", "CREATE VIEW v AS SELECT * FROM private_needs"),
    HostileSession(
        "views in a circle", "CREATE VIEW v AS SELECT * FROM w; CREATE VIEW w AS SELECT * FROM v"
    ),
    HostileSession("a view that never ends", f"CREATE VIEW v AS {_BUSY}"),
    HostileSession(
        "a view in a table's place that never ends",
        f"DROP TABLE loop_name; CREATE VIEW loop_name AS {_BUSY}",
    ),
    HostileSession("a table more", "CREATE TABLE extra (id INTEGER PRIMARY KEY)"),
    HostileSession("a column more", "ALTER TABLE card ADD COLUMN extra TEXT"),
    HostileSession("an index on an expression", "CREATE INDEX i ON card (upper(text))"),
    HostileSession("a search table", "CREATE VIRTUAL TABLE f USING fts5(text)"),
    HostileSession("another program's file", "PRAGMA application_id=1"),
    HostileSession("no program's file", "PRAGMA application_id=0"),
    HostileSession("a format from far ahead", "PRAGMA user_version=2147483647"),
    HostileSession("a format before the first", "PRAGMA user_version=-5"),
    HostileSession("a table rooted in the schema", _rooted("card", "1")),
    HostileSession("two tables in one tree", _rooted("card", "3")),
    HostileSession("a table rooted beyond the end", _rooted("card", "99999999")),
    HostileSession("NULs in the schema", patch=_replaced(b"CREATE TABLE card", b"CREATE TABLE\0card")),
    HostileSession("pages of one byte", patch=_put(16, b"\0\3")),
    HostileSession("a size in the header that is none", patch=_put(28, b"\xff" * 4)),
    HostileSession("a list of free pages into itself", patch=_put(32, b"\0\0\0\2" * 2)),
    HostileSession("text in UTF-16 that is not", patch=_put(56, b"\0\0\0\2")),
    HostileSession("half a file", patch=lambda c: c.__delitem__(slice(len(c) // 2, None))),
    HostileSession("nothing but a header", patch=lambda c: c.__delitem__(slice(100, None))),
    HostileSession("a garbled page", patch=_put(4096, bytes(range(256)) * 16)),
    HostileSession("a file that says it logs ahead", patch=_put(18, b"\2\2")),
    HostileSession(
        "a journal that would undo it all",
        journal=bytes.fromhex("d9d505f920a163d7") + struct.pack(">5I", 1, 7, 1, 512, 4096) + b"\0" * 5_000,
    ),
)  # fmt: skip
