"""Queries for cards and themes, which return frozen values."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from operator import itemgetter
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from upstream_workshop.storage.query_cache import Table, cached
from upstream_workshop.themes.kinds import ThemeState
from upstream_workshop.themes.model import Card, Theme

READS: Final = frozenset({"theme", "card"})


@dataclass(frozen=True, slots=True)
class CardRow:
    """A card: its text, its first wording, and its theme before a merge."""

    id: int
    text: str
    wording: str
    theme_id: int | None
    table: str = ""
    author: str = ""
    came_from_id: int | None = None
    foreign_id: str = ""


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
)


@cached("card")
def cards(session: Session) -> tuple[CardRow, ...]:
    """Return all cards in the order in which they were added."""
    return tuple(card for _, card in sorted(_CARDS(session).values(), key=itemgetter(0)))


@cached("theme", "card")
def themes(session: Session) -> tuple[ThemeRow, ...]:
    """Return the themes with their cards, without themes merged into others."""
    held: defaultdict[int | None, list[CardRow]] = defaultdict(list)
    for card in cards(session):
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
    """Return the cards in no theme."""
    return tuple(card for card in cards(session) if card.theme_id is None)


def merged(session: Session) -> tuple[MergedRow, ...]:
    """Return the themes merged into others, for the provenance of their cards."""
    return tuple(
        MergedRow(theme.id, theme.title, theme.merged_into_id)
        for theme in all_themes(session)
        if theme.merged_into_id is not None
    )
