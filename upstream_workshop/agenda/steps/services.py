"""What can be done to the steps of a block: begin them, stop, go on, go to another one, end them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete
from sqlalchemy.orm import Session

from resources.words import say
from upstream_workshop.agenda.model import StepTimer, TimerStep
from upstream_workshop.agenda.planning.sequence import the_block
from upstream_workshop.agenda.steps.rules import TimedStep
from upstream_workshop.errors import WorkshopError
from upstream_workshop.letters import one_line


def start_steps(
    session: Session, block_id: int, name: str, steps: Sequence[TimedStep], at: datetime
) -> int:
    """Begin steps in a running block, in the place of those that ran in it; return the timer's id.

    Raises WorkshopError: when the block is not running, or there is no step.
    """
    block = the_block(session, block_id)
    if block.started_at is None or block.ended_at is not None:
        raise WorkshopError(
            say("“{title}” is not running: start it before its steps.", title=block.title)
        )
    if not steps:
        raise WorkshopError(say("There is no step yet: write one to a line, such as “In pairs 2”."))
    session.execute(delete(StepTimer).where(StepTimer.block_id == block_id))
    timer = StepTimer(block_id=block_id, name=one_line(name), gone=0, since=at.replace(tzinfo=None))
    session.add(timer)
    session.flush()
    for position, step in enumerate(steps):
        session.add(
            TimerStep(timer_id=timer.id, position=position, name=step.name, seconds=step.seconds)
        )
    return timer.id


def go_to_step(session: Session, timer_id: int, gone: int, at: datetime) -> None:
    """Let so many seconds have gone by at a moment; steps that are paused stay so."""
    timer = _the_timer(session, timer_id)
    timer.gone = max(gone, 0)
    if timer.since is not None:
        timer.since = at.replace(tzinfo=None)


def pause_steps(session: Session, timer_id: int, gone: int) -> None:
    """Stop the steps where so many seconds have gone by."""
    timer = _the_timer(session, timer_id)
    timer.gone, timer.since = max(gone, 0), None


def resume_steps(session: Session, timer_id: int, at: datetime) -> None:
    """Let steps that are paused go on. Raises WorkshopError: when they run already."""
    timer = _the_timer(session, timer_id)
    if timer.since is not None:
        raise WorkshopError(say("The steps are running already."))
    timer.since = at.replace(tzinfo=None)


def end_steps(session: Session, timer_id: int) -> None:
    """Take the steps off the clock; the block goes on."""
    session.delete(_the_timer(session, timer_id))


def _the_timer(session: Session, timer_id: int) -> StepTimer:
    timer = session.get(StepTimer, timer_id)
    if timer is None:
        raise WorkshopError(say("These steps have ended: begin them again from the block."))
    return timer
