"""Time, as pure functions of blocks: the plan cascading, the clock running, the day slipping.

Plans count in minutes after midnight, clocks in seconds. `minutes` is the plan; `added` is what was
given or taken since, so the plan stays readable beside what happened.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import groupby, pairwise, takewhile

from upstream_workshop.agenda.kinds import Attribution, Category

OPENING = 9 * 60  # when a day starts whose first block says nothing
_HALF_A_DAY = 12 * 3600  # seconds; what began so long ago was left running on another day
_SET_RIGHT = 60  # seconds a clock may be put back by those that keep it right


@dataclass(frozen=True, slots=True)
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
    added: int = 0
    started_at: datetime | None = None
    ended_at: datetime | None = None
    paused_at: datetime | None = None
    paused_seconds: int = 0
    starts: int = 0
    ends: int = 0

    @property
    def lasts(self) -> int:
        """Minutes it is meant to take now; 0 once it was dropped."""
        return max(self.minutes + self.added, 0)

    @property
    def running(self) -> bool:
        """Whether it has started and not ended."""
        return self.started_at is not None and self.ended_at is None


@dataclass(frozen=True, slots=True)
class Seam:
    """Where the plan meets a lock: minutes of gap before it, or (negative) of overlap."""

    block_id: int
    minutes: int


@dataclass(frozen=True, slots=True)
class Clock:
    """A running block at one moment: seconds gone, and left (negative: over).

    Not `telling`: it was left running on another day, or the clock was `set_back` to before it began, and
    the count says nothing of now. Never less than nothing is gone, nor more left than the block has.
    """

    elapsed: int
    left: int
    paused: bool
    telling: bool = True
    set_back: bool = False


@dataclass(frozen=True, slots=True)
class Deadline:
    """A fixed time that would be missed: by how many minutes, and which blocks lie before it."""

    at: int  # minutes after midnight
    title: str  # of the locked block; blank: the planned end of the day
    late: int
    before: tuple[BlockRow, ...]


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


def cascade(blocks: Iterable[BlockRow]) -> tuple[BlockRow, ...]:
    """The blocks in order, each starting when the one before it in its day and track ends, or at its lock."""
    placed: list[BlockRow] = []
    ordered = sorted(blocks, key=lambda block: (block.day, block.track, block.position))
    for _, row in groupby(ordered, key=lambda block: (block.day, block.track)):
        cursor = OPENING
        for block in row:
            starts = cursor if block.locked_at is None else block.locked_at
            cursor = starts + block.minutes
            placed.append(replace(block, starts=starts, ends=cursor))
    return tuple(placed)


def seams(blocks: Sequence[BlockRow]) -> tuple[Seam, ...]:
    """Every lock the plan does not meet to the minute; blocks come cascaded."""
    return tuple(
        Seam(after.id, after.starts - before.ends)
        for before, after in pairwise(blocks)
        if (before.day, before.track) == (after.day, after.track) and after.starts != before.ends
    )


def running(blocks: Iterable[BlockRow]) -> BlockRow | None:
    """The block under way."""
    return next((block for block in blocks if block.running), None)


def counted(blocks: Iterable[BlockRow], now: datetime) -> BlockRow | None:
    """The block under way, unless it was left running on another day: then nothing can be foreseen."""
    current = running(blocks)
    return current if current is not None and clock(current, now).telling else None


def clock(block: BlockRow, now: datetime) -> Clock:
    """Elapsed and left of a started block; pauses stop it, given minutes lengthen it."""
    assert block.started_at is not None
    until = block.ended_at or block.paused_at or now
    counted = int((until - block.started_at).total_seconds()) - max(block.paused_seconds, 0)
    elapsed = max(counted, 0)
    ago = (now - block.started_at).total_seconds()
    set_back = min(counted, ago) < -_SET_RIGHT
    return Clock(
        elapsed,
        block.lasts * 60 - elapsed,
        block.paused_at is not None,
        not set_back and ago < _HALF_A_DAY + block.lasts * 60,
        set_back,
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


def forecast(blocks: Sequence[BlockRow], now: datetime) -> dict[int, int]:
    """When each block of the running day and track should end, as things stand; locks hold.

    Seconds after the running block's midnight, by block id; nothing while nothing is counted.
    """
    current = counted(blocks, now)
    if current is None:
        return {}
    cursor = _seconds(current, now) + max(clock(current, now).left, 0)
    ends = {current.id: cursor}
    for block in following(blocks, current):
        starts = cursor if block.locked_at is None else block.locked_at * 60
        cursor = starts + block.lasts * 60
        ends[block.id] = cursor
    return ends


def slip(blocks: Sequence[BlockRow], now: datetime) -> int:
    """Minutes behind the plan (negative: ahead) at which the running block will end."""
    current = counted(blocks, now)
    if current is None:
        return 0
    return _in_minutes(forecast(blocks, now)[current.id] - current.ends * 60)


def deadline(blocks: Sequence[BlockRow], now: datetime) -> Deadline | None:
    """The first fixed time of the running day, in any track, that would be missed."""
    current = counted(blocks, now)
    if current is None:
        return None
    ends = forecast(blocks, now)
    for at, title, before in _fixed_times(blocks, current):
        last = before[-1] if before else current
        late = _in_minutes(ends[last.id] - at * 60)
        if late > 0:
            return Deadline(at, title, late, before)
    return None


def next_locked(blocks: Iterable[BlockRow], block: BlockRow) -> BlockRow | None:
    """The next block of the day, in any track, that starts at a fixed time."""
    later = [
        other
        for other in blocks
        if other.day == block.day
        and other.started_at is None
        and other.locked_at is not None
        and other.locked_at > block.starts
    ]
    return min(later, key=lambda other: (other.starts, other.track != block.track), default=None)


def actuals(blocks: Iterable[BlockRow]) -> tuple[Actual, ...]:
    """Planned against actual, for every block that has ended."""
    return tuple(_actual(block) for block in blocks if block.ended_at is not None)


def clock_time(minutes: int) -> str:
    """Minutes after midnight as people write them: 09:05."""
    return f"{minutes // 60 % 24:02}:{minutes % 60:02}"


def _actual(block: BlockRow) -> Actual:
    assert block.started_at is not None
    assert block.ended_at is not None
    started = block.started_at.hour * 60 + block.started_at.minute
    lasted = _in_minutes(max(int((block.ended_at - block.started_at).total_seconds()), 0))
    drift = _in_minutes(_seconds(block, block.ended_at) - block.ends * 60)
    return Actual(
        block.id, block.day, block.title, block.starts, block.minutes, started, lasted, drift
    )


def _fixed_times(
    blocks: Iterable[BlockRow], current: BlockRow
) -> list[tuple[int, str, tuple[BlockRow, ...]]]:
    """The times to keep up to the next lock of the running track, each with the blocks before it."""
    ahead = following(blocks, current)
    stretch = tuple(takewhile(lambda block: block.locked_at is None, ahead))
    if len(ahead) > len(stretch):
        end, title = ahead[len(stretch)].starts, ahead[len(stretch)].title
    else:
        end, title = (current, *stretch)[-1].ends, ""
    elsewhere = [
        (block.starts, block.title, tuple(b for b in stretch if b.ends <= block.starts))
        for block in blocks
        if (block.day, block.started_at) == (current.day, None)
        and block.track != current.track
        and block.locked_at is not None
        and current.ends <= block.locked_at < end
    ]
    return [*sorted(elsewhere, key=lambda time: time[0]), (end, title, stretch)]


def _seconds(block: BlockRow, moment: datetime) -> int:
    """Seconds from the midnight before the block started to a moment."""
    assert block.started_at is not None
    midnight = block.started_at.replace(hour=0, minute=0, second=0, microsecond=0)
    return int((moment - midnight).total_seconds())


def _in_minutes(seconds: int) -> int:
    return (seconds + 30) // 60
