"""Where the products are: state, owner, next date, and what blocks them."""

from __future__ import annotations

from exports.drawing.paper import Paper
from resources.dates import short_date
from resources.words import count, joined, say
from upstream_workshop.sharing.kinds import PRODUCT_STATE_WORDS, ProductState
from upstream_workshop.sharing.queries import ProductRow
from upstream_workshop.sharing.report import SharingReport
from upstream_workshop.whole.report import Report


def has_products(report: Report) -> bool:
    """Whether there is a product."""
    return bool(report.part(SharingReport).products)


def write_products(report: Report, paper: Paper) -> None:
    """Write what workgroups share, and how far each product is."""
    rows = report.part(SharingReport).products
    if not rows:
        return
    paper.heading(3, say("What we share"))
    out = sum(row.state is ProductState.PUBLISHED for row in rows)
    if out:
        paper.say(count(out, "{n} product is published.", "{n} products are published."))
    headings = (say("Product"), say("State"), say("Owner"), say("Next"))
    paper.table(headings, [_cells(row) for row in rows], (40, 16, 20, 24), row_headings=True)


def _cells(row: ProductRow) -> tuple[str, ...]:
    kind = joined((row.kind_name, row.audience), "{first}, for: {then}")
    title = joined((row.title, kind), "{first} – {then}")
    return (title, say(PRODUCT_STATE_WORDS[row.state]), row.owner, _next(row))


def _next(row: ProductRow) -> str:
    if row.published_on:
        told = say("published {day}", day=short_date(row.published_on))
        return joined((told, row.link), "{first} · {then}")
    day = short_date(row.next_on) if row.next_on else ""
    return joined((day, row.next_step, row.blocked), "{first} · {then}")
