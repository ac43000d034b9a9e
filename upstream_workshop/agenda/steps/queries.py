"""Questions about the steps that run."""

from __future__ import annotations

from itertools import groupby
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from upstream_workshop.agenda.model import StepTimer, TimerStep
from upstream_workshop.agenda.steps.rules import StepTimerRow as StepTimerRow
from upstream_workshop.agenda.steps.rules import TimedStep
from upstream_workshop.storage.query_cache import cached

READS: Final = frozenset({"step_timer", "timer_step"})


@cached("step_timer", "timer_step")
def step_timers(session: Session) -> tuple[StepTimerRow, ...]:
    """The steps under way, of one block each."""
    placed = select(TimerStep).order_by(TimerStep.timer_id, TimerStep.position, TimerStep.id)
    steps = {
        timer: tuple(TimedStep(row.name, row.seconds) for row in rows)
        for timer, rows in groupby(session.scalars(placed), key=lambda row: row.timer_id)
    }
    timers = session.scalars(select(StepTimer).order_by(StepTimer.id))
    return tuple(
        StepTimerRow(row.id, row.block_id, row.name, steps[row.id], row.gone, row.since)
        for row in timers
        if row.id in steps
    )
