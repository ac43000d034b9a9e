"""The part of the report about the framework: frames, and how much their statements rest on.

What may never be used of discovery is not read at all, and small numbers are hidden.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from sqlalchemy.orm import Session

from upstream_workshop.evidence import queries as evidence
from upstream_workshop.evidence import small_numbers
from upstream_workshop.evidence.kinds import Use
from upstream_workshop.evidence.queries import FindingRow
from upstream_workshop.evidence.report import homes_of
from upstream_workshop.framework import queries
from upstream_workshop.framework.drafts.queries import DraftRow, drafts
from upstream_workshop.framework.queries import FrameRow, StatementRow
from upstream_workshop.framework.responses.queries import ResponseRow, responses
from upstream_workshop.framework.rules import support


@dataclass(frozen=True, slots=True)
class SupportRow:
    """How much a statement or a whole slot rests on, as others may be told it; None for hidden.

    statement_id: the statement; 0 for all of the slot.
    organisations: of how many organisations its findings are.
    silent: of how many that were visited none is.
    quotes: how many of its findings have a quote.
    """

    slot_id: int
    statement_id: int
    organisations: int | None
    silent: int | None
    quotes: int | None


@dataclass(frozen=True, slots=True)
class FrameworkReport:
    """All frames with their slots and statements, what these rest on, drafts and responses.

    visited: how many organisations discovery heard.
    """

    frames: tuple[FrameRow, ...] = ()
    supports: tuple[SupportRow, ...] = ()
    visited: int = 0
    drafts: tuple[DraftRow, ...] = ()
    responses: tuple[ResponseRow, ...] = ()

    def support_of(self, slot_id: int, statement_id: int = 0) -> SupportRow:
        """Return what a slot rests on, or one of its statements."""
        found = (
            one
            for one in self.supports
            if (one.slot_id, one.statement_id) == (slot_id, statement_id)
        )
        return next(found, SupportRow(slot_id, statement_id, 0, 0, 0))


def read(session: Session) -> FrameworkReport:
    """Read the report of the framework."""
    usable = {one.id: one for one in evidence.findings(session) if one.use is not Use.NEVER}
    homes = homes_of(tuple(usable.values()), evidence.visits(session))
    frames = tuple(_without_ids(one) for one in queries.frames(session))
    found = queries.frames(session)
    supports = tuple(_supports(found, usable, homes))
    return FrameworkReport(frames, supports, len(homes), drafts(session), responses(session))


def _supports(
    frames: Iterable[FrameRow],
    usable: Mapping[int, FindingRow],
    homes: Sequence[tuple[int, str]],
) -> Iterator[SupportRow]:
    for frame in frames:
        for slot in frame.slots:
            yield support_row(slot.id, 0, slot.statements, usable, homes)
            for one in slot.statements:
                yield support_row(slot.id, one.id, (one,), usable, homes)


def support_row(
    slot_id: int,
    statement_id: int,
    statements: Iterable[StatementRow],
    usable: Mapping[int, FindingRow],
    homes: Sequence[tuple[int, str]],
) -> SupportRow:
    """Return what statements rest on, as others may be told it.

    usable: the findings that may be used, by id.
    homes: id and name of each organisation that discovery heard.
    """
    found = support(statements, usable, homes)
    told = small_numbers.told(len(found.organisations), len(homes))
    silent = None if told is None else len(homes) - told
    quotes = found.quotes if told is not None and found.quotes >= small_numbers.FEWEST else None
    return SupportRow(slot_id, statement_id, told, silent, quotes if found.quotes else 0)


def _without_ids(frame: FrameRow) -> FrameRow:
    """Return a frame without the ids of findings, as some of them may not be used."""
    slots = tuple(
        replace(slot, statements=tuple(replace(one, findings=()) for one in slot.statements))
        for slot in frame.slots
    )
    return replace(frame, slots=slots)
