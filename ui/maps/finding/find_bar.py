"""The line that finds factors on a map."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QWidget

from resources.words import say
from ui.kit import theme
from ui.maps.canvas.stage import MapStage
from ui.widgets import button, label
from ui.widgets.inputs.clearing_line import ClearingLine
from upstream_workshop.maps.analysis.factor_labels import folded
from upstream_workshop.maps.map_rows import FactorRow, MapRow

_MARGIN = 10  # px at 100 % from the edge of the stage


class FindBar(QFrame):
    """Finds factors by a part of their name or note: in the upper right corner of the stage.

    What is found is emphasised. Enter and F3 select one after the other and bring it into view, Shift turns
    round, Escape closes. `changed()` is emitted as another set of factors is found.
    """

    changed = Signal()

    def __init__(self, stage: MapStage) -> None:
        super().__init__(stage)
        self.setProperty("role", "entry")
        self._stage = stage
        self._before: QWidget | None = None  # what had the focus
        self.found: tuple[int, ...] = ()
        self.field = ClearingLine()
        self.field.setPlaceholderText(say("Find"))
        self.field.setAccessibleName(say("Find on the map"))
        self.field.setMinimumWidth(theme.px(170))
        self.field.textChanged.connect(self._on_typed)
        self.field.installEventFilter(self)
        self._count = label("", "small")
        self._count.setMinimumWidth(theme.px(54))
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 6, 8, 6)
        row.addWidget(self.field, 1)
        row.addWidget(self._count)
        row.addWidget(button(say("Close"), "x", self.close_bar, role="link"))
        stage.installEventFilter(self)
        self.hide()

    def open(self) -> None:
        """Show the line with its text selected."""
        if self.isHidden():
            self._before = QApplication.focusWidget()
            self.show()
            self._find(self.field.text())
        self._place()
        self.raise_()
        self.field.setFocus()
        self.field.selectAll()

    def close_bar(self) -> None:
        """Hide the line; what is selected stays so."""
        if self.isHidden():
            return
        self.hide()
        self.found = ()
        self.changed.emit()
        before = self._before
        (before if before is not None and before.isVisible() else self._stage.canvas).setFocus()

    def next(self) -> None:
        """Select the next factor that is found."""
        self._turn(1)

    def previous(self) -> None:
        """Select the one before."""
        self._turn(-1)

    def find_again(self) -> None:
        """Find the same in a map that has changed."""
        if not self.isHidden():
            self.found = matches(self._stage.scene.row, self.field.text())
            self._show_count()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Turn on Enter, close on Escape in an empty line, and stay in the corner of the stage."""
        if watched is self._stage and event.type() == QEvent.Type.Resize:
            self._place()
        pressed = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress
        if watched is self.field and pressed:
            assert isinstance(event, QKeyEvent)
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
                self._turn(-1 if back else 1)
                return True
            if event.key() == Qt.Key.Key_Escape and not self.field.text():
                self.close_bar()
                return True
        return super().eventFilter(watched, event)

    def _on_typed(self, text: str) -> None:
        self._find(text)

    def _find(self, text: str) -> None:
        self.found = matches(self._stage.scene.row, text)
        self._show_count()
        self.changed.emit()

    def _turn(self, by: int) -> None:
        if self.isHidden():
            self.open()
        if not self.found:
            return
        chosen = self._current()
        place = (chosen + by if chosen is not None else (0 if by > 0 else -1)) % len(self.found)
        self._stage.select([self.found[place]])
        self._stage.canvas.bring_into_view()
        self._show_count()

    def _current(self) -> int | None:
        """Return which of the found factors is selected."""
        selected = self._stage.scene.selected_factors()
        if len(selected) == 1 and selected[0] in self.found:
            return self.found.index(selected[0])
        return None

    def _show_count(self) -> None:
        current = self._current()
        words = ""
        if self.field.text().strip():
            words = say("{n} found", n=len(self.found)) if self.found else say("none found")
        if current is not None:
            words = say("{n} of {all}", n=current + 1, all=len(self.found))
        self._count.setText(words)
        self._count.setAccessibleName(words)

    def _place(self) -> None:
        self.adjustSize()
        margin = theme.px(_MARGIN)
        self.move(max(self._stage.width() - self.width() - margin, 0), margin)


def matches(row: MapRow, text: str) -> tuple[int, ...]:
    """Return the ids of the factors with a text in their name or note, names that begin with it first."""
    wanted = folded(text)
    if not wanted:
        return ()
    ranked = [(_rank(factor, wanted), factor) for factor in row.factors]
    found = [(rank, factor.label.casefold(), factor.id) for rank, factor in ranked if rank]
    return tuple(id_ for _rank_, _label, id_ in sorted(found))


def _rank(factor: FactorRow, wanted: str) -> int:
    """Return how well a factor matches, 1 best and 0 not at all."""
    label = folded(factor.label)
    if label.startswith(wanted):
        return 1
    if f" {wanted}" in label:
        return 2
    if wanted in label:
        return 3
    return 4 if wanted in folded(factor.note) else 0
