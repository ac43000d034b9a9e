"""Services of the themes room: cards and themes. None of them loses where a card came from.

Each service writes in the transaction of `session`. It raises WorkshopError if a card or theme
with an id that it was given is not there; a theme that was merged into another counts as such.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Final, TypedDict, Unpack

from sqlalchemy import func, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from resources.words import noop, say
from upstream_workshop.errors import WorkshopError
from upstream_workshop.people.rules import folded
from upstream_workshop.readers.cards import CardEntry
from upstream_workshop.readers.reading import ImportedRow, ImportEffect, ImportOutcome, Reading
from upstream_workshop.themes.kinds import STATE_WORDS, ThemeState
from upstream_workshop.themes.model import Card, Theme
from upstream_workshop.themes.rules import SETTLED, STATES

_BLANK_CARD: Final = noop("This card says nothing: type a few words.")
_BLANK_THEME: Final = noop("This theme says nothing: type a few words.")


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
    card = _add_card(session, CardEntry(0, text, "", table, author), theme_id)
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
    card = _card(session, card_id)
    card.text = _worded(fields.get("text", card.text), _BLANK_CARD)
    card.table = fields.get("table", card.table).strip()
    card.author = fields.get("author", card.author).strip()


def remove_card(session: Session, card_id: int) -> None:
    """Delete a card, with those that say the same."""
    first = _card(session, card_id)
    for card in _saying_the_same(session, card_id):
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
    target = None if theme_id is None else _standing(session, theme_id).id
    for card_id in card_ids:
        for card in [_card(session, card_id), *_saying_the_same(session, card_id)]:
            if card.theme_id != target:
                card.theme_id, card.came_from_id = target, None
                card.x = card.y = None


def gather(session: Session, card_ids: Iterable[int], title: str) -> int:
    """Move cards into the theme with a title, which is added if missing; return its id."""
    theme_id = _theme_called(session, _themes_by_title(session), title)
    put_cards(session, card_ids, theme_id)
    return theme_id


def add_theme(session: Session, title: str, description: str = "") -> int:
    """Add a candidate theme after the others and return its id.

    Raises WorkshopError: when the title is blank or taken, ignoring case and accents.
    """
    wording = _worded(title, _BLANK_THEME)
    _refuse_taken(session, wording)
    theme = Theme(title=wording, description=description.strip(), position=_next(session, Theme))
    session.add(theme)
    session.flush()
    return theme.id


def rename_theme(session: Session, theme_id: int, title: str) -> None:
    """Change the title of a theme.

    Raises WorkshopError: when the title is blank or taken, ignoring case and accents.
    """
    theme = _standing(session, theme_id)
    wording = _worded(title, _BLANK_THEME)
    _refuse_taken(session, wording, apart_from=theme)
    theme.title = wording


def describe_theme(session: Session, theme_id: int, description: str) -> None:
    """Change the description of a theme: a sentence or two."""
    _standing(session, theme_id).description = description.strip()


def merge_themes(session: Session, source_id: int, target_id: int) -> None:
    """Merge a theme into another.

    source_id: the theme that is merged. It is kept as merged, and its cards refer to it.
    target_id: the theme into which all its cards are moved.

    Raises WorkshopError: when both are the same, or the source is on a ballot or chosen.
    """
    source, target = _standing(session, source_id), _standing(session, target_id)
    if source is target:
        raise WorkshopError(say("A theme cannot be merged into itself: choose another one."))
    if source.state in SETTLED:
        raise WorkshopError(
            say(
                "“{title}” is {state}, so it cannot go into another theme: "
                "merge the other one into it, or park it first.",
                title=source.title,
                state=say(STATE_WORDS[source.state]),
            )
        )
    for card in session.scalars(select(Card).where(Card.theme_id == source.id)):
        card.theme_id, card.came_from_id = target.id, card.came_from_id or source.id
    source.state, source.merged_into_id = ThemeState.MERGED, target.id


def split_theme(session: Session, theme_id: int, card_ids: Iterable[int], title: str) -> int:
    """Move some cards of a theme into a new theme and return its id.

    Raises WorkshopError: when there are no cards, a card is not in the theme, or the title is blank
    or taken.
    """
    source = _standing(session, theme_id)
    chosen = [_card(session, card_id) for card_id in card_ids]
    if not chosen or any(card.theme_id != source.id for card in chosen):
        raise WorkshopError(
            say("Choose one or more cards of “{title}” to split off.", title=source.title)
        )
    made = add_theme(session, title)
    for card in [*chosen, *(c for one in chosen for c in _saying_the_same(session, one.id))]:
        card.theme_id, card.came_from_id = made, card.came_from_id or source.id
        card.x = card.y = None
    return made


def set_theme_state(session: Session, theme_id: int, state: ThemeState) -> None:
    """Set the state of a theme.

    state: one of `STATES`; a theme is merged by `merge_themes` only.

    Raises WorkshopError: when it is another state.
    """
    if state not in STATES:
        raise WorkshopError(
            say(
                "“{state}” is no state of a theme: choose one of {names}.",
                state=state,
                names=", ".join(say(STATE_WORDS[one]) for one in STATES),
            )
        )
    _standing(session, theme_id).state = ThemeState(state)


def remove_theme(session: Session, theme_id: int) -> None:
    """Delete a theme and all that were merged into it; its cards stay in no theme.

    Raises WorkshopError: when it is on a ballot, chosen, or has a workgroup.
    """
    theme = _standing(session, theme_id)
    if theme.state in SETTLED:
        raise WorkshopError(
            say(
                "“{title}” is {state}: park it instead of removing it.",
                title=theme.title,
                state=say(STATE_WORDS[theme.state]),
            )
        )
    title, gone = theme.title, _with_all_merged_into(session, theme)
    ids = [each.id for each in gone]
    session.execute(update(Card).where(Card.theme_id == theme.id).values(theme_id=None))
    session.execute(update(Card).where(Card.came_from_id.in_(ids)).values(came_from_id=None))
    session.execute(update(Theme).where(Theme.id.in_(ids)).values(merged_into_id=None))
    for each in gone:
        session.delete(each)
    try:
        session.flush()
    except IntegrityError:
        raise WorkshopError(
            say(
                "“{title}” is on a ballot or has a workgroup: park it instead of removing it.",
                title=title,
            )
        ) from None


def import_cards(session: Session, reading: Reading[CardEntry]) -> ImportOutcome:
    """Import cards.

    A card that was imported before is not repeated; it stays where it was put, but moves into a theme
    if it is in none. A new one that says the same as another is shown with that one, in its theme.
    """
    known: defaultdict[tuple[str, ...], list[Card]] = defaultdict(list)
    for card in session.scalars(select(Card).order_by(Card.id)):
        known[_key(card.wording, card.table, card.author, card.foreign_id)].append(card)
    themes = _themes_by_title(session)
    said: dict[str, Card] = {}
    for card in session.scalars(select(Card).where(Card.same_as_id.is_(None)).order_by(Card.id)):
        said.setdefault(folded(card.text), card)
    rows: list[ImportedRow] = []
    for entry in reading.entries:
        theme_id = _theme_called(session, themes, entry.theme) if entry.theme.strip() else None
        same = known[_key(entry.text, entry.table, entry.author, entry.foreign_id)]
        old = same.pop(0) if same else None
        what, note = ImportEffect.UNCHANGED, entry.theme.strip()
        if old is None:
            added = _add_card(session, entry, theme_id)
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


def _add_card(session: Session, entry: CardEntry, theme_id: int | None) -> Card:
    text = _worded(entry.text, _BLANK_CARD)
    card = Card(
        text=text,
        wording=text,
        theme_id=None if theme_id is None else _standing(session, theme_id).id,
        table=entry.table.strip(),
        author=entry.author.strip(),
        foreign_id=entry.foreign_id.strip(),
        position=_next(session, Card),
    )
    session.add(card)
    session.flush()
    return card


def _theme_called(session: Session, themes: dict[str, int], title: str) -> int:
    name = folded(title)
    if name not in themes:
        themes[name] = add_theme(session, title)
    return themes[name]


def _themes_by_title(session: Session) -> dict[str, int]:
    """Return the id of the theme that holds the cards of each title now, through merges.

    The titles are folded.
    """
    every = {theme.id: theme for theme in session.scalars(select(Theme).order_by(Theme.id))}
    found = {}
    for theme in sorted(every.values(), key=lambda theme: theme.merged_into_id is None):
        holder = theme
        while holder.merged_into_id is not None:
            holder = every[holder.merged_into_id]
        found[folded(theme.title)] = holder.id
    return found


def _key(*parts: str) -> tuple[str, ...]:
    return tuple(folded(part) for part in parts)


def _card(session: Session, card_id: int) -> Card:
    card = session.get(Card, card_id)
    if card is None:
        raise WorkshopError(say("This card is no longer on the wall: look at the themes again."))
    return card


def _saying_the_same(session: Session, card_id: int) -> list[Card]:
    """Return the cards that say the same idea as a card and are shown with it."""
    return [*session.scalars(select(Card).where(Card.same_as_id == card_id).order_by(Card.id))]


def _standing(session: Session, theme_id: int) -> Theme:
    theme = session.get(Theme, theme_id)
    if theme is None or theme.state == ThemeState.MERGED:
        raise WorkshopError(say("This theme is no longer there: look at the themes again."))
    return theme


def _with_all_merged_into(session: Session, theme: Theme) -> list[Theme]:
    """Return a theme and all that were merged into it, directly or indirectly."""
    found = [theme]
    for holder in found:
        found += session.scalars(select(Theme).where(Theme.merged_into_id == holder.id))
    return found


def _worded(text: str, refusal: str) -> str:
    words = " ".join(text.split())
    if not words:
        raise WorkshopError(say(refusal))
    return words


def _refuse_taken(session: Session, title: str, apart_from: Theme | None = None) -> None:
    standing = session.scalars(select(Theme).where(Theme.state != ThemeState.MERGED))
    if any(folded(other.title) == folded(title) for other in standing if other is not apart_from):
        raise WorkshopError(
            say("There is already a theme called “{title}”: put the cards into that.", title=title)
        )


def _next(session: Session, table: type[Card] | type[Theme]) -> int:
    last = session.scalar(select(func.max(table.position)))
    return 0 if last is None else last + 1
