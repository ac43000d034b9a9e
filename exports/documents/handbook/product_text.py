"""The text of a product on any paper: a part of the handbook, or a document of its own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from exports.documents.handbook.markdown_paper import Shown, TextWriter, by_reference
from exports.drawing.paper import Paper
from exports.drawing.safe_markup import Link
from resources.words import joined, say
from upstream_workshop.sharing.kinds import ProductState
from upstream_workshop.sharing.queries import ProductRow
from upstream_workshop.sharing.report import SharingReport, SignedText, WorkingText
from upstream_workshop.whole.report import Report

_DONE: Final = (ProductState.SIGNED_OFF, ProductState.PUBLISHED)


def texts_of(report: Report) -> Mapping[int, SignedText | WorkingText]:
    """Return the texts that are not blank, by the ids of their products."""
    sharing = report.part(SharingReport)
    found: dict[int, SignedText | WorkingText] = {one.product_id: one for one in sharing.signed}
    found |= {one.product_id: one for one in sharing.working}
    return {id_: one for id_, one in found.items() if one.text.strip()}


def text_writer(report: Report, paper: Paper, shown: Sequence[Shown], above: int = 2) -> TextWriter:
    """Return what writes a text in restricted Markdown on a paper.

    shown: what its references show.
    above: the level of the heading under which it stands.
    """
    maps = {found.row.id: found for found in report.maps}
    return TextWriter(paper, by_reference(shown), maps, above)


def write_product(report: Report, product: ProductRow, paper: Paper, above: int = 2) -> None:
    """Write what a product is and its text, under a heading of a level with its title."""
    text = texts_of(report).get(product.id)
    told = joined((product.kind_name, product.audience), "{first}, for: {then}")
    if told:
        paper.lead(told)
    if product.placeholder:
        paper.lead(say("A placeholder: these are not the words that were published."))
    if text is None:
        paper.say(say("There is no text of it yet."))
        return
    if product.state not in _DONE:
        paper.lead(say("Draft {number}, not signed off yet.", number=text.number))
    writer = text_writer(report, paper, (*text.public, *text.cohort), above)
    writer.write(text.text, product.title)
    if product.link:
        paper.say((say("Published at"), Link(product.link)))
