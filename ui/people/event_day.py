"""The day of the event that people are shown and checked in for."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QWidget

from resources.words import say
from ui.kit.desk import Desk
from ui.widgets import Segments
from upstream_workshop.agenda import queries
from upstream_workshop.people.attendance.services import EVENT_DAYS

TODAY: Final = 0  # for a slide: whichever day it is


class EventDay(Segments):
    """The days side by side: the one that it is is chosen when it begins, until somebody chooses another.

    likely: the day that it was when last looked; 1 is the first.
    """

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__([say("Day {n}", n=day) for day in EVENT_DAYS], parent=parent)
        self._desk = desk
        self.likely = EVENT_DAYS[0]

    @property
    def chosen(self) -> int:
        """The day shown."""
        return EVENT_DAYS[self.current()]

    def now(self) -> int:
        """Return the day that it is, by the plan and the clock."""
        return self._desk.ask(queries.day_of, self._desk.clock.now(), EVENT_DAYS)

    def follow(self) -> bool:
        """Choose the day that it is if that became another, without `changed`; return whether it did."""
        before, self.likely = self.likely, self.now()
        if self.likely == before:
            return False
        with QSignalBlocker(self):
            self.select(EVENT_DAYS.index(self.likely))
        return True

    def subject(self) -> int:
        """Return the chosen day for a slide that is to go on to the next day where this is today's."""
        return TODAY if self.chosen == self.likely else self.chosen

    def day_of(self, subject: int) -> int:
        """Return the day that `subject` stands for now."""
        return self.now() if subject == TODAY else subject
