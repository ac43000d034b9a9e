"""What is done to the steps of a block: one undoable step each, at the moment the clock says."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from resources.words import say
from ui.kit.desk import Desk
from upstream_workshop.agenda.rules import BlockRow
from upstream_workshop.agenda.running.day_clock import DayClock, put_steps_right
from upstream_workshop.agenda.steps import rules, services
from upstream_workshop.agenda.steps.rules import StepTimerRow

if TYPE_CHECKING:
    from ui.agenda.steps.step_form import Asked


class StepActions(QObject):
    """Begin steps, pause them, go to the next or back, end them."""

    def __init__(self, desk: Desk, clock: DayClock, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._clock = clock

    def start(self, block: BlockRow, asked: Asked) -> None:
        """Begin steps in a running block."""
        label = say("Start steps")
        at = self._clock.note()
        args = block.id, asked.name, asked.steps, at
        self._desk.do_about(label, asked.name or block.title, services.start_steps, *args)

    def skip(self, timer: StepTimerRow) -> None:
        """Leave out what is left of the step that is on."""
        self._go(say("Next step"), timer, rules.after_skip)

    def back(self, timer: StepTimerRow) -> None:
        """Begin the step that is on again, or the one before."""
        self._go(say("Step back"), timer, rules.after_back)

    def pause(self, timer: StepTimerRow) -> None:
        """Stop the steps, or let them go on."""
        at = self._clock.note()
        if timer.since is None:
            self._desk.do(say("Let the steps go on"), services.resume_steps, timer.id, at)
        else:
            gone = rules.gone(put_steps_right(timer, self._clock), at)
            self._desk.do(say("Pause the steps"), services.pause_steps, timer.id, gone)

    def end(self, timer: StepTimerRow) -> None:
        """Take the steps off the clock."""
        self._desk.do_about(say("End the steps"), timer.name, services.end_steps, timer.id)

    def _go(self, label: str, timer: StepTimerRow, to: Callable[..., int]) -> None:
        at = self._clock.note()
        gone = to(put_steps_right(timer, self._clock), at)
        self._desk.do_about(label, timer.name, services.go_to_step, timer.id, gone, at)
