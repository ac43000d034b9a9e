"""What the Maps page shows below its header."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from resources.words import say
from ui.kit.jobs import Jobs
from ui.maps.canvas.stage import MapStage
from ui.maps.reading.map_reader import MapReader
from ui.maps.typed.factor_entry import FactorEntry
from ui.widgets import EmptyState


class MapBody(QStackedWidget):
    """How to begin while there is no map, the map in front with what is read from it, or a snapshot.

    add, import_: make a first map, and read one from a file.
    past: shows a snapshot.
    parent: the page; a widget that gets its parent late is styled anew, with all in it.
    """

    def __init__(
        self,
        jobs: Jobs,
        add: Callable[[], object],
        import_: Callable[[], object],
        past: QWidget,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self.empty = _empty(add, import_)
        self._map, self._past = QWidget(self), past
        for each in (self.empty, self._map, past):
            self.addWidget(each)
        self.entry = FactorEntry(self._map)
        self.stage = MapStage(self._map)
        self.reader = MapReader(self.stage, jobs, self._map)
        self._lay_out()

    def show_map(self, is_there: bool) -> None:
        """Show the map, or how to begin if there is none."""
        self.setCurrentWidget(self._map if is_there else self.empty)

    def show_past(self) -> None:
        """Show the snapshot."""
        self.setCurrentWidget(self._past)

    def _lay_out(self) -> None:
        row, left = QHBoxLayout(self._map), QVBoxLayout()
        row.setSpacing(16)
        row.addLayout(left, 3)
        for layout in (left, row):
            layout.setContentsMargins(0, 0, 0, 0)
        left.addWidget(self.entry)
        left.addWidget(self.stage, 1)
        left.addWidget(self.reader.legend)
        row.addWidget(self.reader.side, 2)


def _empty(add: Callable[[], object], import_: Callable[[], object]) -> EmptyState:
    words = say(
        "Draw what keeps the system as it is: factors that go up or down, links that bring "
        "more or less. The loops among them are found for you."
    )
    made = EmptyState("tree-structure", say("What keeps us downstream?"), words)
    made.add_step(say("New map"), "plus", add, main=True)
    made.add_step(say("Import map"), "file-arrow-down", import_)
    return made
