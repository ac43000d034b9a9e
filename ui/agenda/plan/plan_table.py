"""The plan as a table that is typed into: each row a block, each cell one thing that can be said of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent, QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractItemDelegate, QAbstractItemView, QTableView, QWidget

from resources.words import say
from ui.agenda.plan.cell_painting import PlanCells, row_height
from ui.agenda.plan.lines import Key, PlanLine
from ui.agenda.plan.plan_columns import TICK, PlanColumn, plan_columns
from ui.agenda.plan.plan_model import BLOCKS, PlanModel
from ui.kit import theme

_ENTER: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_FLAGS: Final = QItemSelectionModel.SelectionFlag
_TRIGGERS: Final = (
    QAbstractItemView.EditTrigger.AnyKeyPressed
    | QAbstractItemView.EditTrigger.EditKeyPressed
    | QAbstractItemView.EditTrigger.DoubleClicked
)


class PlanTable(QTableView):
    """A row for each block of a day, and one to type a new one in.

    write: called with a line, a column and a text, returns whether the text was filed.

    `moved(block ids, track, id of the block they come before or None)` is emitted when rows are dropped,
    `pointed()` when the keys go to another cell, `left()` on Escape.
    """

    moved = Signal(list, str, object)
    pointed = Signal()
    left = Signal()

    def __init__(
        self, write: Callable[[PlanLine, PlanColumn, str], bool], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.plan = PlanModel(plan_columns(), write)
        self.added: Key | None = None  # the block that was typed last in a line for new ones
        self.setModel(self.plan)
        self.setItemDelegate(PlanCells(self))
        self.setAccessibleName(say("Plan of the day"))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(_TRIGGERS)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setDragDropOverwriteMode(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(theme.px("row"))
        self.horizontalHeader().setMinimumHeight(theme.px(34))
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setDefaultAlignment(
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        )
        for number, column in enumerate(self.plan.columns):
            self.setColumnWidth(number, theme.px(column.width))
        self.selectionModel().currentChanged.connect(lambda *_: self.pointed.emit())

    def set_lines(self, lines: Sequence[PlanLine], read_only: bool) -> None:
        """Show these lines; what is selected and the cell of the keys stay."""
        self.plan.read_only = read_only
        index, line = self.currentIndex(), self.current_line()
        row, column = index.row(), index.column()
        self.plan.set_lines(lines)
        if line is not None and self.plan.row_of(line.key) is None:
            self._go(self.plan.index(min(row, len(lines) - 1), column))
        self._fit_rows()
        if not self.currentIndex().isValid() and lines:
            self.point_at(lines[0].key)

    def current_line(self) -> PlanLine | None:
        """Return the line with the cell of the keys."""
        index = self.currentIndex()
        return self.plan.lines[index.row()] if index.isValid() else None

    def current_column(self) -> PlanColumn | None:
        """Return the column with the cell of the keys."""
        index = self.currentIndex()
        return self.plan.columns[index.column()] if index.isValid() else None

    def selected(self) -> tuple[PlanLine, ...]:
        """Return the selected lines with blocks, in order."""
        rows = sorted(index.row() for index in self.selectionModel().selectedRows())
        return tuple(line for row in rows if not (line := self.plan.lines[row]).is_new)

    def point_at(self, key: Key, column: str = "title") -> None:
        """Bring the keys to a line."""
        row = self.plan.row_of(key)
        keys = [each.key for each in self.plan.columns]
        if row is not None:
            self._go(self.plan.index(row, keys.index(column)))

    def select_blocks(self, ids: Sequence[int]) -> None:
        """Select blocks, and bring the keys to the first of them."""
        rows = [row for id_ in ids if (row := self.plan.row_of(id_)) is not None]
        if not rows:
            return
        column = max(self.currentIndex().column(), 0)
        self._go(self.plan.index(rows[0], column))
        for row in rows[1:]:
            self.selectionModel().select(self.plan.index(row, column), _FLAGS.Select | _FLAGS.Rows)

    def type_in(self) -> None:
        """Begin to type in the cell of the keys, or turn its tick."""
        index = self.currentIndex()
        if not index.isValid() or self.plan.read_only:
            return
        column = self.plan.columns[index.column()]
        if column.ticked and not self.plan.lines[index.row()].is_new:
            self.plan.setData(
                index, "" if column.text(self.plan.lines[index.row()].block) else TICK
            )
        else:
            self.edit(index)

    def step(self, rows: int, columns: int) -> None:
        """Bring the keys on from the cell that was filed: to the one below, or the next."""
        added, self.added = self.added, None
        if columns and added is not None and self.current_column() is not None:
            column = self.current_column()
            assert column is not None
            self.point_at(added, column.key)
        index = self.currentIndex()
        count = len(self.plan.columns)
        place = index.row() * count + index.column() + rows * count + columns
        if 0 <= place < count * len(self.plan.lines):
            self._go(self.plan.index(*divmod(place, count)))
        self.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Type, turn ticks, and leave the table by Tab after its last cell."""
        index = self.currentIndex()
        key = Qt.Key(event.key())
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        ticked = index.isValid() and self.plan.columns[index.column()].ticked
        if plain and (key in _ENTER or (key == Qt.Key.Key_Space and ticked)):
            self.type_in()
        elif key == Qt.Key.Key_Escape:
            self.left.emit()
        elif plain and key == Qt.Key.Key_Backspace and index.isValid() and not ticked:
            self.edit(index)
            field = QWidget.focusWidget(self)
            clear = getattr(field, "clear", None)
            if clear is not None:
                clear()
        elif key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab) and self._is_last(key):
            self._leave(forward=key == Qt.Key.Key_Tab)
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Keep letters for typing that are shortcuts of the page."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            held = event.modifiers() & ~(
                Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier
            )
            if event.text().isprintable() and event.text() and not held:
                event.accept()
                return True
        return super().event(event)

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        """Leave a field open whose text was refused, unless it is left on purpose."""
        reverted = hint == QAbstractItemDelegate.EndEditHint.RevertModelCache
        if editor.property("filed") is False and not reverted and self.isVisible():
            QTimer.singleShot(0, editor, editor.setFocus)
            return
        super().closeEditor(editor, hint)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Point at a cell, so that it is visible what keys act on."""
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self.plan.lines:
            self.point_at(self.plan.lines[0].key)
        self.viewport().update()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take blocks."""
        if event.mimeData().hasFormat(BLOCKS):
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Show between which rows blocks would come."""
        super().dragMoveEvent(event)
        if event.mimeData().hasFormat(BLOCKS):
            event.accept()

    def dropEvent(self, event: QDropEvent) -> None:
        """Ask for the blocks to be put between the rows where they were dropped."""
        if not event.mimeData().hasFormat(BLOCKS) or self.plan.read_only:
            return
        carried = bytes(event.mimeData().data(BLOCKS).data()).decode()
        at = event.position().toPoint()
        index = self.indexAt(at)
        row = index.row() if index.isValid() else len(self.plan.lines) - 1
        if index.isValid() and at.y() > self.visualRect(index).center().y():
            row = min(row + 1, len(self.plan.lines) - 1)
        line = self.plan.lines[row]
        event.setDropAction(Qt.DropAction.CopyAction)  # Qt would remove the rows it moved
        event.accept()
        ids = [int(id_) for id_ in carried.split()]
        if ids:
            self.moved.emit(ids, line.block.track, line.block.id or None)

    def _fit_rows(self) -> None:
        """Give each row its height: one with remarks has another line."""
        rows = self.verticalHeader()
        heights = {remarked: row_height(remarked) for remarked in (False, True)}
        for row, line in enumerate(self.plan.lines):
            height = heights[bool(line.remarks)]
            if rows.sectionSize(row) != height:
                rows.resizeSection(row, height)

    def _leave(self, forward: bool) -> None:
        """Give the keys to the widget after or before the table.

        A view that goes from cell to cell by Tab would answer by pressing Tab in itself, without end.
        """
        self.setTabKeyNavigation(False)
        self.focusNextPrevChild(forward)
        self.setTabKeyNavigation(True)

    def _is_last(self, key: Qt.Key) -> bool:
        """Return whether Tab, or Backtab, leaves the table from this cell."""
        index = self.currentIndex()
        if key == Qt.Key.Key_Backtab:
            return (index.row(), index.column()) <= (0, 0)
        return (index.row(), index.column()) >= (
            len(self.plan.lines) - 1,
            len(self.plan.columns) - 1,
        )

    def _go(self, index: QModelIndex) -> None:
        self.selectionModel().setCurrentIndex(index, _FLAGS.ClearAndSelect | _FLAGS.Rows)
        self.scrollTo(index)
