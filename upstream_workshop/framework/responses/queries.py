"""Queries for roundtables and responses to drafts, which return frozen values."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from upstream_workshop.framework.drafts.queries import DraftRow, drafts
from upstream_workshop.framework.kinds import Channel, Disposition
from upstream_workshop.framework.model import Response, Roundtable, Statement, Wording
from upstream_workshop.people.queries import organisations, roster
from upstream_workshop.storage.query_cache import cached

READS: Final = frozenset(
    {"draft", "draft_statement", "roundtable", "response", "wording", "statement"}
    | {"participant", "organisation"}
)


@dataclass(frozen=True, slots=True)
class RoundtableRow:
    """A discussion of a draft; `questions` are what was asked."""

    id: int
    draft_id: int
    title: str
    day: date | None
    questions: str


@dataclass(frozen=True, slots=True)
class ResponseRow:
    """What somebody said of a draft, and what was done about it.

    draft: the number of the draft.
    about: the number of the statement or slot it is about; blank for the whole.
    of: the words of the statement as they were in the draft, or the name of the slot.
    person: the name of the participant who said it; blank if none did.
    author: the name of another person who said it, as it came.
    changed: the statement changed because of it, as it is now; blank if none was.
    earlier: its wording before that.
    """

    id: int
    draft_id: int
    draft: int
    roundtable_id: int | None
    draft_statement_id: int | None
    participant_id: int | None
    changed_id: int | None
    channel: Channel
    about: str
    of: str
    person: str
    author: str
    organisation: str
    slot_key: str
    text: str
    disposition: Disposition
    reason: str
    received: date | None
    changed: str = ""
    earlier: str = ""

    @property
    def who(self) -> str:
        """The name of whoever said it; blank if nobody knows."""
        return self.person or self.author


@cached("roundtable")
def roundtables(session: Session) -> tuple[RoundtableRow, ...]:
    """Return all roundtables in order."""
    return tuple(
        RoundtableRow(one.id, one.draft_id, one.title, one.day, one.questions)
        for one in session.scalars(select(Roundtable).order_by(Roundtable.position, Roundtable.id))
    )


@cached(
    "draft", "draft_statement", "response", "wording", "statement", "participant", "organisation",
    "peer_support", "interest",
)  # fmt: skip
def responses(session: Session) -> tuple[ResponseRow, ...]:
    """Return all responses in the order in which they came in."""
    of_draft = {one.id: one for one in drafts(session)}
    people = {one.id: one.name for one in roster(session)}
    homes = {one.id: one.name for one in organisations(session)}
    texts = _pairs(session, Statement.id, Statement.text)
    earlier = _pairs(session, Wording.response_id, Wording.text)
    rows = session.scalars(select(Response).order_by(Response.position, Response.id))
    return tuple(
        ResponseRow(
            one.id,
            one.draft_id,
            of_draft[one.draft_id].number,
            one.roundtable_id,
            one.draft_statement_id,
            one.participant_id,
            one.changed_id,
            one.channel,
            *_about(one, of_draft[one.draft_id]),
            people.get(one.participant_id or 0, ""),
            one.author,
            homes.get(one.organisation_id or 0, ""),
            one.slot_key,
            one.text,
            one.disposition,
            one.reason,
            one.received,
            texts.get(one.changed_id or 0, ""),
            earlier.get(one.id, ""),
        )
        for one in rows
    )


def waiting(rows: Iterable[ResponseRow]) -> int:
    """Return how many responses have no answer yet."""
    return sum(one.disposition is Disposition.OPEN for one in rows)


def _about(one: Response, draft: DraftRow) -> tuple[str, str]:
    """Return the number and the words of what a response is about."""
    if statement := draft.statement(one.draft_statement_id):
        return statement.number, statement.text
    slot = next((s for s in draft.statements if one.slot_key and s.slot_key == one.slot_key), None)
    return (slot.number.split(".")[0], slot.slot_name) if slot else ("", "")


def _pairs(session: Session, key: Any, text: Any) -> dict[int, str]:
    return {row[0]: row[1] for row in session.execute(select(key, text))}
