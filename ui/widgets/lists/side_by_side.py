"""Columns side by side, each as wide as lets whole ones fit; the first stays while the others scroll.

What is in a column is built when the column comes into view and, for all others, one after another once
nothing else waits: sixty columns of cards take longer than anybody who comes to look should wait.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QWidget

from ui.kit import theme


def column_width(room: int, count: int, least: int, most: int, gap: int) -> int:
    """How wide each of `count` columns is so that no visible one is cut; never over `most`."""
    fitting = max(1, (room + gap) // (least + gap))
    shown = max(1, min(count, fitting))
    return min(most, (room - gap * (shown - 1)) // shown)


class SideBySide(QWidget):
    """A `pinned` column, then the others. `shared(width)` when their width has changed."""

    shared = Signal(int)

    def __init__(
        self, pinned: QWidget, least: int, most: int, gap: int = 14, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._pinned = pinned
        self._least, self._most, self._gap = theme.px(least), theme.px(most), gap
        self._columns: tuple[QWidget, ...] = ()
        self._late: dict[QWidget, Callable[[], None]] = {}  # what builds each column still empty
        self._idle = QTimer(self)
        self._idle.timeout.connect(self._fill_next)
        inner = QWidget()
        self._area = _StillArea(inner)
        self._row = QHBoxLayout(inner)
        row = QHBoxLayout(self)
        for each in (self._row, row):
            each.setContentsMargins(0, 0, 0, 0)
            each.setSpacing(gap)
        row.addWidget(pinned)
        row.addWidget(self._area, 1)
        pinned.installEventFilter(self)
        self._area.horizontalScrollBar().valueChanged.connect(self._fill_seen)

    def set_columns(self, columns: Sequence[QWidget]) -> None:
        """Show these columns in this order; those no longer among them are deleted."""
        if self._columns and self._columns == tuple(columns):
            return
        for gone in set(self._columns) - set(columns):
            self._row.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        while self._row.count():
            self._row.takeAt(0)
        for column in columns:
            self._row.addWidget(column)
        self._row.addStretch(1)
        self._columns = tuple(columns)
        self.share()

    def fill(self, late: Mapping[QWidget, Callable[[], None]]) -> None:
        """Call what builds a column: now for those in view, for the others when nothing else waits."""
        self._late = dict(late)
        self._fill_seen()
        self._idle.start()

    def bring(self, column: QWidget) -> None:
        """Scroll until a column is whole in view."""
        if column in self._columns:
            self._area.ensureWidgetVisible(column, 0, 0)

    def share(self) -> None:
        """Give every column its width."""
        count = len(self._columns) + (not self._pinned.isHidden())
        width = column_width(self.width(), count, self._least, self._most, self._gap)
        for column in (self._pinned, *self._columns):
            column.setFixedWidth(width)
        self._area.horizontalScrollBar().setSingleStep(width + self._gap)
        self.shared.emit(width)

    def resizeEvent(self, event: object) -> None:
        """More or fewer whole columns."""
        self.share()
        self._fill_seen()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The pinned column came or went."""
        if event.type() in (QEvent.Type.ShowToParent, QEvent.Type.HideToParent):
            self.share()
        return super().eventFilter(watched, event)

    def _fill_seen(self) -> None:
        for column in [each for each in self._late if self._is_seen(each)]:
            self._late.pop(column)()

    def _fill_next(self) -> None:
        if self._late:
            self._late.pop(next(iter(self._late)))()
        else:
            self._idle.stop()

    def _is_seen(self, column: QWidget) -> bool:
        """By its place in the row: a new column has none on the screen yet."""
        if column not in self._columns:
            return column is self._pinned
        width = column.maximumWidth()
        left = self._columns.index(column) * (width + self._gap)
        begin = self._area.horizontalScrollBar().value()
        return begin - width < left < begin + self.width()


class _StillArea(QScrollArea):
    """Scrolls by its bar and the wheel, and leaves every key to the page."""

    def __init__(self, inner: QWidget) -> None:
        super().__init__()
        self.setWidget(inner)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows move between columns, not the view."""
        event.ignore()
