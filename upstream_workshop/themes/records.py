"""The rows that services of themes need, and refusals of those that are not there."""

from __future__ import annotations

from typing import Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from resources.words import noop, say
from upstream_workshop.errors import WorkshopError
from upstream_workshop.letters import one_line
from upstream_workshop.people.rules import folded
from upstream_workshop.readers.cards import CardEntry
from upstream_workshop.themes.kinds import ThemeState
from upstream_workshop.themes.model import Card, Theme

BLANK_CARD: Final = noop("This card says nothing: type a few words.")
BLANK_THEME: Final = noop("This theme says nothing: type a few words.")


def new_theme(session: Session, title: str, description: str = "") -> Theme:
    """Add a candidate theme after the others and return it.

    Raises WorkshopError: when the title is blank or taken, ignoring case and accents.
    """
    wording = worded(title, BLANK_THEME)
    refuse_taken(session, wording)
    theme = Theme(
        title=wording, description=description.strip(), position=next_position(session, Theme)
    )
    session.add(theme)
    session.flush()
    return theme


def new_card(session: Session, entry: CardEntry, theme_id: int | None) -> Card:
    """Add a card after the others and return it.

    theme_id: its theme; None for a card in no theme.

    Raises WorkshopError: when it says nothing, or the theme is not there.
    """
    text = worded(entry.text, BLANK_CARD)
    card = Card(
        text=text,
        wording=text,
        theme_id=None if theme_id is None else standing_theme(session, theme_id).id,
        table=entry.table.strip(),
        author=entry.author.strip(),
        foreign_id=entry.foreign_id.strip(),
        position=next_position(session, Card),
    )
    session.add(card)
    session.flush()
    return card


def theme_called(session: Session, themes: dict[str, int], title: str) -> int:
    """Return the id of the theme with a title, which is added if it is missing.

    themes: ids of themes by folded title, see `themes_by_title`; it gains the one added.
    """
    name = folded(title)
    if name not in themes:
        themes[name] = new_theme(session, title).id
    return themes[name]


def themes_by_title(session: Session) -> dict[str, int]:
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


def card_of(session: Session, card_id: int) -> Card:
    """Return a card. Raises WorkshopError: when there is none with this id."""
    card = session.get(Card, card_id)
    if card is None:
        raise WorkshopError(say("This card is no longer on the wall: look at the themes again."))
    return card


def saying_the_same(session: Session, card_id: int) -> list[Card]:
    """Return the cards that say the same idea as a card and are shown with it."""
    return [*session.scalars(select(Card).where(Card.same_as_id == card_id).order_by(Card.id))]


def standing_theme(session: Session, theme_id: int) -> Theme:
    """Return a theme. Raises WorkshopError: when there is none with this id, or it was merged."""
    theme = session.get(Theme, theme_id)
    if theme is None or theme.state == ThemeState.MERGED:
        raise WorkshopError(say("This theme is no longer there: look at the themes again."))
    return theme


def worded(text: str, refusal: str) -> str:
    """Return the text with single spaces. Raises WorkshopError with `refusal`: when it is blank."""
    words = one_line(text)
    if not words:
        raise WorkshopError(say(refusal))
    return words


def refuse_taken(session: Session, title: str, apart_from: Theme | None = None) -> None:
    """Refuse a title that another theme has, ignoring case and accents."""
    standing = session.scalars(select(Theme).where(Theme.state != ThemeState.MERGED))
    if any(folded(other.title) == folded(title) for other in standing if other is not apart_from):
        raise WorkshopError(
            say("There is already a theme called “{title}”: put the cards into that.", title=title)
        )


def next_position(session: Session, table: type[Card] | type[Theme]) -> int:
    """Return the position after the last one of all cards, or of all themes."""
    last = session.scalar(select(func.max(table.position)))
    return 0 if last is None else last + 1
