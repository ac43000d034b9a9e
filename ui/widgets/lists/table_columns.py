"""The columns of a quiet table as data, and the model that provides rows through them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QIcon, QPixmap

ROW_ROLE = Qt.ItemDataRole.UserRole
Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


@dataclass(frozen=True, slots=True)
class Column:
    """A column.

    title: its title, for the header and for screen readers.
    text: returns the text of a row.
    tone: returns the tone of a row; the text is then in a chip of that tone.
    width: the width, in px at 100 %; 0 for a share of what is left.
    least: the least width, in px at 100 %, if `width` is 0.
    weight: strong, soft, small or late.
    badge: returns initials, painted in a disc before the text.
    picture: returns a picture of a sheet or an icon, painted before the text; None for a blank sheet.
    right: whether the text is aligned to the right.
    faded: returns whether a row is greyed because it is over.
    stays: whether the column remains when there is too little room for all; by default the first
    column and chips do.
    """

    title: str
    text: Callable[[Any], str]
    tone: Callable[[Any], str] | None = None
    width: int = 0
    least: int = 96
    weight: str = ""
    badge: Callable[[Any], str] | None = None
    picture: Callable[[Any], QPixmap | QIcon | None] | None = None
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
        self._texts: tuple[str, ...] | None = None  # of all rows, once a filter needs them

    @property
    def shown(self) -> Sequence[Any]:
        """The rows that pass the filter, in order."""
        return self._shown

    def set_rows(self, rows: Sequence[Any]) -> None:
        """Replace the rows; the filter stays."""
        self._all, self._texts = tuple(rows), None
        self._filter()

    def set_filter(self, text: str) -> None:
        """Show only rows that contain every word of a text, ignoring case."""
        self._words = text.casefold().split()
        self._filter()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Return the number of rows shown."""
        return 0 if parent.isValid() else len(self._shown)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """Return the number of columns."""
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the text of a cell; with its title for screen readers.

        The row itself for ROW_ROLE.
        """
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
        """Return the title of a column."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section].title
        return None

    def _filter(self) -> None:
        self.beginResetModel()
        self._shown = [*self._passing()]
        self.endResetModel()

    def _passing(self) -> Iterator[Any]:
        """Yield the rows that contain every word of the filter."""
        if not self._words:
            yield from self._all
            return
        if self._texts is None:
            self._texts = tuple(map(self._text, self._all))
        for row, text in zip(self._all, self._texts, strict=True):
            if all(word in text for word in self._words):
                yield row

    def _text(self, row: Any) -> str:
        return " ".join(column.text(row) for column in self.columns).casefold()
