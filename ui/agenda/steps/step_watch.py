"""Watches the steps that run, whatever page is in front: a chime and another slide at each step's end."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from sqlalchemy.orm import Session

from ui.agenda.steps.chime import Chime
from ui.kit.desk import Desk
from upstream_workshop.agenda import queries
from upstream_workshop.agenda.running.day_clock import put_steps_right
from upstream_workshop.agenda.steps.queries import step_timers
from upstream_workshop.agenda.steps.rules import StepTimerRow, step_now


class StepWatch(QObject):
    """Looks every second. `stepped` when another step is on, because time went by."""

    stepped = Signal()

    def __init__(self, desk: Desk, chime: Chime, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._chime = chime
        self._seen: dict[StepTimerRow, tuple[int, bool]] = {}
        desk.ticked.connect(self._look)
        self._look()

    def _look(self) -> None:
        now = self._desk.clock.now()
        seen: dict[StepTimerRow, tuple[int, bool]] = {}
        for timer in self._desk.ask(under_way):
            step = step_now(put_steps_right(timer, self._desk.clock), now)
            seen[timer] = step.number, step.over
        passed = [each for each, step in seen.items() if self._seen.get(each, step) != step]
        if seen and not self._seen:
            self._chime.prepare()
        self._seen = seen
        if passed:
            if not self._desk.chime_muted:
                self._chime.ring()
            self.stepped.emit()


def under_way(session: Session) -> tuple[StepTimerRow, ...]:
    """The steps of blocks that run."""
    timers = step_timers(session)
    if not timers:
        return ()
    running = {block.id for block in queries.agenda(session) if block.running}
    return tuple(timer for timer in timers if timer.block_id in running)
