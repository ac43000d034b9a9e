"""Queries for products, their drafts and reviews, which return frozen values."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any, Final

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from upstream_workshop.framework.kinds import Disposition
from upstream_workshop.letters import one_line
from upstream_workshop.people.queries import roster
from upstream_workshop.sharing.kinds import ProductState
from upstream_workshop.sharing.model import HandbookPart, Product, ProductDraft, Review
from upstream_workshop.storage.query_cache import cached
from upstream_workshop.workgroups.queries import gone
from upstream_workshop.workgroups.topics import all_groups

READS: Final = frozenset(
    {
        "peer_support",
        "interest",
        "product",
        "product_draft",
        "review",
        "frozen_reference",
        "handbook_part",
        "workgroup",
        "participant",
        "organisation",
        "attendance",
    }
)
_DONE: Final = (ProductState.SIGNED_OFF, ProductState.PUBLISHED)


@dataclass(frozen=True, slots=True)
class ProductRow:
    """A product and how far it is.

    workgroup: the title of its workgroup, blank for none; likewise `owner`.
    owner_gone: whether its owner withdrew or left.
    drafts: how many drafts it has.
    comments, unanswered: how many comments its drafts have, and how many of them have no answer.
    """

    id: int
    title: str
    kind_name: str
    audience: str
    state: ProductState
    workgroup_id: int | None
    workgroup: str
    owner_id: int | None
    owner: str
    owner_gone: bool
    next_on: date | None
    next_step: str
    blocked: str
    signed_off_by: str
    published_on: date | None
    link: str
    placeholder: bool
    drafts: int
    comments: int
    unanswered: int

    def overdue(self, today: date) -> bool:
        """Check whether its next step should be done by now."""
        return self.next_on is not None and self.next_on < today and self.state not in _DONE


@dataclass(frozen=True, slots=True)
class DraftRow:
    """A draft of a product: its number, day, authors and text in restricted Markdown."""

    id: int
    product_id: int
    number: int
    day: date | None
    authors: str
    text: str
    frozen: bool


@dataclass(frozen=True, slots=True)
class ReviewRow:
    """A comment on a draft, and what was done about it.

    number: the number of the draft.
    reviewer: the name of who said it; blank if nobody knows.
    section: the heading it is about; blank for the whole.
    """

    id: int
    product_id: int
    draft_id: int
    number: int
    participant_id: int | None
    reviewer: str
    section: str
    text: str
    disposition: Disposition
    reason: str


@dataclass(frozen=True, slots=True)
class OfferedAsset:
    """What a workgroup's charter says it will share, of which there is no product yet."""

    workgroup_id: int
    workgroup: str
    title: str
    kind_name: str
    audience: str
    lead_id: int | None


@cached(*READS)
def products(session: Session) -> tuple[ProductRow, ...]:
    """Return all products in their order."""
    names = {row.id: row.name for row in roster(session)}
    groups = {row.id: row.title for row in all_groups(session)}
    away = gone(session)
    of_product: defaultdict[int, list[ReviewRow]] = defaultdict(list)
    for review in reviews(session):
        of_product[review.product_id].append(review)
    numbers = {id_: len(found) for id_, found in drafts(session).items()}
    return tuple(
        ProductRow(
            row.id,
            row.title,
            row.kind_name,
            row.audience,
            row.state,
            row.workgroup_id,
            groups.get(row.workgroup_id, ""),
            row.owner_id,
            names.get(row.owner_id, ""),
            row.owner_id in away,
            row.next_on,
            row.next_step,
            row.blocked,
            row.signed_off_by,
            row.published_on,
            row.link,
            row.placeholder,
            numbers.get(row.id, 0),
            len(of_product[row.id]),
            sum(one.disposition is Disposition.OPEN for one in of_product[row.id]),
        )
        for row in _products(session)
    )


@cached("product_draft")
def drafts(session: Session) -> Mapping[int, tuple[DraftRow, ...]]:
    """Return the drafts of each product by its id, the first one first."""
    columns = (
        ProductDraft.id,
        ProductDraft.product_id,
        ProductDraft.number,
        ProductDraft.day,
        ProductDraft.authors,
        ProductDraft.text,
        ProductDraft.frozen,
    )
    found: defaultdict[int, list[DraftRow]] = defaultdict(list)
    for row in session.execute(select(*columns).order_by(ProductDraft.number)):
        found[row.product_id].append(DraftRow(*row))
    return MappingProxyType({id_: tuple(rows) for id_, rows in found.items()})


@cached("review", "product_draft", "participant", "organisation", "peer_support", "interest")
def reviews(session: Session) -> tuple[ReviewRow, ...]:
    """Return all comments in the order of the drafts."""
    names = {row.id: row.name for row in roster(session)}
    numbers = {
        draft.id: (draft.product_id, draft.number)
        for rows in drafts(session).values()
        for draft in rows
    }
    columns = select(*Review.__table__.c)
    ordered = columns.order_by(Review.product_draft_id, Review.position, Review.id)
    return tuple(
        ReviewRow(
            row.id,
            numbers[row.product_draft_id][0],
            row.product_draft_id,
            numbers[row.product_draft_id][1],
            row.participant_id,
            names.get(row.participant_id, row.reviewer),
            row.section,
            row.text,
            row.disposition,
            row.reason,
        )
        for row in session.execute(ordered)
    )


@cached("workgroup", "product")
def offered(session: Session) -> tuple[OfferedAsset, ...]:
    """Return what charters say will be shared, of workgroups without a product."""
    taken = {row.workgroup_id for row in _products(session)}
    return tuple(
        OfferedAsset(
            row.id,
            row.title,
            row.asset_title or row.asset_kind,
            row.asset_kind if row.asset_title else "",
            one_line(row.audience)[:300],
            row.lead_id,
        )
        for row in all_groups(session)
        if (row.asset_title or row.asset_kind) and row.id not in taken
    )


@cached("handbook_part")
def handbook_order(session: Session) -> tuple[int, ...]:
    """Return the ids of the products in the handbook, in their order."""
    parts = select(HandbookPart.product_id).order_by(HandbookPart.position, HandbookPart.id)
    return tuple(session.scalars(parts))


@cached("product")
def _products(session: Session) -> tuple[Row[Any], ...]:
    columns = select(*Product.__table__.c)
    return tuple(session.execute(columns.order_by(Product.position, Product.id)))
