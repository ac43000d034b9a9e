"""A one-day plan in its second block, and an example call for every agenda service."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy.orm import Session

from tests.core.furnished import Arguments, Fields, Service
from upstream_workshop.agenda import queries, services
from upstream_workshop.agenda.importing import services as importing
from upstream_workshop.agenda.kinds import ConcessionKind
from upstream_workshop.agenda.lateness import catch_ups
from upstream_workshop.agenda.lateness.concessions import Concession
from upstream_workshop.agenda.model import StepTimer, TimerStep
from upstream_workshop.agenda.rules import BlockRow
from upstream_workshop.agenda.running import services as running_day
from upstream_workshop.agenda.steps import queries as step_queries
from upstream_workshop.agenda.steps import services as steps
from upstream_workshop.agenda.steps.rules import TimedStep
from upstream_workshop.agenda.templates import load_template
from upstream_workshop.readers.agendas.plans import PlanEntry, PlanReading

START = datetime(2026, 12, 2, 9, 0)


def furnish(session: Session) -> None:
    """Found the event and lay out a plan; nothing has started, though steps are laid ready for a block."""
    services.found_residential(session, "Upstream residential", date(2026, 12, 2), "Llandudno")
    services.lay_out(session, load_template("one-day"))
    timer = StepTimer(block_id=upcoming(session).id, name="Mewn parau", gone=30)
    session.add(timer)
    session.flush()
    session.add(TimerStep(timer_id=timer.id, position=0, name="Mewn parau", seconds=120))


def upcoming(session: Session) -> BlockRow:
    """A block that has not started."""
    return next(block for block in queries.agenda(session) if block.started_at is None)


def under_way(session: Session) -> BlockRow:
    """The running block, started if none is."""
    if queries.current(session) is None:
        running_day.start(session, upcoming(session).id, START)
    found = queries.current(session)
    assert found is not None
    return found


def paused(session: Session) -> BlockRow:
    """The running block, its clock stopped."""
    block = under_way(session)
    if block.paused_at is None:
        running_day.pause(session, block.id, START + timedelta(minutes=5))
    return block


def _running_then(*arguments: Any) -> Arguments:
    def answer(session: Session) -> tuple[Any, ...]:
        under_way(session)
        return arguments

    return answer


def _in_the_second_block(session: Session) -> tuple[Any, ...]:
    under_way(session)
    running_day.next_block(session, START + timedelta(minutes=30))
    return ()


def _another_template(session: Session) -> tuple[Any, ...]:
    days = {block.day for block in queries.agenda(session)}
    return (load_template("one-day" if len(days) > 1 else "two-day"),)


def _unpaused(session: Session) -> tuple[Any, ...]:
    block = under_way(session)
    if block.paused_at is not None:
        running_day.resume(session, block.id, block.paused_at)
    return block.id, START + timedelta(minutes=4)


def _takes(session: Session) -> tuple[Any, ...]:
    spares = [(b.id, 1) for b in queries.agenda(session) if catch_ups.spare(b)]
    return (spares[:2],)


def _a_new_day(session: Session) -> tuple[Any, ...]:
    day = max((block.day for block in queries.agenda(session)), default=0) % 31 + 1
    return (PlanReading((PlanEntry(2, day, f"Bonfire {day}", 30, 22 * 60, notes="Sŵn"),)),)


STEPS = (TimedStep("Meddwl yn dawel", 60), TimedStep("In pairs", 120))


def steps_under_way(session: Session) -> int:
    """The id of steps that run in the running block."""
    block = under_way(session).id
    for timer in step_queries.step_timers(session):
        if timer.block_id == block and timer.since is not None:
            return timer.id
    return steps.start_steps(session, block, "1-2-4-All", STEPS, START)


def _paused_steps(session: Session) -> tuple[Any, ...]:
    timer = steps_under_way(session)
    steps.pause_steps(session, timer, 70)
    return timer, START + timedelta(minutes=4)


EXAMPLES: dict[Service, Arguments] = {
    importing.import_agenda: _a_new_day,
    services.found_residential: lambda _: ("Second residential", date(2027, 3, 1), "Ynys Môn"),
    services.amend_residential: lambda _: (Fields(place="Tŷ Newydd"),),
    services.lay_out: _another_template,
    services.add_block: lambda session: (1, "Sŵn y môr", 10, "", upcoming(session).id),
    services.amend_block: lambda session: (upcoming(session).id, Fields(notes="Sŵn", minutes=50)),
    services.write_blocks: lambda session: (
        [(upcoming(session).id, {"lead": "Siân"}), (None, {"title": "Sŵn", "minutes": 5})],
        upcoming(session).day,
    ),
    services.insert_blocks: lambda session: (
        load_template("one-day").blocks[3:5],
        upcoming(session).day,
        "",
        upcoming(session).id,
    ),
    services.remove_blocks: lambda session: ([upcoming(session).id],),
    services.move_blocks: lambda session: ([upcoming(session).id], upcoming(session).day),
    running_day.start: lambda session: (upcoming(session).id, START),
    running_day.next_block: _running_then(START + timedelta(minutes=32)),
    running_day.finish: _running_then(START + timedelta(minutes=31)),
    running_day.back: _in_the_second_block,
    running_day.give_minutes: lambda session: (upcoming(session).id, 5),
    running_day.pause: _unpaused,
    running_day.resume: lambda session: (paused(session).id, START + timedelta(minutes=9)),
    running_day.put_clock_right: lambda session: (under_way(session).id, 3600),
    steps.start_steps: lambda session: (under_way(session).id, "1-2-4-All", STEPS, START),
    steps.go_to_step: lambda session: (steps_under_way(session), 60, START + timedelta(minutes=1)),
    steps.pause_steps: lambda session: (steps_under_way(session), 30),
    steps.resume_steps: _paused_steps,
    steps.end_steps: lambda session: (steps_under_way(session),),
    running_day.absorb: _takes,
    running_day.concede: lambda session: (
        Concession(ConcessionKind.SHORTEN, upcoming(session).id, 1),
    ),
}
