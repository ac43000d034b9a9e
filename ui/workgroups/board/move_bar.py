"""The bar that shows what a move would do, and takes a reason and a confirmation."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from resources.words import say
from ui.kit import theme
from ui.widgets import Glyph, Sheet, button, label
from ui.widgets.inputs.clearing_line import ClearingLine


class MoveBar(Sheet):
    """A bar that is hidden until a move is requested.

    `confirmed(reason)` is emitted by Enter or Move, `abandoned()` by Escape or Cancel.
    """

    confirmed = Signal(str)
    abandoned = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._words = label("", wrap=True)
        self.reason = ClearingLine()
        self.reason.setPlaceholderText(say("reason, for the record"))
        self.reason.setAccessibleName(say("Reason for the move"))
        self.reason.setMinimumWidth(theme.px(260))
        self.reason.returnPressed.connect(self._on_confirmed)
        row = QHBoxLayout()
        row.setSpacing(14)
        row.addWidget(Glyph("arrows-left-right"))
        row.addWidget(self._words, 1)
        row.addWidget(self.reason)
        self._cancel = button(say("Cancel"), slot=self._on_abandoned)
        self._move = button(say("Move"), slot=self._on_confirmed, main=True)
        row.addWidget(self._cancel)
        row.addWidget(self._move)
        self.body.addLayout(row)
        self.hide()

    def prompt(self, words: str) -> None:
        """Show which input is expected, before there is a move to confirm.

        Announce it to screen readers.
        """
        self._words.setText(words)
        self._show_decision(False)
        self.show()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))

    def offer(self, words: str) -> None:
        """Show what a move would do, and wait for a reason and a confirmation."""
        self._words.setText(words)
        self.reason.clear()
        self.reason.setAccessibleDescription(words)
        self._show_decision(True)
        self.show()
        self.reason.setFocus()

    def words(self) -> str:
        """Return the text shown now."""
        return self._words.text()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Cancel the move on Escape."""
        if event.key() == Qt.Key.Key_Escape:
            self._on_abandoned()
        else:
            super().keyPressEvent(event)

    def _show_decision(self, due: bool) -> None:
        for widget in (self.reason, self._cancel, self._move):
            widget.setVisible(due)

    def _on_confirmed(self) -> None:
        self.hide()
        self.confirmed.emit(self.reason.text())

    def _on_abandoned(self) -> None:
        self.hide()
        self.abandoned.emit()
