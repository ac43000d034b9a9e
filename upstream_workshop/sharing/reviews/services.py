"""Services for comments of reviewers on drafts, and the answers to them.

Each service writes in the transaction of `session`. It raises WorkshopError if a draft or comment
with an id that it was given is not there.
"""

from __future__ import annotations

from typing import Final, TypedDict, Unpack

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from resources.words import say
from upstream_workshop.errors import WorkshopError
from upstream_workshop.framework.kinds import Disposition
from upstream_workshop.letters import one_line
from upstream_workshop.people.queries import roster
from upstream_workshop.people.rules import folded
from upstream_workshop.sharing.model import ProductDraft, Review

_REASONED: Final = (Disposition.PARTLY, Disposition.NO, Disposition.LATER)


class ReviewFields(TypedDict, total=False):
    """The fields of a comment besides its answer.

    reviewer: who said it; a participant's name makes it the participant's.
    section: the heading it is about; blank for the whole draft.
    """

    reviewer: str
    section: str
    text: str


def add_review(session: Session, draft_id: int, **fields: Unpack[ReviewFields]) -> int:
    """Add a comment on a draft and return its id. Raises WorkshopError: when it is blank."""
    if session.get(ProductDraft, draft_id) is None:
        raise WorkshopError(say("This draft is no longer there: look at the list again."))
    last = session.scalar(
        select(func.max(Review.position)).where(Review.product_draft_id == draft_id)
    )
    text = _worded(fields.get("text", ""))
    review = Review(product_draft_id=draft_id, text=text, position=0 if last is None else last + 1)
    session.add(review)
    session.flush()
    amend_review(session, review.id, **fields)
    return review.id


def amend_review(session: Session, review_id: int, **fields: Unpack[ReviewFields]) -> None:
    """Change the given fields of a comment. Raises WorkshopError: when it is blank."""
    review = _review(session, review_id)
    review.text = _worded(fields.get("text", review.text))
    review.section = one_line(fields.get("section", review.section or ""))
    if "reviewer" in fields:
        _name(session, review, one_line(fields["reviewer"]))
    session.flush()


def answer_review(
    session: Session, review_id: int, disposition: Disposition, reason: str = ""
) -> None:
    """Say what is done about a comment, and why.

    Raises WorkshopError: when it is not accepted as it is and no reason is given.
    """
    review = _review(session, review_id)
    if disposition in _REASONED and not reason.strip():
        raise WorkshopError(say("Say why: the reviewer is owed a reason."))
    review.disposition, review.reason = disposition, reason.strip()
    session.flush()


def remove_review(session: Session, review_id: int) -> None:
    """Delete a comment."""
    session.delete(_review(session, review_id))


def _name(session: Session, review: Review, name: str) -> None:
    known = [row for row in roster(session) if folded(row.name) == folded(name)]
    review.participant_id = known[0].id if len(known) == 1 else None
    review.reviewer = "" if len(known) == 1 else name


def _worded(text: str) -> str:
    words = text.strip()
    if not words:
        raise WorkshopError(say("This comment says nothing: type a few words."))
    return words


def _review(session: Session, review_id: int) -> Review:
    review = session.get(Review, review_id)
    if review is None:
        raise WorkshopError(say("This comment is no longer there: look at the list again."))
    return review
