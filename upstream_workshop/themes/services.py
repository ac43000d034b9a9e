"""Services for themes. None of them loses where a card came from.

Each service writes in the transaction of `session`. It raises WorkshopError if a card or theme
with an id that it was given is not there; a theme that was merged into another counts as such.
"""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from resources.words import say
from upstream_workshop.errors import WorkshopError
from upstream_workshop.themes.kinds import STATE_WORDS, ThemeState
from upstream_workshop.themes.model import Card, Theme
from upstream_workshop.themes.records import (
    BLANK_THEME,
    card_of,
    new_theme,
    refuse_taken,
    saying_the_same,
    standing_theme,
    worded,
)
from upstream_workshop.themes.rules import SETTLED, STATES


def add_theme(session: Session, title: str, description: str = "") -> int:
    """Add a candidate theme after the others and return its id.

    Raises WorkshopError: when the title is blank or taken, ignoring case and accents.
    """
    return new_theme(session, title, description).id


def rename_theme(session: Session, theme_id: int, title: str) -> None:
    """Change the title of a theme.

    Raises WorkshopError: when the title is blank or taken, ignoring case and accents.
    """
    theme = standing_theme(session, theme_id)
    wording = worded(title, BLANK_THEME)
    refuse_taken(session, wording, apart_from=theme)
    theme.title = wording


def describe_theme(session: Session, theme_id: int, description: str) -> None:
    """Change the description of a theme: a sentence or two."""
    standing_theme(session, theme_id).description = description.strip()


def merge_themes(session: Session, source_id: int, target_id: int) -> None:
    """Merge a theme into another.

    source_id: the theme that is merged. It is kept as merged, and its cards refer to it.
    target_id: the theme into which all its cards are moved.

    Raises WorkshopError: when both are the same, or the source is on a ballot or chosen.
    """
    source, target = standing_theme(session, source_id), standing_theme(session, target_id)
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
    source = standing_theme(session, theme_id)
    chosen = [card_of(session, card_id) for card_id in card_ids]
    if not chosen or any(card.theme_id != source.id for card in chosen):
        raise WorkshopError(
            say("Choose one or more cards of “{title}” to split off.", title=source.title)
        )
    made = add_theme(session, title)
    for card in [*chosen, *(c for one in chosen for c in saying_the_same(session, one.id))]:
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
    standing_theme(session, theme_id).state = ThemeState(state)


def remove_theme(session: Session, theme_id: int) -> None:
    """Delete a theme and all that were merged into it; its cards stay in no theme.

    Raises WorkshopError: when it is on a ballot, chosen, or has a workgroup.
    """
    theme = standing_theme(session, theme_id)
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


def _with_all_merged_into(session: Session, theme: Theme) -> list[Theme]:
    """Return a theme and all that were merged into it, directly or indirectly."""
    found = [theme]
    for holder in found:
        found += session.scalars(select(Theme).where(Theme.merged_into_id == holder.id))
    return found
