"""What is calculated from a map: its loops and its layouts, beside the UI thread if it is large."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from threading import Event
from typing import Final, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from resources.words import say
from ui.kit.jobs import Jobs, Ticket
from upstream_workshop.maps import rules
from upstream_workshop.maps.annotations.zoned_layouts import Arrangement
from upstream_workshop.maps.layout_process.laying_out import laid_out
from upstream_workshop.maps.map_rows import MapRow

Answer = TypeVar("Answer")
_PAINTING: Final = 20  # milliseconds after which the window is painted, or has begun to be
_PATIENCE: Final = 0.25  # seconds that a job waits at most until the window is painted
_FEW: Final = 60  # factors and links; what is calculated from so few is there within 20 ms


def calculated(
    jobs: Jobs,
    title: str,
    rows: Sequence[MapRow],
    work: Callable[[Ticket], Answer],
    then: Callable[[Answer], None],
    owner: QObject,
) -> Ticket | None:
    """Calculate something of maps: at once if they are small, else as a job; return its ticket.

    The job begins once the window is painted, which takes far longer while a job shares the interpreter.
    The other arguments are those of `Jobs.run`.
    """
    if sum(len(row.factors) + len(row.links) for row in rows) <= _FEW:
        then(work(Ticket(owner)))
        return None
    painted = _Painting(owner).over

    def work_later(ticket: Ticket) -> Answer:
        painted.wait(_PATIENCE)
        return work(ticket)

    return jobs.run(title, work_later, then, owner)


class _Painting(QObject):
    """Tells a job, by setting `over`, that the window is painted; it may outlive the job."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.over = Event()
        QTimer.singleShot(_PAINTING, self, self._on_timeout)

    def _on_timeout(self) -> None:
        self.over.set()
        self.deleteLater()


class MapCalculations(QObject):
    """Finds the loops of a map and lays it out.

    `found(MapRow, LoopSearch)` and `laid_out(MapRow, Arrangement)` are emitted on the UI thread,
    at once for a small map. Loops that were asked for later make those asked for before unwanted.
    """

    found = Signal(object, object)
    laid_out = Signal(object, object)

    def __init__(self, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._finding: Ticket | None = None
        self._known: tuple[object, rules.LoopSearch] | None = None

    def loops_of(self, row: MapRow) -> rules.LoopSearch:
        """Return the loops of a map at once, those that were found last if it is that map."""
        if self._known is not None and self._known[0] == _links(row):
            return self._known[1]
        return rules.loops_of(row)

    def known_loops(self, row: MapRow) -> tuple[rules.Loop, ...]:
        """Return the loops of a map, none while those of a large map are not known."""
        few = len(row.factors) + len(row.links) <= _FEW
        known = self._known is not None and self._known[0] == _links(row)
        return self.loops_of(row).loops if few or known else ()

    def find(self, row: MapRow) -> None:
        """Find the loops of a map, unless they are known from a map with the same links."""
        links = _links(row)
        if self._finding is not None:
            self._finding.cancel()
        if self._known is not None and self._known[0] == links:
            self.found.emit(row, self._known[1])
            return

        def work(ticket: Ticket) -> rules.LoopSearch:
            return rules.loops_of(row, look=ticket.look)

        def then(search: rules.LoopSearch) -> None:
            self._known = (links, search)
            self.found.emit(row, search)

        self._finding = calculated(self._jobs, "", [row], work, then, self)

    def lay_out(self, row: MapRow, name: str) -> None:
        """Lay out a map by the layout of this name."""

        def work(ticket: Ticket) -> Arrangement:
            return laid_out(row, name, ticket.progress)

        def then(places: Arrangement) -> None:
            self.laid_out.emit(row, places)

        calculated(self._jobs, say("Laying out"), [row], work, then, self)


def _links(row: MapRow) -> tuple[object, ...]:
    """Return all of a map that its loops depend on."""
    ends = (((k.id, k.source_id, k.target_id, k.sign)) for k in row.links)
    return row.id, row.named_loops, *ends
