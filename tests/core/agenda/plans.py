"""Plans for property tests: days, tracks and locks in any mix."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from hypothesis import strategies as st

from upstream_workshop.agenda.rules import BlockRow, cascade

DAWN = datetime(2026, 12, 2)


def at(hour: int, minute: int = 0) -> datetime:
    """A time of day."""
    return DAWN.replace(hour=hour, minute=minute)


def started(blocks: Sequence[BlockRow], block_id: int, late: int) -> tuple[BlockRow, ...]:
    """The plan with one block running since so many minutes after its time, those before it done."""
    found = next(block for block in blocks if block.id == block_id)

    def run(block: BlockRow) -> BlockRow:
        start = DAWN + timedelta(minutes=block.starts)
        if block.id == block_id:
            return replace(block, started_at=start + timedelta(minutes=late))
        same = (block.day, block.track) == (found.day, found.track)
        if same and block.position < found.position:
            return replace(block, started_at=start, ended_at=start + timedelta(minutes=1))
        return block

    return tuple(run(block) for block in blocks)


@st.composite
def _row(draw: st.DrawFn, day: int, track: str) -> list[BlockRow]:
    blocks = []
    for position in range(draw(st.integers(1, 7))):
        minutes = draw(st.integers(1, 90))
        blocks.append(
            BlockRow(
                id=0,
                day=day,
                track=track,
                position=position,
                minutes=minutes,
                title=f"Block {position}",
                locked_at=draw(st.integers(480, 1000)) if draw(st.integers(0, 4)) == 0 else None,
                minimum=draw(st.none() | st.integers(0, minutes)),
                optional=draw(st.booleans()),
                buffer=draw(st.integers(0, 2)) == 0,
                protected=draw(st.integers(0, 4)) == 0,
            )
        )
    return blocks


@st.composite
def plans(draw: st.DrawFn) -> tuple[BlockRow, ...]:
    """A cascaded plan; the first block of each day and track is locked."""
    places = draw(st.sampled_from([[(1, "")], [(1, ""), (1, "B")], [(1, ""), (2, "")]]))
    blocks = []
    for day, track in places:
        row = draw(_row(day, track))
        row[0] = replace(row[0], locked_at=row[0].locked_at or draw(st.integers(480, 600)))
        blocks += row
    return cascade(replace(block, id=number) for number, block in enumerate(blocks, 1))
