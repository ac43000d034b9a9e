"""The step clock of a round: begins its format's steps in the running block, and tells which one is on."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from resources.words import say
from ui.kit.desk import Desk
from ui.room_screen.slide_types import Slide
from ui.widgets import Field, ask_form
from ui.workgroups.small_groups.round_words import round_slide
from upstream_workshop.agenda.queries import agenda, current
from upstream_workshop.agenda.running.day_clock import put_steps_right
from upstream_workshop.agenda.steps import queries
from upstream_workshop.agenda.steps.formats import StepFormat, step_formats
from upstream_workshop.agenda.steps.queries import step_timers
from upstream_workshop.agenda.steps.rules import StepNow, step_now
from upstream_workshop.agenda.steps.services import start_steps
from upstream_workshop.people.queries import roster
from upstream_workshop.workgroups.small_groups.queries import (
    SmallGroupRoundRow,
    small_group_rounds,
)

READS: Final = frozenset({"block", *queries.READS})


class RoundSteps(QObject):
    """Begins the steps of a round on the same clock as the Run page.

    desk: runs the service and has the clock.
    window: the parent of the form.
    """

    def __init__(self, desk: Desk, window: QWidget) -> None:
        super().__init__(window)
        self._desk = desk
        self._window = window

    def start(self, row: SmallGroupRoundRow) -> bool:
        """Begin the steps of the round's format, asked for if its title is none; return whether it did."""
        block_id = self._block(row)
        if block_id is None:
            self._desk.refused.emit(
                say("No block runs now: start one on the Run page, then the steps of the round.")
            )
            return False
        chosen = self._format(row)
        if chosen is None:
            return False
        at = self._desk.clock.note()
        args = block_id, chosen.title, chosen.steps, at
        self._desk.do_about(say("Start steps"), chosen.title, start_steps, *args)
        return self._desk.kept

    def now(self, row: SmallGroupRoundRow) -> StepNow | None:
        """Return which step is on in the round's block; None while none runs or once all are over."""
        block_id = self._block(row)
        running = {block.id for block in self._desk.ask(agenda) if block.running}
        for timer in self._desk.ask(step_timers):
            if timer.block_id == block_id and block_id in running:
                right = put_steps_right(timer, self._desk.clock)
                step = step_now(right, self._desk.clock.now())
                return None if step.over else step
        return None

    def slide(self, round_id: object) -> Slide | None:
        """Return the slide about a round, with the step that is on; None if the round is not there."""
        row = self._round(round_id)
        return round_slide(row, self._desk.ask(roster), self.now(row) if row else None)

    def seconds_left(self, round_id: object) -> int | None:
        """Return the seconds left of the step that is on in a round; None while none is."""
        row = self._round(round_id)
        step = self.now(row) if row is not None else None
        return step.left if step is not None else None

    def _round(self, round_id: object) -> SmallGroupRoundRow | None:
        rows = self._desk.ask(small_group_rounds)
        return next((row for row in rows if row.id == round_id), None)

    def _block(self, row: SmallGroupRoundRow) -> int | None:
        """Return the round's block, or for one without a block that which runs now."""
        if row.block_id is not None:
            return row.block_id
        running = self._desk.ask(current)
        return running.id if running is not None else None

    def _format(self, row: SmallGroupRoundRow) -> StepFormat | None:
        formats = {each.title: each for each in step_formats()}
        if row.title in formats:
            return formats[row.title]
        choices = tuple((title, title) for title in formats)
        fields = (Field("title", say("Which steps"), "choice", choices),)
        answer = ask_form(self._window, say("Start steps"), fields)
        return formats[answer["title"]] if answer is not None else None
