"""Two maps, one with a named loop, and an example call for every service."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from tests.core.furnished import Arguments, Fields, Service
from upstream_workshop.evidence import queries as evidence
from upstream_workshop.evidence.kinds import Use
from upstream_workshop.evidence.services import add_finding
from upstream_workshop.maps import queries, services
from upstream_workshop.maps.annotations import services as annotations
from upstream_workshop.maps.citations import services as citations
from upstream_workshop.maps.copying import services as copying
from upstream_workshop.maps.copying.copied_parts import picked
from upstream_workshop.maps.factors.services import (
    add_factor,
    amend_factor,
    lock_factors,
    move_factors,
    remove_factor,
)
from upstream_workshop.maps.importing import services as importing
from upstream_workshop.maps.links.services import (
    add_link,
    amend_link,
    bend_links,
    connect,
    delay_links,
    lead_link,
    remove_link,
    sign_links,
)
from upstream_workshop.maps.map_rows import MapRow, NoteRow, SnapshotRow, ZoneRow
from upstream_workshop.maps.merging import services as merging
from upstream_workshop.maps.model import FactorOrigin, LinkOrigin
from upstream_workshop.maps.named_loops.services import name_loop
from upstream_workshop.maps.rules import loops
from upstream_workshop.maps.snapshots import services as snapshots
from upstream_workshop.readers.maps.tabular.link_tables import MapEntry
from upstream_workshop.readers.reading import Reading


def furnish(session: Session) -> None:
    """A balancing and a reinforcing loop, a delay, a lone factor; and an empty map beside it."""
    made = services.add_map(session, "What keeps us downstream", "Table 2")
    names = ("Upstream work", "Crisis demand", "Pressure on budgets", "Risk appetite", "Lwc")
    work, crisis, budgets, risk, _ = (add_factor(session, made, n) for n in names)
    first = add_link(session, work, crisis, "-", delay=True, note="years, not quarters")
    second = add_link(session, crisis, budgets, "+", strength="strong")
    third = add_link(session, budgets, work, "-")
    add_link(session, risk, work, "+")
    add_link(session, work, risk)
    name_loop(session, made, [first, second, third], "Relief", "It cools by itself.", 1)
    amend_factor(session, work, locked=True)
    amend_link(session, first, bend=24.0)
    annotations.add_zone(session, made, "What we hold", (-200.0, -120.0, 400.0, 240.0))
    annotations.add_map_note(session, made, "Drawn before lunch", 300.0, 200.0)
    session.add_all(
        [
            FactorOrigin(factor_id=work, title="Table 1"),
            LinkOrigin(link_id=first, title="Table 1"),
        ]
    )
    session.flush()
    snapshots.take_snapshot(session, made, "Before lunch", datetime(2026, 9, 14, 12, 30))
    if rows := evidence.findings(session):
        never = next(row.id for row in rows if row.use is Use.NEVER)
        citations.add_evidence(session, [rows[0].id, never], [work], [first])
    services.add_map(session, "Dŵr dan y bont")


def row(session: Session) -> MapRow:
    """The map with most on it, whose links make a loop as long as there are any."""
    return max(queries.maps(session), key=lambda found: len(found.links))


def turn(session: Session) -> int:
    """A number that differs from step to step, for names that must differ."""
    return sum(len(found.factors) + len(found.links) for found in queries.maps(session))


def zones(session: Session) -> tuple[ZoneRow, ...]:
    """The zones of the map that has most of them."""
    return max((found.zones for found in queries.maps(session)), key=len)


def notes(session: Session) -> tuple[NoteRow, ...]:
    """The notes of the map that has most of them."""
    return max((found.notes for found in queries.maps(session)), key=len)


def taken(session: Session) -> tuple[SnapshotRow, ...]:
    """The snapshots of the map that has most of them."""
    found = (queries.snapshots(session, row.id) for row in queries.maps(session))
    return max(found, key=len)


def found(session: Session) -> int:
    """The last finding, made if there is none."""
    rows = evidence.findings(session)
    return rows[-1].id if rows else add_finding(session, text=f"Seen at step {turn(session)}")


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
    add_factor: lambda session: (
        row(session).id,
        f"Ymddiriedaeth {turn(session)}",
        Fields(near=row(session).factors[0].id),
    ),
    amend_factor: lambda session: (
        row(session).factors[0].id,
        Fields(note=row(session).factors[0].note + "?", colour="leaf"),
    ),
    remove_factor: lambda session: (row(session).factors[0].id,),
    services.remove_parts: lambda session: (
        [row(session).factors[0].id],
        [row(session).links[-1].id],
        [zone.id for zone in row(session).zones],
        [note.id for note in row(session).notes],
    ),
    move_factors: lambda session: (
        {each.id: (each.x + 10, each.y - 5) for each in row(session).factors[:2]},
    ),
    add_link: lambda session: (
        row(session).factors[-1].id,
        row(session).factors[0].id,
        "+",
    ),
    connect: lambda session: (
        row(session).id,
        row(session).factors[0].label,
        f"Cymydog {turn(session)}",
        "-",
        True,
    ),
    amend_link: lambda session: (
        row(session).links[0].id,
        Fields(delay=not row(session).links[0].delay, strength="weak"),
    ),
    lead_link: lambda session: (
        row(session).links[0].id,
        Fields(target_id=row(session).factors[-1].id),
    ),
    lock_factors: lambda session: (
        [row(session).factors[0].id],
        not row(session).factors[0].locked,
    ),
    sign_links: lambda session: (
        [row(session).links[0].id],
        "+" if row(session).links[0].sign != "+" else "-",
    ),
    delay_links: lambda session: (
        [link.id for link in row(session).links[:2]],
        not row(session).links[0].delay,
    ),
    bend_links: lambda session: ({link.id: link.bend + 12.5 for link in row(session).links[:2]},),
    copying.add_map_from: lambda session: (
        "iceberg",
        f"Begun {len(queries.maps(session))} {turn(session)}",
    ),
    copying.paste_parts: lambda session: (
        row(session).id,
        picked(row(session), [row(session).factors[0].id], [row(session).links[0].id]),
    ),
    remove_link: lambda session: (row(session).links[0].id,),
    name_loop: lambda session: (
        row(session).id,
        loops(row(session).factors, row(session).links).loops[0].link_ids,
        f"A loop seen at step {turn(session)}",
    ),
    annotations.add_zone: lambda session: (
        row(session).id,
        "Further away",
        (0.0, 0.0, 90.0, 60.0),
        "leaf",
    ),
    annotations.amend_zone: lambda session: (
        zones(session)[0].id,
        Fields(title=zones(session)[0].title + "?", colour="sun"),
    ),
    annotations.add_map_note: lambda session: (row(session).id, f"Seen {turn(session)}", 5.0, 5.0),
    annotations.amend_map_note: lambda session: (
        notes(session)[0].id,
        notes(session)[0].text + "?",
    ),
    annotations.place_parts: lambda session: (
        {row(session).factors[0].id: (row(session).factors[0].x + 7, 3.0)},
        {zone.id: (zone.x + 7, zone.y, zone.width + 5, 60.0) for zone in zones(session)},
        {note.id: (note.x + 7, note.y) for note in notes(session)},
    ),
    snapshots.take_snapshot: lambda session: (
        row(session).id,
        f"Step {turn(session)}",
        datetime(2026, 9, 14, 15, 0),
    ),
    snapshots.restore_snapshot: lambda session: (
        taken(session)[0].id,
        f"As it was {len(queries.maps(session))} {turn(session)}",
    ),
    snapshots.remove_snapshot: lambda session: (taken(session)[0].id,),
    merging.merge_maps: lambda session: (
        row(session).id,
        next(each.id for each in queries.maps(session) if each.id != row(session).id),
        f"Both {len(queries.maps(session))} {turn(session)}",
    ),
    citations.add_evidence: lambda session: (
        [found(session)],
        [row(session).factors[0].id],
        [link.id for link in row(session).links[:2]],
    ),
    citations.remove_evidence: lambda session: (
        [found(session), *(one.id for one in evidence.findings(session))],
        [row(session).factors[0].id],
        [link.id for link in row(session).links],
    ),
    citations.show_basis: lambda session: (
        row(session).id,
        "never" if row(session).basis_shown != "never" else "always",
    ),
    importing.import_map: lambda session: (row(session).title, _READING),
}
