"""Three themes with cards, one of them merged, and an example call for every service."""

from __future__ import annotations

from sqlalchemy.orm import Session

from tests.core.furnished import Arguments, Fields, Service
from upstream_workshop.evidence import services as discovery
from upstream_workshop.evidence.kinds import Use
from upstream_workshop.readers.cards import CardEntry
from upstream_workshop.readers.reading import Reading
from upstream_workshop.themes import queries, rules, services
from upstream_workshop.themes.cards import services as card_services
from upstream_workshop.themes.wall import services as wall
from upstream_workshop.themes.wall.services import PastedCard


def furnish(session: Session) -> None:
    """Themes that later rooms may vote on and work in, with loose cards beside them."""
    risk = services.add_theme(session, "River of risk", "Who carries it, who is blamed")
    measure = services.add_theme(session, "Measuring what matters")
    neighbours = services.add_theme(session, "Cymdogion yn gyntaf, tŷ wrth dŷ")
    card_services.add_cards(
        session, ["Insurance says no", "Who signs?"], risk, "Table 1", "Siân Prys"
    )
    card_services.add_cards(session, ["Trust cannot be a KPI", "Stop counting contacts"], measure)
    card_services.add_cards(session, ["Start with what is strong"], neighbours, "Table 2")
    card_services.add_cards(session, ["Small money, fast yes", "Pilots die at month 18"])
    first, second, *_ = (card.id for card in queries.cards(session))
    wall.add_same(session, "The insurers refuse", first, "Table 2", "Owen Marsh")
    wall.place_cards(session, {second: (40.0, 12.5)})
    card_services.add_card(session, "Not shown yet", None, "Table 3", private=True)
    spare = services.add_theme(session, "Counting")
    card_services.add_card(session, "Numbers without stories", spare)
    services.merge_themes(session, spare, measure)


def theme(session: Session, place: int = 0) -> queries.ThemeRow:
    """A standing theme by its place."""
    return queries.themes(session)[place]


def free(session: Session) -> queries.ThemeRow:
    """A theme that no ballot holds."""
    return next(row for row in queries.themes(session) if row.state not in rules.SETTLED)


def full_theme(session: Session) -> queries.ThemeRow:
    """The theme with most cards."""
    return max(queries.themes(session), key=lambda row: len(row.cards))


def free_theme(session: Session) -> int:
    """A theme nothing else relies on, made if there is none."""
    return services.add_theme(session, f"Spare {len(queries.cards(session))}")


def _said_twice(session: Session) -> int:
    """A card that another one says the same as, made if there is none."""
    card = queries.ideas(session)[0]
    if not card.others:
        wall.add_same(session, "Said otherwise", card.id)
    return card.id


def _with_a_private_card(session: Session) -> tuple[object, ...]:
    card_services.add_card(session, "Written in private", private=True)
    return ()


_READING = Reading(
    (CardEntry(2, "A new card", "A new theme"), CardEntry(3, "Another", "river of risk", "T3"))
)

EXAMPLES: dict[Service, Arguments] = {
    card_services.add_card: lambda session: ("Ŵyn y gwanwyn", theme(session).id, "Table 4", "Dot"),
    card_services.add_cards: lambda session: (["One", "Two", "Three"], theme(session, 1).id),
    card_services.amend_card: lambda session: (
        queries.cards(session)[0].id,
        Fields(text="Insurance says no before we have asked"),
    ),
    card_services.remove_card: lambda session: (queries.cards(session)[0].id,),
    card_services.remove_cards: lambda session: (
        [c.id for c in queries.cards(session)[:2]] or [0],
    ),
    card_services.put_card: lambda session: (full_theme(session).cards[0].id, None),
    card_services.put_cards: lambda session: (
        [card.id for card in full_theme(session).cards[:2]],
        None,
    ),
    card_services.gather: lambda session: (
        [queries.cards(session)[0].id],
        f"Gathered {len(queries.themes(session))}",
    ),
    services.add_theme: lambda session: (f"From project to system {len(queries.themes(session))}",),
    services.rename_theme: lambda session: (
        theme(session).id,
        "Pwy sy'n cario'r risg?" if theme(session).title[0] != "P" else "Reframing risk",
    ),
    services.describe_theme: lambda session: (theme(session).id, "Whose risk is it anyway?"),
    services.merge_themes: lambda session: (free_theme(session), theme(session).id),
    services.split_theme: lambda session: (
        full_theme(session).id,
        [full_theme(session).cards[0].id],
        f"Split {len(queries.themes(session))}",
    ),
    services.set_theme_state: lambda session: (
        theme(session).id,
        "parked" if theme(session).state != "parked" else "candidate",
    ),
    services.remove_theme: lambda session: (free(session).id,),
    card_services.import_cards: lambda _: (_READING,),
    wall.say_the_same: lambda session: (
        [card.id for card in queries.ideas(session)[1:3]],
        queries.ideas(session)[0].id,
    ),
    wall.part_wordings: lambda session: ([_said_twice(session)],),
    wall.add_same: lambda session: ("Yswiriant", queries.ideas(session)[0].id, "Table 2"),
    wall.paste_cards: lambda session: (
        [PastedCard("Pasted"), PastedCard("pasted", same_line=0)],
        theme(session).id,
        "Table 5",
    ),
    wall.place_cards: lambda session: ({queries.ideas(session)[0].id: (40.0, -8.5)},),
    wall.drop_cards: lambda session: (
        [full_theme(session).cards[0].id],
        None,
        {full_theme(session).cards[0].id: (12.0, 7.0)},
    ),
    wall.make_cards: lambda session: (
        [discovery.add_finding(session, text="Found out", use=Use.NAMED)],
        theme(session).title,
    ),
    wall.reveal_cards: _with_a_private_card,
}
