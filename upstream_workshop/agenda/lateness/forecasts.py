"""How the day will go as things stand: when each block ends, which fixed times would be missed, by how much.

Locks hold. A track nobody has begun goes by the plan, except that its first block waits for the block of the
main room that is planned to end when it starts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeAlias

from upstream_workshop.agenda.clocks import clock, counted
from upstream_workshop.agenda.instants import in_minutes, seconds_after_midnight, seconds_between
from upstream_workshop.agenda.rules import BlockRow, following

Row: TypeAlias = tuple[BlockRow, ...]


@dataclass(frozen=True, slots=True)
class Deadline:
    """A fixed time that would be missed: by how many minutes, and which blocks lie before it.

    Its blocks may themselves be late because they wait for others: then `behind` are those, and `alone`
    says how late it would be if they were on time. One that only `waits` is the start of a track.
    """

    at: int  # minutes after midnight
    title: str  # of the locked block; blank: the planned end of the day
    late: int
    before: Row
    track: str = ""  # whose blocks would miss it
    block_id: int | None = None  # the locked block, or the last one of the day
    waits: bool = False
    behind: Row = ()
    alone: int = 0


@dataclass(frozen=True, slots=True)
class _Course:
    """One track from now on: the seconds after midnight at which it goes on, and what is to come in it."""

    track: str
    cursor: int
    ahead: Row
    current: BlockRow | None = None
    joined: bool = False  # its first block waits for one of the main room
    behind: Row = ()  # what lies before that one's end
    waited: int = 0  # seconds

    def stretches(self) -> Iterator[tuple[int, Row]]:
        """What lies between two locks: the seconds it goes on at and its blocks; the first may be empty."""
        cursor, part = self.cursor, list[BlockRow]()
        for number, block in enumerate(self.ahead):
            if block.locked_at is not None and (number or self.current):
                yield cursor, tuple(part)
                cursor, part = block.starts * 60, []
            part.append(block)
        yield cursor, tuple(part)


@dataclass(slots=True)
class _Day:
    """The day under way: its blocks, its courses by track, and when each block to come will end."""

    blocks: Row
    courses: dict[str, _Course] = field(default_factory=dict)
    ends: dict[int, int] = field(default_factory=dict)


def forecast(blocks: Sequence[BlockRow], now: datetime) -> dict[int, int]:
    """When each block under way or to come today should end, in every track, as things stand.

    Seconds after the day's midnight, by block id; nothing while nothing is counted.
    """
    return _foreseen(blocks, now).ends


def slip(blocks: Sequence[BlockRow], now: datetime) -> int:
    """Minutes behind the plan (negative: ahead) at which what runs will end; the latest of several."""
    day = _foreseen(blocks, now)
    current = [course.current for course in day.courses.values() if course.current is not None]
    late = [in_minutes(day.ends[block.id] - block.ends * 60) for block in current]
    return max(late, default=0)


def deadline(blocks: Sequence[BlockRow], now: datetime) -> Deadline | None:
    """The first fixed time of the running day, in any track, that would be missed."""
    return next(iter(deadlines(blocks, now)), None)


def deadlines(blocks: Sequence[BlockRow], now: datetime) -> tuple[Deadline, ...]:
    """Every fixed time of the running day that would be missed, in every track, the first one first."""
    day = _foreseen(blocks, now)
    due = [each for course in day.courses.values() for each in _times(day, course) if each.late > 0]
    return tuple(sorted(due, key=lambda each: (each.at, each.waits, each.track)))


def remaining(due: Deadline, takes: Mapping[int, int]) -> int:
    """Minutes by which one fixed time is still missed once these are taken."""
    own = sum(takes.get(block.id, 0) for block in due.before)
    awaited = sum(takes.get(block.id, 0) for block in due.behind)
    return max(due.late - own - awaited, (due.alone if due.behind else 0) - own, 0)


def next_locked(blocks: Iterable[BlockRow], block: BlockRow) -> BlockRow | None:
    """The next block of the day, in any track, that starts at a fixed time."""
    later = [
        other
        for other in blocks
        if other.day == block.day
        and other.started_at is None
        and other.locked_at is not None
        and other.starts > block.starts
    ]
    return min(later, key=lambda other: (other.starts, other.track != block.track), default=None)


def _foreseen(blocks: Sequence[BlockRow], now: datetime) -> _Day:
    """The running day as it will go; without courses while nothing is counted."""
    current = counted(blocks, now)
    if not current:
        return _Day(())
    day = _Day(tuple(block for block in blocks if block.day == current[0].day))
    for track in sorted({block.track for block in day.blocks}):
        course = _course(day, track, now, current)
        if course is None:
            continue
        day.courses[track] = course
        if course.current is not None:
            day.ends[course.current.id] = course.cursor
        for cursor, part in course.stretches():
            for block in part:
                cursor += block.lasts * 60
                day.ends[block.id] = cursor
    return day


def _course(day: _Day, track: str, now: datetime, counted: Row) -> _Course | None:
    """How a track goes on; None if nothing is to come, or what runs in it tells nothing."""
    row = tuple(block for block in day.blocks if block.track == track)
    current = next((block for block in row if block.running), None)
    if current is not None:
        told = current in counted
        return (
            _Course(track, _end(current, now), following(row, current), current) if told else None
        )
    done = [block.position for block in row if block.started_at is not None]
    ahead = tuple(block for block in row if block.position > max(done, default=-1))
    if not ahead:
        return None
    planned = ahead[0].starts * 60
    main = None if done or not track else day.courses.get("")
    if main is None or (joint := _joint(day, main, ahead[0].starts)) is None:
        return _Course(track, planned, ahead)
    behind, ends = joint
    cursor = max(planned, ends)
    return _Course(track, cursor, ahead, None, True, behind, cursor - planned)


def _end(current: BlockRow, now: datetime) -> int:
    """When the running block will end: as long after its beginning as it has run and is still to run."""
    assert current.started_at is not None
    begun = seconds_after_midnight(current.started_at, current.starts, current.on)
    ran = max(seconds_between(current.started_at, now), 0)
    return begun + ran + max(clock(current, now).left, 0)


def _joint(day: _Day, main: _Course, minute: int) -> tuple[Row, int] | None:
    """The block of the main room planned to end at a minute: what lies before its end, and when that is."""
    found: tuple[Row, int] | None = None
    if main.current is not None and main.current.ends == minute:
        found = (), day.ends[main.current.id]
    for _, part in main.stretches():
        for number, block in enumerate(part, 1):
            if block.ends == minute:
                found = part[:number], day.ends[block.id]
    return found


def _times(day: _Day, course: _Course) -> Iterator[Deadline]:
    """The times a track has to keep: its own locks, those of others while it lasts, and its end."""
    parts = list(course.stretches())
    for number, (cursor, part) in enumerate(parts):
        current = None if number else course.current
        last = part[-1] if part else current
        opening = current or part[0]
        assert last is not None
        lock = parts[number + 1][1][0] if number + 1 < len(parts) else _common(day, course, last)
        end = lock.starts if lock else last.ends
        waited = 0 if number else course.waited
        behind = () if number else course.behind
        for block in _elsewhere(day, course.track):
            if opening.ends <= block.starts < end:
                before = tuple(each for each in part if each.ends <= block.starts)
                yield _deadline(course, block, block.starts, cursor, before, waited, behind, day)
        yield _deadline(course, lock, end, cursor, part, waited, behind, day, last)


def _deadline(
    course: _Course,
    lock: BlockRow | None,
    at: int,
    cursor: int,
    before: Row,
    waited: int,
    behind: Row,
    day: _Day,
    last: BlockRow | None = None,
) -> Deadline:
    ends = cursor + sum(block.lasts for block in before) * 60
    other = day.courses.get(lock.track) if lock and lock.track != course.track else None
    block = lock or last
    assert block is not None
    return Deadline(
        at=at,
        title=lock.title if lock else "",
        late=in_minutes(ends - at * 60),
        before=before,
        track=course.track,
        block_id=block.id,
        waits=other is not None and other.joined and other.ahead[0] is lock,
        behind=behind if waited else (),
        alone=max(in_minutes(ends - waited - at * 60), 0),
    )


def _elsewhere(day: _Day, track: str) -> list[BlockRow]:
    """Locked blocks to come in other tracks that people of this one go to: from or to the main room."""
    locked = (b for b in day.blocks if b.locked_at is not None and b.started_at is None)
    found = (b for b in locked if b.track != track and not (b.track and track))
    return sorted(found, key=lambda block: block.starts)


def _common(day: _Day, course: _Course, last: BlockRow) -> BlockRow | None:
    """The locked block of the main room that a track has to make room for when it is over."""
    if not course.track:
        return None
    later = (block for block in _elsewhere(day, course.track) if block.starts >= last.ends)
    return next(later, None)
