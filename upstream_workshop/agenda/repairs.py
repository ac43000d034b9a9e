"""The slip absorber: up to three costed ways to win lost minutes back, proposed, never imposed.

No repair touches a block that is locked, protected, past or running, and none goes below a minimum.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from upstream_workshop.agenda.kinds import RepairKind
from upstream_workshop.agenda.rules import BlockRow, Deadline, deadline


@dataclass(frozen=True, slots=True)
class Repair:
    """One way back: minutes taken from each block, what that wins, and what stays lost."""

    kind: RepairKind
    takes: tuple[tuple[int, int], ...]  # (block id, minutes taken)
    wins: int  # of the minutes needed
    short: int  # minutes still lost afterwards

    @property
    def costs(self) -> int:
        """Minutes taken from the plan in all."""
        return sum(minutes for _, minutes in self.takes)


def repairs(blocks: Sequence[BlockRow], now: datetime) -> tuple[Repair, ...]:
    """The ways back to the next fixed time that would be missed; those that suffice come first."""
    due = deadline(blocks, now)
    if due is None:
        return ()
    found = [_spend_buffer(due), _trim(due), _drop(due)]
    return tuple(sorted((repair for repair in found if repair), key=lambda repair: repair.short))


def spare(block: BlockRow) -> int:
    """Minutes a block can give without falling below its minimum; 0 if it may not be touched."""
    if _untouchable(block) or block.minimum is None:
        return 0
    return max(block.lasts - block.minimum, 0)


def droppable(block: BlockRow) -> bool:
    """Whether a block may go altogether."""
    return block.optional and block.lasts > 0 and not _untouchable(block)


def _untouchable(block: BlockRow) -> bool:
    return block.locked_at is not None or block.protected or block.started_at is not None


def _spend_buffer(due: Deadline) -> Repair | None:
    """Take from the breaks, the nearest first, so that the room is on time soonest."""
    need = due.late
    takes = []
    for block in due.before:
        given = min(spare(block), need) if block.buffer else 0
        if given:
            takes.append((block.id, given))
            need -= given
    return _repair(RepairKind.BUFFER, takes, due.late)


def _trim(due: Deadline) -> Repair | None:
    """Take from every flexible block in proportion to what it can spare, to whole minutes."""
    spares = {block.id: spare(block) for block in due.before if not block.buffer and spare(block)}
    total = sum(spares.values())
    need = min(due.late, total)
    takes = {block: need * room // total for block, room in spares.items()}
    by_remainder = sorted(spares, key=lambda block: -(need * spares[block] % total))
    for block in by_remainder[: need - sum(takes.values())]:
        takes[block] += 1
    return _repair(
        RepairKind.TRIM, [(block, given) for block, given in takes.items() if given], due.late
    )


def _drop(due: Deadline) -> Repair | None:
    """Drop the shortest optional block that suffices, or else the longest there is."""
    optional = sorted((b for b in due.before if droppable(b)), key=lambda block: block.lasts)
    if not optional:
        return None
    chosen = next((block for block in optional if block.lasts >= due.late), optional[-1])
    return _repair(RepairKind.DROP, [(chosen.id, chosen.lasts)], due.late)


def _repair(kind: RepairKind, takes: list[tuple[int, int]], need: int) -> Repair | None:
    if not takes:
        return None
    wins = min(sum(minutes for _, minutes in takes), need)
    return Repair(kind, tuple(takes), wins, need - wins)
