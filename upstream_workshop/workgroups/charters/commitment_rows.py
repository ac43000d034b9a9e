"""Queries for the commitments on charters, with what became of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from upstream_workshop.people.queries import ParticipantRow
from upstream_workshop.storage.query_cache import cached
from upstream_workshop.workgroups.kinds import FollowUpState
from upstream_workshop.workgroups.model import Commitment, FollowUp


@dataclass(frozen=True, slots=True)
class CommitmentRow:
    """A commitment: the person, what they will do, and by when.

    state: what became of it; standing until something else is noted.
    noted, note: when the state was noted, and in what words.
    """

    id: int
    who: str
    what: str
    due: date | None
    done: bool
    participant_id: int | None = None
    state: FollowUpState = FollowUpState.STANDING
    noted: date | None = None
    note: str = ""

    def overdue(self, today: date) -> bool:
        """Check whether it should be done by now, and is neither done nor dropped."""
        closed = self.state in (FollowUpState.DONE, FollowUpState.DROPPED)
        return self.due is not None and self.due < today and not closed


def commitments_by_group(
    session: Session, people: dict[int, ParticipantRow]
) -> defaultdict[int, list[CommitmentRow]]:
    """Return the commitments of all groups, by the id of the group, in the order they were made.

    people: all people of the session by their ids.
    """
    found: defaultdict[int, list[CommitmentRow]] = defaultdict(list)
    heard = _last_follow_ups(session)
    for row in _all_commitments(session):
        news = heard.get(row.id)
        who = people[row.participant_id].name if row.participant_id in people else ""
        found[row.workgroup_id].append(
            CommitmentRow(
                row.id, who, row.what, row.due, row.done, row.participant_id, *_state(row, news)
            )
        )
    return found


@cached("commitment")
def _all_commitments(session: Session) -> tuple[Row[Any], ...]:
    return tuple(session.execute(select(*Commitment.__table__.c).order_by(Commitment.id)))


@cached("follow_up")
def _last_follow_ups(session: Session) -> Mapping[int, Row[Any]]:
    """Return what was heard last of each commitment, by its id."""
    rows = session.execute(select(*FollowUp.__table__.c).order_by(FollowUp.id))
    return MappingProxyType({row.commitment_id: row for row in rows})


def _state(commitment: Row[Any], news: Row[Any] | None) -> tuple[FollowUpState, date | None, str]:
    """Return the state of a commitment, with when and how it was noted.

    One that was ticked as done on the charter is done, and one that was unticked stands, whatever was noted.
    """
    noted = (news.noted, news.note) if news is not None else (None, "")
    if commitment.done:
        return FollowUpState.DONE, *noted
    if news is None or news.state == FollowUpState.DONE:
        return FollowUpState.STANDING, *noted
    return news.state, *noted
