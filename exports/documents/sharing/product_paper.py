"""One product as a document of its own: PDF, web page and Word document with the same words."""

from __future__ import annotations

from exports.documents.handbook.product_text import texts_of, write_product
from exports.drawing.paged_document import Sheet
from exports.drawing.paper import Paper, event_title
from exports.drawing.web import WebSheet
from resources.dates import day_words
from resources.words import say
from upstream_workshop.sharing.queries import ProductRow
from upstream_workshop.sharing.report import SharingReport
from upstream_workshop.whole.report import Report


def products_with_text(report: Report) -> tuple[ProductRow, ...]:
    """Return the products of which there is a text, in order."""
    texts = texts_of(report)
    return tuple(one for one in report.part(SharingReport).products if one.id in texts)


def product_pdf(report: Report, product: ProductRow) -> bytes:
    """Return a product as a PDF."""
    sheet = Sheet(product.title, event_title(report), report.made_at)
    _write(report, product, sheet)
    return sheet.pdf()


def product_page(report: Report, product: ProductRow) -> bytes:
    """Return a product as a web page in one file."""
    made = say("Made on {when}.", when=day_words(report.made_at.date()))
    page = WebSheet(product.title, made)
    _write(report, product, page)
    return page.html()


def product_docx(report: Report, product: ProductRow) -> bytes:
    """Return a product as a Word document; whoever writes it waits for python-docx."""
    from exports.drawing.office.word_document import WordSheet

    sheet = WordSheet(product.title, report.made_at)
    _write(report, product, sheet)
    return sheet.docx()


def _write(report: Report, product: ProductRow, paper: Paper) -> None:
    paper.heading(1, product.title)
    write_product(report, product, paper, above=1)
