"""Choosing by keyboard what a draft refers to."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QLineEdit, QVBoxLayout, QWidget

from resources.words import say
from ui.kit import theme
from ui.widgets import Column, QuietTable, label
from upstream_workshop.sharing.kinds import REFERENCE_KIND_WORDS
from upstream_workshop.sharing.references.queries import OfferedReference

_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 8, Qt.Key.Key_PageUp: -8}


class ReferencePalette(QDialog):
    """A field and the list that it narrows; Enter takes the selected line, Escape none."""

    def __init__(self, offers: Sequence[OfferedReference], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(say("Refer to"))
        self.setAccessibleName(say("Refer to"))
        self.chosen: OfferedReference | None = None
        self.field = QLineEdit()
        self.field.setPlaceholderText(say("A map, a vote, a quote, a statement"))
        self.field.setAccessibleName(say("Refer to"))
        self.table = QuietTable(
            (
                Column(
                    say("Kind"),
                    lambda row: say(REFERENCE_KIND_WORDS[row.kind]),
                    width=104,
                    weight="small",
                ),
                Column(say("Name"), lambda row: row.name, width=200, weight="strong"),
                Column(say("Words"), lambda row: row.words, least=200, weight="soft"),
            ),
            say("Found"),
        )
        self.table.set_words_when_empty(say("Nothing here is called that."))
        self.table.set_rows(offers)
        self.table.activated_row.connect(self._take)
        self.field.textChanged.connect(self._narrow)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(12)
        column.addWidget(label(say("Refer to"), "section"))
        column.addWidget(self.field)
        column.addWidget(self.table, 1)
        self.resize(theme.px(640), theme.px(420))
        self._narrow("")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the selection, or take what is selected."""
        step = _STEPS.get(Qt.Key(event.key()))
        if step is not None:
            self._move(step)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._take(self.table.current_row())
        else:
            super().keyPressEvent(event)

    def _move(self, step: int) -> None:
        rows = self.table.rows()
        if rows:
            place = rows.index(self.table.current_row()) + step
            wanted = rows[max(0, min(len(rows) - 1, place))]
            self.table.select(lambda row: row is wanted)

    def _narrow(self, text: str) -> None:
        self.table.set_filter(text)
        self.table.select(lambda _row: True)

    def _take(self, row: object) -> None:
        if isinstance(row, OfferedReference):
            self.chosen = row
            self.accept()


def ask_reference(over: QWidget, offers: Sequence[OfferedReference]) -> OfferedReference | None:
    """Ask what a draft is to refer to; return None if cancelled."""
    dialog = ReferencePalette(offers, over)
    try:
        return dialog.chosen if dialog.exec() else None
    finally:
        dialog.deleteLater()
