"""The view that shows the meaning of each column of a list, with an example, to be corrected."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QComboBox, QFrame, QGridLayout, QScrollArea, QWidget

from resources.words import count, say
from ui.kit import theme
from ui.widgets import ElidedLabel
from ui.widgets.inputs.boxes import ChoiceBox
from upstream_workshop.letters import one_line
from upstream_workshop.readers.formats.tables import Table
from upstream_workshop.readers.lists.table_kinds import Columns

_MOST: Final = 100  # columns of which each has a line: with a thousand the window would stand still


class ColumnsView(QScrollArea):
    """A line for each of the first hundred columns: its title, its first value and its meaning.

    columns: the fields that a column can mean, and which of them are private.

    `changed()` is emitted after a correction. `corrected` is True from then on; until then,
    the answers to questions about columns decide what they mean.
    """

    changed = Signal()

    def __init__(self, columns: Columns, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._columns = columns
        self._titles: tuple[str, ...] = ()
        self.corrected = False  # until then, the answers to questions decide what columns mean
        self.combos: dict[str, QComboBox] = {}
        self.setAccessibleName(say("What each column means"))
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def set_table(self, table: Table, guess: Mapping[str, str]) -> None:
        """Show the columns of a table.

        guess: the guessed field of each column, by title.

        Meanings set before stay for columns that are still there.
        """
        if table.header == self._titles:
            return
        self._titles = table.header
        meanings = {**guess, **{t: f for t, f in self.mapping().items() if t in table.header}}
        self.combos = {}
        inner = QWidget()
        grid = QGridLayout(inner)
        grid.setContentsMargins(0, 0, 8, 0)
        grid.setColumnStretch(1, 1)
        for number, title in enumerate(table.header[:_MOST]):
            box = _field_box(self._columns.fields, title, meanings.get(title, ""))
            box.currentIndexChanged.connect(lambda _: self._correct())
            self.combos[title] = box
            name = ElidedLabel(title, "strong")
            name.setMaximumWidth(theme.px(320))
            grid.addWidget(name, number, 0)
            private = guess.get(title) in self._columns.private
            example = say("private") if private else _example(table, number)
            grid.addWidget(ElidedLabel(example, "small"), number, 1)
            grid.addWidget(box, number, 2)
        if left := len(table.header) - len(self.combos):
            more = count(left, "and {n} more, as guessed", "and {n:,} more, as guessed")
            grid.addWidget(ElidedLabel(more, "small"), len(self.combos), 0, 1, 3)
        grid.setRowStretch(len(self.combos) + 1, 1)
        self.setWidget(inner)

    def show_meanings(self, meanings: Mapping[str, str]) -> None:
        """Show the fields as which the columns were read, following the answers to questions."""
        for title, box in self.combos.items():
            with QSignalBlocker(box):
                box.setCurrentIndex(max(box.findData(meanings.get(title, "")), 0))

    def _correct(self) -> None:
        self.corrected = True
        self.changed.emit()

    def mapping(self) -> dict[str, str]:
        """Return the selected field of each column, by title.

        Empty for a column that is not used; columns without a line are missing.
        """
        return {title: box.currentData() for title, box in self.combos.items()}


def _example(table: Table, column: int) -> str:
    """Return the first value of a column that is not empty."""
    cells = (row.cells[column] for row in table.rows)
    return one_line(next(filter(None, cells), ""))


def _field_box(fields: tuple[str, ...], title: str, field: str) -> QComboBox:
    box = ChoiceBox()
    box.addItem(say("not used"), "")
    for name in fields:  # of FIELD_NAMES
        box.addItem(say(name), name)
    box.setCurrentIndex(max(box.findData(field), 0))
    box.setAccessibleName(say("Meaning of {column}", column=title))
    return box
