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
from exports.drawing.office.word_text import word_text
from exports.output import for_others
from exports.output_kinds import kind_of
from exports.summary import summary_docx, summary_page
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
