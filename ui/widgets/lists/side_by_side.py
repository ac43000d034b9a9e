"""Columns side by side, as wide as lets whole columns fit; the first stays while the others scroll.

The content of a column is built when it comes into view, and that of the columns next to the view one
by one when the event loop is idle. Others stay empty until somebody scrolls towards them: sixty columns
of cards take long to build, and again to delete when another theme or text size is applied.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QWidget

from ui.kit import theme


def column_width(room: int, count: int, least: int, most: int, gap: int) -> int:
    """Return the width of each of `count` columns, so that only whole columns are visible.

    room: the width available.
    least, most: the limits of a column's width.
    gap: the space between columns.
    """
    fitting = max(1, (room + gap) // (least + gap))
    shown = max(1, min(count, fitting))
    return min(most, (room - gap * (shown - 1)) // shown)


class SideBySide(QWidget):
    """A pinned column, then columns that scroll.

    pinned: the first column.
    least, most: the limits of a column's width, in px at 100 %.
    gap: the space between columns, in px.

    `shared(width)` is emitted when the columns get a new width.
    """

    shared = Signal(int)

    def __init__(
        self, pinned: QWidget, least: int, most: int, gap: int = 14, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._pinned = pinned
        self._least, self._most, self._gap = theme.px(least), theme.px(most), gap
        self._columns: tuple[QWidget, ...] = ()
        self._late: dict[QWidget, Callable[[], None]] = {}  # functions that build empty columns
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
        """Show these columns in this order; columns that are no longer among them are deleted."""
        if self._columns and self._columns == tuple(columns):
            return
        for removed in set(self._columns) - set(columns):
            self._row.removeWidget(removed)
            removed.hide()
            removed.deleteLater()
        while self._row.count():
            self._row.takeAt(0)
        for column in columns:
            self._row.addWidget(column)
        self._row.addStretch(1)
        self._columns = tuple(columns)
        self.share()

    def fill(self, late: Mapping[QWidget, Callable[[], None]]) -> None:
        """Build columns: now those in view, and those next to them when the event loop is idle.

        late: the function that builds each column.
        """
        self._late = dict(late)
        self._fill_seen()

    def bring(self, column: QWidget) -> None:
        """Scroll until a column is completely visible."""
        if column in self._columns:
            self._area.ensureWidgetVisible(column, 0, 0)

    def share(self) -> None:
        """Set the width of all columns."""
        count = len(self._columns) + (not self._pinned.isHidden())
        width = column_width(self.width(), count, self._least, self._most, self._gap)
        for column in (self._pinned, *self._columns):
            column.setFixedWidth(width)
        self._area.horizontalScrollBar().setSingleStep(width + self._gap)
        self.shared.emit(width)

    def resizeEvent(self, event: object) -> None:
        """Set the width of all columns, and build those that come into view."""
        self.share()
        self._fill_seen()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Set the width of all columns when the pinned one was shown or hidden."""
        if event.type() in (QEvent.Type.ShowToParent, QEvent.Type.HideToParent):
            self.share()
        return super().eventFilter(watched, event)

    def _fill_seen(self) -> None:
        for column in [each for each in self._late if self._is_near(each, 0)]:
            self._late.pop(column)()
        self._idle.start()

    def _fill_next(self) -> None:
        near = next((each for each in self._late if self._is_near(each, self.width())), None)
        if near is None:
            self._idle.stop()
        else:
            self._late.pop(near)()

    def _is_near(self, column: QWidget, margin: int) -> bool:
        """Check whether a column is in view, by its index, since a new one has no position yet.

        margin: the px at either side that count as in view too.
        """
        if column not in self._columns:
            return column is self._pinned
        width = column.maximumWidth()
        left = self._columns.index(column) * (width + self._gap)
        begin = self._area.horizontalScrollBar().value()
        return begin - margin - width < left < begin + self.width() + margin


class _StillArea(QScrollArea):
    """Scrolls by its bar and the wheel, and leaves all keys to the page."""

    def __init__(self, inner: QWidget) -> None:
        super().__init__()
        self.setWidget(inner)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave the arrow keys to the page, which moves between columns."""
        event.ignore()
