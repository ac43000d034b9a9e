"""Questions about the event: its facts, its blocks with their times, what runs now."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Final, TypeAlias

from sqlalchemy import select
from sqlalchemy.orm import Session

from upstream_workshop.agenda import clocks, rules
from upstream_workshop.agenda.lateness import forecasts
from upstream_workshop.agenda.model import Block, Residential
from upstream_workshop.agenda.rules import BlockRow as BlockRow
from upstream_workshop.storage.query_cache import Table, cached

Blocks: TypeAlias = tuple[BlockRow, ...]
READS: Final = frozenset({"residential", "block"})

_PLANNED: Final = ("starts", "ends", "on")
_STORED: Final = tuple(field.name for field in fields(BlockRow) if field.name not in _PLANNED)
_BLOCKS: Final = Table(
    lambda *values: BlockRow(**dict(zip(_STORED, values, strict=True))),
    *(getattr(Block, name) for name in _STORED),
)


@dataclass(frozen=True, slots=True)
class ResidentialRow:
    """The event itself."""

    title: str
    place: str
    starts: date | None
    carried: str = ""


@dataclass(frozen=True, slots=True)
class NowLine:
    """What the status strip says of the day; no title while nothing runs.

    Neither seconds nor slip of a block left running on another day, or begun before the clock was set back.
    """

    title: str
    seconds_left: int | None
    slip_minutes: int | None
    next_locked: str  # "12:30 Lunch", or blank
    paused: bool = False
    set_back: bool = False


@cached("residential")
def residential(session: Session) -> ResidentialRow:
    """The event; blank while none is founded."""
    found = session.scalars(select(Residential)).first()
    if found is None:
        return ResidentialRow("", "", None)
    return ResidentialRow(found.title, found.place, found.starts, found.carried)


@cached("block", "residential")
def agenda(session: Session) -> tuple[BlockRow, ...]:
    """Every block with its planned times and its date: by day, main room first, in order."""
    return rules.cascade(_BLOCKS(session).values(), residential(session).starts)


def current(session: Session) -> BlockRow | None:
    """The block under way."""
    return clocks.running(agenda(session))


def now_line(
    session: Session, now: datetime, put_right: Callable[[Blocks], Blocks] = lambda blocks: blocks
) -> NowLine:
    """The running block, what is left of it, how late the day is, and the next fixed time.

    put_right: moves what is noted of running blocks by as much as the clock was set since.
    """
    blocks = put_right(agenda(session))
    block = clocks.running(blocks)
    if block is None:
        return NowLine("", None, None, "")
    clock = clocks.clock(block, now)
    lock = forecasts.next_locked(blocks, block)
    ahead = f"{rules.clock_time(lock.starts)} {lock.title}" if lock else ""
    if not clock.reliable:
        return NowLine(block.title, None, None, ahead, clock.paused, clock.set_back)
    return NowLine(block.title, clock.left, forecasts.slip(blocks, now), ahead, clock.paused)


def day_of(session: Session, now: datetime, days: Collection[int]) -> int:
    """The day that somebody means at this moment who names none: one of `days`, of which 1 is the first."""
    return clocks.day_of(agenda(session), residential(session).starts, now, days)


def planned_and_actual(session: Session) -> tuple[rules.Actual, ...]:
    """Every block that has ended, as planned and as it went."""
    return rules.actuals(agenda(session))
