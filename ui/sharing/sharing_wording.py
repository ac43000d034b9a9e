"""Texts about products, their states, owners and next steps, and about comments."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from resources.dates import short_date
from resources.words import count, joined, say
from upstream_workshop.framework.kinds import DISPOSITION_WORDS, Disposition
from upstream_workshop.sharing.kinds import PRODUCT_STATE_WORDS, ProductState
from upstream_workshop.sharing.queries import DraftRow, ProductRow, ReviewRow

_STATE_TONES: Final = {
    ProductState.IDEA: "plain",
    ProductState.DRAFTING: "sun",
    ProductState.REVIEW: "plum",
    ProductState.SIGNED_OFF: "river",
    ProductState.PUBLISHED: "leaf",
}
_DISPOSITION_TONES: Final = {
    Disposition.OPEN: "sun",
    Disposition.ACCEPTED: "leaf",
    Disposition.PARTLY: "river",
    Disposition.NO: "rose",
    Disposition.LATER: "plain",
}


def state_words(state: ProductState) -> str:
    """Return a state in a word or two."""
    return say(PRODUCT_STATE_WORDS[state])


def state_tone(state: ProductState) -> str:
    """Return the tone of a state's chip."""
    return _STATE_TONES[state]


def disposition_words(disposition: Disposition) -> str:
    """Return a disposition in a word or two."""
    return say(DISPOSITION_WORDS[disposition])


def disposition_tone(disposition: Disposition) -> str:
    """Return the tone of a disposition's chip."""
    return _DISPOSITION_TONES[disposition]


def owner_words(row: ProductRow) -> str:
    """Return who owns a product, and whether they are gone."""
    if row.owner_gone:
        return say("{name}, gone", name=row.owner)
    return row.owner or say("nobody")


def owner_tone(row: ProductRow) -> str:
    """Return the tone of the owner's chip."""
    return "rose" if row.owner_gone or not row.owner else "plain"


def next_words(row: ProductRow, today: date) -> str:
    """Return the next date of a product with its step, or that it was published."""
    if row.published_on:
        return say("published {day}", day=short_date(row.published_on))
    if row.next_on is None:
        return row.next_step
    day = short_date(row.next_on)
    if row.overdue(today):
        late = (today - row.next_on).days
        day = count(late, "{n} day overdue", "{n} days overdue")
    return joined((day, row.next_step), "{first} · {then}")


def product_facts(rows: Sequence[ProductRow]) -> str:
    """Return how many products there are, and how many of them are published; blank if there are none."""
    if not rows:
        return ""
    out = sum(row.state is ProductState.PUBLISHED for row in rows)
    facts = (
        count(len(rows), "{n} product", "{n} products"),
        count(out, "{n} published", "{n} published") if out else "",
    )
    return joined(facts, "{first} · {then}")


def draft_words(row: DraftRow) -> str:
    """Return the number of a draft, whether it is frozen, its day and its authors."""
    name = say("Draft {n}", n=row.number)
    if row.frozen:
        name = say("Draft {n}, frozen", n=row.number)
    day = short_date(row.day) if row.day else ""
    return joined((name, day, row.authors), "{first} · {then}")


def drafts_words(row: ProductRow) -> str:
    """Return how many drafts a product has, and how many comments wait for an answer."""
    if not row.drafts:
        return say("no draft yet")
    open_ = count(row.unanswered, "{n} to answer", "{n} to answer") if row.unanswered else ""
    drafts = count(row.drafts, "{n} draft", "{n} drafts")
    return joined((drafts, open_), "{first} · {then}")


def review_place(row: ReviewRow) -> str:
    """Return which draft and which part of it a comment is about."""
    return joined((say("Draft {n}", n=row.number), row.section), "{first} · {then}")
