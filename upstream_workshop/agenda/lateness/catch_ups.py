"""Up to three costed ways to catch up when the day is late, proposed, never imposed.

None touches a block that is locked, protected, past or running, and none goes below a minimum. The first one
loses as little as any could, at every fixed time of every track, by as few dropped blocks as that
takes. What it still loses only people can give: see `concessions`.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import combinations
from typing import Final

from upstream_workshop.agenda.kinds import CatchUpKind
from upstream_workshop.agenda.lateness.forecasts import Deadline, deadlines, remaining
from upstream_workshop.agenda.rules import BlockRow

OFFERED: Final = 3
_WEIGHED: Final = 10  # optional blocks of which every combination is tried, the nearest ones


@dataclass(frozen=True, slots=True)
class CatchUp:
    """One way to catch up: minutes taken from each block, what that wins, and what stays lost.

    Lost are the minutes by which fixed times are missed, by all tracks together; a track that only waits
    for the main room is not counted, unless that is all there is.
    """

    kind: CatchUpKind
    takes: tuple[tuple[int, int], ...]  # (block id, minutes taken)
    wins: int  # of the minutes needed
    short: int  # minutes still lost afterwards

    @property
    def costs(self) -> int:
        """Minutes taken from the plan in all."""
        return sum(minutes for _, minutes in self.takes)


@dataclass(frozen=True, slots=True)
class _Need:
    """Minutes that have to be taken from some of these blocks together."""

    minutes: int
    blocks: tuple[BlockRow, ...]


def catch_ups(blocks: Sequence[BlockRow], now: datetime) -> tuple[CatchUp, ...]:
    """The ways to catch up for the fixed times that would be missed, the best first."""
    return catch_ups_of(deadlines(blocks, now))


def catch_ups_of(due: Sequence[Deadline]) -> tuple[CatchUp, ...]:
    """The ways to catch up for these fixed times, the best first; those that suffice come before others."""
    hard = [each for each in due if not each.waits]
    best = [_best(due, due), _best(hard, due)]
    others = [_spend_buffer(due), _trim(due), _drop(due)]
    found: dict[tuple[tuple[int, int], ...], CatchUp] = {}
    for takes in [*best, *others]:
        if takes:
            found.setdefault(tuple(takes.items()), _catch_up(takes, due))
    ordered = sorted(found.values(), key=lambda catch_up: catch_up.short)
    return tuple(ordered[:OFFERED])


def spare(block: BlockRow) -> int:
    """Minutes a block can give without falling below its minimum; 0 if it may not be touched."""
    if _untouchable(block) or block.minimum is None:
        return 0
    return max(block.lasts - block.minimum, 0)


def droppable(block: BlockRow) -> bool:
    """Whether a block may go altogether."""
    return (
        block.optional and block.lasts > 0 and block.locked_at is None and not _untouchable(block)
    )


def lost(due: Sequence[Deadline], takes: Mapping[int, int]) -> int:
    """Minutes by which fixed times are still missed once these are taken, by all tracks together."""
    hard = [each for each in due if not each.waits]
    return sum(remaining(each, takes) for each in hard or due)


def _untouchable(block: BlockRow) -> bool:
    opens = (
        bool(block.track) and block.position == 0
    )  # its lock says when its track begins, no more
    locked = block.locked_at is not None and not opens
    return locked or block.protected or block.started_at is not None


def _gain(block: BlockRow) -> int:
    """The most a block can give."""
    return block.lasts if droppable(block) else spare(block)


def _best(wanted: Sequence[Deadline], due: Sequence[Deadline]) -> dict[int, int]:
    """The takes that lose least at every wanted time: fewest blocks dropped, then fewest minutes."""
    needs = _needs(wanted)
    if not needs:
        return {}
    optional = [block for block in _all(due) if droppable(block)][:_WEIGHED]
    for count in range(len(optional) + 1):
        dropped = combinations(optional, count)
        tried = (takes for each in dropped if (takes := _fill(needs, each)) is not None)
        if best := min(tried, key=lambda takes: sum(takes.values()), default=None):
            return best
    return _fill(needs, [block for block in _all(due) if droppable(block)]) or {}


def _needs(due: Sequence[Deadline]) -> list[_Need]:
    """What has to be won, and from where; never more than can be, the earliest first."""
    most = {block.id: _gain(block) for block in _all(due)}
    needs = []
    for each in due:
        left = remaining(each, most)
        if each.behind and each.alone > left:
            needs.append(_Need(each.alone - left, each.before))
        if each.late > left:
            needs.append(_Need(each.late - left, (*each.behind, *each.before)))
    return sorted(needs, key=lambda need: len(need.blocks))


def _fill(needs: Sequence[_Need], dropped: Collection[BlockRow]) -> dict[int, int] | None:
    """Drop these, then take what is still needed: from breaks, the nearest first, and in proportion.

    None if that does not suffice.
    """
    takes = {block.id: block.lasts for block in dropped}
    for need in needs:
        open_ = need.minutes - sum(takes.get(block.id, 0) for block in need.blocks)
        gone = {block.id for block in need.blocks if takes.get(block.id, 0) == block.lasts}
        giving = {b: spare(b) - takes.get(b.id, 0) for b in need.blocks if b.id not in gone}
        for take in (_nearest, _in_proportion):
            for block, minutes in take(open_, giving).items():
                takes[block] = takes.get(block, 0) + minutes
                open_ -= minutes
        if open_ > 0:
            return None
    return _given_back(takes, needs, {block.id for block in dropped})


def _given_back(
    takes: dict[int, int], needs: Sequence[_Need], dropped: Collection[int]
) -> dict[int, int]:
    """Without the minutes that turned out not to be needed, because another time needed more."""
    for block in reversed([each for each in takes if each not in dropped]):
        over = [
            sum(takes.get(each.id, 0) for each in need.blocks) - need.minutes
            for need in needs
            if any(each.id == block for each in need.blocks)
        ]
        takes[block] -= min([takes[block], *over])
    return {block: minutes for block, minutes in takes.items() if minutes}


def _nearest(need: int, giving: Mapping[BlockRow, int]) -> dict[int, int]:
    """Minutes of the breaks, the nearest first, so that the room is on time soonest."""
    takes = {}
    for block, spared in giving.items():
        given = min(spared, need) if block.buffer else 0
        if given > 0:
            takes[block.id] = given
            need -= given
    return takes


def _in_proportion(need: int, giving: Mapping[BlockRow, int]) -> dict[int, int]:
    """Minutes of every flexible block in proportion to what it can spare, to whole minutes."""
    spares = {b.id: spared for b, spared in giving.items() if not b.buffer and spared > 0}
    total = sum(spares.values())
    need = max(min(need, total), 0)
    takes = {block: need * room // total for block, room in spares.items()}
    by_remainder = sorted(spares, key=lambda block: -(need * spares[block] % total))
    for block in by_remainder[: need - sum(takes.values())]:
        takes[block] += 1
    return {block: given for block, given in takes.items() if given}


def _spend_buffer(due: Sequence[Deadline]) -> dict[int, int]:
    """Only of the breaks, to the first time that would be missed."""
    first = _first(due)
    return _nearest(first.late, {b: spare(b) for b in first.before}) if first else {}


def _trim(due: Sequence[Deadline]) -> dict[int, int]:
    """Only of the flexible blocks, to the first time that would be missed."""
    first = _first(due)
    return _in_proportion(first.late, {b: spare(b) for b in first.before}) if first else {}


def _drop(due: Sequence[Deadline]) -> dict[int, int]:
    """Only the shortest optional block that suffices for the first time, or else the longest there is."""
    first = _first(due)
    before = first.before if first else ()
    optional = sorted((b for b in before if droppable(b)), key=lambda block: block.lasts)
    if first is None or not optional:
        return {}
    chosen = next((block for block in optional if block.lasts >= first.late), optional[-1])
    return {chosen.id: chosen.lasts}


def _first(due: Sequence[Deadline]) -> Deadline | None:
    """The first time that something can be done about."""
    return next((each for each in due if any(_gain(b) for b in each.before)), None)


def _all(due: Sequence[Deadline]) -> tuple[BlockRow, ...]:
    """Every block before one of these times, the earliest first."""
    found = {b.id: b for each in due for b in (*each.behind, *each.before)}
    return tuple(sorted(found.values(), key=lambda block: (block.starts, block.track)))


def _catch_up(takes: Mapping[int, int], due: Sequence[Deadline]) -> CatchUp:
    """The takes with what they win and leave; named by what they take from."""
    blocks = {block.id: block for block in _all(due)}
    kinds = {_kind(blocks[block], minutes) for block, minutes in takes.items()}
    kind = kinds.pop() if len(kinds) == 1 else CatchUpKind.COMBINED
    short = lost(due, takes)
    return CatchUp(kind, tuple(takes.items()), lost(due, {}) - short, short)


def _kind(block: BlockRow, minutes: int) -> CatchUpKind:
    if minutes == block.lasts and minutes > spare(block):
        return CatchUpKind.DROP
    return CatchUpKind.BUFFER if block.buffer else CatchUpKind.TRIM
