"""The matrix of findings as a table with heat: codes by organisations, or by kinds."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, Final, NamedTuple

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from resources.words import say
from ui.evidence.wording import findings_words, summary_words
from ui.kit import theme
from upstream_workshop.evidence.patterns import Key, Matrix
from upstream_workshop.evidence.queries import FindingRow
from upstream_workshop.evidence.summaries.queries import SummaryRow

Index = QModelIndex | QPersistentModelIndex
_NOWHERE: Final = QModelIndex()
HEAT: Final = Qt.ItemDataRole.UserRole
_HOTTEST: Final = 0.85  # the share of the tint in the cell with most findings
_COUNTED: Final = (32, 108)  # px at 100 %: height and width of a cell with a number
_WRITTEN: Final = (32, 200)  # and of one that may have a line too
EMPTY: Final = Matrix({}, {}, {}, {}, {})


NO_SUMMARIES: Final[Mapping[tuple[Key, Key], SummaryRow]] = MappingProxyType({})


class Cell(NamedTuple):
    """A cell of the matrix: its keys, the names of its row and column, and what is written on it."""

    row: Key
    column: Key
    title: str
    summary: SummaryRow | None


class _Cells(QAbstractTableModel):
    """A matrix, with the total of each row beside its name."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.matrix = EMPTY
        self.summaries = NO_SUMMARIES
        self._rows: list[Key] = []
        self._columns: list[Key] = []
        self._most = 1
        self.label: Callable[[Key], str] = str

    def show_matrix(
        self,
        found: Matrix,
        label: Callable[[Key], str],
        summaries: Mapping[tuple[Key, Key], SummaryRow],
    ) -> None:
        """Show a matrix; `label` returns the words for a column."""
        self.beginResetModel()
        self.matrix, self.label, self.summaries = found, label, summaries
        self._rows, self._columns = [*found.rows], [*found.columns]
        self._most = max((len(rows) for rows in found.cells.values()), default=1)
        self.endResetModel()

    def findings(self, index: Index) -> tuple[FindingRow, ...]:
        """Return the findings of a cell."""
        place = self._rows[index.row()], self._columns[index.column()]
        return self.matrix.cells.get(place, ())

    def cell(self, index: Index) -> Cell:
        """Return a cell."""
        place = self._rows[index.row()], self._columns[index.column()]
        return Cell(*place, self.title(index), self.summaries.get(place))

    def title(self, index: Index) -> str:
        """Return the names of row and column of a cell."""
        row = self.matrix.rows[self._rows[index.row()]]
        column = self.label(self._columns[index.column()])
        return say("{row} – {column}", row=row, column=column)

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Return the number of codes."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """Return the number of columns."""
        return 0 if parent.isValid() else len(self._columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the number of findings of a cell, a sentence about it, and its share of the most."""
        written = self.cell(index).summary
        if role == Qt.ItemDataRole.TextAlignmentRole:
            left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
            return left if written else Qt.AlignmentFlag.AlignCenter
        found = self.findings(index)
        if role == Qt.ItemDataRole.DisplayRole:
            return _shown(len(found), written)
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            first = found[0].text if found else ""
            words = say(
                "{cell}: {findings}", cell=self.title(index), findings=findings_words(len(found))
            )
            parts = (words, summary_words(written), first)
            return "\n".join(part for part in parts if part)
        return len(found) / self._most if role == HEAT else None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return the codes for rows; organisations or kinds for columns."""
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return None
        if orientation == Qt.Orientation.Horizontal:
            return self.label(self._columns[section])
        row = self._rows[section]
        return say("{row} · {n}", row=self.matrix.rows[row], n=self.matrix.total(row))


class _HeatPainter(QStyledItemDelegate):
    """Paints a ground below a number, the darker the more findings; the number says how many."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint the ground, then the cell."""
        share = index.data(HEAT)
        if share:
            painter.fillRect(option.rect, _tint(share))
        super().paint(painter, option, index)


class _WrappedNames(QHeaderView):
    """A header whose names go over several lines."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setFixedHeight(theme.px(66))

    def paintSection(self, painter: QPainter, rect: QRect, index: int) -> None:
        """Paint a name, as many lines of it as there is room for."""
        name = str(self.model().headerData(index, self.orientation()))
        painter.save()
        painter.fillRect(rect, theme.colour("paper"))
        painter.setFont(theme.font("small"))
        painter.setPen(theme.colour("soft"))
        wrapped = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
        painter.drawText(rect.adjusted(4, 2, -4, -2), int(wrapped), name)
        painter.restore()


class MatrixView(QTableView):
    """A table of how often each code was found in each column.

    `chosen(title, findings)` is emitted as the current cell changes, `opened()` on Enter.
    """

    chosen = Signal(str, object)
    opened = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._cells = _Cells(self)
        self.setHorizontalHeader(_WrappedNames(self))
        self.setModel(self._cells)
        self.setItemDelegate(_HeatPainter(self))
        self.setAccessibleName(say("Matrix of findings"))
        self.setAccessibleDescription(
            say("Enter: read what was said. F2: write a line on what an organisation says.")
        )
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setMinimumHeight(1)
        across, down = self.horizontalHeader(), self.verticalHeader()
        down.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        down.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        down.setFixedWidth(theme.px(220))
        for header in (across, down):
            header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
            header.setHighlightSections(True)
        self.doubleClicked.connect(lambda _: self.opened.emit())
        self.selectionModel().currentChanged.connect(self._on_current)

    def show_matrix(
        self,
        found: Matrix,
        label: Callable[[Key], str],
        summaries: Mapping[tuple[Key, Key], SummaryRow] = NO_SUMMARIES,
    ) -> None:
        """Show a matrix, with the lines written on cells; the current cell stays."""
        at = self.currentIndex()
        row, column = max(at.row(), 0), max(at.column(), 0)
        high, wide = _WRITTEN if summaries else _COUNTED
        self.verticalHeader().setDefaultSectionSize(theme.px(high))
        self.horizontalHeader().setDefaultSectionSize(theme.px(wide))
        self._cells.show_matrix(found, label, summaries)
        kept = self._cells.index(row, column)
        self.setCurrentIndex(kept if kept.isValid() else self._cells.index(0, 0))
        self._on_current(self.currentIndex())

    def current_cell(self) -> Cell | None:
        """Return the current cell, or None."""
        index = self.currentIndex()
        return self._cells.cell(index) if index.isValid() else None

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Limit the names of the codes, so that there is room for some columns."""
        self.verticalHeader().setFixedWidth(min(theme.px(220), round(self.width() * 0.4)))
        super().resizeEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the current cell on Enter; leave letters to the page."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit()
        elif event.text().strip() and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def _on_current(self, index: QModelIndex) -> None:
        if index.isValid():
            self.chosen.emit(self._cells.title(index), self._cells.findings(index))
        else:
            self.chosen.emit("", ())


def _shown(number: int, written: SummaryRow | None) -> str:
    """Return a number of findings, and the line written on them; a stale line is marked."""
    if written is None:
        return f"{number}" if number else ""
    if written.stale:
        return say("{n} ! {line}", n=number, line=written.text)
    return say("{n} · {line}", n=number, line=written.text)


def _tint(share: float) -> QColor:
    """Return the ground of a cell, between the paper and the tint of selected things."""
    paper, hot = theme.colour("paper"), theme.colour("river_line")
    part = _HOTTEST * share
    return QColor.fromRgbF(
        paper.redF() + (hot.redF() - paper.redF()) * part,
        paper.greenF() + (hot.greenF() - paper.greenF()) * part,
        paper.blueF() + (hot.blueF() - paper.blueF()) * part,
    )
