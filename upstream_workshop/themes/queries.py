"""Questions about cards and the themes they make."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from upstream_workshop.themes.model import Card, Theme

READS: Final = frozenset({"theme", "card"})
_CARDS: Final = Card.__table__.c  # columns, not objects: thousands are read after every change
_CARD: Final = (
    _CARDS.id,
    _CARDS.text,
    _CARDS.wording,
    _CARDS.theme_id,
    _CARDS.seat_table,
    _CARDS.author,
    _CARDS.came_from_id,
    _CARDS.foreign_id,
)


@dataclass(frozen=True, slots=True)
class CardRow:
    """One card: how it reads now, how it first came, and which theme it stood in before a merge."""

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
    state: str
    position: int
    cards: tuple[CardRow, ...]


@dataclass(frozen=True, slots=True)
class MergedRow:
    """A theme that went into another: what it was called, and where its cards are now."""

    id: int
    title: str
    into_id: int


def cards(session: Session) -> tuple[CardRow, ...]:
    """Every card, in the order they came."""
    found = session.execute(select(*_CARD).order_by(_CARDS.position, _CARDS.id)).all()
    return tuple(CardRow(*row) for row in found)


def themes(session: Session) -> tuple[ThemeRow, ...]:
    """The themes with their cards, without those merged into others."""
    held: defaultdict[int | None, list[CardRow]] = defaultdict(list)
    for card in cards(session):
        held[card.theme_id].append(card)
    standing = select(Theme).where(Theme.state != "merged").order_by(Theme.position, Theme.id)
    return tuple(
        ThemeRow(
            theme.id,
            theme.title,
            theme.description,
            theme.state,
            theme.position,
            tuple(held[theme.id]),
        )
        for theme in session.scalars(standing)
    )


def theme_titles(session: Session) -> tuple[tuple[int, str], ...]:
    """The themes' ids and titles, in order, without those merged into others."""
    standing = select(Theme.id, Theme.title).where(Theme.state != "merged")
    order = standing.order_by(Theme.position, Theme.id)
    return tuple((id_, title) for id_, title in session.execute(order))


def loose_cards(session: Session) -> tuple[CardRow, ...]:
    """The cards in no theme."""
    loose = select(*_CARD).where(_CARDS.theme_id.is_(None))
    found = session.execute(loose.order_by(_CARDS.position, _CARDS.id)).all()
    return tuple(CardRow(*row) for row in found)


def merged(session: Session) -> tuple[MergedRow, ...]:
    """The themes that went into others, for the story of a card."""
    gone = select(Theme).where(Theme.merged_into_id.is_not(None)).order_by(Theme.position)
    return tuple(
        MergedRow(theme.id, theme.title, theme.merged_into_id)
        for theme in session.scalars(gone)
        if theme.merged_into_id is not None
    )
