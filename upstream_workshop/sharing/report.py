"""The part of the report about sharing: products, the texts of their last drafts, and comments.

A text that was signed off is for everybody; one that is still worked on is for the participants.
What references show is kept beside the text: a quote that only participants may read is apart.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy.orm import Session

from upstream_workshop.sharing import queries
from upstream_workshop.sharing.handbook.queries import HandbookRow, handbook
from upstream_workshop.sharing.kinds import ProductState, ReferenceKind
from upstream_workshop.sharing.queries import DraftRow, ProductRow, ReviewRow
from upstream_workshop.sharing.references.queries import (
    ShownReference,
    live_references,
    shown_references,
)

_SIGNED = (ProductState.SIGNED_OFF, ProductState.PUBLISHED)


@dataclass(frozen=True, slots=True)
class PublicReference:
    """What a reference shows to everybody; `source` is said to participants only."""

    reference: str
    kind: ReferenceKind | None
    shown: str
    source: str
    broken: str
    map_id: int | None


@dataclass(frozen=True, slots=True)
class CohortReference:
    """What a reference shows to participants."""

    reference: str
    kind: ReferenceKind | None
    shown: str
    source: str
    broken: str
    map_id: int | None


@dataclass(frozen=True, slots=True)
class SignedText:
    """The text of a product that was signed off, in restricted Markdown."""

    product_id: int
    number: int
    text: str
    public: tuple[PublicReference, ...]
    cohort: tuple[CohortReference, ...]


@dataclass(frozen=True, slots=True)
class WorkingText:
    """The last draft of a product that was not signed off, in restricted Markdown."""

    product_id: int
    number: int
    text: str
    public: tuple[PublicReference, ...]
    cohort: tuple[CohortReference, ...]


@dataclass(frozen=True, slots=True)
class SharingReport:
    """All products, their texts and the comments on their drafts.

    handbook_order: the ids of the products in the handbook.
    title_page: that of the handbook; None if nobody wrote one.
    introduction_public, introduction_cohort: what the references of its introduction show.
    """

    products: tuple[ProductRow, ...]
    signed: tuple[SignedText, ...]
    working: tuple[WorkingText, ...]
    reviews: tuple[ReviewRow, ...]
    handbook_order: tuple[int, ...]
    title_page: HandbookRow | None = None
    introduction_public: tuple[PublicReference, ...] = ()
    introduction_cohort: tuple[CohortReference, ...] = ()


def read(session: Session) -> SharingReport:
    """Read the report of sharing."""
    rows = queries.products(session)
    drafts = queries.drafts(session)
    last = [(row, drafts[row.id][-1]) for row in rows if row.id in drafts]
    page = handbook(session)
    introduces = live_references(session, page.introduction) if page else ()
    return SharingReport(
        rows,
        tuple(
            SignedText(row.id, draft.number, draft.text, *_references(session, draft))
            for row, draft in last
            if row.state in _SIGNED
        ),
        tuple(
            WorkingText(row.id, draft.number, draft.text, *_references(session, draft))
            for row, draft in last
            if row.state not in _SIGNED
        ),
        queries.reviews(session),
        queries.handbook_order(session),
        page,
        *_apart(introduces),
    )


def _references(
    session: Session, draft: DraftRow
) -> tuple[tuple[PublicReference, ...], tuple[CohortReference, ...]]:
    return _apart(shown_references(session, draft.id))


def _apart(
    shown: tuple[ShownReference, ...],
) -> tuple[tuple[PublicReference, ...], tuple[CohortReference, ...]]:
    """Return what everybody may see of references, and what only participants may."""
    return (
        tuple(PublicReference(*_fields(one)) for one in shown if not one.cohort),
        tuple(CohortReference(*_fields(one)) for one in shown if one.cohort),
    )


def _fields(
    one: ShownReference,
) -> tuple[str, ReferenceKind | None, str, str, str, int | None]:
    return one.reference, one.kind, one.shown, one.source, one.broken, one.map_id
