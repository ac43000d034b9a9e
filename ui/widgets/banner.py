"""A refusal: one kind sentence across the page, until Escape or Close."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from ui.widgets.buttons import button
from ui.widgets.words import Glyph, label


class Banner(QFrame):
    """What was refused and what to do about it; `closed` when it goes."""

    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "banner")
        self._words = label("", wrap=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 9, 10, 9)
        row.setSpacing(12)
        row.addWidget(Glyph("warning-circle", "rose_text"))
        row.addWidget(self._words, 1)
        row.addWidget(button(self.tr("Close"), "x", self.close_banner, role="link"))
        self.hide()

    def say(self, words: str) -> None:
        """Show a sentence, and say it to a screen reader at once."""
        self._words.setText(words)
        self.setAccessibleName(words)
        self.show()
        event = QAccessibleAnnouncementEvent(self, words)
        event.setPoliteness(QAccessible.AnnouncementPoliteness.Assertive)
        QAccessible.updateAccessibility(event)

    def words(self) -> str:
        """What it says."""
        return self._words.text()

    def close_banner(self) -> None:
        """Take it away."""
        if not self.isHidden():
            self.hide()
            self.closed.emit()
