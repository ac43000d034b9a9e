"""The declaration of the sharing room: its tables and their privacy classes."""

from __future__ import annotations

from typing import Any, Final

from sqlalchemy.orm import Session

from resources.words import noop
from upstream_workshop.framework.kinds import Disposition
from upstream_workshop.naming import Reason
from upstream_workshop.privacy import (
    COHORT,
    PUBLIC,
    cohort,
    key,
    name,
    person,
    private,
    public,
    words,
)
from upstream_workshop.readers.reading import ImportOutcome
from upstream_workshop.room import (
    BEFORE_IMPORT,
    BEFORE_REMOVAL,
    NO_ANSWERS,
    Answers,
    Import,
    Room,
    row,
)
from upstream_workshop.sharing import report
from upstream_workshop.sharing.handbook.queries import HandbookRow
from upstream_workshop.sharing.kinds import ProductState, ReferenceKind
from upstream_workshop.sharing.model import (
    FrozenReference,
    Handbook,
    HandbookPart,
    Product,
    ProductDraft,
    Review,
)
from upstream_workshop.sharing.queries import ProductRow, ReviewRow
from upstream_workshop.sharing.report import (
    CohortReference,
    PublicReference,
    SharingReport,
    SignedText,
    WorkingText,
)


def import_product(
    session: Session, name: str, reading: Any, _answers: Answers = NO_ANSWERS
) -> ImportOutcome:
    """Import a text as a draft of a product; its services are loaded only here."""
    from upstream_workshop.sharing.importing import services

    return services.import_product(session, name, reading)


ROOM: Final = Room(
    key="sharing",
    columns={
        Product: {
            "title": words(noop("Product")),
            "kind_name": words(noop("Kind of a product")),
            "audience": words(noop("For whom a product is")),
            "state": public(*ProductState),
            "next_on": PUBLIC,
            "next_step": cohort(noop("Next step of a product")),
            "blocked": cohort(noop("What blocks a product")),
            "signed_off_by": cohort(noop("Who signed a product off")),
            "published_on": PUBLIC,
            "link": words(noop("Where a product was published")),
            "placeholder": PUBLIC,
            "position": PUBLIC,
            "uid": private(noop("Stable id of a product")),
        },
        ProductDraft: {
            "number": PUBLIC,
            "day": PUBLIC,
            "authors": cohort(noop("Authors of a draft")),
            "text": words(noop("Draft of a product")),
            "frozen": PUBLIC,
        },
        FrozenReference: {
            "reference": words(noop("Reference in a draft")),
            "shown": cohort(noop("What a reference showed")),
        },
        Review: {
            "reviewer": private(noop("Who reviewed a draft")),
            "section": words(noop("Section of a draft")),
            "text": cohort(noop("Comment on a draft")),
            "disposition": public(*Disposition),
            "reason": cohort(noop("Answer to a comment")),
            "position": PUBLIC,
        },
        Handbook: {
            "title": words(noop("Title of the handbook")),
            "subtitle": words(noop("Subtitle of the handbook")),
            "introduction": words(noop("Introduction of the handbook")),
            "contributors": cohort(noop("Contributors to the handbook")),
            "licence": words(noop("Licence of the handbook")),
            "uid": words(noop("Identifier of the handbook")),
        },
        HandbookPart: {"position": PUBLIC},
    },
    rows={
        HandbookRow: row(Handbook),
        SharingReport: row(handbook_order=key("product")),
        ProductRow: row(
            Product,
            workgroup=words(noop("Workgroup")),
            owner_id=person(Reason.PRODUCT),
            owner=name(noop("Name"), Reason.PRODUCT, "owner_id"),
            owner_gone=COHORT,
            drafts=PUBLIC,
            comments=PUBLIC,
            unanswered=PUBLIC,
        ),
        SignedText: row(
            product_id=key("product"), number=PUBLIC, text=words(noop("Draft of a product"))
        ),
        WorkingText: row(
            product_id=key("product"), number=PUBLIC, text=cohort(noop("Draft of a product"))
        ),
        PublicReference: row(
            reference=words(noop("Reference in a draft")),
            kind=public(*ReferenceKind),
            shown=words(noop("What a reference shows")),
            source=cohort(noop("Who said a quote")),
            broken=words(noop("Why a reference shows nothing")),
            map_id=key("map"),
        ),
        CohortReference: row(
            reference=words(noop("Reference in a draft")),
            kind=public(*ReferenceKind),
            shown=cohort(noop("What a reference shows")),
            source=private(noop("Who said a quote")),
            broken=words(noop("Why a reference shows nothing")),
            map_id=key("map"),
        ),
        ReviewRow: row(
            Review,
            product_id=key("product"),
            draft_id=key("product_draft"),
            number=PUBLIC,
            participant_id=person(Reason.REVIEW),
            reviewer=private(noop("Who reviewed a draft")),
        ),
    },
    report=report.read,
    in_order=(ProductRow, ReviewRow),
    stays={
        "product.owner_id": (
            noop("product without its owner"),
            noop("products without their owner"),
        ),
        "review.participant_id": (noop("comment on a draft"), noop("comments on drafts")),
    },
    imports={"draft": Import(import_product)},
    backups={
        "import_product": BEFORE_IMPORT,
        "remove_product": BEFORE_REMOVAL,
        "remove_review": BEFORE_REMOVAL,
    },
)
