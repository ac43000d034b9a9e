"""Queries for cards and themes, which return frozen values."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from operator import itemgetter
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from upstream_workshop.evidence.queries import never_used
from upstream_workshop.storage.query_cache import Table, cached
from upstream_workshop.themes.kinds import ThemeState
from upstream_workshop.themes.model import Card, Theme

READS: Final = frozenset({"theme", "card", "finding", "visit", "source"})


@dataclass(frozen=True, slots=True)
class OtherWording:
    """A card that says the same idea as another: its text, its first wording and where it came from."""

    id: int
    text: str
    wording: str
    table: str
    author: str
    finding_id: int | None = None


@dataclass(frozen=True, slots=True)
class CardRow:
    """A card: its text, its first wording, and its theme before a merge.

    same_as_id: the card that says the same idea and is shown instead, or None.
    private: whether it is shown nowhere until it is revealed.
    x, y: where it was put freely on the wall; None for where its column has it.
    finding_id: the finding that it was made of, or None.
    others: the cards that say the same idea, which `ideas` fills in.
    """

    id: int
    text: str
    wording: str
    theme_id: int | None
    table: str = ""
    author: str = ""
    came_from_id: int | None = None
    foreign_id: str = ""
    same_as_id: int | None = None
    private: bool = False
    x: float | None = None
    y: float | None = None
    finding_id: int | None = None
    others: tuple[OtherWording, ...] = ()


@dataclass(frozen=True, slots=True)
class ThemeRow:
    """A theme with its cards, in order."""

    id: int
    title: str
    description: str
    state: ThemeState
    position: int
    cards: tuple[CardRow, ...]


@dataclass(frozen=True, slots=True)
class TitleRow:
    """A theme without its cards; `merged_into_id` is the theme it went into."""

    id: int
    title: str
    description: str
    state: ThemeState
    position: int
    merged_into_id: int | None


@dataclass(frozen=True, slots=True)
class MergedRow:
    """A theme that was merged into another: its title, and where its cards are now."""

    id: int
    title: str
    into_id: int


_CARDS: Final = Table(
    lambda id_, position, *row: (position, CardRow(id_, *row)),
    Card.id,
    Card.position,
    Card.text,
    Card.wording,
    Card.theme_id,
    Card.table,
    Card.author,
    Card.came_from_id,
    Card.foreign_id,
    Card.same_as_id,
    Card.private,
    Card.x,
    Card.y,
    Card.finding_id,
)


@cached("card")
def cards(session: Session) -> tuple[CardRow, ...]:
    """Return all cards in the order in which they were added, each by itself, also private ones."""
    return tuple([card for _, card in sorted(_CARDS(session).values(), key=itemgetter(0))])


@cached("card", "finding", "visit", "source")
def ideas(session: Session) -> tuple[CardRow, ...]:
    """Return the cards that are shown: one for each idea with its other wordings.

    Neither private ones are, nor those of findings that may never be used.
    """
    never = never_used(session)
    shown = [card for card in cards(session) if not card.private and card.finding_id not in never]
    others: defaultdict[int, list[OtherWording]] = defaultdict(list)
    for card in shown:
        if card.same_as_id is not None:
            said = OtherWording(
                card.id, card.text, card.wording, card.table, card.author, card.finding_id
            )
            others[card.same_as_id].append(said)
    if not others:
        return tuple(shown)
    return tuple(
        replace(card, others=tuple(others[card.id])) if card.id in others else card
        for card in shown
        if card.same_as_id is None
    )


@cached("card")
def private_cards(session: Session) -> tuple[CardRow, ...]:
    """Return the cards that are not revealed yet."""
    return tuple(card for card in cards(session) if card.private)


@cached("theme", "card", "finding", "visit", "source")
def themes(session: Session) -> tuple[ThemeRow, ...]:
    """Return the themes with the cards shown in them, without themes merged into others."""
    held: defaultdict[int | None, list[CardRow]] = defaultdict(list)
    for card in ideas(session):
        held[card.theme_id].append(card)
    return tuple(
        ThemeRow(
            theme.id,
            theme.title,
            theme.description,
            theme.state,
            theme.position,
            tuple(held[theme.id]),
        )
        for theme in all_themes(session)
        if theme.state != ThemeState.MERGED
    )


@cached("theme")
def all_themes(session: Session) -> tuple[TitleRow, ...]:
    """Return all themes in order, also those merged into others."""
    columns = (
        Theme.id,
        Theme.title,
        Theme.description,
        Theme.state,
        Theme.position,
        Theme.merged_into_id,
    )
    found = session.execute(select(*columns).order_by(Theme.position, Theme.id))
    return tuple(TitleRow(*row) for row in found)


def theme_titles(session: Session) -> tuple[tuple[int, str], ...]:
    """Return the ids and titles of the themes in order, without those merged into others."""
    return tuple(
        (row.id, row.title) for row in all_themes(session) if row.state != ThemeState.MERGED
    )


def loose_cards(session: Session) -> tuple[CardRow, ...]:
    """Return the cards shown in no theme."""
    return tuple(card for card in ideas(session) if card.theme_id is None)


def merged(session: Session) -> tuple[MergedRow, ...]:
    """Return the themes merged into others, for the provenance of their cards."""
    return tuple(
        MergedRow(theme.id, theme.title, theme.merged_into_id)
        for theme in all_themes(session)
        if theme.merged_into_id is not None
    )
