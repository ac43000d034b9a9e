"""A plan to start from: its blocks as values, made of a plan or read from a file."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields

from upstream_workshop.agenda.kinds import Attribution, Category
from upstream_workshop.agenda.rules import BlockRow, clock_time
from upstream_workshop.readers.agendas import times


@dataclass(frozen=True, slots=True)
class TemplateBlock:
    """One block of a template; `at` locks it to a time such as "12:30"."""

    day: int
    minutes: int
    title: str
    at: str = ""
    track: str = ""
    minimum: int | None = None
    optional: bool = False
    buffer: bool = False
    protected: bool = False
    purpose: str = ""
    lead: str = ""
    materials: str = ""
    category: Category = Category.NONE
    room: str = ""
    place: str = ""
    notes: str = ""
    attribution: Attribution = Attribution.NOT_SAID

    @property
    def locked_at(self) -> int | None:
        """Minutes after midnight, if it is locked."""
        return times.clock_minute(self.at) if self.at else None


@dataclass(frozen=True, slots=True)
class Template:
    """A plan to start from: its blocks in order, day by day and track by track."""

    name: str
    title: str
    summary: str
    blocks: tuple[TemplateBlock, ...]

    @property
    def days(self) -> int:
        """How many days it fills."""
        return len({block.day for block in self.blocks})


def blocks_like(rows: Iterable[BlockRow]) -> tuple[TemplateBlock, ...]:
    """Return blocks as in a plan, without what happened to them."""
    names = [field.name for field in fields(TemplateBlock) if field.name != "at"]
    return tuple(
        TemplateBlock(
            at="" if row.locked_at is None else clock_time(row.locked_at),
            **{name: getattr(row, name) for name in names},
        )
        for row in rows
    )
