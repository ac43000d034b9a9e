"""Services for cards. None of them loses where a card came from.

Each writes in the transaction of `session`. It raises WorkshopError if a card or theme with an id that
it was given is not there; a theme that was merged into another counts as such.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import TypedDict, Unpack

from sqlalchemy import select
from sqlalchemy.orm import Session

from resources.words import say
from upstream_workshop.people.rules import folded
from upstream_workshop.readers.cards import CardEntry
from upstream_workshop.readers.reading import ImportedRow, ImportEffect, ImportOutcome, Reading
from upstream_workshop.themes.model import Card
from upstream_workshop.themes.records import (
    BLANK_CARD,
    card_of,
    new_card,
    saying_the_same,
    standing_theme,
    theme_called,
    themes_by_title,
    worded,
)


class CardFields(TypedDict, total=False):
    """The fields of a card that can be amended; its first wording cannot."""

    text: str
    table: str
    author: str


def add_card(
    session: Session,
    text: str,
    theme_id: int | None = None,
    table: str = "",
    author: str = "",
    private: bool = False,
) -> int:
    """Add a card and return its id.

    theme_id: its theme; None for a card in no theme.
    table: the name of the table in the room that wrote it.
    author: the name of the person who wrote it.
    private: whether it is shown nowhere until it is revealed.

    Raises WorkshopError: when the text is blank.
    """
    card = new_card(session, CardEntry(0, text, "", table, author), theme_id)
    card.private = private
    return card.id


def add_cards(
    session: Session,
    lines: Iterable[str],
    theme_id: int | None = None,
    table: str = "",
    author: str = "",
) -> tuple[int, ...]:
    """Add a card for each line and return their ids; other arguments as of `add_card`."""
    return tuple(add_card(session, line, theme_id, table, author) for line in lines)


def amend_card(session: Session, card_id: int, **fields: Unpack[CardFields]) -> None:
    """Change the given fields of a card. Raises WorkshopError: when the text is blank."""
    card = card_of(session, card_id)
    card.text = worded(fields.get("text", card.text), BLANK_CARD)
    card.table = fields.get("table", card.table).strip()
    card.author = fields.get("author", card.author).strip()


def remove_card(session: Session, card_id: int) -> None:
    """Delete a card, with those that say the same."""
    first = card_of(session, card_id)
    for card in saying_the_same(session, card_id):
        session.delete(card)
    session.flush()  # before the card that they refer to
    session.delete(first)


def remove_cards(session: Session, card_ids: Iterable[int]) -> None:
    """Delete several cards, with those that say the same."""
    for card_id in card_ids:
        remove_card(session, card_id)


def put_card(session: Session, card_id: int, theme_id: int | None) -> None:
    """Move a card into a theme, or out of its theme for None."""
    put_cards(session, [card_id], theme_id)


def put_cards(session: Session, card_ids: Iterable[int], theme_id: int | None) -> None:
    """Move several cards into a theme, or out of their themes for None.

    Those that say the same go with them. They stand in the column of the theme, wherever they were put.
    """
    target = None if theme_id is None else standing_theme(session, theme_id).id
    for card_id in card_ids:
        for card in [card_of(session, card_id), *saying_the_same(session, card_id)]:
            if card.theme_id != target:
                card.theme_id, card.came_from_id = target, None
                card.x = card.y = None


def gather(session: Session, card_ids: Iterable[int], title: str) -> int:
    """Move cards into the theme with a title, which is added if missing; return its id."""
    theme_id = theme_called(session, themes_by_title(session), title)
    put_cards(session, card_ids, theme_id)
    return theme_id


def import_cards(session: Session, reading: Reading[CardEntry]) -> ImportOutcome:
    """Import cards.

    A card that was imported before is not repeated; it stays where it was put, but moves into a theme
    if it is in none. A new one that says the same as another is shown with that one, in its theme.
    """
    known: defaultdict[tuple[str, ...], list[Card]] = defaultdict(list)
    for card in session.scalars(select(Card).order_by(Card.id)):
        known[_key(card.wording, card.table, card.author, card.foreign_id)].append(card)
    themes = themes_by_title(session)
    said: dict[str, Card] = {}
    for card in session.scalars(select(Card).where(Card.same_as_id.is_(None)).order_by(Card.id)):
        said.setdefault(folded(card.text), card)
    rows: list[ImportedRow] = []
    for entry in reading.entries:
        theme_id = theme_called(session, themes, entry.theme) if entry.theme.strip() else None
        same = known[_key(entry.text, entry.table, entry.author, entry.foreign_id)]
        old = same.pop(0) if same else None
        what, note = ImportEffect.UNCHANGED, entry.theme.strip()
        if old is None:
            added = new_card(session, entry, theme_id)
            note = _joined(added, entry, said) or note
            what = ImportEffect.ADDED
        elif theme_id is not None and old.theme_id is None:
            put_card(session, old.same_as_id or old.id, theme_id)
            what = ImportEffect.UPDATED
        rows.append(ImportedRow(entry.line, entry.text, what, note))
    return ImportOutcome.of(rows, reading.refused, reading.unmapped)


def _joined(added: Card, entry: CardEntry, said: dict[str, Card]) -> str:
    """Show an imported card with the one that says the same; return what is to be said of it.

    said: the cards that are shown, by their folded texts; it gains the card if it stands by itself.
    """
    first = said.get(folded(entry.same_as)) if entry.same_as.strip() else None
    if first is None:
        said.setdefault(folded(added.text), added)
        missing = say("no card says “{text}”: by itself", text=entry.same_as.strip())
        return missing if entry.same_as.strip() else ""
    added.same_as_id, added.theme_id, added.private = first.id, first.theme_id, first.private
    return say("the same idea as “{text}”", text=first.text)


def _key(*parts: str) -> tuple[str, ...]:
    return tuple(folded(part) for part in parts)
