"""Queries for drafts with their statements as they were frozen, which return frozen values."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from upstream_workshop.framework.kinds import DraftState
from upstream_workshop.framework.model import Draft, DraftStatement
from upstream_workshop.storage.query_cache import cached


@dataclass(frozen=True, slots=True)
class DraftStatementRow:
    """A statement as it stood in a draft.

    number: of its slot and of itself in that, as in 2.3; for an empty slot only the former.
    text: blank for the one row of an empty slot.
    """

    id: int
    statement_id: int | None
    number: str
    slot_key: str
    slot_name: str
    text: str
    uid: str = ""


@dataclass(frozen=True, slots=True)
class DraftRow:
    """A frozen copy of a frame; `override` is why it was published before all was answered."""

    id: int
    frame_id: int
    number: int
    day: date
    note: str
    state: DraftState
    published_on: date | None
    override: str
    statements: tuple[DraftStatementRow, ...] = ()

    def statement(self, id_: int | None) -> DraftStatementRow | None:
        """Return one of its statements by id, or None."""
        return next((one for one in self.statements if one.id == id_), None)

    def slot_names(self) -> dict[str, str]:
        """Return the names of its slots by key, in order."""
        return {one.slot_key: one.slot_name for one in self.statements}


@cached("draft", "draft_statement")
def drafts(session: Session) -> tuple[DraftRow, ...]:
    """Return all drafts, frame by frame in the order of their numbers."""
    held: defaultdict[int, list[DraftStatement]] = defaultdict(list)
    for one in session.scalars(
        select(DraftStatement).order_by(DraftStatement.position, DraftStatement.id)
    ):
        held[one.draft_id].append(one)
    return tuple(
        DraftRow(
            one.id,
            one.frame_id,
            one.number,
            one.day,
            one.note,
            one.state,
            one.published_on,
            one.override,
            tuple(_numbered(held[one.id])),
        )
        for one in session.scalars(select(Draft).order_by(Draft.frame_id, Draft.number))
    )


def _numbered(statements: Iterable[DraftStatement]) -> Iterator[DraftStatementRow]:
    slots: dict[str, int] = {}
    counts: dict[str, int] = {}
    for one in statements:
        slot = slots.setdefault(one.slot_key, len(slots) + 1)
        counts[one.slot_key] = counts.get(one.slot_key, 0) + bool(one.text)
        number = f"{slot}.{counts[one.slot_key]}" if one.text else f"{slot}"
        yield DraftStatementRow(
            one.id, one.statement_id, number, one.slot_key, one.slot_name, one.text, one.uid
        )
