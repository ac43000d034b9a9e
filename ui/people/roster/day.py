"""The state of a day: how many people are here in each half, who is missing, and the effects."""

from __future__ import annotations

from collections import Counter
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from resources.words import say
from ui.people.roster_lines import state_words, tone
from ui.people.snapshot import PeopleNow
from ui.people.wording import effect_words
from ui.widgets import BigNumber, Chip, button, hairline, label
from upstream_workshop.people.kinds import (
    AttendanceState,
)


class DaySheet(QWidget):
    """Numbers of people by state and half-day, then the people who were here before but not now.

    now: the snapshot.

    `wanted(person id)` requests to show one of them.
    """

    wanted = Signal(int)

    def __init__(self, now: PeopleNow, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        here = f"{now.presence.here} / {now.presence.expected}"
        self._column.addWidget(BigNumber(say("Here"), here))
        self._add_states(now)
        self._add_halves(now)
        if now.missing:
            self._add_missing(now)
        hint = say("Type two letters, or go down the list, to see somebody here.")
        self._column.addSpacing(4)
        self._column.addWidget(label(hint, "soft", wrap=True))

    def _add_states(self, now: PeopleNow) -> None:
        counts = Counter(line.state for line in now.lines)
        for state in AttendanceState:
            if counts[state] and state != AttendanceState.HERE:
                row = QHBoxLayout()
                row.addWidget(Chip(state_words(state), tone(state)))
                row.addWidget(label(f"{counts[state]}", "strong"), 1)
                self._column.addLayout(row)

    def _add_halves(self, now: PeopleNow) -> None:
        """Add the numbers for morning and afternoon of each day."""
        grid = QGridLayout()
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(2)
        titles = (say("In the room"), say("morning"), say("afternoon"))
        for place, words in enumerate(titles):
            grid.addWidget(label(words, "small"), 0, place)
        for number, half in enumerate(now.halves, start=1):
            counts = (half.morning, half.afternoon)
            grid.addWidget(label(say("Day {n}", n=number)), number, 0)
            for place, (count, words) in enumerate(zip(counts, titles[1:], strict=True), start=1):
                cell = label(f"{count}", "strong")
                cell.setAccessibleName(
                    say("Day {n}, {half}: {count}", n=number, half=words, count=count)
                )
                grid.addWidget(cell, number, place)
        grid.setColumnStretch(2, 1)
        self._column.addLayout(grid)

    def _add_missing(self, now: PeopleNow) -> None:
        """Add the people who have not come back, those whose absence has effects first."""
        self._column.addSpacing(4)
        self._column.addWidget(hairline())
        title = say("Here before, not today: {n}", n=len(now.missing))
        self._column.addWidget(label(title, "section", wrap=True))
        line = now.line
        for id_ in sorted(now.missing, key=lambda id_: not now.effects.get(id_)):
            name = line[id_].person.name
            made = button(name, slot=partial(self.wanted.emit, id_), role="link")
            row = QHBoxLayout()
            row.addWidget(made)
            row.addWidget(Chip(state_words(line[id_].state), tone(line[id_].state)))
            row.addStretch(1)
            self._column.addLayout(row)
            for effect in now.effects.get(id_, ()):
                self._column.addWidget(label(effect_words(effect), "small", wrap=True))
