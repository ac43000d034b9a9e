"""Services of responses to drafts: noting them, answering them, and what is changed because of them.

Each service writes in the transaction of `session`. It raises WorkshopError if a draft, roundtable or
response that it was given is not there.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from resources.words import say
from upstream_workshop.errors import WorkshopError
from upstream_workshop.framework.kinds import Channel, Disposition
from upstream_workshop.framework.model import (
    Draft,
    DraftStatement,
    Response,
    Roundtable,
    Slot,
    Statement,
)
from upstream_workshop.framework.responses.typed_responses import TypedResponse
from upstream_workshop.framework.statements.services import reword_statement
from upstream_workshop.letters import one_line
from upstream_workshop.people.model import Participant
from upstream_workshop.people.records import organisation_named


def add_roundtable(
    session: Session, draft_id: int, title: str, day: date | None = None, questions: str = ""
) -> int:
    """Add a discussion of a draft and return its id. Raises WorkshopError if the title is blank."""
    _draft(session, draft_id)
    last = session.scalar(select(func.max(Roundtable.position)))
    table = Roundtable(
        draft_id=draft_id,
        title=_titled(title),
        day=day,
        questions=questions.strip(),
        position=0 if last is None else last + 1,
    )
    session.add(table)
    session.flush()
    return table.id


def amend_roundtable(
    session: Session, roundtable_id: int, title: str, day: date | None, questions: str
) -> None:
    """Change what is said of a roundtable. Raises WorkshopError if the title is blank."""
    table = _roundtable(session, roundtable_id)
    table.title, table.day, table.questions = _titled(title), day, questions.strip()


def remove_roundtable(session: Session, roundtable_id: int) -> None:
    """Delete a roundtable; its responses stay with the draft."""
    session.delete(_roundtable(session, roundtable_id))


def add_response(
    session: Session,
    draft_id: int,
    typed: TypedResponse,
    channel: Channel = Channel.WRITTEN,
    received: date | None = None,
    roundtable_id: int | None = None,
    outside_key: str = "",
) -> int:
    """Add a response after the others and return its id; a new organisation is added too.

    outside_key: what identifies it in the file that it came from.

    Raises WorkshopError if it says nothing, or is about a statement of another draft.
    """
    _draft(session, draft_id)
    if roundtable_id is not None and _roundtable(session, roundtable_id).draft_id != draft_id:
        raise WorkshopError(say("This roundtable is about another draft: choose one of its own."))
    statement = session.get(DraftStatement, typed.draft_statement_id or 0)
    if typed.draft_statement_id and (statement is None or statement.draft_id != draft_id):
        raise WorkshopError(say("This statement is not in the draft: look at its numbers again."))
    last = session.scalar(select(func.max(Response.position)))
    response = Response(
        draft_id=draft_id,
        roundtable_id=roundtable_id,
        draft_statement_id=typed.draft_statement_id,
        participant_id=typed.participant_id,
        organisation_id=_home(session, typed),
        channel=channel,
        author="" if typed.participant_id else typed.author.strip(),
        slot_key=statement.slot_key if statement else typed.slot_key,
        text=_worded(typed.text),
        outside_key=outside_key,
        received=received,
        position=0 if last is None else last + 1,
    )
    session.add(response)
    session.flush()
    return response.id


def note_responses(
    session: Session, roundtable_id: int, lines: Iterable[TypedResponse]
) -> tuple[int, ...]:
    """Add responses keyed at a roundtable, and return their ids."""
    table = _roundtable(session, roundtable_id)
    return tuple(
        add_response(session, table.draft_id, one, Channel.ROUNDTABLE, table.day, roundtable_id)
        for one in lines
    )


def amend_response(session: Session, response_id: int, text: str) -> None:
    """Correct the words of a response. Raises WorkshopError if they are blank."""
    _response(session, response_id).text = _worded(text)


def answer_response(
    session: Session, response_id: int, disposition: Disposition, reason: str = ""
) -> None:
    """Say what is done about a response, and why; without a disposition it is open again.

    Raises WorkshopError if it is not accepted as it is and no reason is given.
    """
    response, why = _response(session, response_id), one_line(reason)
    if disposition not in (Disposition.OPEN, Disposition.ACCEPTED) and not why:
        raise WorkshopError(say("Say why: whoever said this will read the answer."))
    response.disposition = disposition
    response.reason = why if disposition is not Disposition.OPEN else ""


def change_because(session: Session, response_id: int, statement_id: int, text: str) -> None:
    """Reword a statement because of a response; its earlier wording is kept with that.

    Raises WorkshopError if the statement is not of the frame of the draft, or the text is blank.
    """
    response = _response(session, response_id)
    slot = session.get(Slot, getattr(session.get(Statement, statement_id), "slot_id", 0))
    if slot is None or slot.frame_id != _draft(session, response.draft_id).frame_id:
        raise WorkshopError(say("This statement is not in the frame of the draft: choose another."))
    reword_statement(session, statement_id, text, response_id)
    response.changed_id = statement_id


def remove_responses(session: Session, response_ids: Iterable[int]) -> None:
    """Delete responses; statements changed because of them stay as they are."""
    for response_id in response_ids:
        session.delete(_response(session, response_id))


def _home(session: Session, typed: TypedResponse) -> int | None:
    if name := one_line(typed.organisation):
        return organisation_named(session, name).id
    person = session.get(Participant, typed.participant_id or 0)
    return person.organisation_id if person else None


def _worded(text: str) -> str:
    words = "\n".join(filter(None, (one_line(line) for line in text.splitlines())))
    if not words:
        raise WorkshopError(say("This response says nothing: type a few words."))
    return words


def _titled(title: str) -> str:
    words = one_line(title)
    if not words:
        raise WorkshopError(say("A title is missing: say in a few words what this is."))
    return words


def _draft(session: Session, draft_id: int) -> Draft:
    draft = session.get(Draft, draft_id)
    if draft is None:
        raise WorkshopError(say("This draft is no longer there: look at the list again."))
    return draft


def _roundtable(session: Session, roundtable_id: int) -> Roundtable:
    table = session.get(Roundtable, roundtable_id)
    if table is None:
        raise WorkshopError(say("This roundtable is no longer there: look at the list again."))
    return table


def _response(session: Session, response_id: int) -> Response:
    response = session.get(Response, response_id)
    if response is None:
        raise WorkshopError(say("This response is no longer there: look at the list again."))
    return response
