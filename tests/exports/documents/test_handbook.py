"""The handbook: the same words in the same order in four formats, each of them whole and accessible."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

import lxml.etree
import lxml.html
import pytest
from docx import Document

from exports import catalogue
from exports.documents.framework.frame_picture import frame_words
from exports.documents.handbook import handbook_paper
from exports.documents.sharing.product_paper import product_page
from exports.drawing.epub.epub_book import MIMETYPE
from exports.drawing.paged_document import Sheet
from exports.drawing.picture import Picture
from exports.output import Choice
from tests.exports import printed
from upstream_workshop.framework.queries import StatementRow
from upstream_workshop.framework.report import FrameworkReport
from upstream_workshop.sharing.handbook.queries import HandbookRow
from upstream_workshop.sharing.kinds import ReferenceKind
from upstream_workshop.sharing.report import PublicReference, SharingReport, SignedText
from upstream_workshop.whole.report import Report

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
LISTED = f"{{*}}pPr/{{*}}pStyle[@{W}val='TOC2']"
UID = "00000000-0000-4000-a000-000000000042"
TEXT = """> First of all.

# {title}

A **strong**, sure [word](https://example.org/a) and <b>typed</b> & kept.

#### Deep

1. one
   - within
2. two

| Head | Other |
|------|-------|
| cell | ŵ ŷ   |

[[map: nowhere]]

[bad](javascript:alert(1)) ![a picture](http://example.org/x.png)
"""


@pytest.fixture
def book(report: Report) -> Report:
    sharing = report.part(SharingReport)
    product = replace(sharing.products[0], link="https://example.org/published")
    page = HandbookRow(
        "What we learnt",
        "A handbook",
        TEXT.format(title="Why") + "[[vote: Which]]\n\nIn [[vote: Which]] line.",
        "Ade\nUna",
        "CC BY",
        UID,
    )
    text = SignedText(product.id, 1, TEXT.format(title=product.title), (), ())
    return report.with_values(
        products=(product,),
        signed=(text,),
        working=(),
        title_page=page,
        introduction_public=(
            PublicReference("vote: Which", ReferenceKind.VOTE, "Chosen: Elms", "", "", None),
        ),
        handbook_order=(product.id,),
    )


def words(text: str) -> list[str]:
    """The words of a text, without signs that a list or a link of its own makes."""
    return re.findall(r"[^\W_]+", text.replace("\N{NO-BREAK SPACE}", " "))


def in_pdf(content: bytes) -> str:
    pages = printed.pages_of(content)
    return "\n".join(re.sub(r"Page\s+\d+ of\s+\d+", "", page) for page in pages)


def in_page(content: bytes) -> str:
    (main,) = lxml.html.fromstring(content.decode()).xpath("//main")
    return told(main)


def told(element: lxml.etree._Element) -> str:
    """The words of a page without those drawn in pictures, which are told beside them."""
    drawn = "ancestor::*[local-name()='svg']"
    return " ".join(element.xpath(f".//text()[normalize-space() and not({drawn})]"))


def in_word(content: bytes) -> str:
    return " ".join(
        "".join(node.text or "" for node in line.iter("{*}t"))
        for line in Document(io.BytesIO(content)).element.body.iter("{*}p")
        if line.find(LISTED) is None
    )


def pages_of(content: bytes) -> Iterator[lxml.etree._Element]:
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        for name in sorted(
            book.namelist(), key=lambda name: [int(n) for n in re.findall(r"\d+", name)]
        ):
            if re.search(r"chapter-\d+", name):
                yield lxml.etree.fromstring(book.read(name))


def in_book(content: bytes) -> str:
    bodies = (page.find("{*}body") for page in pages_of(content))
    return " ".join(told(body) for body in bodies if body is not None)


class WordsAlone(Sheet):
    """A PDF without pictures, whose words cannot be told from others when they are read back."""

    def picture(self, picture: Picture, says: str, tallest: float = 1.0) -> None:
        """Draw nothing."""


def test_all_formats_have_the_same_words_in_the_same_order(book: Report) -> None:
    page = words(in_page(handbook_paper.handbook_page(book)))
    assert words(in_word(handbook_paper.handbook_docx(book))) == page
    assert words(in_book(handbook_paper.handbook_epub(book))) == page
    sheet = WordsAlone("", "", book.made_at)
    handbook_paper.write_handbook(book, sheet)  # without the list of contents
    printed = words(in_pdf(sheet.pdf()))
    drawn = {"1", "2"}  # of a numbered list, which others than a PDF count by themselves
    assert [word for word in printed if word not in drawn] == [
        word for word in page if word not in drawn
    ]
    for said in (
        "Made",
        "strong",
        "typed",
        "within",
        "cell",
        "ŵ",
        "nowhere",
        "picture",
        "published",
        "Elms",
        *words(" ".join(one.text for one in framework_of(book))),
    ):
        assert said in page


def framework_of(report: Report) -> list[StatementRow]:
    """The statements of the frames that no workgroup filled, of which there are some."""
    frames = report.part(FrameworkReport).frames
    found = [one for frame in frames if frame.workgroup_id is None for one in frame.statements()]
    assert found
    return found


def test_a_figure_is_told_in_the_same_words_in_every_format(book: Report) -> None:
    (frame, *_) = [one for one in book.part(FrameworkReport).frames if one.workgroup_id is None]
    says = " ".join(frame_words(frame).split())
    page = lxml.html.fromstring(handbook_paper.handbook_page(book).decode())
    assert says in page.xpath("//svg/@aria-label | //svg/*[local-name()='title']/text()")
    with zipfile.ZipFile(io.BytesIO(handbook_paper.handbook_docx(book))) as packed:
        body = lxml.etree.fromstring(packed.read("word/document.xml"))
    assert says in [one.get("descr") for one in body.iter("{*}docPr")]
    pictures = [
        text
        for one in pages_of(handbook_paper.handbook_epub(book))
        for text in one.xpath("//*[local-name()='svg']/@aria-label")
    ]
    assert says in pictures


def test_the_contents_of_the_word_document_lead_to_each_chapter(book: Report) -> None:
    body = Document(io.BytesIO(handbook_paper.handbook_docx(book))).element.body
    marked = {
        mark.get(f"{W}name"): "".join(text.text for text in mark.getparent().iter("{*}t"))
        for mark in body.iter("{*}bookmarkStart")
    }
    listed = {
        link.get(f"{W}anchor"): "".join(text.text for text in link.iter("{*}t"))
        for link in body.iter("{*}hyperlink")
    }
    (main,) = lxml.html.fromstring(handbook_paper.handbook_page(book).decode()).xpath("//main")
    assert list(listed.values()) == [one.text for one in main.iter("h2")]
    assert listed.items() <= marked.items()
    kinds = [one.get(f"{W}fldCharType") for one in body.iter("{*}fldChar")]
    assert kinds == ["begin", "separate", "end"]


def test_contributors_are_named_as_they_agreed(book: Report) -> None:
    (group, *_) = [one for one in book.workgroups if len(one.members) > 2]
    product = replace(book.part(SharingReport).products[0], workgroup_id=group.id)
    shy, *others = group.members
    people = tuple(
        replace(one, directory="no" if one.id == shy.participant_id else "yes", attribution="yes")
        for one in book.people
    )
    whole = book.with_values(products=(product,), people=people)
    (document,) = catalogue.documents_of(whole, ["handbook-html"])
    said = " ".join(in_page(document.make()).split())
    assert shy.name not in said
    assert "Others, who are not named" in said
    assert all(f"{one.name} {one.organisation}" in said for one in others)
    assert "Una" in said


@pytest.mark.parametrize("suffix", ["pdf", "html", "docx"])
def test_a_product_is_a_document_of_its_own(book: Report, suffix: str) -> None:
    (document,) = catalogue.documents_of(book, [f"product-{suffix}"])
    content = document.make()
    told = {"pdf": in_pdf, "html": in_page, "docx": in_word}[suffix](content)
    page = words(in_page(product_page(book, book.part(SharingReport).products[0])))
    assert set(page) <= {*words(told)}
    assert document.name == f"products/{book.part(SharingReport).products[0].title}.{suffix}"
    (output,) = [one for one in catalogue.OUTPUTS if one.key == f"product-{suffix}"]
    assert output.of_choice(Choice(row_id=999)).count(book) == 0
    if suffix == "html":
        assert levels(content)[:2] == [1, 2]
        assert all(level <= before + 1 for before, level in pairwise(levels(content)))


def test_the_identifier_stays_in_the_edition_that_is_printed(book: Report) -> None:
    (document,) = catalogue.documents_of(book, ["handbook-epub"])
    content = document.make()
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        assert UID in packed.read("EPUB/package.opf").decode()
    assert words(UID)[0] in words(in_book(content))


def test_the_index_says_what_an_organisation_worked_on(book: Report) -> None:
    sharing = book.part(SharingReport)
    (group, *_) = [one for one in book.workgroups if one.members]
    product = replace(sharing.products[0], workgroup_id=group.id)
    indexed = in_page(handbook_paper.handbook_page(book.with_values(products=(product,))))
    home = group.members[0].organisation
    assert f"{home} worked on {product.title}" in " ".join(indexed.split())


def levels(content: bytes) -> list[int]:
    (main,) = lxml.html.fromstring(content.decode()).xpath("//main")
    return [int(one.tag[1]) for one in main.iter("h1", "h2", "h3", "h4")]


def test_no_level_is_skipped_and_no_title_said_twice(book: Report) -> None:
    content = handbook_paper.handbook_page(book)
    found = levels(content)
    assert found[0] == 1
    assert all(level <= before + 1 for before, level in pairwise(found))
    title = book.part(SharingReport).products[0].title
    (main,) = lxml.html.fromstring(content.decode()).xpath("//main")
    assert [one.text for one in main.iter("h1", "h2", "h3")].count(title) == 1


def test_nothing_is_loaded_and_no_script_linked(book: Report) -> None:
    for content in (handbook_paper.handbook_page(book), handbook_paper.handbook_epub(book)):
        page = content.decode() if content.startswith(b"<!") else ""
        pages = pages_of(content) if not page else [lxml.html.fromstring(page)]
        for one in pages:
            targets = [*one.xpath("//@href"), *one.xpath("//@src")]
            assert all(re.match(r"https://example\.org|#|style\.css", target) for target in targets)
            assert not one.xpath("//*[local-name()='script' or local-name()='img']")


def test_the_e_book_is_a_whole_epub(book: Report) -> None:
    content = handbook_paper.handbook_epub(book)
    assert content == handbook_paper.handbook_epub(book)
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        first = packed.infolist()[0]
        assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)
        assert packed.read("mimetype") == MIMETYPE
        package = lxml.etree.fromstring(packed.read("EPUB/package.opf"))
        listed = {item.get("href") for item in package.iter("{*}item")}
        assert {f"EPUB/{name}" for name in listed} == {
            name for name in packed.namelist() if name.startswith("EPUB/")
        } - {"EPUB/package.opf"}
        for name in packed.namelist():
            if name.endswith(("xhtml", "opf", "xml")):
                lxml.etree.fromstring(packed.read(name))
    ids = [item.get("id") for item in package.iter("{*}item")]
    assert [one.get("idref") for one in package.iter("{*}itemref")] == ids[2:]
    said = {
        one.text for one in package.iter("{*}meta") if one.get("property") == "schema:accessMode"
    }
    assert said == {"textual", "visual"}
    assert f"urn:uuid:{UID}" in {one.text for one in package.iter("{*}identifier")}


def test_a_session_without_products_has_no_handbook(empty: Report) -> None:
    assert not catalogue.documents_of(empty, ["handbook-pdf", "handbook-epub"])
