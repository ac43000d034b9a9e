"""The quiet table: rows on a sheet with lines between them, one of which is selected."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from typing import Any

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFontMetrics,
    QKeyEvent,
    QPainterPath,
    QPaintEvent,
    QRegion,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QSizePolicy, QTableView, QWidget

from ui.kit import theme
from ui.widgets.lists.cells import CellPainter
from ui.widgets.lists.nothing import show_if_empty
from ui.widgets.lists.selection import show_current
from ui.widgets.lists.table_columns import ROW_ROLE, Column, RowModel

_RADIUS = 13  # px: that of the sheet, less the width of its line


class QuietTable(QTableView):
    """A table of frozen rows; the selected row stays selected when rows are read again.

    columns: the columns.
    name: the name for screen readers.
    header: whether the titles of the columns are shown.

    `current_changed(row or None)` is emitted as the selection changes, `activated_row(row)` on
    Enter or a double click.
    """

    current_changed = Signal(object)
    activated_row = Signal(object)

    def __init__(
        self,
        columns: Sequence[Column],
        name: str,
        header: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._rows = RowModel(columns)
        self._last_emitted: Any = None
        self._wanted = 0  # px, if it asks for no more
        self.pointed = -1  # the row under the mouse pointer
        self._when_empty = ""
        self._left_out: frozenset[str] = frozenset()
        self.setModel(self._rows)
        self.setItemDelegate(CellPainter(self))
        self.setAccessibleName(name)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        self.horizontalHeader().setVisible(header)
        self.horizontalHeader().setMinimumHeight(theme.px(34) if header else 0)
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setDefaultAlignment(
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        )
        self.verticalHeader().setDefaultSectionSize(theme.px(_height(columns)))
        self.doubleClicked.connect(self._on_activated)
        self.entered.connect(lambda index: self._point(index.row()))
        self.viewportEntered.connect(lambda: self._point(-1))
        self.selectionModel().selectionChanged.connect(self._emit_current)

    def set_least_height(self, height: int) -> None:
        """Ask for no more than a height in px; what is left over in a layout is taken too."""
        self.setMinimumHeight(height)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._wanted = height

    def sizeHint(self) -> QSize:
        """Return the usual size, or one of the least height that was set."""
        usual = super().sizeHint()
        return QSize(usual.width(), self._wanted) if self._wanted else usual

    def leave_out(self, titles: Collection[str]) -> None:
        """Do not show the columns with these titles, and show all others."""
        if self._left_out != frozenset(titles):
            self._left_out = frozenset(titles)
            self._share_width()

    def set_rows(self, rows: Sequence[Any]) -> None:
        """Show these rows; the row with the same `id` stays selected."""
        self._keeping(lambda: self._rows.set_rows(rows))

    def set_filter(self, text: str) -> None:
        """Show only rows that contain all these words."""
        self._keeping(lambda: self._rows.set_filter(text))

    def set_words_when_empty(self, words: str) -> None:
        """Set the text shown while there are no rows.

        It should say what they are and how to add one.
        """
        self._when_empty = words
        self.setAccessibleDescription("" if self._rows.shown else words)
        self.viewport().update()

    def rows(self) -> tuple[Any, ...]:
        """Return the rows shown, in order."""
        return tuple(self._rows.shown)

    def rows_in_view(self) -> tuple[Any, ...]:
        """Return the rows that can be seen without scrolling, in order."""
        height = self.viewport().height()
        first, last = self.rowAt(0), self.rowAt(height - 1)
        end = last + 1 if last >= 0 else len(self._rows.shown)
        return tuple(self._rows.shown[max(first, 0) : end])

    def current_row(self) -> Any | None:
        """Return the selected row, or None."""
        chosen = self.selectionModel().selectedRows()
        return chosen[0].data(ROW_ROLE) if chosen else None

    def select(self, predicate: Callable[[Any], bool]) -> bool:
        """Select the first row for which `predicate` is true and scroll to it.

        Returns False if there is none.
        """
        for number, row in enumerate(self._rows.shown):
            if predicate(row):
                self._go(number)
                return True
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Activate the selected row on Enter; leave letters to the page."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            for index in self.selectionModel().selectedRows():
                self._on_activated(index)
        elif event.text().strip() and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Select a row, so that it is visible what keys act on."""
        super().focusInEvent(event)
        show_current(self)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the rows, or the text for an empty table."""
        super().paintEvent(event)
        show_if_empty(self, self._when_empty)

    def leaveEvent(self, event: QEvent) -> None:
        """Highlight no row when the mouse leaves."""
        super().leaveEvent(event)
        self._point(-1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width: fixed columns first, the others divide the rest. What is selected stays seen."""
        super().resizeEvent(event)
        self._share_width()
        if self.currentIndex().isValid():
            self.scrollTo(self.currentIndex())
        corners = QPainterPath()
        room = QRectF(self.viewport().rect())
        if not self.horizontalHeader().isHidden():
            room.setTop(-_RADIUS)  # the header has the upper corners
        corners.addRoundedRect(room, _RADIUS, _RADIUS)
        self.viewport().setMask(QRegion(corners.toFillPolygon().toPolygon()))

    def _share_width(self) -> None:
        columns = self._rows.columns
        kept = [number for number, each in enumerate(columns) if each.title not in self._left_out]
        headed = not self.horizontalHeader().isHidden()
        widths = shared([columns[number] for number in kept], self.viewport().width(), headed)
        found = dict(zip(kept, widths, strict=True))
        for number in range(len(columns)):
            self.setColumnHidden(number, not found.get(number, 0))
            self.setColumnWidth(number, found.get(number, 0))

    def _point(self, row: int) -> None:
        self.pointed = row
        self.viewport().update()

    def _go(self, number: int) -> None:
        flags = QItemSelectionModel.SelectionFlag
        index = self._rows.index(number, 0)
        self.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)
        seen = self.viewport().rect().contains(self.visualRect(index))
        hint = QAbstractItemView.ScrollHint
        self.scrollTo(index, hint.EnsureVisible if seen else hint.PositionAtCenter)

    def _keeping(self, change: Callable[[], None]) -> None:
        """Keep selection and scroll position while the rows are replaced."""
        kept, before = self.current_row(), len(self._rows.shown)
        scrolled = self.verticalScrollBar().value()
        change()
        if self._when_empty:
            self.setAccessibleDescription("" if self._rows.shown else self._when_empty)
        key = _key(kept)
        for number, row in enumerate(self._rows.shown):
            if kept is not None and _key(row) == key:
                self._go(number)
                break
        self.verticalScrollBar().setValue(scrolled)
        if self.hasFocus() and self._rows.shown and not before:
            self._go(0)  # the table had the focus before it had rows
        self._emit_current()

    def _emit_current(self, *_: object) -> None:
        row = self.current_row()
        if row != self._last_emitted:
            self._last_emitted = row
            self.current_changed.emit(row)

    def _on_activated(self, index: QModelIndex) -> None:
        if index.isValid():
            self.activated_row.emit(index.data(ROW_ROLE))


