"""All that is on a map, written into another one: by snapshots, their restoring, and merging."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from sqlalchemy.orm import Session

from upstream_workshop.maps.getters import found_map
from upstream_workshop.maps.map_rows import FactorRow, LinkRow, MapRow, NamedLoop
from upstream_workshop.maps.model import (
    Factor,
    FactorFinding,
    FactorOrigin,
    Link,
    LinkFinding,
    LinkOrigin,
    LoopLink,
    LoopName,
    MapNote,
    Zone,
)
from upstream_workshop.maps.rules import rotated
from upstream_workshop.storage.base import Base

Part = TypeVar("Part", bound=Base)


def write_contents(session: Session, row: MapRow, map_id: int) -> None:
    """Write all factors, links, zones, notes, named loops, origins and evidence of `row` into an empty map.

    The ids in `row` only say what belongs together; all rows get new ones.
    """
    factors = _added(session, [_factor(map_id, each) for each in row.factors])
    by_id = {each.id: made.id for each, made in zip(row.factors, factors, strict=True)}
    links = _added(session, [_link(map_id, each, by_id) for each in row.links])
    links_by_id = {each.id: made.id for each, made in zip(row.links, links, strict=True)}
    session.add_all(
        Zone(map_id=map_id, title=z.title, x=z.x, y=z.y, width=z.width, height=z.height, colour=z.colour)
        for z in row.zones
    )  # fmt: skip
    session.add_all(MapNote(map_id=map_id, text=n.text, x=n.x, y=n.y) for n in row.notes)
    session.add_all(FactorOrigin(factor_id=by_id[id_], title=t) for id_, t in row.factor_origins)
    session.add_all(LinkOrigin(link_id=links_by_id[id_], title=t) for id_, t in row.link_origins)
    found_map(session, map_id).basis_shown = row.basis_shown
    session.add_all(
        FactorFinding(factor_id=by_id[id_], finding_id=finding)
        for id_, finding in row.factor_findings
    )
    session.add_all(
        LinkFinding(link_id=links_by_id[id_], finding_id=finding)
        for id_, finding in row.link_findings
    )
    for loop in row.named_loops:
        _write_loop(session, map_id, loop, [links_by_id[id_] for id_ in loop.link_ids])
    session.flush()


def _factor(map_id: int, each: FactorRow) -> Factor:
    return Factor(
        map_id=map_id, label=each.label, x=each.x, y=each.y, colour=each.colour, note=each.note,
        locked=each.locked, carried=each.carried,
    )  # fmt: skip


def _link(map_id: int, each: LinkRow, factors: dict[int, int]) -> Link:
    return Link(
        map_id=map_id, source_id=factors[each.source_id], target_id=factors[each.target_id],
        sign=each.sign, delay=each.delay, strength=each.strength, note=each.note, bend=each.bend,
        carried=each.carried,
    )  # fmt: skip


def _write_loop(session: Session, map_id: int, loop: NamedLoop, link_ids: Sequence[int]) -> None:
    [name] = _added(
        session,
        [LoopName(map_id=map_id, name=loop.name, number=loop.number, story=loop.story)],
    )
    session.add_all(
        LoopLink(loop_id=name.id, position=place, link_id=id_)
        for place, id_ in enumerate(rotated(link_ids))
    )


def _added(session: Session, rows: list[Part]) -> list[Part]:
    session.add_all(rows)
    session.flush()
    return rows
