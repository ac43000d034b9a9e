"""What reading a map needs to be calculated: paths and standings, aside if the map is large."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final, TypeVar

from PySide6.QtCore import QObject

from ui.kit.jobs import Jobs, Ticket
from ui.maps.calculations import calculated
from upstream_workshop.maps.analysis.measuring import standings_apart
from upstream_workshop.maps.analysis.paths import PathSearch, paths_between
from upstream_workshop.maps.analysis.standings import Standing, standings
from upstream_workshop.maps.map_rows import MapRow

Answer = TypeVar("Answer")
_MANY: Final = 1_000_000  # factors times links, of which the betweenness takes 20 ms


class ReadingCalculations(QObject):
    """Calculates and calls back on the UI thread, at once for a small map; only the latest question counts.

    Standings are kept until the map has other factors or links.
    """

    def __init__(self, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._under_way: dict[str, Ticket] = {}
        self._known: tuple[object, Mapping[int, Standing]] | None = None

    def find_paths(
        self, row: MapRow, source_id: int, target_id: int, then: Callable[[PathSearch], None]
    ) -> None:
        """Find the paths from one factor to another."""

        def work(ticket: Ticket) -> PathSearch:
            return paths_between(row.links, source_id, target_id, look=ticket.look)

        self._calculate("paths", row, work, then)

    def find_standings(self, row: MapRow, then: Callable[[Mapping[int, Standing]], None]) -> None:
        """Find how central the factors of a map are."""
        known = self.known_standings(row)
        if known is not None:
            self._cancel("standings")
            then(known)
            return

        def work(ticket: Ticket) -> Mapping[int, Standing]:
            if len(row.factors) * len(row.links) < _MANY:
                return standings(row.factors, row.links)
            return standings_apart(row.factors, row.links, ticket.look)

        def keep(found: Mapping[int, Standing]) -> None:
            self._known = (_ends(row), found)
            then(found)

        self._calculate("standings", row, work, keep)

    def known_standings(self, row: MapRow) -> Mapping[int, Standing] | None:
        """Return the standings of a map if they are known."""
        if self._known is not None and self._known[0] == _ends(row):
            return self._known[1]
        return None

    def standings_of(self, row: MapRow) -> Mapping[int, Standing]:
        """Return the standings of a map at once."""
        known = self.known_standings(row)
        return standings(row.factors, row.links) if known is None else known

    def _calculate(
        self,
        what: str,
        row: MapRow,
        work: Callable[[Ticket], Answer],
        then: Callable[[Answer], None],
    ) -> None:
        self._cancel(what)
        ticket = calculated(self._jobs, "", [row], work, then, self)
        if ticket is not None:
            self._under_way[what] = ticket

    def _cancel(self, what: str) -> None:
        if (before := self._under_way.pop(what, None)) is not None:
            before.cancel()


def _ends(row: MapRow) -> object:
    """Return all of a map that the standings depend on."""
    factors = tuple(factor.id for factor in row.factors)
    return factors, tuple((link.source_id, link.target_id) for link in row.links)
