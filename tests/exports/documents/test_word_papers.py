"""Word documents say what the papers say, in their order, with real headings, lists and tables."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from itertools import pairwise

import docx
import lxml.html
import pytest
from docx.oxml.ns import qn

from exports.documents.office.word_papers import agenda_docx, charters_docx
from exports.drawing.office.word_document import WordSheet
from exports.drawing.office.word_text import word_text
from exports.drawing.pages import office_paper
from exports.drawing.pages.document_table import FEW_ROWS
from exports.output import for_others
from exports.output_kinds import kind_of
from exports.summary import summary_docx, summary_page
from tests.exports.conftest import AT
from upstream_workshop.storage.files.writing import Sample
from upstream_workshop.whole.report import Report

WRITERS = (summary_docx, agenda_docx, charters_docx)


def spaced(texts: Sequence[str | None]) -> list[str]:
    return [words for text in texts if (words := " ".join((text or "").split()))]


def in_order(content: bytes) -> list[str]:
    """Every paragraph and cell of a document from its beginning to its end."""
    body = docx.Document(io.BytesIO(content)).element.body
    return spaced(["".join(p.itertext(qn("w:t"))) for p in body.iter(qn("w:p"))])


def on_the_page(content: bytes) -> list[str]:
    """Every paragraph, heading, cell and item of the web page from its beginning to its end."""
    (main,) = lxml.html.fromstring(content).xpath("//main")
    for line_end in main.xpath(".//br"):
        line_end.tail = "\n" + (line_end.tail or "")
    blocks = main.xpath(".//h1|.//h2|.//h3|.//p|.//li|.//td|.//th")
    return spaced([line for block in blocks for line in block.text_content().split("\n")])


@pytest.mark.parametrize("kind", ["revealed", "hostile", "empty"])
def test_the_summary_says_what_the_page_says(kind: str, request: pytest.FixtureRequest) -> None:
    report: Report = for_others(request.getfixturevalue(kind))()
    assert " ".join(in_order(summary_docx(report))) == " ".join(on_the_page(summary_page(report)))


@pytest.mark.parametrize("write", WRITERS)
def test_its_structure_is_real(write: Callable[[Report], bytes], revealed: Report) -> None:
    document = docx.Document(io.BytesIO(write(revealed)))
    levels = [
        int(one.style.name[-1])
        for one in document.paragraphs
        if one.style and one.style.name and one.style.name.startswith("Heading")
    ]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    for table in document.tables:
        first = table._tbl.tr_lst[0]
        assert first.find(f".//{qn('w:tblHeader')}") is not None or len(table.columns) == 2
    for shape in document.element.iter(qn("wp:docPr")):
        assert len(shape.get("descr")) > 5
    languages = {one.get(qn("w:val")) for one in document.styles.element.iter(qn("w:lang"))}
    assert languages == {"en-GB"}
    assert document.core_properties.title
    assert document.core_properties.language == "en-GB"


def test_its_text_can_be_previewed(hostile: Report) -> None:
    made = charters_docx(hostile)
    assert spaced(word_text(made).splitlines()) == in_order(made)


def test_the_same_report_is_the_same_bytes_and_known_as_ours(report: Report) -> None:
    made = charters_docx(report)
    assert made == charters_docx(report)
    sample, kind = Sample.of(made), kind_of("charters.docx")
    assert kind.looks(sample)
    assert kind.is_own(sample, sample)
    other = io.BytesIO()
    docx.Document().save(other)
    foreign = Sample.of(other.getvalue())
    assert kind.looks(foreign)
    assert not kind.is_own(foreign, sample)


@pytest.mark.parametrize("rows", [1, 2, 3, FEW_ROWS, FEW_ROWS + 1, 40])
@pytest.mark.parametrize("headings", [(), ("Who", "What")])
def test_no_row_of_a_table_is_alone_on_a_page(rows: int, headings: tuple[str, ...]) -> None:
    sheet = WordSheet("Title", AT)
    sheet.table(headings, [("Ann", ["one", "two"])] * rows, (1, 2))
    (table,) = docx.Document(io.BytesIO(sheet.docx())).tables
    kept = [
        {one.paragraph_format.keep_with_next for cell in row.cells for one in cell.paragraphs}
        for row in table.rows
    ]
    body = kept[len(headings) and 1 :]
    assert kept[: len(headings) and 1] == [{True}] * bool(headings)
    assert body[-1] == {None}
    assert body[:-1][:1] + body[:-1][-1:] == [{True}] * min(2 * len(body[:-1]), 2)
    if rows <= FEW_ROWS:
        assert body[:-1] == [{True}] * (rows - 1)


@pytest.mark.parametrize(("paper", "size"), [("A4", (595, 842)), ("Letter", (612, 792))])
def test_the_page_is_that_of_the_office(
    paper: str, size: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(office_paper.VARIABLE, paper)
    sheet = WordSheet("Title", AT)
    sheet.say("They said:")
    sheet.facts([("Who", "Ann")])
    document = docx.Document(io.BytesIO(sheet.docx()))
    section, (table,) = document.sections[0], document.tables
    assert section.page_width
    assert section.page_height
    assert (round(section.page_width.pt), round(section.page_height.pt)) == size
    wide = sum(int(one.get(qn("w:w"))) for one in table._tbl.tblGrid) / 20
    assert section.left_margin
    assert wide == pytest.approx(section.page_width.pt - 2 * section.left_margin.pt, abs=1)
    assert document.paragraphs[0].paragraph_format.keep_with_next
