"""Slides of maps, drawn beside the UI thread if the map is large."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import QObject, Signal

from resources.words import say
from ui.kit.jobs import Jobs, Ticket
from ui.room_screen.slide_types import Slide
from upstream_workshop.maps.map_rows import MapRow

_FEW: Final = 150  # factors and links that are drawn within 50 ms


class DrawnSlides(QObject):
    """Draws one slide at a time, and keeps the last.

    `drawn()` is emitted when the slide that was asked for last is there. Until then the last one of the
    same subject stands for it, so that the room does not lose its map at each change.
    """

    drawn = Signal()

    def __init__(self, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._ticket: Ticket | None = None
        self._subject: object = None
        self._values: object = None
        self._slide: Slide | None = None

    def slide(
        self, subject: object, values: object, rows: Sequence[MapRow], draw: Callable[[], Slide]
    ) -> Slide:
        """Return a slide, or what stands for it while it is drawn.

        subject: what it is about, which stays the same when the session is changed.
        values: all that it is drawn from.
        rows: the maps on it.
        draw: draws it from frozen values alone.
        """
        if sum(len(row.factors) + len(row.links) for row in rows) <= _FEW:
            return draw()
        known = self._slide if self._subject == subject else None
        if known is not None and self._values == values:
            return known
        if not self._is_busy():
            self._start(subject, values, draw)
        return known or Slide(rows[0].title, footer=say("The map is being drawn."))

    def _start(self, subject: object, values: object, draw: Callable[[], Slide]) -> None:
        def then(slide: Slide) -> None:
            self._subject, self._values, self._slide = subject, values, slide
            self._ticket = None
            self.drawn.emit()

        self._ticket = self._jobs.run("", lambda _ticket: draw(), then, self)

    def _is_busy(self) -> bool:
        """Whether a slide is being drawn; another one is drawn when it is asked for again then."""
        return any(ticket is self._ticket for ticket, _ in self._jobs.under_way())
