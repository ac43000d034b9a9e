"""The class DayWatch: where the day stands, in the window, on its page and in the room."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject

from resources.words import say
from ui.agenda.clock_words import clock_was_set
from ui.agenda.event_form import move_to, other_day
from ui.agenda.steps.chime import Chime
from ui.agenda.steps.step_watch import StepWatch
from ui.kit.desk import Desk
from ui.page import Page
from ui.window import standing
from ui.window.frame import Frame
from ui.window.room_follower import RoomFollower


class DayWatch(QObject):
    """Shows the clock and what it changes, whenever it is asked to.

    frame: returns the parts of the window, which are built anew with another theme.
    page: returns the page in front; None while there is none.
    """

    def __init__(
        self,
        desk: Desk,
        frame: Callable[[], Frame],
        page: Callable[[], Page | None],
        follower: RoomFollower,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._frame = frame
        self._page = page
        self._follower = follower

    def follow_steps(self) -> None:
        """Ring at the steps of exercises from now on, and show the room the one that is on."""
        steps = StepWatch(self._desk, Chime(self), self)
        steps.stepped.connect(self._follower.follow)

    def show_now(self) -> None:
        """Show clock and standing in the window, on its page and in the room."""
        clock, strip, page = self._desk.clock, self._frame().strip, self._page()
        now = clock.now()
        stands = self._desk.ask(standing.read, now, clock.put_right)
        strip.show_time(now)
        strip.show_standing(stands)
        self._follower.count_down(stands.seconds_left, page is not None)
        if page is not None:
            page.tick()

    def clock_set(self) -> str:
        """Return, once, a sentence if this computer's clock was set, for fixed times are measured by it."""
        clock = self._desk.clock
        return clock_was_set(round(clock.was_set() / 60), clock.steady)

    def offer_days(self) -> None:
        """Offer to move the days of a plan that is not of today and has not begun."""
        today = self._desk.clock.now().date()
        if words := other_day(self._desk, today):
            move = partial(move_to, self._desk, today)
            self._frame().banner.say(words, [(say("Let it begin today"), "calendar-blank", move)])
