"""What the room sees of the agenda: the block under way and what comes next, nothing of the plan's inside."""

from __future__ import annotations

from collections.abc import Sequence

from resources.words import say
from ui.room_screen.slide_types import Slide
from upstream_workshop.agenda import clocks, rules
from upstream_workshop.agenda.rules import BlockRow


def slide(block: BlockRow | None, blocks: Sequence[BlockRow]) -> Slide | None:
    """A block with its minutes while it runs; None without one."""
    if block is None:
        return None
    ahead = rules.following(blocks, block)
    footer = say("Next: {title}", title=ahead[0].title) if ahead else ""
    return Slide(block.title, block.purpose, footer, timer=block.running)


def in_track_of(blocks: Sequence[BlockRow], block_id: object) -> BlockRow | None:
    """What runs now in the track of a block, or is the next to run there; in the main room if it is gone."""
    track = next((block.track for block in blocks if block.id == block_id), "")
    same = [block for block in blocks if block.track == track]
    last = max((b.started_at for b in same if b.started_at is not None), default=None)
    day = next((b.day for b in same if last is not None and b.started_at == last), 1)
    to_come = (b for b in same if b.started_at is None and b.day >= day and not b.dropped)
    return clocks.running(same) or next(to_come, None)