def _height(columns: Sequence[Column]) -> str:
    """Return the measure of the height of a row."""
    if any(column.picture is not None for column in columns):
        return "pictured"
    return "person" if any(column.badge is not None for column in columns) else "row"


def _key(row: Any) -> Any:
    return getattr(row, "id", row)


def shared(columns: Sequence[Column], width: int, headed: bool = False) -> list[int]:
    """Return the width of each column, in px.

    headed: whether the titles are shown; a column is then at least as wide as its own.

    If they do not all fit, the last columns that need not stay get a width of 0.
    """
    wanted = [_least(column, headed) for column in columns]
    kept = list(range(len(columns)))
    while True:
        least = sum(wanted[number] for number in kept)
        spare = [number for number in kept if not _stays(number, columns[number])]
        if least <= width or not spare or len(kept) == 1:
            break
        kept.remove(spare[-1])
    free = [number for number in kept if not columns[number].width]
    left = width - sum(wanted[number] for number in kept)
    found = [least if number in kept else 0 for number, least in enumerate(wanted)]
    if left < 0:
        return [part * width // sum(found) for part in found]
    growing = free or kept[:1]
    for number in growing:
        found[number] += left // len(growing)
    return found


def _stays(number: int, column: Column) -> bool:
    return (number == 0 or column.tone is not None) if column.stays is None else column.stays


def _least(column: Column, headed: bool) -> int:
    declared = column.width or column.least + (44 if column.badge or column.picture else 0)
    if not headed:
        return theme.px(declared)
    title = QFontMetrics(theme.font("small")).horizontalAdvance(column.title)
    return max(theme.px(declared), title + theme.px("first_pad") + theme.px("cell_pad"))
