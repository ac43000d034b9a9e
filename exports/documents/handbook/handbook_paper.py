"""The handbook: title, introduction, framework, the products in order, who made it, and a licence.

It is written once, on any paper, so that all its formats have the same words in the same order.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime

from exports.documents.handbook.chapters import (
    chapter,
    write_framework_chapter,
    write_licence,
    write_people,
)
from exports.documents.handbook.markdown_paper import Shown, TextWriter, by_reference
from exports.drawing.epub.epub_book import EpubSheet
from exports.drawing.paged_document import Sheet
from exports.drawing.paper import Paper, event_title
from exports.drawing.safe_markup import Link
from exports.drawing.web import WebSheet
from resources.dates import day_words
from resources.words import joined, say
from upstream_workshop.sharing.kinds import ProductState
from upstream_workshop.sharing.queries import ProductRow
from upstream_workshop.sharing.report import SharingReport, SignedText, WorkingText
from upstream_workshop.whole.report import Report

_DONE = (ProductState.SIGNED_OFF, ProductState.PUBLISHED)


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
    """Return the handbook as a Word document; whoever writes it waits for python-docx."""
    from exports.drawing.office.word_document import WordSheet

    sheet = WordSheet(handbook_title(report), report.made_at)
    write_handbook(report, sheet)
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
        _writer(report, paper, shown).write(page.introduction, say("Introduction"))
    write_framework_chapter(report, paper)
    for product, text in _parts(report):
        _write_part(report, product, text, paper)
    write_people(report, paper)
    write_licence(page, paper)


def _writer(report: Report, paper: Paper, shown: Sequence[Shown]) -> TextWriter:
    maps = {found.row.id: found for found in report.maps}
    return TextWriter(paper, by_reference(shown), maps)


def _parts(report: Report) -> Iterator[tuple[ProductRow, SignedText | WorkingText | None]]:
    """Yield the products of the handbook in order, each with its text."""
    sharing = report.part(SharingReport)
    products = {product.id: product for product in sharing.products}
    texts: dict[int, SignedText | WorkingText] = {one.product_id: one for one in sharing.signed}
    texts |= {one.product_id: one for one in sharing.working}
    for id_ in sharing.handbook_order:
        if id_ in products:
            yield products[id_], texts.get(id_)


def _write_part(
    report: Report, product: ProductRow, text: SignedText | WorkingText | None, paper: Paper
) -> None:
    chapter(paper, product.title)
    told = joined((product.kind_name, product.audience), "{first}, for: {then}")
    if told:
        paper.lead(told)
    if product.placeholder:
        paper.lead(say("A placeholder: these are not the words that were published."))
    if text is None or not text.text.strip():
        paper.say(say("There is no text of it yet."))
        return
    if product.state not in _DONE:
        paper.lead(say("Draft {number}, not signed off yet.", number=text.number))
    _writer(report, paper, (*text.public, *text.cohort)).write(text.text, product.title)
    if product.link:
        paper.say((say("Published at"), Link(product.link)))


def _made(at: datetime) -> str:
    return say("Made on {day}", day=day_words(at.date()))
