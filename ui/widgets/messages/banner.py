"""Sentences across the page: a refusal until Escape or Hide, and one that stands while it is true."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeAlias

from PySide6.QtCore import Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QPushButton, QWidget

from resources.words import say
from ui.widgets.buttons import button
from ui.widgets.labels import Glyph, label

Way: TypeAlias = tuple[str, str, Callable[[], object]]  # words, icon and what it does


class Banner(QFrame):
    """What was refused and what to do about it; `closed` when it goes."""

    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "banner")
        self.way_out: QPushButton | None = None  # the first
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
        """Show a sentence with its ways out, and say it to a screen reader at once."""
        self._words.setText(words)
        self.way_out = next(iter(_show_ways(self._ways, ways)), None)
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
        self._told: tuple[str, ...] = ()
        said = QHBoxLayout()
        said.setSpacing(12)
        said.addWidget(Glyph("lock-simple", "rose_text"))
        said.addWidget(self._words, 1)
        self._ways = QHBoxLayout()
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(16, 9, 10, 9)
        self._row.setSpacing(12)
        self._row.addLayout(said, 1)
        self._row.addLayout(self._ways)
        self.hide()

    def say(self, words: str, ways: Sequence[Way]) -> None:
        """Show a sentence with its ways out: words, icon and what each does; the same again is no news."""
        told = (words, *(text for text, _icon, _run in ways))
        if told == self._told:
            return
        self._told = told
        self._words.setText(words)
        _show_ways(self._ways, ways)
        self._ways.addStretch(1)
        self.show()
        self._turn()
        _announce(self, words)

    def close_banner(self) -> None:
        """It is no longer true."""
        self._told = ()
        self.hide()

    def words(self) -> str:
        """What it says."""
        return self._words.text()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the ways out under the words when those would be a narrow column."""
        super().resizeEvent(event)
        self._turn()

    def _turn(self) -> None:
        narrow = self.width() < 2 * self._ways.sizeHint().width()
        directions = QBoxLayout.Direction
        self._row.setDirection(directions.TopToBottom if narrow else directions.LeftToRight)


def _show_ways(row: QHBoxLayout, ways: Sequence[Way]) -> list[QPushButton]:
    """A button for each, in place of those that were there."""
    while (item := row.takeAt(0)) is not None:
        if (gone := item.widget()) is not None:
            gone.hide()
            gone.deleteLater()
    shown = [button(text, icon, run) for text, icon, run in ways]
    for made in shown:
        row.addWidget(made)
        made.show()  # at once, for a layout shows what is new only later
    return shown


def _announce(banner: QFrame, words: str) -> None:
    """Name the banner, and say it to a screen reader at once."""
    banner.setAccessibleName(words)
    event = QAccessibleAnnouncementEvent(banner, words)
    event.setPoliteness(QAccessible.AnnouncementPoliteness.Assertive)
    QAccessible.updateAccessibility(event)
