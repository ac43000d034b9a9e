"""The part of the report about maps."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from sqlalchemy.orm import Session

from upstream_workshop.evidence import queries as evidence
from upstream_workshop.evidence.kinds import Use
from upstream_workshop.evidence.queries import FindingRow
from upstream_workshop.evidence.report import homes_of
from upstream_workshop.maps import queries, rules
from upstream_workshop.maps.citations import queries as citations
from upstream_workshop.maps.citations.loop_bases import LoopBasis, loop_basis, told_basis
from upstream_workshop.maps.map_rows import MapRow
from upstream_workshop.maps.rules import Loop, LoopSearch


@dataclass(frozen=True, slots=True)
class MapReport:
    """A map with its loops, and what each rests on as others may be told it, if the map shows that."""

    row: MapRow
    search: LoopSearch
    bases: tuple[LoopBasis, ...] = ()


@dataclass(frozen=True, slots=True)
class MapsReport:
    """All maps."""

    maps: tuple[MapReport, ...]


def read(session: Session) -> MapsReport:
    """Read the report of maps. What may never be used stands behind nothing in it."""
    usable = frozenset(one.id for one in _usable(session))
    found = [(row, rules.loops_of(row)) for row in queries.maps(session)]
    return MapsReport(
        tuple(
            MapReport(
                _without_unusable(row, usable), search, told_bases(session, row, search.loops)
            )
            for row, search in found
        )
    )


def told_bases(session: Session, row: MapRow, loops: Iterable[Loop]) -> tuple[LoopBasis, ...]:
    """Return what loops of a map rest on as others may be told it; nothing if the map does not show it."""
    if not row.shows_basis:
        return ()
    behind = citations.cited(session).links
    homes = len(homes_of(_usable(session), evidence.visits(session)))
    return tuple(told_basis(loop_basis(loop.link_ids, loop.kind, behind), homes) for loop in loops)


def _usable(session: Session) -> tuple[FindingRow, ...]:
    return tuple(one for one in evidence.findings(session) if one.use is not Use.NEVER)


def _without_unusable(row: MapRow, usable: frozenset[int]) -> MapRow:
    return replace(
        row,
        factor_findings=tuple(pair for pair in row.factor_findings if pair[1] in usable),
        link_findings=tuple(pair for pair in row.link_findings if pair[1] in usable),
    )
