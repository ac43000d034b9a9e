"""Which day is shown: the days of the plan side by side."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from resources.dates import weekday_and_day
from resources.words import say
from ui.widgets import Segments
from upstream_workshop.agenda.queries import ResidentialRow


class DayChoice(QWidget):
    """`changed(day)` when another one is chosen; hidden while there is but one."""

    changed = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.day = 0
        self._days: tuple[int, ...] = ()
        self._segments: Segments | None = None
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)

    def offer(self, days: Sequence[int]) -> None:
        """Offer these days; the chosen one stays if it is among them."""
        if self._days == tuple(days):
            return
        self._days = tuple(days)
        if self._segments is not None:
            self._segments.hide()
            self._segments.deleteLater()
        self._segments = Segments([say("Day {day}", day=day) for day in days])
        self._segments.changed.connect(self._on_changed)
        self._row.addWidget(self._segments)
        self.setVisible(len(days) > 1)
        if self.day in days:
            self.choose(self.day)

    def choose(self, day: int) -> None:
        """Show a day."""
        self.day = day
        if self._segments is not None:
            self._segments.select(self._days.index(day))

    def _on_changed(self, index: int) -> None:
        self.day = self._days[index]
        self.changed.emit(self.day)


def heading(event: ResidentialRow, day: int, days: int) -> tuple[str, str]:
    """The page's title and its line of facts: which day, what date, where."""
    title = event.title or say("Today")
    if days > 1:
        title = say("Day {day} of {days}", day=day, days=days)
    facts = [event.place or say("Main room")]
    if event.starts is not None:
        date = event.starts + timedelta(days=day - 1)
        facts.insert(0, weekday_and_day(date))
    return title, " · ".join(facts)
