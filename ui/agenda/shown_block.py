"""Which block the clock shows, and which one Next would start, by what is selected in the table."""

from __future__ import annotations

from collections.abc import Sequence

from upstream_workshop.agenda import clocks
from upstream_workshop.agenda.rules import BlockRow


def current(blocks: Sequence[BlockRow], selected: BlockRow | None) -> BlockRow | None:
    """What runs in the track of the selected block, unless that one is to come.

    A block to come in a track where nothing runs is what Start would start.
    """
    found = clocks.under_way(blocks)
    if selected is None:
        return next(iter(found), None)
    same = (each for each in found if each.track == selected.track)
    upcoming = selected.started_at is None and (selected.lasts or selected.marker)
    return next(same, None if upcoming else next(iter(found), None))


def next_up(blocks: Sequence[BlockRow], selected: BlockRow | None, day: int) -> BlockRow | None:
    """What Start would start: the selected block to come, or the first one of the day."""
    if selected is not None and selected.started_at is None and not selected.dropped:
        return selected
    to_come = [block for block in blocks if block.day == day and block.started_at is None]
    return next((block for block in to_come if not block.track and not block.dropped), None)
