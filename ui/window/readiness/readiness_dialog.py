"""The readiness check: a line for each thing, how it stands in words, and a key that leads to its remedy."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Final

from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from resources.words import count, noop, say
from ui.kit import theme
from ui.widgets import Chip, button, label, scrolled
from upstream_workshop.application.readiness import Check, State, Subject

TITLES: Final[Mapping[Subject, str]] = {
    Subject.DISPLAY: noop("Display"),
    Subject.PRINTER: noop("Printer"),
    Subject.BACKUPS: noop("Backups"),
    Subject.PACKS: noop("Packs"),
    Subject.LOCKS: noop("Fixed times"),
    Subject.DISK: noop("Disk"),
    Subject.BATTERY: noop("Battery"),
    Subject.TIME: noop("Time"),
}
REMEDIES: Final[Mapping[Subject, str]] = {
    Subject.DISPLAY: noop("Show the test card"),
    Subject.PRINTER: noop("Go to Print"),
    Subject.BACKUPS: noop("Backups"),
    Subject.PACKS: noop("Go to the packs"),
    Subject.LOCKS: noop("Go to the plan"),
    Subject.DISK: noop("Save a copy elsewhere"),
    Subject.BATTERY: noop("Look again"),
    Subject.TIME: noop("Title, dates and place"),
}
_STATES: Final[Mapping[State, tuple[str, str]]] = {  # its word, and the tone of the chip
    State.READY: (noop("Ready"), "leaf"),
    State.MEND: (noop("See to it"), "sun"),
    State.UNKNOWN: (noop("Not known"), "plain"),
}


class ReadinessDialog(QDialog):
    """Shows checks; `remedy` is called with the subject of a pressed button, once the dialog is closed."""

    def __init__(self, parent: QWidget | None, remedy: Callable[[Subject], object]) -> None:
        super().__init__(parent)
        self._remedy = remedy
        self._lines = QVBoxLayout()
        self.setWindowTitle(say("Is everything ready?"))
        self.setAccessibleName(say("Is everything ready?"))
        self._headline = label(say("Looking …"), "section", wrap=True)
        self._area = scrolled(QWidget())
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(14)
        column.addWidget(self._headline)
        column.addWidget(self._area, 1)
        close = button(say("Close"), slot=self.reject)
        close.setAutoDefault(False)
        column.addWidget(close)
        room = self.screen().availableSize()
        self.resize(min(theme.px(640), room.width() - 40), min(theme.px(720), room.height() - 60))

    def show_checks(self, checks: Sequence[Check]) -> None:
        """Show what was found."""
        open_ = sum(check.state is not State.READY for check in checks)
        self._headline.setText(
            count(open_, "One thing is to be seen to", "{n} things are to be seen to")
            if open_
            else say("Everything is ready")
        )
        inner = QWidget()
        self._lines = QVBoxLayout(inner)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(4)
        for number, check in enumerate(checks, 1):
            self._add(number, check)
        self._lines.addStretch(1)
        self._area.setWidget(inner)

    def _add(self, number: int, check: Check) -> None:
        title = say(TITLES[check.subject])
        word, tone = _STATES[check.state]
        chip = Chip(say(word), tone)
        words = label(check.words, wrap=True)
        words.setAccessibleName(f"{title}: {say(word)}. {check.words}")
        press = partial(self._press, check.subject)
        made = button(say(REMEDIES[check.subject]), slot=press, key=str(number), role="link")
        made.setAutoDefault(False)
        head = QHBoxLayout()
        head.setSpacing(theme.px(10))
        head.addWidget(label(title, "strong"))
        head.addWidget(chip)
        head.addStretch(1)
        head.addWidget(made)
        self._lines.addLayout(head)
        self._lines.addWidget(words)
        self._lines.addSpacing(theme.px(8))

    def _press(self, subject: Subject) -> None:
        self.accept()
        self._remedy(subject)
