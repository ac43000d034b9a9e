"""Copies of statements, for the services of frames and of statements."""

from __future__ import annotations

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from upstream_workshop.framework.model import Statement, StatementFinding


def copy_statement(
    session: Session, statement: Statement, slot_id: int, source: str, example: bool = False
) -> int:
    """Copy a statement to the end of a slot, with the findings that it rests on; return its id."""
    copy = Statement(
        slot_id=slot_id,
        text=statement.text,
        example=example,
        source=source,
        position=end_of(session, slot_id),
    )
    session.add(copy)
    session.flush()
    ties = select(StatementFinding).where(StatementFinding.statement_id == statement.id)
    session.add_all(
        StatementFinding(statement_id=copy.id, finding_id=tie.finding_id)
        for tie in session.scalars(ties.order_by(StatementFinding.id)).all()
    )
    session.flush()
    return copy.id


def end_of(session: Session, slot_id: int) -> int:
    """Return the position after the last statement of a slot."""
    last = session.scalar(select(func.max(Statement.position)).where(Statement.slot_id == slot_id))
    return 0 if last is None else last + 1
