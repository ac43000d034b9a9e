"""The options of a draft: typed, worded, ordered, priced and removed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCompleter,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from resources.words import say
from ui.kit import theme
from ui.widgets import button
from upstream_workshop.letters import one_line
from upstream_workshop.voting.records import Line

_NUMBER, _WORDING, _COST = range(3)
_THEME: Final = Qt.ItemDataRole.UserRole
_STEPS: Final = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class OptionRows(QTableWidget):
    """A row for each option: its wording and its cost, both of which can be typed over.

    Alt+Up and Alt+Down move the selected option, Delete removes it. `edited()` is emitted after each.
    """

    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(0, 3, parent)
        self.setAccessibleName(say("Options"))
        self.setHorizontalHeaderLabels(["", say("Option"), say("Cost")])
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.verticalHeader().setDefaultSectionSize(theme.px("row"))
        self.verticalHeader().hide()
        self.setMinimumHeight(theme.px("row") * 4)
        columns = self.horizontalHeader()
        columns.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        columns.setHighlightSections(False)
        columns.setMinimumSectionSize(theme.px(44))
        columns.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        columns.setSectionResizeMode(_WORDING, QHeaderView.ResizeMode.Stretch)
        self.setColumnWidth(_NUMBER, theme.px(44))
        self.setColumnWidth(_COST, theme.px(110))
        self.itemChanged.connect(lambda _: self.edited.emit())

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Show these options in this order."""
        self.blockSignals(True)
        self.setRowCount(0)
        for line in lines:
            self._insert(self.rowCount(), line)
        self.blockSignals(False)
        self.edited.emit()

    def lines(self) -> tuple[Line, ...]:
        """Return the options in their order; those without words are left out."""
        found = (self._line(row) for row in range(self.rowCount()))
        return tuple(line for line in found if line.wording)

    def add(self, line: Line) -> None:
        """Add an option after the others and select it."""
        self.show_lines((*self.lines(), line))
        self.selectRow(self.rowCount() - 1)

    def show_costs(self, shown: bool) -> None:
        """Show or hide the column of costs."""
        self.setColumnHidden(_COST, not shown)

    def move(self, step: int) -> None:  # type: ignore[override]
        """Move the selected option up or down."""
        at, lines = self.currentRow(), list(self.lines())
        if 0 <= at < len(lines) and 0 <= at + step < len(lines):
            lines.insert(at + step, lines.pop(at))
            self.show_lines(lines)
            self.selectRow(at + step)

    def remove(self) -> None:
        """Remove the selected option."""
        at = self.currentRow()
        if at >= 0:
            lines = list(self.lines())
            self.show_lines(lines[:at] + lines[at + 1 :])
            self.selectRow(min(at, self.rowCount() - 1))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move, remove or type over the selected option."""
        alt = event.modifiers() & Qt.KeyboardModifier.AltModifier
        if alt and event.key() in _STEPS:
            self.move(_STEPS[Qt.Key(event.key())])
        elif event.key() == Qt.Key.Key_Delete:
            self.remove()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentRow() >= 0:
            cost = self.currentColumn() == _COST
            self.edit(self.model().index(self.currentRow(), _COST if cost else _WORDING))
        else:
            super().keyPressEvent(event)

    def _insert(self, row: int, line: Line) -> None:
        self.insertRow(row)
        number = QTableWidgetItem(str(row + 1))
        number.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
        self.setItem(row, _NUMBER, number)
        wording = QTableWidgetItem(line.wording)
        wording.setData(_THEME, line.theme_id)
        wording.setToolTip(line.wording)
        self.setItem(row, _WORDING, wording)
        self.setItem(row, _COST, QTableWidgetItem("" if line.cost is None else str(line.cost)))

    def _line(self, row: int) -> Line:
        wording, cost = self.item(row, _WORDING), self.item(row, _COST)
        assert wording is not None  # every row was made with both
        figures = cost.text().replace(",", "").replace(" ", "") if cost else ""
        return Line(
            one_line(wording.text()),
            wording.data(_THEME),
            int(figures) if figures.isdecimal() and int(figures) else None,
        )


class OptionTable(QWidget):
    """The options, a line to add one, and buttons to move and remove them.

    themes: the titles of the themes that can be options, by id.
    """

    def __init__(self, themes: Mapping[int, str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._themes = themes
        self.rows = OptionRows()
        self.new = QLineEdit()
        self.new.setPlaceholderText(say("Add an option: words, or a theme's title, and Enter"))
        self.new.setAccessibleName(say("Add an option"))
        self.new.returnPressed.connect(self.add)
        known = QCompleter(list(themes.values()), self.new)
        known.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        known.setFilterMode(Qt.MatchFlag.MatchContains)
        self.new.setCompleter(known)
        buttons = QHBoxLayout()
        for words, key, slot in (
            (say("Up"), "Alt+↑", lambda: self.rows.move(-1)),
            (say("Down"), "Alt+↓", lambda: self.rows.move(1)),
            (say("Remove"), say("Delete"), self.rows.remove),
        ):
            made = button(words, "", slot, role="link")
            made.setToolTip(key)
            made.setAutoDefault(False)
            buttons.addWidget(made)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.new)
        column.addWidget(self.rows, 1)
        column.addLayout(buttons)

    def add(self) -> None:
        """Add the option that is typed; a theme's title stands for that theme."""
        wording = one_line(self.new.text())
        if not wording:
            return
        same = (
            id_ for id_, title in self._themes.items() if title.casefold() == wording.casefold()
        )
        self.rows.add(Line(wording, next(same, None)))
        self.new.clear()
