"""The plan of a day, as pure functions of blocks: times cascading, seams at locks, planned against actual.

Plans count in minutes after the midnight of their day: what lasts into the night goes on past 1440.
`minutes` is the plan; `added` is what was given or taken since, so the plan stays readable beside what
happened.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby, pairwise

from upstream_workshop.agenda.instants import in_minutes, seconds_after_midnight, seconds_between
from upstream_workshop.agenda.kinds import Attribution, Category

OPENING = 9 * 60  # when a day starts whose first block says nothing
_DAY = 24 * 60
_NIGHT_ENDS = 5 * 60  # a lock before it, after an evening, is of the night that follows


@dataclass(frozen=True)
class BlockRow:
    """One agenda item; `starts` and `ends` are its place in the plan, minutes after midnight."""

    id: int
    day: int
    track: str
    position: int
    minutes: int
    title: str
    locked_at: int | None = None
    minimum: int | None = None
    optional: bool = False
    buffer: bool = False
    protected: bool = False
    purpose: str = ""
    lead: str = ""
    materials: str = ""
    category: Category = Category.NONE
    room: str = ""
    notes: str = ""
    attribution: Attribution = Attribution.NOT_SAID
    place: str = ""
    carried: str = ""
    added: int = 0
    started_at: datetime | None = None
    ended_at: datetime | None = None
    paused_at: datetime | None = None
    paused_seconds: int = 0
    starts: int = 0
    ends: int = 0
    on: date | None = None  # the date of its day, if the event has one

    @property
    def lasts(self) -> int:
        """Minutes it is meant to take now; 0 once it was dropped."""
        return max(self.minutes + self.added, 0)

    @property
    def running(self) -> bool:
        """Whether it has started and not ended."""
        return self.started_at is not None and self.ended_at is None

    @property
    def marker(self) -> bool:
        """Whether it is a moment without length, which is announced and passed."""
        return self.minutes == 0 and not self.lasts

    @property
    def dropped(self) -> bool:
        """Whether all its minutes were taken."""
        return self.minutes > 0 and not self.lasts

    def placed(self, starts: int, ends: int, on: date | None) -> BlockRow:
        """The block at a place in the plan; `replace` would hand over each of its many fields."""
        there = object.__new__(BlockRow)
        vars(there).update(vars(self), starts=starts, ends=ends, on=on)
        return there


@dataclass(frozen=True, slots=True)
class Seam:
    """Where the plan meets a lock: minutes of gap before it, or (negative) of overlap."""

    block_id: int
    minutes: int


@dataclass(frozen=True, slots=True)
class Actual:
    """One block afterwards: minutes after midnight and minutes long, planned and real."""

    id: int
    day: int
    title: str
    starts: int
    minutes: int
    started: int
    lasted: int
    drift: int  # minutes its end was late (+) or early (-)
    track: str = ""


def cascade(blocks: Iterable[BlockRow], first: date | None = None) -> tuple[BlockRow, ...]:
    """The blocks in order, each starting when the one before it in its day and track ends, or at its lock.

    first: the date of the first day, from which each block has its own; without it they keep theirs.
    """
    placed: list[BlockRow] = []
    ordered = sorted(blocks, key=lambda block: (block.day, block.track, block.position))
    for number, day in groupby(ordered, key=lambda block: block.day):
        on = first + timedelta(days=number - 1) if first else None
        opens = None
        for _, row in groupby(day, key=lambda block: block.track):
            cursor = opens
            for block in row:
                starts = _start(block, cursor)
                opens = starts if opens is None else opens
                cursor = starts + block.minutes
                placed.append(block.placed(starts, cursor, on or block.on))
    return tuple(placed)


def lock_after(locked_at: int, minute: int) -> int:
    """The minute of the day that a lock means: after midnight, where it follows an evening."""
    return (
        locked_at + _DAY
        if locked_at < _NIGHT_ENDS and minute - locked_at > _DAY // 2
        else locked_at
    )


def seams(blocks: Sequence[BlockRow]) -> tuple[Seam, ...]:
    """Every lock the plan does not meet to the minute; blocks come cascaded."""
    return tuple(
        Seam(after.id, after.starts - before.ends)
        for before, after in pairwise(blocks)
        if (before.day, before.track) == (after.day, after.track) and after.starts != before.ends
    )


def following(blocks: Iterable[BlockRow], block: BlockRow) -> tuple[BlockRow, ...]:
    """What is still to come after a block in its own day and track."""
    return tuple(
        other
        for other in blocks
        if (other.day, other.track) == (block.day, block.track)
        and other.position > block.position
        and other.started_at is None
    )


def actuals(blocks: Iterable[BlockRow]) -> tuple[Actual, ...]:
    """Planned against actual, for every block that has ended."""
    return tuple(_actual(block) for block in blocks if block.ended_at is not None)


def ended(blocks: Iterable[BlockRow]) -> tuple[Actual, ...]:
    """The same in the order in which they began."""
    return tuple(sorted(actuals(blocks), key=lambda row: (row.day, row.started, row.track)))


def clock_time(minutes: int) -> str:
    """Minutes after midnight as people write them: 09:05."""
    return f"{minutes // 60 % 24:02}:{minutes % 60:02}"


def _start(block: BlockRow, cursor: int | None) -> int:
    """When a block starts after this minute of the day, or as the first of its day."""
    if block.locked_at is None:
        return OPENING if cursor is None else cursor
    return block.locked_at if cursor is None else lock_after(block.locked_at, cursor)


def _actual(block: BlockRow) -> Actual:
    assert block.started_at is not None
    assert block.ended_at is not None
    lasted = max(seconds_between(block.started_at, block.ended_at), 0)
    begun = seconds_after_midnight(block.started_at, block.starts, block.on)
    return Actual(
        id=block.id,
        day=block.day,
        title=block.title,
        starts=block.starts,
        minutes=block.minutes,
        started=begun // 60,
        lasted=in_minutes(lasted),
        drift=in_minutes(begun + lasted - block.ends * 60),
        track=block.track,
    )
