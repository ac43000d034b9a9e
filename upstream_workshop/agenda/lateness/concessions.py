"""What only people can give up, where no way to catch up by the plan's own rules keeps a fixed time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Protocol

from upstream_workshop.agenda.kinds import ConcessionKind
from upstream_workshop.agenda.lateness.forecasts import Deadline, remaining
from upstream_workshop.agenda.rules import BlockRow

TAKING: Final = frozenset({ConcessionKind.SHORTEN, ConcessionKind.DROP})
_DAY: Final = 24 * 60  # minutes
_LEAST: Final = 5  # minutes that a block keeps when it is shortened against its rules


@dataclass(frozen=True, slots=True)
class Concession:
    """One thing to give up for a fixed time, and how many of the minutes it misses remain."""

    kind: ConcessionKind
    block_id: int
    # taken from it, all of them where it is dropped; or by which its lock, or the end of the day it
    # closes, comes later
    minutes: int
    short: int = 0


def concessions(
    due: Sequence[Deadline], blocks: Sequence[BlockRow], takes: Mapping[int, int]
) -> tuple[Concession, ...]:
    """What could be given up for the first fixed time that is missed even by the best way to catch up."""
    missed = next(((d, n) for d in due if not d.waits and (n := remaining(d, takes))), None)
    if missed is None:
        return ()
    first, late = missed
    left = {b: b.lasts - takes.get(b.id, 0) for b in (*first.before, *first.behind) if _free(b)}
    found = [*_shorten(left, late), *_drop(left, late)]
    fixed = next(block for block in blocks if block.id == first.block_id)
    later = ConcessionKind.LATER if first.title else ConcessionKind.END_LATER
    latest = max(remaining(each, takes) for each in due if each.block_id == fixed.id)
    found.append(Concession(later, fixed.id, latest))
    if first.title and fixed.position:
        found.append(Concession(ConcessionKind.UNLOCK, fixed.id, 0))
    return tuple(found)


class Planned(Protocol):
    """What a concession changes of a block."""

    @property
    def minutes(self) -> int:
        """Minutes planned."""

    @property
    def added(self) -> int:
        """Minutes given since, or taken."""

    @property
    def locked_at(self) -> int | None:
        """Minutes after midnight at which it is fixed."""


def changed(block: Planned, concession: Concession) -> dict[str, Any]:
    """Return what a concession changes of its block, by column."""
    if concession.kind in TAKING:
        lasts = max(block.minutes + block.added, 0)
        return {"added": block.added - min(concession.minutes, lasts)}
    if concession.kind is ConcessionKind.UNLOCK:
        return {"locked_at": None}
    if concession.kind is ConcessionKind.END_LATER:  # planned longer, though it lasts no longer
        longer = min(concession.minutes, _DAY - 1 - block.minutes)
        return {"minutes": block.minutes + longer, "added": block.added - longer}
    if block.locked_at is None:
        return {}
    return {"locked_at": (block.locked_at + concession.minutes) % _DAY}


def _free(block: BlockRow) -> bool:
    return not block.protected and block.started_at is None and block.locked_at is None


def _shorten(left: Mapping[BlockRow, int], late: int) -> list[Concession]:
    """Shorten the longest block, whatever its minimum."""
    longest = max(left, key=lambda block: left[block], default=None)
    if longest is None or left[longest] <= _LEAST:
        return []
    minutes = min(late, left[longest] - _LEAST)
    return [Concession(ConcessionKind.SHORTEN, longest.id, minutes, late - minutes)]


def _drop(left: Mapping[BlockRow, int], late: int) -> list[Concession]:
    """Drop the shortest block that suffices, or else the longest, though it is not optional."""
    able = sorted((b for b in left if left[b] > 0), key=lambda block: left[block])
    if not able:
        return []
    chosen = next((block for block in able if left[block] >= late), able[-1])
    short = max(late - left[chosen], 0)
    return [Concession(ConcessionKind.DROP, chosen.id, chosen.lasts, short)]
