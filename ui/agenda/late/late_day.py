"""Whether there is anything to say of a late day, and the plan by one of the ways to catch up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from upstream_workshop.agenda import rules
from upstream_workshop.agenda.lateness import catch_ups, forecasts
from upstream_workshop.agenda.lateness.catch_ups import CatchUp
from upstream_workshop.agenda.lateness.concessions import Concession, changed, concessions
from upstream_workshop.agenda.lateness.forecasts import Deadline
from upstream_workshop.agenda.rules import BlockRow


@dataclass(frozen=True, slots=True)
class Lateness:
    """What there is to say of a late day: one figure, what it endangers, and what can be done."""

    slip: int
    due: tuple[Deadline, ...]
    catch_ups: tuple[CatchUp, ...]
    concessions: tuple[Concession, ...]


def lateness(
    blocks: Sequence[BlockRow], now: datetime, late_from: int, before: Lateness | None
) -> Lateness | None:
    """What there is to say; None while the day is late by less than `late_from` minutes.

    before: the last answer, which is looked for anew only when other times are missed.
    """
    due = forecasts.deadlines(blocks, now)
    if max((each.late for each in due), default=0) < late_from:
        return None
    slip = forecasts.slip(blocks, now)
    if before is not None and before.due == due:
        return replace(before, slip=slip)
    ways = catch_ups.catch_ups_of(due)
    choices = concessions(due, blocks, dict(ways[0].takes) if ways else {})
    return Lateness(slip, due, ways[:1] if choices else ways, choices)


def with_way(
    blocks: tuple[BlockRow, ...], way: CatchUp | Concession | None
) -> tuple[BlockRow, ...]:
    """The blocks as the plan has them once a way is chosen; None for none."""
    if way is None:
        return blocks
    if isinstance(way, CatchUp):
        taken = dict(way.takes)
        return tuple(replace(b, added=b.added - taken.get(b.id, 0)) for b in blocks)
    there = (replace(b, **changed(b, way)) if b.id == way.block_id else b for b in blocks)
    return rules.cascade(there)
