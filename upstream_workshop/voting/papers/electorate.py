"""Who may vote, who has not yet, and whose paper is left out: queries on people and ballots."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from sqlalchemy.orm import Session

from upstream_workshop.people import queries as people
from upstream_workshop.people.attendance import queries as attendance_queries
from upstream_workshop.people.kinds import AttendanceState
from upstream_workshop.people.queries import ParticipantRow
from upstream_workshop.voting import queries
from upstream_workshop.voting.kinds import Electorate, WithdrawnRule
from upstream_workshop.voting.papers import queries as paper_queries
from upstream_workshop.voting.queries import BallotRow


def voters(session: Session, electorate: Electorate) -> tuple[ParticipantRow, ...]:
    """Return the people who may vote, in the order of the roster.

    With ORGANISATIONS these are all who may vote for theirs.
    """
    out = withdrawn(session)
    rows = tuple(row for row in people.roster(session) if row.id not in out)
    if electorate != Electorate.PRESENT:
        return rows
    days = attendance_queries.attendance_of_all_days(session)
    came = {row.participant_id for row in days if attendance_queries.is_present(row) or row.left_at}
    return tuple(row for row in rows if row.id in came)


def without_paper(session: Session, ballot_id: int) -> tuple[str, ...]:
    """Return who may vote on a named ballot and has given in no paper: names of people or organisations."""
    ballot = queries.ballot(session, ballot_id)
    rows = voters(session, ballot.electorate)
    voted = {paper.participant_id for paper in paper_queries.papers(session, ballot_id)}
    if ballot.electorate != Electorate.ORGANISATIONS:
        return tuple(row.name for row in rows if row.id not in voted)
    spoke = {row.organisation for row in rows if row.id in voted}
    return _once(row.organisation for row in rows if row.organisation not in spoke)


def who_may(session: Session, ballot: BallotRow) -> dict[int, str]:
    """Return the names of the people who may still give in a paper or correct theirs, by id."""
    rows = voters(session, ballot.electorate)
    if ballot.electorate != Electorate.ORGANISATIONS:
        return {row.id: row.name for row in rows}
    voted = {paper.participant_id for paper in paper_queries.papers(session, ballot.id)}
    spoken: dict[str, int] = {row.organisation: row.id for row in rows if row.id in voted}
    return {
        row.id: row.name
        for row in rows
        if row.organisation and spoken.get(row.organisation, row.id) == row.id
    }


def left_out(session: Session, ballot: BallotRow) -> frozenset[int]:
    """Return the people whose papers the ballot does not count, since they withdrew."""
    return withdrawn(session) if ballot.withdrawn == WithdrawnRule.LEFT_OUT else frozenset()


def withdrawn(session: Session) -> frozenset[int]:
    """Return the ids of the people who are not coming: withdrawn on each day that says anything."""
    states: defaultdict[int, set[AttendanceState]] = defaultdict(set)
    for row in attendance_queries.attendance_of_all_days(session):
        states[row.participant_id].add(row.state)
    return frozenset(id_ for id_, found in states.items() if found == {AttendanceState.WITHDRAWN})


def _once(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for name in names if name))
