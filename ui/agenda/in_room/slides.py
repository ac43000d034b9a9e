"""What the room sees of the agenda: welcome, the day, the block under way, an instruction, a step.

Nothing of the plan's inside: no notes, no lateness, nobody's name but what a title says.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

from resources.dates import weekday_and_day
from resources.words import say
from ui.room_screen.slide_types import Slide
from upstream_workshop.agenda import clocks, rules
from upstream_workshop.agenda.instants import seconds_later
from upstream_workshop.agenda.queries import ResidentialRow
from upstream_workshop.agenda.rules import BlockRow
from upstream_workshop.agenda.steps.rules import StepTimerRow, step_now

_LINES: Final = 16  # of a day that can be read at once


def slide(block: BlockRow | None, blocks: Sequence[BlockRow]) -> Slide | None:
    """A block with its minutes while it runs, a break with the time to be back; None without one."""
    if block is None:
        return None
    ahead = to_come(blocks, block)
    footer = say("Next: {title}", title=ahead[0].title) if ahead else ""
    back = _back_at(block) if _is_break(block) and block.running else ""
    numbers = ((say("Please be back"), back),) if back else ()
    return Slide(block.title, block.purpose, footer, numbers=numbers, timer=block.running)


def welcome(event: ResidentialRow, blocks: Sequence[BlockRow], day: int) -> Slide:
    """The event, its day and place, and what begins next in the main room."""
    row = (b for b in blocks if b.day == day and not b.track and not b.dropped)
    coming = next((b for b in row if b.started_at is None), None)
    facts = [event.place] if event.place else []
    if event.starts is not None:
        facts.insert(0, weekday_and_day(event.starts + timedelta(days=day - 1)))
    return Slide(event.title or say("Welcome"), " · ".join(facts), _beginning(coming))


def day_slide(event: ResidentialRow, blocks: Sequence[BlockRow], day: int) -> Slide | None:
    """What the day brings in the main room, from what runs now on where it is long; None without a plan."""
    row = [b for b in blocks if b.day == day and not b.track and not b.dropped]
    if not row:
        return None
    begun = [number for number, block in enumerate(row) if block.started_at is not None]
    at = min(max(begun, default=0), max(len(row) - _LINES, 0))
    shown = row[at : at + _LINES]
    lines = tuple(f"{rules.clock_time(block.starts)}\t{block.title}" for block in shown)
    more = len(row) - at - len(shown)
    footer = say("and {n} more, until {time}", n=more, time=rules.clock_time(row[-1].ends))
    days = max(block.day for block in blocks)
    title = say("Day {day} of {days}", day=day, days=days) if days > 1 else say("Today")
    return Slide(title, event.title, footer if more > 0 else "", lines=lines)


def instruction(block: BlockRow | None, footer: str = "") -> Slide | None:
    """What the room is to do, large: the block's purpose; None where it says none."""
    if block is None or not block.purpose.strip():
        return None
    return Slide(block.purpose.strip(), block.title, footer, timer=block.running)


def step_slide(timer: StepTimerRow, block: BlockRow, now: datetime) -> Slide | None:
    """The step that is on, with its countdown; None once all are done."""
    step = step_now(timer, now)
    if step.over:
        return None
    where = say("Step {n} of {all}", n=step.number + 1, all=len(timer.steps))
    lead = say("{name} · {where}", name=timer.name or block.title, where=where)
    footer = say("Then: {step}", step=step.following) if step.following else ""
    return Slide(step.name, lead, footer, timer=True)


def to_come(blocks: Sequence[BlockRow], block: BlockRow | None) -> tuple[BlockRow, ...]:
    """What will still run after a block in its day and track: nothing that was dropped."""
    if block is None:
        return ()
    return tuple(each for each in rules.following(blocks, block) if not each.dropped)


def in_track_of(blocks: Sequence[BlockRow], block_id: object) -> BlockRow | None:
    """What runs now in the track of a block, or is the next to run there; in the main room if it is gone."""
    track = next((block.track for block in blocks if block.id == block_id), "")
    same = [block for block in blocks if block.track == track]
    last = max((b.started_at for b in same if b.started_at is not None), default=None)
    day = next((b.day for b in same if last is not None and b.started_at == last), 1)
    to_come = (b for b in same if b.started_at is None and b.day >= day and not b.dropped)
    return clocks.running(same) or next(to_come, None)


def _is_break(block: BlockRow) -> bool:
    """Whether people leave the room: a buffer, or a meal, which is protected at a fixed time."""
    return block.buffer or (block.protected and block.locked_at is not None)


def _back_at(block: BlockRow) -> str:
    """When a running break is over by the minutes it has, on the minute after."""
    assert block.started_at is not None
    seconds = block.lasts * 60 + block.paused_seconds + 59
    return f"{seconds_later(block.started_at, seconds):%H:%M}"


def _beginning(block: BlockRow | None) -> str:
    """When a block begins, in words."""
    if block is None:
        return ""
    return say("{time}: {title}", time=rules.clock_time(block.starts), title=block.title)
