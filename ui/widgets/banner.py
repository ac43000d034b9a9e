"""Sentences across the page: a refusal until Escape or Close, and one that stands while it is true."""

from __future__ import annotations

from collections.abc import Callable, Sequence

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
        self.show()
        _announce(self, words)

    def words(self) -> str:
        """What it says."""
        return self._words.text()

    def close_banner(self) -> None:
        """Take it away."""
        if not self.isHidden():
            self.hide()
            self.closed.emit()


class StandingBanner(QFrame):
    """Why the session cannot be changed, and what can be done about it; nothing closes it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "banner")
        self._words = label("", wrap=True)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(16, 9, 10, 9)
        self._row.setSpacing(12)
        self._row.addWidget(Glyph("lock-simple", "rose_text"))
        self._row.addWidget(self._words, 1)
        self.hide()

    def say(self, words: str, ways: Sequence[tuple[str, str, Callable[[], object]]]) -> None:
        """Show a sentence with its ways out: words, icon and what each does. Said once for all."""
        self._words.setText(words)
        for text, icon, run in ways:
            self._row.addWidget(button(text, icon, run))
        self.show()
        _announce(self, words)

    def words(self) -> str:
        """What it says."""
        return self._words.text()


def _announce(banner: QFrame, words: str) -> None:
    """Name the banner, and say it to a screen reader at once."""
    banner.setAccessibleName(words)
    event = QAccessibleAnnouncementEvent(banner, words)
    event.setPoliteness(QAccessible.AnnouncementPoliteness.Assertive)
    QAccessible.updateAccessibility(event)
