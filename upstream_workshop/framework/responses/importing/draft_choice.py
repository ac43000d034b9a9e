"""To which draft imported responses are."""

from __future__ import annotations

from typing import Final

from sqlalchemy.orm import Session

from resources.words import say
from upstream_workshop.framework.drafts.queries import DraftRow, drafts
from upstream_workshop.framework.queries import frames
from upstream_workshop.readers.reading import Question, Reading
from upstream_workshop.readers.responses.response_tables import ResponseEntry
from upstream_workshop.readers.responses.word_comments import CommentsReading

DRAFT: Final = "draft"  # the key of the question


def draft_questions(session: Session, reading: Reading[ResponseEntry]) -> tuple[Question, ...]:
    """Return the question to which draft the responses of a table are; none where that is clear."""
    there = drafts(session)
    if isinstance(reading, CommentsReading) or len(there) < 2:
        return ()
    titles = {one.id: one.title for one in frames(session)}
    choices = tuple(
        (
            str(one.id),
            say("draft {n} of {title}", n=one.number, title=titles.get(one.frame_id, "")),
        )
        for one in there
    )
    return (Question(DRAFT, say("Which draft are they about?"), choices, str(newest(there).id)),)


def newest(there: tuple[DraftRow, ...]) -> DraftRow:
    """Return the draft that was frozen last."""
    return max(there, key=lambda one: one.id)
