"""Queries for frames with their slots and statements, which return frozen values."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from upstream_workshop.framework.kinds import Area
from upstream_workshop.framework.model import Frame, Slot, Statement, StatementFinding, Wording
from upstream_workshop.storage.query_cache import cached
from upstream_workshop.workgroups.queries import workgroup_titles

READS: Final = frozenset(
    {"frame", "slot", "statement", "statement_finding", "wording", "workgroup"}
)


@dataclass(frozen=True, slots=True)
class StatementRow:
    """A sentence in a slot.

    example: whether it came with the template.
    source: where an example was read, or from which frame the statement was taken over.
    findings: the ids of the findings that it rests on.
    wordings: its earlier wordings, the first one first.
    uid: identifies it in other files.
    """

    id: int
    slot_id: int
    text: str
    example: bool = False
    source: str = ""
    findings: tuple[int, ...] = ()
    wordings: tuple[str, ...] = ()
    uid: str = ""


@dataclass(frozen=True, slots=True)
class SlotRow:
    """A part of a frame, with the question it answers and its statements in order."""

    id: int
    frame_id: int
    key: str
    name: str
    question: str = ""
    area: Area = Area.BESIDE
    statements: tuple[StatementRow, ...] = ()


@dataclass(frozen=True, slots=True)
class FrameRow:
    """A frame with its slots in order; `workgroup` is the title of the group that fills it."""

    id: int
    title: str
    template: str = ""
    workgroup_id: int | None = None
    workgroup: str = ""
    slots: tuple[SlotRow, ...] = ()

    def statements(self) -> Iterator[StatementRow]:
        """Yield all statements, slot by slot."""
        for slot in self.slots:
            yield from slot.statements


@cached("frame", "slot", "statement", "statement_finding", "wording", "workgroup")
def frames(session: Session) -> tuple[FrameRow, ...]:
    """Return all frames in order."""
    groups = dict(workgroup_titles(session))
    slots = _slots(session)
    return tuple(
        FrameRow(
            one.id,
            one.title,
            one.template,
            one.workgroup_id,
            groups.get(one.workgroup_id or 0, ""),
            tuple(slots[one.id]),
        )
        for one in session.scalars(select(Frame).order_by(Frame.position, Frame.id))
    )


def _slots(session: Session) -> defaultdict[int, list[SlotRow]]:
    statements = _statements(session)
    found: defaultdict[int, list[SlotRow]] = defaultdict(list)
    for one in session.scalars(select(Slot).order_by(Slot.position, Slot.id)):
        row = SlotRow(
            one.id,
            one.frame_id,
            one.key,
            one.name,
            one.question,
            one.area,
            tuple(statements[one.id]),
        )
        found[one.frame_id].append(row)
    return found


def _statements(session: Session) -> defaultdict[int, list[StatementRow]]:
    findings: defaultdict[int, list[int]] = defaultdict(list)
    ties = select(StatementFinding).order_by(StatementFinding.id)
    for tie in session.scalars(ties):
        findings[tie.statement_id].append(tie.finding_id)
    wordings: defaultdict[int, list[str]] = defaultdict(list)
    for old in session.scalars(select(Wording).order_by(Wording.position, Wording.id)):
        wordings[old.statement_id].append(old.text)
    found: defaultdict[int, list[StatementRow]] = defaultdict(list)
    for one in session.scalars(select(Statement).order_by(Statement.position, Statement.id)):
        row = StatementRow(
            one.id,
            one.slot_id,
            one.text,
            one.example,
            one.source,
            tuple(findings[one.id]),
            tuple(wordings[one.id]),
            one.uid,
        )
        found[one.slot_id].append(row)
    return found
