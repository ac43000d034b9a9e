"""The part of the report about maps."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy.orm import Session

from upstream_workshop.maps import queries, rules
from upstream_workshop.maps.queries import MapRow
from upstream_workshop.maps.rules import LoopSearch


@dataclass(frozen=True, slots=True)
class MapReport:
    """A map with its loops."""

    row: MapRow
    search: LoopSearch


@dataclass(frozen=True, slots=True)
class MapsReport:
    """All maps."""

    maps: tuple[MapReport, ...]


def read(session: Session) -> MapsReport:
    """Read the report of maps."""
    return MapsReport(
        tuple(MapReport(found, rules.loops_of(found)) for found in queries.maps(session))
    )
