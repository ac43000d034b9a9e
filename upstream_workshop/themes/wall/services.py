"""Services of the wall: cards that say the same, their places, pasted lists, and revealing.

Each service writes in the transaction of `session`. It raises WorkshopError if a card or theme with an
id that it was given is not there.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from resources.words import say
from upstream_workshop.errors import WorkshopError
from upstream_workshop.evidence.kinds import Use
from upstream_workshop.evidence.queries import findings
from upstream_workshop.themes.cards import services as card_services
from upstream_workshop.themes.model import Card
from upstream_workshop.themes.records import card_of
from upstream_workshop.themes.wall.wall_layouts import Place


@dataclass(frozen=True, slots=True)
class PastedCard:
    """A card of a pasted list.

    same_as_id: the card on the wall that says the same, or None.
    same_line: the index of an earlier card of the list that says the same, or None.
    """

    text: str
    same_as_id: int | None = None
    same_line: int | None = None


def say_the_same(session: Session, card_ids: Iterable[int], first_id: int) -> None:
    """Show cards as one idea; each keeps its wording, its table and its author.

    card_ids: the cards that go with the first, and into its theme.
    first_id: the card that is shown.

    Raises WorkshopError: when there is no other card than the first.
    """
    first = card_of(session, first_id)
    first = first if first.same_as_id is None else card_of(session, first.same_as_id)
    joining = [card for card_id in card_ids if (card := card_of(session, card_id)) is not first]
    if not joining:
        raise WorkshopError(say("Choose two or more cards that say the same."))
    ids = [card.id for card in joining]
    followers = session.scalars(select(Card).where(Card.same_as_id.in_(ids))).all()
    for card in {*joining, *followers} - {first}:
        card.same_as_id, card.private = first.id, first.private
        if card.theme_id != first.theme_id:
            card.came_from_id = card.came_from_id or card.theme_id
            card.theme_id = first.theme_id
        card.x = card.y = None
    session.flush()


def part_wordings(session: Session, card_ids: Iterable[int]) -> int:
    """Make cards of their own again of those that say the same as the given ones; return how many.

    Raises WorkshopError: when none says the same.
    """
    ids = [card_of(session, card_id).id for card_id in card_ids]
    parted = session.scalars(select(Card).where(Card.same_as_id.in_(ids))).all()
    if not parted:
        raise WorkshopError(say("No other card says the same as this one."))
    for card in parted:
        card.same_as_id = None
    session.flush()
    return len(parted)


def add_same(session: Session, text: str, card_id: int, table: str = "", author: str = "") -> int:
    """Add a card that says the same as another, with its own wording; return its id.

    Raises WorkshopError: when the text is blank.
    """
    added = card_services.add_card(session, text, None, table, author)
    say_the_same(session, [added], card_id)
    return added


def paste_cards(
    session: Session,
    pasted: Sequence[PastedCard],
    theme_id: int | None = None,
    table: str = "",
    author: str = "",
    private: bool = False,
) -> tuple[int, ...]:
    """Add the cards of a pasted list and return their ids; other arguments as of `add_card`."""
    ids: list[int] = []
    for card in pasted:
        ids.append(card_services.add_card(session, card.text, theme_id, table, author, private))
        same = ids[card.same_line] if card.same_line is not None else card.same_as_id
        if same is not None:
            say_the_same(session, ids[-1:], same)
    return tuple(ids)


def place_cards(session: Session, places: Mapping[int, Place | None]) -> None:
    """Put cards at places on the wall, by their ids; None puts one back into its column."""
    for card_id, place in places.items():
        card = card_of(session, card_id)
        card.x, card.y = place if place is not None else (None, None)


def drop_cards(
    session: Session,
    card_ids: Sequence[int],
    theme_id: int | None,
    places: Mapping[int, Place | None],
) -> None:
    """Move cards into a theme, or out of any for None, and put cards at places, as one gesture.

    places: those of the cards, and of others that stay where they are shown.
    """
    card_services.put_cards(session, card_ids, theme_id)
    place_cards(session, places)


def reveal_cards(session: Session) -> int:
    """Show all private cards and return how many they were."""
    shown = session.scalars(select(Card.id).where(Card.private)).all()
    session.execute(update(Card).where(Card.private).values(private=False))
    return len(shown)


def make_cards(session: Session, finding_ids: Iterable[int], title: str = "") -> tuple[int, ...]:
    """Add a card for each finding that has none yet, and return their ids.

    title: the theme that they are put into, which is added if missing; blank for none.

    Raises WorkshopError: when a finding may never be used, or there is none without a card.
    """
    known, made = {row.id: row for row in findings(session)}, []
    have = {*session.scalars(select(Card.finding_id))}
    for row in (known[id_] for id_ in finding_ids if id_ in known and id_ not in have):
        if row.use is Use.NEVER:
            raise WorkshopError(
                say("“{text}” may never be used: leave it out, or ask for consent.", text=row.text)
            )
        card_id = card_services.add_card(session, row.text)
        session.get_one(Card, card_id).finding_id = row.id
        made.append(card_id)
    if not made:
        raise WorkshopError(say("There are cards of these findings already: look at the themes."))
    if title.strip():
        card_services.gather(session, made, title)
    return tuple(made)
