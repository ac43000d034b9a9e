"""The declaration of the sharing room: its tables and their privacy classes."""

from __future__ import annotations

from typing import Final

from resources.words import noop
from upstream_workshop.framework.kinds import Disposition
from upstream_workshop.privacy import PUBLIC, cohort, private, public, words
from upstream_workshop.room import Room
from upstream_workshop.sharing.kinds import ProductState
from upstream_workshop.sharing.model import (
    FrozenReference,
    Handbook,
    HandbookPart,
    Product,
    ProductDraft,
    Review,
)

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
            "shown": words(noop("What a reference showed")),
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
            "uid": private(noop("Stable id of the handbook")),
        },
        HandbookPart: {"position": PUBLIC},
    },
    stays={
        "product.owner_id": (
            noop("product without its owner"),
            noop("products without their owner"),
        ),
        "review.participant_id": (noop("comment on a draft"), noop("comments on drafts")),
    },
)
