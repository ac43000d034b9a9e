"""Whether a block can be locked to a time where it stands in its day, and which times near it would work."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from resources.words import say
from upstream_workshop.agenda.lateness.catch_ups import droppable, spare
from upstream_workshop.agenda.rules import BlockRow, clock_time, lock_after

_STEP = 5  # minutes, between times that somebody would choose
_LAST = 2 * 24 * 60 - 1  # the end of the night after a day


@dataclass(frozen=True, slots=True)
class Misfit:
    """A lock that cannot be kept: what it collides with, and the nearest minutes that would work."""

    title: str
    at: int  # when that block could be over, or has to begin
    before: bool  # whether it comes before
    nearest: tuple[int, ...]  # at most two, in order


def misfit(row: Sequence[BlockRow], block_id: int) -> Misfit | None:
    """Why the lock of a block cannot be kept among the blocks of its day and track; None if it can.

    row: as cascaded, in order. What may shrink counts with its minimum, what is optional not at all.
    """
    place = next(n for n, block in enumerate(row) if block.id == block_id)
    block = row[place]
    if block.locked_at is None:
        return None
    earliest, latest = _earliest(row[:place]), _latest(row, place)
    at = block.starts if place == 0 else lock_after(block.locked_at, earliest)
    if at < earliest:
        before = row[place - 1]
        works = range(earliest, _LAST + 1 if latest is None else latest + 1)
        return Misfit(before.title, earliest, True, _near(works, earliest, before.ends, _STEP))
    if latest is not None and at > latest:
        after = _next_lock(row, place)
        assert after is not None
        between = row[place + 1 : row.index(after)]
        whole = after.starts - sum(each.lasts for each in (block, *between))
        works = range(earliest, latest + 1)
        return Misfit(after.title, after.starts, False, _near(works, latest, whole, -_STEP))
    return None


def refusal(found: Misfit, title: str, locked_at: int) -> str:
    """Why a block cannot be fixed at a minute, with the times that would work."""
    values = {
        "title": title,
        "time": clock_time(locked_at),
        "other": found.title,
        "at": clock_time(found.at),
    }
    near = [clock_time(minute) for minute in found.nearest]
    if len(near) == 2:
        values = {**values, "first": near[0], "second": near[1]}
        if found.before:
            return say(
                "“{title}” cannot be fixed at {time}: “{other}” comes before it and needs until {at}. "
                "The nearest that work are {first} and {second}.",
                **values,
            )
        return say(
            "“{title}” cannot be fixed at {time}: “{other}” comes after it, at {at}. "
            "The nearest that work are {first} and {second}.",
            **values,
        )
    if near:
        return say(
            "“{title}” cannot be fixed at {time} beside “{other}” at {at}: only {first} would work.",
            **values,
            first=near[0],
        )
    return say(
        "“{title}” cannot be fixed at {time}, nor to any other time here: “{other}” at {at} leaves no "
        "room for it.",
        **values,
    )


def _earliest(before: Sequence[BlockRow]) -> int:
    """The earliest minute at which these could be over: from the last lock on, as short as they may be."""
    minute = 0
    for block in before:
        minute = (minute if block.locked_at is None else block.starts) + _least(block)
    return minute


def _latest(row: Sequence[BlockRow], place: int) -> int | None:
    """The latest minute a block can begin for the next lock to be kept; None if there is no next one."""
    after = _next_lock(row, place)
    if after is None:
        return None
    between = row[place : row.index(after)]
    return after.starts - sum(_least(block) for block in between)


def _next_lock(row: Sequence[BlockRow], place: int) -> BlockRow | None:
    return next((block for block in row[place + 1 :] if block.locked_at is not None), None)


def _least(block: BlockRow) -> int:
    """The fewest minutes a block needs."""
    if droppable(block) or block.ended_at is not None:
        return 0
    return block.lasts - spare(replace(block, locked_at=None))


def _near(works: range, bound: int, planned: int, step: int) -> tuple[int, ...]:
    """The nearest minute that works, and beside it the one that asks nobody to shorten, or a round one."""
    further = [planned] if (planned - bound) * step > 0 else []
    further += [(bound // _STEP) * _STEP + step, bound + (1 if step > 0 else -1)]
    able = [each for each in (bound, *further) if each in works]
    return tuple(sorted(dict.fromkeys(able[:2])))
