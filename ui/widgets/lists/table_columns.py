"""The columns of a quiet table as data, and the model that serves rows through them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

ROW_ROLE = Qt.ItemDataRole.UserRole
Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its title (read aloud, shown if the table has a header) and what it says of a row.

    `width` in px at 100 %; 0 shares what is left, but never less than `least`. `weight` is strong,
    soft or small. With a `tone` the text stands in a chip of that tone; `badge` puts initials in a
    disc before it. `faded` greys a row that is over. Where there is too little room for all, columns
    go that need not stay: of themselves the first and chips do.
    """

    title: str
    text: Callable[[Any], str]
    tone: Callable[[Any], str] | None = None
    width: int = 0
    least: int = 96
    weight: str = ""
    badge: Callable[[Any], str] | None = None
    right: bool = False
    faded: Callable[[Any], bool] | None = None
    stays: bool | None = None


class RowModel(QAbstractTableModel):
    """Frozen rows seen through columns, narrowed by a filter."""

    def __init__(self, columns: Sequence[Column]) -> None:
        super().__init__()
        self.columns = tuple(columns)
        self._all: tuple[Any, ...] = ()
        self._shown: list[Any] = []
        self._words: list[str] = []

    @property
    def shown(self) -> Sequence[Any]:
        """The rows that pass the filter, in order."""
        return self._shown

    def set_rows(self, rows: Sequence[Any]) -> None:
        """Other rows, through the same filter."""
        self._all = tuple(rows)
        self._narrow()

    def set_filter(self, text: str) -> None:
        """Only rows in which every word of this is found, whatever its case."""
        self._words = text.casefold().split()
        self._narrow()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """How many rows are shown."""
        return 0 if parent.isValid() else len(self._shown)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """How many columns there are."""
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The words of a cell; the row itself under ROW_ROLE; the whole row's words aloud."""
        row = self._shown[index.row()]
        column = self.columns[index.column()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return column.text(row)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{column.title}: {column.text(row)}" if column.title else column.text(row)
        return row if role == ROW_ROLE else None

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        """Column titles."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section].title
        return None

    def _narrow(self) -> None:
        self.beginResetModel()
        self._shown = [row for row in self._all if self._passes(row)]
        self.endResetModel()

    def _passes(self, row: Any) -> bool:
        if not self._words:
            return True
        said = " ".join(column.text(row) for column in self.columns).casefold()
        return all(word in said for word in self._words)
