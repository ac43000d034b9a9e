"""Messages across the page: one that the user can hide, and one that stays while it is true."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeAlias

from PySide6.QtCore import Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QPushButton, QWidget

from resources.words import say
from ui.widgets.buttons import button
from ui.widgets.labels import Glyph, label

Way: TypeAlias = tuple[str, str, Callable[[], object]]  # text, icon and slot of a button


class Banner(QFrame):
    """A message about a refusal, with buttons for what can be done about it.

    `closed()` is emitted when it is hidden. `way_out` is its first button, or None.
    """

    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "banner")
        self.way_out: QPushButton | None = None
        self._words = label("", wrap=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 9, 10, 9)
        row.setSpacing(12)
        row.addWidget(Glyph("warning-circle", "rose_text"))
        row.addWidget(self._words, 1)
        self._ways = QHBoxLayout()
        row.addLayout(self._ways)
        row.addWidget(button(say("Hide"), "x", self.close_banner, role="link"))
        self.hide()

    def say(self, words: str, ways: Sequence[Way] = ()) -> None:
        """Show a message with buttons, and announce it to screen readers."""
        self._words.setText(words)
        self.way_out = next(iter(_show_ways(self._ways, ways)), None)
        self.show()
        _announce(self, words)

    def words(self) -> str:
        """Return the message."""
        return self._words.text()

    def close_banner(self) -> None:
        """Hide the banner."""
        if not self.isHidden():
            self.hide()
            self.closed.emit()


class StandingBanner(QFrame):
    """A message that the session cannot be changed, with buttons; the user cannot hide it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "banner")
        self._words = label("", wrap=True)
        self._shown: tuple[str, ...] = ()
        message = QHBoxLayout()
        message.setSpacing(12)
        message.addWidget(Glyph("lock-simple", "rose_text"))
        message.addWidget(self._words, 1)
        self._ways = QHBoxLayout()
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(16, 9, 10, 9)
        self._row.setSpacing(12)
        self._row.addLayout(message, 1)
        self._row.addLayout(self._ways)
        self.hide()

    def say(self, words: str, ways: Sequence[Way]) -> None:
        """Show a message with buttons, and announce it to screen readers.

        If it is shown already, nothing happens.
        """
        content = (words, *(text for text, _icon, _run in ways))
        if content == self._shown:
            return
        self._shown = content
        self._words.setText(words)
        _show_ways(self._ways, ways)
        self._ways.addStretch(1)
        self.show()
        self._turn()
        _announce(self, words)

    def close_banner(self) -> None:
        """Hide the banner, because the message is no longer true."""
        self._shown = ()
        self.hide()

    def words(self) -> str:
        """Return the message."""
        return self._words.text()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the buttons below the message if it would be too narrow beside them."""
        super().resizeEvent(event)
        self._turn()

    def _turn(self) -> None:
        narrow = self.width() < 2 * self._ways.sizeHint().width()
        directions = QBoxLayout.Direction
        self._row.setDirection(directions.TopToBottom if narrow else directions.LeftToRight)


def _show_ways(row: QHBoxLayout, ways: Sequence[Way]) -> list[QPushButton]:
    """Replace the buttons of a row."""
    while (item := row.takeAt(0)) is not None:
        if (removed := item.widget()) is not None:
            removed.hide()
            removed.deleteLater()
    shown: list[QPushButton] = [button(text, icon, run) for text, icon, run in ways]
    for made in shown:
        row.addWidget(made)
        made.show()  # at once, since a layout shows new widgets only later
    return shown


def _announce(banner: QFrame, words: str) -> None:
    """Set the banner's accessible name and announce it to screen readers."""
    banner.setAccessibleName(words)
    event = QAccessibleAnnouncementEvent(banner, words)
    event.setPoliteness(QAccessible.AnnouncementPoliteness.Assertive)
    QAccessible.updateAccessibility(event)
