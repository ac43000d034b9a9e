"""A small map, and one real call of each service."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from sqlalchemy.orm import Session

from tests.core.furnished import Fields
from upstream_workshop.maps import queries, services
from upstream_workshop.readers.maps import MapEntry
from upstream_workshop.readers.reading import Reading


def furnish(session: Session) -> None:
    """Three factors in a loop that has a name, and a lone one."""
    made = services.add_map(session, "What keeps us downstream", "Table 2")
    trust, risk, work, _ = (
        services.add_factor(session, made, label)
        for label in ("Trust in communities", "Risk appetite", "Upstream work", "Tŷ cymunedol")
    )
    links = [
        services.add_link(session, trust, risk, "+"),
        services.add_link(session, risk, work, "+", delay=True),
        services.add_link(session, work, trust, "-", strength="strong", note="seen twice"),
    ]
    services.name_loop(session, made, links, "Confidence grows")


def first(session: Session) -> queries.MapRow:
    return queries.maps(session)[0]


def unlinked(session: Session) -> tuple[int, int, str]:
    """Two factors and a sign they are not linked with."""
    row = first(session)
    there = {(link.source_id, link.target_id, link.sign) for link in row.links}
    return next(
        (a.id, b.id, sign)
        for a in row.factors
        for b in row.factors
        for sign in services.SIGNS
        if (a.id, b.id, sign) not in there
    )


def entries(session: Session) -> Reading[MapEntry]:
    count = len(first(session).factors)
    return Reading((MapEntry(2, f"Cause {count}", "Upstream work", "+"),))


EXAMPLES: Mapping[Callable[..., Any], Callable[[Session], tuple[Any, ...]]] = {
    services.add_map: lambda session: (f"Map {len(queries.maps(session))}",),
    services.rename_map: lambda session: (first(session).id, first(session).title + "!"),
    services.remove_map: lambda session: (queries.maps(session)[-1].id,),
    services.add_factor: lambda session: (first(session).id, "Pilots funded"),
    services.amend_factor: lambda session: (
        first(session).factors[0].id,
        Fields(label=first(session).factors[0].label + " now"),
    ),
    services.remove_factor: lambda session: (first(session).factors[0].id,),
    services.remove_parts: lambda session: (
        [first(session).factors[-1].id],
        [first(session).links[0].id],
    ),
    services.move_factors: lambda session: (
        {row.id: (row.x + 10.5, row.y - 3) for row in first(session).factors},
    ),
    services.add_link: unlinked,
    services.amend_link: lambda session: (
        first(session).links[0].id,
        Fields(delay=not first(session).links[0].delay),
    ),
    services.remove_link: lambda session: (first(session).links[0].id,),
    services.name_loop: lambda session: (
        first(session).id,
        [link.id for link in first(session).links],
        f"Loop {len(first(session).loop_names)}",
    ),
    services.import_map: lambda session: (first(session).title, entries(session)),
}
