"""The plan's lines as a Qt model: rows stay selected, and being typed in, when the plan is read again."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Final, TypeAlias

from PySide6.QtCore import QAbstractTableModel, QMimeData, QModelIndex, QPersistentModelIndex, Qt

from resources.words import say
from ui.agenda.plan.lines import Key, PlanLine
from ui.agenda.plan.plan_columns import PlanColumn

Index: TypeAlias = QModelIndex | QPersistentModelIndex
BLOCKS: Final = "application/x-upstream-block-ids"  # what is dragged
_NOWHERE: Final = QModelIndex()
_FLAGS: Final = Qt.ItemFlag
_SHOWN: Final = _FLAGS.ItemIsSelectable | _FLAGS.ItemIsEnabled
_TYPED: Final = _SHOWN | _FLAGS.ItemIsEditable
_MOVED: Final = _TYPED | _FLAGS.ItemIsDragEnabled


class PlanModel(QAbstractTableModel):
    """Lines seen through columns.

    write: called with a line, a column and a text, returns whether the text was filed.
    """

    def __init__(
        self,
        columns: Sequence[PlanColumn],
        write: Callable[[PlanLine, PlanColumn, str], bool],
    ) -> None:
        super().__init__()
        self.columns = tuple(columns)
        self.lines: list[PlanLine] = []
        self.read_only = False
        self._write = write

    def set_lines(self, lines: Sequence[PlanLine]) -> None:
        """Show these lines; one that is known by its key stays the same row for all who look at it."""
        keys = {line.key for line in lines}
        for row in reversed(range(len(self.lines))):
            if self.lines[row].key not in keys:
                self.beginRemoveRows(_NOWHERE, row, row)
                del self.lines[row]
                self.endRemoveRows()
        there = {line.key for line in self.lines}
        self._sort([line.key for line in lines if line.key in there])
        for row, line in enumerate(lines):
            if line.key not in there:
                self.beginInsertRows(_NOWHERE, row, row)
                self.lines.insert(row, line)
                self.endInsertRows()
        before, self.lines = self.lines, list(lines)
        if before != self.lines:
            last = self.index(len(self.lines) - 1, len(self.columns) - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    def row_of(self, key: Key) -> int | None:
        """Return the row of the line with a key, if it is shown."""
        return next((row for row, line in enumerate(self.lines) if line.key == key), None)

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Return the number of lines."""
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """Return the number of columns."""
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the text of a cell, for screen readers with title and remarks."""
        line, column = self.lines[index.row()], self.columns[index.column()]
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(line, column)
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return _shown(line, column)
        if role == Qt.ItemDataRole.ToolTipRole and column.key == "title":
            return line.remarks or None
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """File what was typed in a cell; return False if it was refused."""
        line, column = self.lines[index.row()], self.columns[index.column()]
        if str(value) == _shown(line, column):
            return True
        return self._write(line, column, str(value))

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return the title of a column."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section].title
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Allow cells to be typed in, blocks to be dragged, and to be dropped between rows."""
        if not index.isValid():
            return _FLAGS.NoItemFlags if self.read_only else _FLAGS.ItemIsDropEnabled
        if self.read_only:
            return _SHOWN
        return _TYPED if self.lines[index.row()].is_new else _MOVED

    def supportedDropActions(self) -> Qt.DropAction:
        """Allow blocks to be moved."""
        return Qt.DropAction.MoveAction

    def mimeTypes(self) -> list[str]:
        """Return the only type that may be dropped, which stands for blocks."""
        return [BLOCKS]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        """Return the ids of the dragged blocks."""
        rows = dict.fromkeys(index.row() for index in indexes)
        ids = [self.lines[row].block.id for row in sorted(rows)]
        carried = QMimeData()
        carried.setData(BLOCKS, " ".join(str(id_) for id_ in ids if id_).encode())
        return carried

    def _sort(self, keys: Sequence[Key]) -> None:
        """Put the lines into the order of these keys, which are theirs."""
        old = [line.key for line in self.lines]
        if old == list(keys):
            return
        self.layoutAboutToBeChanged.emit()
        by_key = {line.key: line for line in self.lines}
        new_rows = {key: row for row, key in enumerate(keys)}
        self.lines = [by_key[key] for key in keys]
        for index in self.persistentIndexList():
            self.changePersistentIndex(
                index, self.index(new_rows[old[index.row()]], index.column())
            )
        self.layoutChanged.emit()

    def _spoken(self, line: PlanLine, column: PlanColumn) -> str:
        if line.is_new:
            return say("{column}: type a new block", column=column.title)
        said = say("{column}: {text}", column=column.title, text=column.spoken(line.block))
        return say("{said}, {remarks}", said=said, remarks=line.remarks) if line.remarks else said


def _shown(line: PlanLine, column: PlanColumn) -> str:
    return "" if line.is_new and column.key not in ("track", "day") else column.text(line.block)
