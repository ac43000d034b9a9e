"""The matrix of ties: a cell for each pair of people, changed by one key."""

from __future__ import annotations

from typing import Any, Final

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from resources.words import noop, say
from ui.kit import theme
from ui.people.snapshot import PeopleNow
from upstream_workshop.people.introductions.network import TieRow
from upstream_workshop.people.kinds import (
    Phase,
    TieKind,
)
from upstream_workshop.people.rules import initials

Index = QModelIndex | QPersistentModelIndex
_NOWHERE: Final = QModelIndex()
_NAMES: Final = 118  # px at 100 %: the height of the names over the columns
_SHORT: Final = 60  # px at 100 %: in less room, initials
_NAME_ROLE: Final = Qt.ItemDataRole.UserRole
_SIGNS: Final = {(True, True): "↔", (True, False): "→", (False, True): "←", (False, False): ""}
# by whether the person of the row and the one of the column say that there is a tie
_SENTENCES: Final = {
    (True, True): noop("{row} and {column}: both say so"),
    (True, False): noop("{row} says so of {column}"),
    (False, True): noop("{column} says so of {row}"),
    (False, False): noop("{row} and {column}: nothing noted"),
}


class _Pairs(QAbstractTableModel):
    """Everybody against everybody, for ties of one kind at one time."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.people: list[tuple[int, str]] = []
        self.tied: dict[tuple[int, int], TieRow] = {}

    def show_pairs(self, now: PeopleNow, kind: TieKind, phase: Phase) -> None:
        """Show the people and ties of a snapshot."""
        self.beginResetModel()
        self.people = [(line.id, line.person.name) for line in now.lines]
        self.tied = {
            tie.pair: tie
            for tie in now.ties
            if tie.kind == kind and tie.phase == phase and not tie.dismissed
        }
        self.endResetModel()

    def says(self, first: int, second: int) -> bool:
        """Check whether the first person named the second."""
        tie = self.tied.get((min(first, second), max(first, second)))
        return tie is not None and (tie.mutual or tie.first_id == first)

    def pair(self, index: Index) -> tuple[int, int]:
        """Return the ids of a cell's two people, that of the row first."""
        return self.people[index.row()][0], self.people[index.column()][0]

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Return the number of people."""
        return 0 if parent.isValid() else len(self.people)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """Return the number of people."""
        return 0 if parent.isValid() else len(self.people)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return an arrow from each person who names the other.

        The tooltip and the text for screen readers say it in a sentence.
        """
        row, column = self.pair(index)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignCenter
        if row == column:
            return "·" if role == Qt.ItemDataRole.DisplayRole else None
        row_label, column_label = self.says(row, column), self.says(column, row)
        if role == Qt.ItemDataRole.DisplayRole:
            return _SIGNS[row_label, column_label]
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return self._sentence(index, row_label, column_label)
        if role == Qt.ItemDataRole.BackgroundRole and (row_label or column_label):
            return theme.colour("river_tint")
        return None

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        """Return names for rows and initials for columns."""
        name = self.people[section][1]
        if role == Qt.ItemDataRole.DisplayRole:
            return name if orientation == Qt.Orientation.Vertical else initials(name)
        return name if role in (Qt.ItemDataRole.ToolTipRole, _NAME_ROLE) else None

    def _sentence(self, index: Index, row_label: bool, column_label: bool) -> str:
        row, column = self.people[index.row()][1], self.people[index.column()][1]
        return say(_SENTENCES[row_label, column_label], row=row, column=column)


class _UprightNames(QHeaderView):
    """A header with upright names, so that columns need only be as wide as an arrow."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setFixedHeight(theme.px(_NAMES))

    def paintSection(self, painter: QPainter, rect: QRect, index: int) -> None:
        """Paint a name that reads upwards, or initials if there is no room."""
        name = str(self.model().headerData(index, Qt.Orientation.Horizontal, _NAME_ROLE))
        tall = rect.height() - theme.px(10)
        painter.save()
        painter.fillRect(rect, theme.colour("paper"))
        painter.setFont(theme.font("small"))
        painter.setPen(theme.colour("soft"))
        if tall < theme.px(_SHORT):
            painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, initials(name))
        else:
            painter.translate(rect.left(), rect.bottom() - 4)
            painter.rotate(-90)
            words = painter.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, tall)
            side = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(QRect(0, 0, tall, rect.width()), side, words)
        painter.restore()


class TieMatrix(QTableView):
    """A table with a cell for each pair of people.

    `toggled(row id, column id, tie or None)` is emitted on Space, Enter or a double click.
    `passed(sentence)` describes the current cell; it is empty on the diagonal.
    """

    toggled = Signal(int, int, object)
    passed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pairs = _Pairs(self)
        self.setHorizontalHeader(_UprightNames(self))
        self.setModel(self._pairs)
        self.setAccessibleName(say("Matrix of who knows whom"))
        self.setAccessibleDescription(
            say("Space: the one of the row says so, then both do, then nobody.")
        )
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        for header, side in ((self.horizontalHeader(), 28), (self.verticalHeader(), 28)):
            header.setMinimumSectionSize(theme.px(24))
            header.setDefaultSectionSize(theme.px(side))
            header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
            header.setHighlightSections(True)
        self.verticalHeader().setFixedWidth(theme.px(190))
        self.verticalHeader().setTextElideMode(Qt.TextElideMode.ElideRight)
        self.verticalHeader().setDefaultAlignment(
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        )
        self.doubleClicked.connect(self._toggle)
        self.selectionModel().currentChanged.connect(self._on_current)

    def show_pairs(self, now: PeopleNow, kind: TieKind, phase: Phase) -> None:
        """Show everybody of a snapshot; the current cell stays."""
        row, column = self.currentIndex().row(), self.currentIndex().column()
        self._pairs.show_pairs(now, kind, phase)
        kept = self._pairs.index(row, column)
        self.setCurrentIndex(
            kept if kept.isValid() else self._pairs.index(0, min(1, len(now.lines)))
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Limit the headers, so that there is room for some rows and columns."""
        self.horizontalHeader().setFixedHeight(min(theme.px(_NAMES), round(self.height() * 0.4)))
        self.verticalHeader().setFixedWidth(min(theme.px(190), round(self.width() * 0.35)))
        super().resizeEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Toggle the current cell on Space and Enter."""
        if event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._toggle(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def _toggle(self, index: Index) -> None:
        if index.isValid() and index.row() != index.column():
            row, column = self._pairs.pair(index)
            self.toggled.emit(
                row, column, self._pairs.tied.get((min(row, column), max(row, column)))
            )

    def _on_current(self, index: QModelIndex) -> None:
        if index.isValid() and index.row() != index.column():
            self.passed.emit(str(index.data(Qt.ItemDataRole.AccessibleTextRole)))
        else:
            self.passed.emit("")
