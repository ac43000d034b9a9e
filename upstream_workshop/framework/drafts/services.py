"""Services of drafts: freezing a frame, publishing and removing what was frozen.

Each service writes in the transaction of `session`. It raises WorkshopError if a frame or draft that
it was given is not there.
"""

from __future__ import annotations

from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from resources.words import count, say
from upstream_workshop.errors import WorkshopError
from upstream_workshop.framework.kinds import Disposition, DraftState
from upstream_workshop.framework.model import Draft, DraftStatement, Response
from upstream_workshop.framework.queries import FrameRow, frames


def freeze_draft(session: Session, frame_id: int, day: date, note: str = "") -> int:
    """Keep a frame as it is now as its next draft, out for comment; return the draft's id.

    Raises WorkshopError if the frame has no statement.
    """
    frame = next((one for one in frames(session) if one.id == frame_id), None)
    if frame is None:
        raise WorkshopError(say("This frame is no longer there: look at the list again."))
    if not any(True for _ in frame.statements()):
        raise WorkshopError(say("There is nothing to send out yet: type a statement first."))
    last = session.scalar(select(func.max(Draft.number)).where(Draft.frame_id == frame_id))
    draft = Draft(frame_id=frame_id, number=(last or 0) + 1, day=day, note=note.strip())
    session.add(draft)
    session.flush()
    _freeze(session, draft.id, frame)
    return draft.id


def amend_draft(session: Session, draft_id: int, day: date, note: str) -> None:
    """Change the day of a draft and the note on it; its statements stay as they were frozen."""
    draft = _draft(session, draft_id)
    draft.day, draft.note = day, note.strip()


def publish_draft(session: Session, draft_id: int, day: date, override: str = "") -> None:
    """Publish a draft; that it was published stays if it is published again.

    override: the reason for publishing it before every response to it has an answer.

    Raises WorkshopError if responses have no answer and no reason is given.
    """
    draft = _draft(session, draft_id)
    waiting = _unanswered(session, draft_id)
    if waiting and not override.strip():
        raise WorkshopError(
            count(
                waiting,
                "{n} response has no answer yet: answer it, or say why you publish before that.",
                "{n} responses have no answer yet: answer them, or say why you publish before that.",
            )
        )
    draft.state = DraftState.PUBLISHED
    draft.published_on = draft.published_on or day
    draft.override = override.strip() if waiting else ""


def remove_draft(session: Session, draft_id: int) -> None:
    """Delete a draft with the responses to it."""
    session.delete(_draft(session, draft_id))


def _unanswered(session: Session, draft_id: int) -> int:
    """Return how many responses to a draft have no disposition."""
    open_ = select(func.count()).where(
        Response.draft_id == draft_id, Response.disposition == Disposition.OPEN
    )
    return session.scalar(open_) or 0


def _freeze(session: Session, draft_id: int, frame: FrameRow) -> None:
    position = 0
    for slot in frame.slots:
        for one in slot.statements or (None,):
            session.add(
                DraftStatement(
                    draft_id=draft_id,
                    statement_id=one.id if one else None,
                    slot_key=slot.key,
                    slot_name=slot.name,
                    area=slot.area,
                    text=one.text if one else "",
                    position=position,
                )
            )
            position += 1
    session.flush()


def _draft(session: Session, draft_id: int) -> Draft:
    draft = session.get(Draft, draft_id)
    if draft is None:
        raise WorkshopError(say("This draft is no longer there: look at the list again."))
    return draft
