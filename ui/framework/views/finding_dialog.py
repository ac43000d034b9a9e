"""Choosing a finding by typing words of it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from resources.words import say
from ui.kit import theme
from ui.widgets import Column, QuietTable, button, label
from upstream_workshop.evidence.queries import FindingRow


class FindingDialog(QDialog):
    """A line that narrows a list of findings; Enter takes the selected one, Down leads to the list."""

    def __init__(
        self, title: str, findings: Sequence[FindingRow], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(say("Findings"))
        self.setAccessibleName(title)
        self.field = QLineEdit()
        self.field.setPlaceholderText(say("Type words of a finding, or an organisation"))
        self.field.setAccessibleName(say("Words of a finding"))
        self.table = QuietTable(_columns(), say("Findings"), header=True)
        self.table.set_words_when_empty(say("No finding that may be used has all these words."))
        self.table.set_rows(findings)
        self.table.select(lambda _row: True)
        self.field.textChanged.connect(self._on_typed)
        self.field.installEventFilter(self)
        self.table.activated_row.connect(lambda _row: self.accept())
        self._lay_out(title)

    def chosen(self) -> FindingRow | None:
        """Return the selected finding, or None."""
        row = self.table.current_row()
        return row if isinstance(row, FindingRow) else None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let Up and Down in the line move in the list."""
        pressed = event if isinstance(event, QKeyEvent) else None
        if pressed is None or event.type() != QEvent.Type.KeyPress:
            return super().eventFilter(watched, event)
        if pressed.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.table.keyPressEvent(pressed)
            return True
        return super().eventFilter(watched, event)

    def _on_typed(self, words: str) -> None:
        self.table.set_filter(words)
        self.table.select(lambda _row: True)

    def _lay_out(self, title: str) -> None:
        row = QHBoxLayout()
        row.addStretch(1)
        cancel = button(say("Cancel"), slot=self.reject)
        cancel.setAutoDefault(False)
        row.addWidget(cancel)
        take = button(say("Take it"), "check", self.accept, main=True)
        take.setDefault(True)
        row.addWidget(take)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(14)
        column.addWidget(label(title, "section", wrap=True))
        column.addWidget(self.field)
        column.addWidget(self.table, 1)
        column.addLayout(row)
        room = self.screen().availableSize()
        self.resize(min(theme.px(760), room.width() - 60), min(theme.px(540), room.height() - 60))


def ask_finding(over: QWidget, title: str, findings: Sequence[FindingRow]) -> FindingRow | None:
    """Ask for one of several findings."""
    dialog = FindingDialog(title, findings, over)
    taken = dialog.exec() == QDialog.DialogCode.Accepted
    chosen = dialog.chosen()
    dialog.deleteLater()
    return chosen if taken else None


def _columns() -> tuple[Column, ...]:
    return (
        Column(say("Finding"), lambda row: row.text, least=260),
        Column(say("Organisation"), lambda row: row.organisation, width=170, weight="soft"),
        Column(say("Quote"), lambda row: row.quote, least=160, weight="small"),
    )
