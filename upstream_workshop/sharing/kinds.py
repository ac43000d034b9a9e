"""The enumerations of the sharing room."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from resources.words import noop


class ProductState(StrEnum):
    """How far a product is."""

    IDEA = "idea"
    DRAFTING = "drafting"
    REVIEW = "review"
    SIGNED_OFF = "signed off"
    PUBLISHED = "published"


PRODUCT_STATE_WORDS: Final = {
    ProductState.IDEA: noop("idea"),
    ProductState.DRAFTING: noop("drafting"),
    ProductState.REVIEW: noop("in review"),
    ProductState.SIGNED_OFF: noop("signed off"),
    ProductState.PUBLISHED: noop("published"),
}


class ReferenceKind(StrEnum):
    """What a reference in a draft refers to; the value is the word that is typed."""

    MAP = "map"
    VOTE = "vote"
    QUOTE = "quote"
    STATEMENT = "statement"


REFERENCE_KIND_WORDS: Final = {
    ReferenceKind.MAP: noop("Map"),
    ReferenceKind.VOTE: noop("Vote"),
    ReferenceKind.QUOTE: noop("Quote"),
    ReferenceKind.STATEMENT: noop("Statement"),
}
