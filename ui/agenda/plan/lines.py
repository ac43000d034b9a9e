"""The lines of the plan as a table: the blocks of a day, track by track, and a line to type a new one in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TypeAlias

from upstream_workshop.agenda.planning.plan_conflicts import Conflict
from upstream_workshop.agenda.rules import OPENING, BlockRow

Key: TypeAlias = int | str  # a block's id, or the track of a line for new blocks


@dataclass(frozen=True, slots=True)
class PlanLine:
    """One line of the table.

    block: the block; in a line for new ones a blank one, with id 0, that begins when the last one ends.
    remarks: what cannot be kept, or is worth knowing, about the block.
    wrong: whether any of them cannot be kept.
    """

    block: BlockRow
    remarks: str = ""
    wrong: bool = False

    @property
    def key(self) -> Key:
        """What tells this line from the others, also after the plan is read again."""
        return self.block.id or self.block.track

    @property
    def is_new(self) -> bool:
        """Whether a new block is typed in this line."""
        return not self.block.id


def plan_lines(
    blocks: Sequence[BlockRow], found: Sequence[Conflict], day: int
) -> tuple[PlanLine, ...]:
    """Return the lines of a day: the main room first, each track with a last line for new blocks.

    blocks: the plan; found: all that cannot be kept in it, or is worth knowing.
    """
    told: dict[int, list[Conflict]] = {}
    for conflict in found:
        told.setdefault(conflict.block_id, []).append(conflict)
    shown = [block for block in blocks if block.day == day]
    lines: list[PlanLine] = []
    rows = {track: tuple(row) for track, row in groupby(shown, key=lambda block: block.track)}
    for track, row in ({"": ()} | rows).items():
        lines += (_line(block, told.get(block.id, ())) for block in row)
        ends = row[-1].ends if row else OPENING
        blank = BlockRow(0, day, track, len(row), 0, "", starts=ends, ends=ends)
        lines.append(PlanLine(blank))
    return tuple(lines)


def _line(block: BlockRow, found: Sequence[Conflict]) -> PlanLine:
    words = [conflict.words for conflict in found]
    return PlanLine(block, " · ".join(words), any(each.wrong for each in found))
