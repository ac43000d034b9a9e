"""What runs now, one block in each track at most, and its clock."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from upstream_workshop.agenda.instants import seconds_between
from upstream_workshop.agenda.rules import BlockRow

_HALF_A_DAY: Final = 12 * 3600  # seconds; what began so long ago was left running on another day
_SET_RIGHT: Final = 60  # seconds a clock may be put back by those that keep it right


@dataclass(frozen=True, slots=True)
class Clock:
    """A running block at one moment: seconds gone, and left (negative: over).

    Not `reliable`: it was left running on another day, or the clock was `set_back` to before it began, and
    the count says nothing of now. Never less than nothing is gone, nor more left than the block has.
    """

    elapsed: int
    left: int
    paused: bool
    reliable: bool = True
    set_back: bool = False


def under_way(blocks: Iterable[BlockRow]) -> tuple[BlockRow, ...]:
    """The blocks that run: that of the main room first, of two in one track that of the later day."""
    found = (block for block in blocks if block.running)
    return tuple(sorted(found, key=lambda block: (block.track, -block.day)))


def running(blocks: Iterable[BlockRow]) -> BlockRow | None:
    """The block under way: in the main room, or else in the first track where one is."""
    return next(iter(under_way(blocks)), None)


def counted(blocks: Iterable[BlockRow], now: datetime) -> tuple[BlockRow, ...]:
    """The blocks under way today: nothing can be foreseen from one that was left running on another day."""
    found = [block for block in under_way(blocks) if clock(block, now).reliable]
    return tuple(block for block in found if block.day == found[0].day)


def day_of(
    blocks: Iterable[BlockRow], starts: date | None, now: datetime, days: Collection[int]
) -> int:
    """The day of a residential that somebody means who names none: one of `days`, of which 1 is the first.

    That of the date, where it is one of them; else, as when it is rehearsed, that of what is under way; else
    the first that was not run to its end, and after all of them the last of the plan.
    """
    known = sorted(blocks, key=lambda block: block.day)
    meant = (
        *([(now.date() - starts).days + 1] if starts is not None else ()),
        *(block.day for block in counted(known, now)),
        *(block.day for block in known if block.started_at is None),
        *(block.day for block in known[-1:]),
    )
    return next((day for day in meant if day in days), min(days))


def clock(block: BlockRow, now: datetime) -> Clock:
    """Elapsed and left of a started block; pauses stop it, given minutes lengthen it."""
    assert block.started_at is not None
    until = block.ended_at or block.paused_at or now
    gone = seconds_between(block.started_at, until) - max(block.paused_seconds, 0)
    elapsed = max(gone, 0)
    ago = seconds_between(block.started_at, now)
    set_back = min(gone, ago) < -_SET_RIGHT
    return Clock(
        elapsed,
        block.lasts * 60 - elapsed,
        block.paused_at is not None,
        not set_back and ago < _HALF_A_DAY + block.lasts * 60,
        set_back,
    )


def seconds_left(block: BlockRow, now: datetime) -> int | None:
    """What is left of a block that runs (negative: over); None if it does not, or the count says nothing."""
    seen = clock(block, now) if block.running else None
    return seen.left if seen is not None and seen.reliable else None
