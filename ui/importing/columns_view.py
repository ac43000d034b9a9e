"""Which column of a list means what, with an example of each, for correcting the guess."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QFrame, QGridLayout, QScrollArea, QWidget

from ui.importing.import_kinds import tr
from ui.kit import theme
from ui.widgets import ElidedLabel
from upstream_workshop.readers.file_kinds import Columns
from upstream_workshop.readers.formats.tables import Table


class ColumnsView(QScrollArea):
    """One line a column: its title, the first thing in it, what it means. `changed` on a correction."""

    changed = Signal()

    def __init__(self, columns: Columns, table: Table, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._table = table
        self.combos: dict[str, QComboBox] = {}
        self.setAccessibleName(self.tr("What each column means"))
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inner = QWidget()
        grid = QGridLayout(inner)
        grid.setContentsMargins(0, 0, 8, 0)
        grid.setColumnStretch(1, 1)
        guess = columns.guess(table)
        for number, title in enumerate(table.header):
            box = _field_box(columns.fields, title, guess.get(title, ""))
            box.currentIndexChanged.connect(lambda _: self.changed.emit())
            self.combos[title] = box
            name = ElidedLabel(title, "strong")
            name.setMaximumWidth(theme.px(320))
            grid.addWidget(name, number, 0)
            example = (
                tr("private") if guess.get(title) in columns.private else self._example(number)
            )
            grid.addWidget(ElidedLabel(example, "small"), number, 1)
            grid.addWidget(box, number, 2)
        grid.setRowStretch(len(table.header), 1)
        self.setWidget(inner)

    def mapping(self) -> dict[str, str]:
        """Column title to field, as the boxes say now."""
        return {title: box.currentData() for title, box in self.combos.items()}

    def _example(self, column: int) -> str:
        """The first filled cell of a column."""
        cells = (row.cells[column] for row in self._table.rows)
        return " ".join(next(filter(None, cells), "").split())


def _field_box(fields: tuple[str, ...], title: str, field: str) -> QComboBox:
    box = QComboBox()
    box.addItem(tr("not used"), "")
    for name in fields:
        box.addItem(tr(name), name)
    box.setCurrentIndex(max(box.findData(field), 0))
    box.setAccessibleName(tr("Meaning of {column}").format(column=title))
    return box
