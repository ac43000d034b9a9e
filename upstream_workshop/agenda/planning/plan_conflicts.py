"""What in a plan cannot be kept as it stands, block by block, in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from resources.words import count, say
from upstream_workshop.agenda import locks
from upstream_workshop.agenda.rules import BlockRow, clock_time

_MIDNIGHT = 24 * 60


@dataclass(frozen=True, slots=True)
class Conflict:
    """What is wrong with a block where it stands, or (not `wrong`) worth knowing: a gap before its lock."""

    block_id: int
    words: str
    wrong: bool = True


def conflicts(blocks: Sequence[BlockRow]) -> tuple[Conflict, ...]:
    """All that cannot be kept in a plan: locks, overlaps, minimums, places used twice, days without end.

    blocks: as cascaded, in order.
    """
    found = [
        conflict
        for _, row in groupby(blocks, key=lambda block: (block.day, block.track))
        for conflict in _in_row(tuple(row))
    ]
    return (*found, *_same_place(blocks))


def _in_row(row: Sequence[BlockRow]) -> Iterator[Conflict]:
    before = None
    for block in row:
        if block.started_at is None:
            yield from _at_lock(row, before, block)
        if block.minimum is not None and block.lasts and block.minimum > block.lasts:
            yield Conflict(
                block.id,
                count(
                    block.minimum,
                    "can shrink to {n} minute only, and lasts {lasts}",
                    "can shrink to {n} minutes only, and lasts {lasts}",
                    lasts=block.lasts,
                ),
            )
        before = block
    if row[-1].ends > _MIDNIGHT:
        until = clock_time(row[-1].ends)
        yield Conflict(row[-1].id, say("the day goes on past midnight, until {time}", time=until))


def _at_lock(
    row: Sequence[BlockRow], before: BlockRow | None, block: BlockRow
) -> Iterator[Conflict]:
    """Yield what is wrong where a locked block follows another."""
    if before is None or block.starts == before.ends:
        return
    apart = block.starts - before.ends
    if apart > 0:
        words = count(apart, "{n} minute free before it", "{n} minutes free before it")
        yield Conflict(block.id, words, wrong=False)
        return
    misfit = locks.misfit(row, block.id)
    if misfit is not None and misfit.before:
        words = say(
            "cannot begin at {time}: what comes before it needs until {at}",
            time=clock_time(block.starts),
            at=clock_time(misfit.at),
        )
    else:
        words = count(
            -apart,
            "begins {n} minute before “{title}” ends",
            "begins {n} minutes before “{title}” ends",
            title=before.title,
        )
    yield Conflict(block.id, words)


def _same_place(blocks: Sequence[BlockRow]) -> Iterator[Conflict]:
    """Yield blocks that begin where a block of another track still is."""
    placed = [block for block in blocks if block.place.strip() and block.lasts]
    placed.sort(key=lambda block: (block.day, block.place.casefold(), block.starts))
    for _, same in groupby(placed, key=lambda block: (block.day, block.place.strip().casefold())):
        last = None
        for block in same:
            if last is not None and last.track != block.track and block.starts < last.ends:
                words = say(
                    "“{title}” is in {place} until {time}",
                    title=last.title,
                    place=last.place,
                    time=clock_time(last.ends),
                )
                yield Conflict(block.id, words)
            if last is None or block.ends > last.ends:
                last = block
