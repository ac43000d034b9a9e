"""The sheet on what leads to the selected factor, and what follows from it, by a number of steps."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from resources.words import say
from ui.maps.reading.reading_words import steps_words
from ui.maps.reading.readings import NOTHING, Kind, Reading
from ui.widgets import Column, QuietTable, Segments, Sheet, label
from ui.widgets.inputs.boxes import Slider
from upstream_workshop.maps.analysis.reach import distances
from upstream_workshop.maps.map_rows import FactorRow, MapRow


@dataclass(frozen=True, slots=True)
class _Near:
    id: int
    label: str
    steps: int


class StepsSheet(Sheet):
    """A slider of steps up- or downstream, and the factors within them.

    `changed()` is emitted when another part of the map is read; `opened(factor id)` on Enter in the
    list.
    """

    changed = Signal()
    opened = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._row: MapRow | None = None
        self._factor: FactorRow | None = None
        self._found: dict[int, int] = {}
        self.direction = Segments((say("Upstream"), say("Downstream")))
        self.slider = Slider()
        self.slider.setAccessibleName(say("Steps"))
        self._words = label("", "soft", wrap=True)
        self.table = QuietTable(
            (
                Column(say("Factor"), _label, weight="strong"),
                Column(say("Steps"), _steps, width=72, right=True),
            ),
            say("Factors within these steps"),
        )
        for widget in (self.direction, self.slider, self._words):
            self.body.addWidget(widget)
        self.body.addWidget(self.table, 1)
        self.direction.changed.connect(lambda _: self._read_anew())
        self.slider.valueChanged.connect(lambda _: self._show())
        self.table.activated_row.connect(lambda near: self.opened.emit(near.id))
        self.show_factor(None, None)

    def show_factor(self, row: MapRow | None, factor: FactorRow | None) -> None:
        """Read from a factor of a map, or from none."""
        before = self._factor.id if self._factor else None
        self._row, self._factor = row, factor
        self._read(anew=factor is None or factor.id != before)

    def reading(self) -> Reading:
        """Return what is read."""
        if self._factor is None:
            return NOTHING
        return Kind.STEPS, self._factor.id, int(self._is_back()), self.slider.value()

    def _is_back(self) -> bool:
        return self.direction.current() == 0

    def _read_anew(self) -> None:
        self._read(anew=True)

    def _read(self, anew: bool) -> None:
        """Find the distances; a new factor or direction begins at two steps."""
        factor, row = self._factor, self._row
        self._found = distances(row.links, factor.id, self._is_back()) if factor and row else {}
        most = max(self._found.values(), default=1)
        steps = 2 if anew else self.slider.value()
        self.slider.blockSignals(True)
        self.slider.setRange(1, most)
        self.slider.setValue(min(steps, most))
        self.slider.blockSignals(False)
        self.slider.setEnabled(most > 1)
        self._show()

    def _show(self) -> None:
        factor, row, steps = self._factor, self._row, self.slider.value()
        hint = say("Select one factor to see what leads to it.")
        self.table.set_words_when_empty("" if factor else hint)
        self.direction.setEnabled(factor is not None)
        if factor is None or row is None:
            self._words.setText("")
            self.table.set_rows(())
            self.changed.emit()
            return
        named = {each.id: each.label for each in row.factors}
        near = [_Near(id_, named[id_], far) for id_, far in self._found.items() if far <= steps]
        told = steps_words(len(near), steps, self._is_back())
        if steps == self.slider.maximum() and near:
            told = say("{sentence} {more}", sentence=told, more=say("That is all."))
        self._words.setText(told)
        self.slider.setAccessibleDescription(told)
        self.table.set_rows(near)
        self.changed.emit()


def _label(near: _Near) -> str:
    return near.label


def _steps(near: _Near) -> str:
    return str(near.steps)
