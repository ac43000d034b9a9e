"""Services of statements: adding, rewording, moving, taking over, and the findings they rest on.

Each service writes in the transaction of `session`. It raises WorkshopError if a statement or slot
that it was given is not there.
"""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from resources.words import say
from upstream_workshop.errors import WorkshopError
from upstream_workshop.evidence.queries import never_used
from upstream_workshop.framework.model import Frame, Slot, Statement, StatementFinding, Wording
from upstream_workshop.framework.rules import moved
from upstream_workshop.framework.statements.copies import copy_statement, end_of
from upstream_workshop.framework.typed_statements import TypedStatement
from upstream_workshop.letters import one_line


def add_statement(session: Session, slot_id: int, text: str) -> int:
    """Add a statement to a slot after the others and return its id.

    Raises WorkshopError if it is blank.
    """
    slot = _slot(session, slot_id)
    statement = Statement(slot_id=slot.id, text=_worded(text), position=end_of(session, slot.id))
    session.add(statement)
    session.flush()
    return statement.id


def note_statements(session: Session, lines: Iterable[TypedStatement]) -> tuple[int, ...]:
    """Add statements as they were typed or pasted, and return their ids."""
    return tuple(add_statement(session, typed.slot_id, typed.text) for typed in lines)


def reword_statement(
    session: Session, statement_id: int, text: str, response_id: int | None = None
) -> None:
    """Change the text of a statement; the present one is kept as its earlier wording.

    response_id: the response because of which it is changed, if it is because of one.

    An example that is reworded is a statement of one's own. Raises WorkshopError if the text is blank.
    """
    statement, words = _statement(session, statement_id), _worded(text)
    if words == statement.text:
        return
    last = session.scalar(
        select(func.max(Wording.position)).where(Wording.statement_id == statement_id)
    )
    old = Wording(
        statement_id=statement_id,
        response_id=response_id,
        text=statement.text,
        position=0 if last is None else last + 1,
    )
    session.add(old)
    statement.text, statement.example = words, False
    session.flush()


def shift_statement(session: Session, statement_id: int, by: int) -> None:
    """Move a statement up (negative) or down in its slot, as far as there are others."""
    statement = _statement(session, statement_id)
    beside = _beside(session, statement.slot_id)
    for position, one in enumerate(moved(beside, beside.index(statement), by)):
        one.position = position


def move_statements(session: Session, statement_ids: Iterable[int], slot_id: int) -> None:
    """Move statements to the end of another slot of the same frame.

    Raises WorkshopError if that slot is in another frame: statements are taken over from there.
    """
    slot = _slot(session, slot_id)
    for statement_id in statement_ids:
        statement = _statement(session, statement_id)
        if _slot(session, statement.slot_id).frame_id != slot.frame_id:
            raise WorkshopError(say("This slot is in another frame: take the statement over."))
        statement.position = end_of(session, slot_id)
        statement.slot_id = slot_id
        session.flush()


def remove_statements(session: Session, statement_ids: Iterable[int]) -> None:
    """Delete statements with their earlier wordings."""
    for statement_id in statement_ids:
        session.delete(_statement(session, statement_id))


def take_over(session: Session, statement_id: int, frame_id: int) -> int:
    """Copy a statement of another frame into the slot of the same key and return the copy's id.

    What it rests on is copied too, and its source names the frame it comes from.

    Raises WorkshopError if it is of this frame, or the frame has no such slot.
    """
    statement = _statement(session, statement_id)
    there = _slot(session, statement.slot_id)
    if there.frame_id == frame_id:
        raise WorkshopError(say("This statement is in this frame already."))
    here = session.scalar(select(Slot).where(Slot.frame_id == frame_id, Slot.key == there.key))
    if here is None:
        raise WorkshopError(say("This frame has no slot “{name}”: add it first.", name=there.name))
    frame = session.get_one(Frame, there.frame_id)
    return copy_statement(session, statement, here.id, frame.title)


def rest_on(session: Session, statement_id: int, finding_ids: Iterable[int]) -> None:
    """Let a statement rest on findings, beside those that it rests on already.

    Raises WorkshopError if one of them may not be used.
    """
    _statement(session, statement_id)
    own = select(StatementFinding.finding_id).where(StatementFinding.statement_id == statement_id)
    there, closed = {*session.scalars(own)}, never_used(session)
    for finding_id in dict.fromkeys(finding_ids):
        if finding_id in closed:
            raise WorkshopError(say("This finding may not be used: choose another one."))
        if finding_id not in there:
            session.add(StatementFinding(statement_id=statement_id, finding_id=finding_id))
    session.flush()


def rest_no_more_on(session: Session, statement_id: int, finding_ids: Iterable[int]) -> None:
    """Take findings away from under a statement; the findings stay."""
    _statement(session, statement_id)
    own = StatementFinding.statement_id == statement_id
    session.execute(
        delete(StatementFinding).where(own, StatementFinding.finding_id.in_([*finding_ids]))
    )


def _worded(text: str) -> str:
    words = one_line(text)
    if not words:
        raise WorkshopError(say("This statement says nothing: type a few words."))
    return words


def _beside(session: Session, slot_id: int) -> list[Statement]:
    own = select(Statement).where(Statement.slot_id == slot_id)
    return [*session.scalars(own.order_by(Statement.position, Statement.id))]


def _slot(session: Session, slot_id: int) -> Slot:
    slot = session.get(Slot, slot_id)
    if slot is None:
        raise WorkshopError(say("This slot is no longer there: look at the outline again."))
    return slot


def _statement(session: Session, statement_id: int) -> Statement:
    statement = session.get(Statement, statement_id)
    if statement is None:
        raise WorkshopError(say("This statement is no longer there: look at the outline again."))
    return statement
