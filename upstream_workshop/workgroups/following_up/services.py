"""Services that follow commitments up.

Each service writes in the transaction of `session`.
"""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Session

from resources.words import noop, say
from upstream_workshop.errors import WorkshopError, member_of
from upstream_workshop.workgroups.kinds import FollowUpState
from upstream_workshop.workgroups.model import FollowUp
from upstream_workshop.workgroups.records import commitment_of


def note_follow_up(
    session: Session,
    commitment_id: int,
    state: FollowUpState,
    noted: date,
    note: str = "",
    due: date | None = None,
) -> int:
    """Note what was heard of a commitment and return the id of the note.

    state: what became of it; it is the commitment's state from now on.
    noted: the day on which it was heard.
    note: why, or what came of it.
    due: the new day by which it is to be done, for one that is moved.

    Raises WorkshopError: when the commitment is not there, the state is not one of the words, or a moved one
    has no new day.
    """
    promise = commitment_of(session, commitment_id)
    refusal = noop("A commitment is done, moved, dropped or standing, not {given}.")
    state = member_of(FollowUpState, state, refusal)
    if state == FollowUpState.MOVED and due is None:
        raise WorkshopError(say("A commitment is moved to a day: say by when it will be done."))
    news = FollowUp(
        commitment_id=commitment_id,
        state=state,
        noted=noted,
        note=" ".join(note.split()),
        due=promise.due,
    )
    promise.done = state == FollowUpState.DONE
    if state == FollowUpState.MOVED:
        promise.due = due
    session.add(news)
    session.flush()
    return news.id
