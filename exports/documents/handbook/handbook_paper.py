"""The handbook: title, introduction, framework, the products in order, who made it, and a licence.

It is written once, on any paper, so that all its formats have the same words in the same order.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime

from exports.documents.handbook.chapters import (
    chapter,
    write_framework_chapter,
    write_licence,
    write_people,
)
from exports.documents.handbook.markdown_paper import Shown
from exports.documents.handbook.product_text import text_writer, write_product
from exports.drawing.epub.epub_book import EpubSheet
from exports.drawing.paged_document import Sheet
from exports.drawing.paper import Paper, event_title
from exports.drawing.web import WebSheet
from resources.dates import day_words
from resources.words import joined, say
from upstream_workshop.sharing.queries import ProductRow
from upstream_workshop.sharing.report import SharingReport
from upstream_workshop.whole.report import Report


def has_handbook(report: Report) -> bool:
    """Tell whether there is anything for a handbook: a part, or a title page."""
    sharing = report.part(SharingReport)
    return bool(sharing.handbook_order or sharing.title_page)


def handbook_pdf(report: Report) -> bytes:
    """Return the handbook as a PDF, with a list of contents."""
    sheet = Sheet(handbook_title(report), event_title(report), report.made_at)
    write_handbook(report, sheet, sheet.contents)
    return sheet.pdf()


def handbook_page(report: Report) -> bytes:
    """Return the handbook as a web page."""
    page = WebSheet(handbook_title(report), _made(report.made_at))
    write_handbook(report, page)
    return page.html()


def handbook_docx(report: Report) -> bytes:
    """Return the handbook as a Word document with a list of contents; it waits for python-docx."""
    from exports.drawing.office.word_document import WordSheet

    sheet = WordSheet(handbook_title(report), report.made_at)
    write_handbook(report, sheet, sheet.contents)
    return sheet.docx()


def handbook_epub(report: Report) -> bytes:
    """Return the handbook as an EPUB 3 book, a chapter a file."""
    page = report.part(SharingReport).title_page
    book = EpubSheet(
        handbook_title(report),
        _made(report.made_at),
        uid=page.uid if page else "",
        made_at=report.made_at,
    )
    write_handbook(report, book)
    return book.epub()


def handbook_title(report: Report) -> str:
    """Return the title of the handbook."""
    page = report.part(SharingReport).title_page
    return (page.title if page else "") or say("Handbook")


def write_handbook(
    report: Report, paper: Paper, after_title: Callable[[], object] = lambda: None
) -> None:
    """Write the handbook on a paper.

    after_title: called at the end of the title page, to write a list of contents.
    """
    page = report.part(SharingReport).title_page
    paper.heading(1, handbook_title(report))
    if page and page.subtitle:
        paper.lead(page.subtitle)
    paper.lead(joined((event_title(report), _made(report.made_at)), "{first} · {then}"))
    after_title()
    if page and page.introduction:
        chapter(paper, say("Introduction"))
        sharing = report.part(SharingReport)
        shown: tuple[Shown, ...] = (*sharing.introduction_public, *sharing.introduction_cohort)
        text_writer(report, paper, shown).write(page.introduction, say("Introduction"))
    write_framework_chapter(report, paper)
    for product in _parts(report):
        chapter(paper, product.title)
        write_product(report, product, paper)
    write_people(report, paper)
    write_licence(page, paper)


def _parts(report: Report) -> Iterator[ProductRow]:
    """Yield the products of the handbook in order."""
    sharing = report.part(SharingReport)
    products = {product.id: product for product in sharing.products}
    yield from filter(None, map(products.get, sharing.handbook_order))


def _made(at: datetime) -> str:
    return say("Made on {day}", day=day_words(at.date()))
