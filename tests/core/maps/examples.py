"""Two maps, one with a named loop, and an example call for every service."""

from __future__ import annotations

from sqlalchemy.orm import Session

from tests.core.furnished import Arguments, Fields, Service
from upstream_workshop.maps import queries, services
from upstream_workshop.maps.rules import loops
from upstream_workshop.readers.link_tables import MapEntry
from upstream_workshop.readers.reading import Reading


def furnish(session: Session) -> None:
    """A balancing and a reinforcing loop, a delay, a lone factor; and an empty map beside it."""
    made = services.add_map(session, "What keeps us downstream", "Table 2")
    names = ("Upstream work", "Crisis demand", "Pressure on budgets", "Risk appetite", "Lwc")
    work, crisis, budgets, risk, _ = (services.add_factor(session, made, n) for n in names)
    first = services.add_link(session, work, crisis, "-", delay=True, note="years, not quarters")
    second = services.add_link(session, crisis, budgets, "+", strength="strong")
    third = services.add_link(session, budgets, work, "-")
    services.add_link(session, risk, work, "+")
    services.add_link(session, work, risk)
    services.name_loop(session, made, [first, second, third], "Relief")
    services.add_map(session, "Dŵr dan y bont")


def row(session: Session) -> queries.MapRow:
    """The map with most on it, whose links make a loop as long as there are any."""
    return max(queries.maps(session), key=lambda found: len(found.links))


def turn(session: Session) -> int:
    """A number that differs from step to step, for names that must differ."""
    return sum(len(found.factors) + len(found.links) for found in queries.maps(session))


_READING = Reading(
    (
        MapEntry(2, "upstream WORK", "Trust", "+"),
        MapEntry(3, "Trust", "Risk  appetite", "+", delay=True),
        MapEntry(4, "Luck", note="of the draw"),
    )
)

EXAMPLES: dict[Service, Arguments] = {
    services.add_map: lambda session: (f"Map {len(queries.maps(session))} {turn(session)}",),
    services.rename_map: lambda session: (
        row(session).id,
        f"Called {turn(session)} {len(row(session).title)}",
    ),
    services.remove_map: lambda session: (row(session).id,),
    services.add_factor: lambda session: (
        row(session).id,
        f"Ymddiriedaeth {turn(session)}",
        Fields(near=row(session).factors[0].id),
    ),
    services.amend_factor: lambda session: (
        row(session).factors[0].id,
        Fields(note=row(session).factors[0].note + "?", colour="leaf"),
    ),
    services.remove_factor: lambda session: (row(session).factors[0].id,),
    services.remove_parts: lambda session: (
        [row(session).factors[0].id],
        [row(session).links[-1].id],
    ),
    services.move_factors: lambda session: (
        {each.id: (each.x + 10, each.y - 5) for each in row(session).factors[:2]},
    ),
    services.add_link: lambda session: (
        row(session).factors[-1].id,
        row(session).factors[0].id,
        "+",
    ),
    services.add_neighbour: lambda session: (
        row(session).factors[0].id,
        f"Cymydog {turn(session)}",
        "-",
    ),
    services.amend_link: lambda session: (
        row(session).links[0].id,
        Fields(delay=not row(session).links[0].delay, strength="weak"),
    ),
    services.remove_link: lambda session: (row(session).links[0].id,),
    services.name_loop: lambda session: (
        row(session).id,
        loops(row(session).factors, row(session).links).loops[0].link_ids,
        f"A loop seen at step {turn(session)}",
    ),
    services.import_map: lambda session: (row(session).title, _READING),
}
