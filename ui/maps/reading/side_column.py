"""The column beside a map: which map is in front, what is read from it, and the selection."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from resources.words import noop, say
from ui.kit import theme
from ui.maps.picker import MapPicker
from ui.maps.reading.grounds_sheet import GroundsSheet
from ui.maps.reading.paths_sheet import PathsSheet
from ui.maps.reading.push_sheet import PushSheet
from ui.maps.reading.reading_calculations import ReadingCalculations
from ui.maps.reading.readings import NOTHING, Kind, Reading
from ui.maps.reading.sizes_sheet import SizesSheet
from ui.maps.reading.steps_sheet import StepsSheet
from ui.maps.sheets import LoopsSheet, SelectionSheet
from ui.widgets import Segments, button, scrolled
from upstream_workshop.maps.loops import LoopSearch
from upstream_workshop.maps.map_rows import FactorRow, MapRow

LOOPS, STEPS, PATHS, WHAT_IF, SIZES, EVIDENCE = range(6)
_NAMES: Final = (
    noop("Loops"),
    noop("Steps"),
    noop("Paths"),
    noop("What if"),
    noop("Sizes"),
    noop("Evidence"),
)


class SideColumn(QWidget):
    """Choice of map with its poster, one sheet of six to read it with, and the selection.

    `read()` is emitted when another part of the map is read, `opened(factor id)` when a factor is
    chosen in a list.
    """

    read = Signal()
    opened = Signal(int)

    def __init__(self, calculations: ReadingCalculations, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        inner = QWidget(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(scrolled(inner, self))
        self.choice = MapPicker(inner)
        self.poster = button("", "printer")
        says = say("Poster or picture of the map")
        self.poster.setAccessibleName(says)
        self.poster.setToolTip(says)
        self.sheets = Segments([say(name) for name in _NAMES], parent=inner)
        self._stack = _Stack(inner)
        self.loops = LoopsSheet(self._stack)
        self.steps = StepsSheet(self._stack)
        self.paths = PathsSheet(calculations, self._stack)
        self.what_if = PushSheet(self._stack)
        self.sizes = SizesSheet(self._stack)
        self.evidence = GroundsSheet(self._stack)
        self.selection = SelectionSheet(inner)
        self._search = LoopSearch((), True)
        for sheet in (
            self.loops, self.steps, self.paths, self.what_if, self.sizes, self.evidence,
        ):  # fmt: skip
            sheet.set_margins(16, 12)
            sheet.table.set_least_height(theme.px(126))
            self._stack.addWidget(sheet)
        self._lay_out(inner)
        self.sheets.changed.connect(self._on_turned)
        self.loops.chosen.connect(lambda _: self.read.emit())
        for reader in (self.steps, self.paths, self.what_if):
            reader.changed.connect(self.read)
        for listed in (self.steps, self.what_if, self.sizes):
            listed.opened.connect(self.opened)

    @property
    def search(self) -> LoopSearch:
        """The loops that were found last."""
        return self._search

    def show_map(self, row: MapRow) -> None:
        """Read from a map."""
        self.loops.keep_those_on(row)
        self.paths.show_map(row)

    def show_loops(self, row: MapRow, search: LoopSearch) -> None:
        """Show the loops of a map."""
        self._search = search
        self.loops.show_loops(row, search)
        self.what_if.show_loops(search)

    def show_factors(self, row: MapRow, factors: list[FactorRow]) -> None:
        """Read from the selected factors: from one, or along the paths between two."""
        one = factors[0] if len(factors) == 1 else None
        self.steps.show_factor(row, one)
        self.what_if.show_factor(row, one)
        if len(factors) == 2 and self.sheets.current() == PATHS:
            self.paths.choose(factors[0].id, factors[1].id)

    def reading(self) -> Reading:
        """Return what is read in the sheet in front."""
        current = self.sheets.current()
        if current == LOOPS:
            line = self.loops.current()
            return (Kind.LOOP, *line.id) if line else NOTHING
        if current == STEPS:
            return self.steps.reading()
        if current == PATHS:
            return self.paths.reading()
        return self.what_if.reading() if current == WHAT_IF else NOTHING

    def turn_to(self, sheet: int) -> None:
        """Bring a sheet to the front."""
        self.sheets.select(sheet)

    def select_loop(self, link_ids: tuple[int, ...]) -> None:
        """Select a loop, and bring the loops to the front; without links, deselect."""
        if link_ids:
            self.turn_to(LOOPS)
        self.loops.select_loop(link_ids)

    def turn_loop(self, link_ids: tuple[int, ...]) -> None:
        """Select a loop, or deselect it if it is selected already and in front."""
        line = self.loops.current()
        chosen = line is not None and line.id == link_ids and self.sheets.current() == LOOPS
        self.select_loop(() if chosen else link_ids)

    def end(self) -> bool:
        """End what is read in front; return whether there was anything that a selection does not end."""
        ends = {LOOPS: self.loops.clear, PATHS: self.paths.end, WHAT_IF: self.what_if.end}
        current = self.sheets.current()
        if current not in ends or not self.reading():
            return False
        ends[current]()
        return True

    def _on_turned(self, sheet: int) -> None:
        self._stack.setCurrentIndex(sheet)
        self.read.emit()

    def _lay_out(self, inner: QWidget) -> None:
        sheets = QVBoxLayout(inner)
        sheets.setContentsMargins(0, 0, 0, 0)
        sheets.setSpacing(10)
        front = QHBoxLayout()
        front.setSpacing(8)
        front.addWidget(self.choice, 1)
        front.addWidget(self.poster)
        sheets.addLayout(front)
        sheets.addWidget(self.sheets)
        sheets.addWidget(self._stack, 1)
        sheets.addWidget(self.selection)
        self.setMinimumWidth(theme.px(200))
        self.setMaximumWidth(theme.px(420))


class _Stack(QStackedWidget):
    """A stack that is as high as the sheet in front needs, not as the highest."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.currentChanged.connect(self._on_current)

    def _on_current(self, current: int) -> None:
        ignored, own = QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred
        for number in range(self.count()):
            policy = own if number == current else ignored
            if (sheet := self.widget(number)) is not None:
                sheet.setSizePolicy(policy, policy)
        self.updateGeometry()
