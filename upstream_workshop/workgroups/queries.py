"""Queries for choices, groups and their charters, which return frozen values."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from upstream_workshop.people.attendance.queries import attendance_of_all_days
from upstream_workshop.people.kinds import AttendanceState
from upstream_workshop.people.queries import ParticipantRow, roster
from upstream_workshop.people.rules import folded
from upstream_workshop.storage.query_cache import cached
from upstream_workshop.workgroups.charters.commitment_rows import (
    CommitmentRow,
    commitments_by_group,
)
from upstream_workshop.workgroups.model import Member
from upstream_workshop.workgroups.rules import Person, Seats, Topic, completeness
from upstream_workshop.workgroups.topics import (
    all_choices,
    all_groups,
    group_topics,
    offered,
    standing_themes,
)

READS: Final = frozenset(
    {
        "participant",
        "organisation",
        "attendance",
        "theme",
        "choice",
        "placing_rules",
        "pair_rule",
        "workgroup",
        "member",
        "commitment",
        "follow_up",
        "indicator",
        "indicator_answer",
    }
)
GONE: Final = (AttendanceState.WITHDRAWN, AttendanceState.LEFT)
TEXTS: Final = (
    "question",
    "will_not_do",
    "asset_kind",
    "asset_title",
    "audience",
    "supporter",
    "first_meeting",
    "hours_each",
    "sign_off",
)


@dataclass(frozen=True, slots=True)
class ChoiceRow:
    """A person's choices: ids of themes, the first choice first."""

    participant_id: int
    ranks: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class MemberRow:
    """A person in a group, or without one.

    rank: which of the person's choices the group is; None if it is none.
    """

    participant_id: int
    name: str
    organisation: str
    rank: int | None = None
    locked: bool = False
    reason: str = ""


@dataclass(frozen=True, slots=True)
class WorkgroupRow:
    """A group with its members and charter; `completeness` is the share of the charter filled."""

    id: int
    title: str
    theme_id: int | None
    members: tuple[MemberRow, ...]
    lead_id: int | None
    deputy_id: int | None
    lead: str
    deputy: str
    question: str
    will_not_do: str
    asset_kind: str
    asset_title: str
    audience: str
    supporter: str
    first_meeting: str
    meets_at: datetime | None
    hours_each: str
    sign_off: str
    commitments: tuple[CommitmentRow, ...]
    completeness: float


@cached("choice", "theme")
def choices(session: Session) -> tuple[ChoiceRow, ...]:
    """Return the choices of all people; a merged theme counts as its target, at the better rank."""
    standing = standing_themes(session)
    found: defaultdict[int, list[int]] = defaultdict(list)
    for person, theme_id in all_choices(session):
        theme = standing[theme_id]
        if theme not in found[person]:
            found[person].append(theme)
    return tuple(ChoiceRow(person, tuple(ranks)) for person, ranks in found.items())


def themes_offered(session: Session) -> tuple[Topic, ...]:
    """Return the themes people may choose from, in the order of their numbers on the sheet."""
    return offered(session)


@cached("workgroup", "member", "commitment", "follow_up", "choice", "theme", *roster.reads)
def workgroups(session: Session) -> tuple[WorkgroupRow, ...]:
    """Return the groups in the order in which they were formed, with members sorted by name."""
    people = {row.id: row for row in roster(session)}
    members = _members(session, people)
    commitments = commitments_by_group(session, people)
    return tuple(
        _row(group, members[group.id], commitments[group.id], people)
        for group in all_groups(session)
    )


def workgroup_titles(session: Session) -> tuple[tuple[int, str], ...]:
    """Return the ids and titles of the groups in the order in which they were formed."""
    return tuple((group.id, group.title) for group in all_groups(session))


def unplaced(session: Session) -> tuple[MemberRow, ...]:
    """Return the people without a group, sorted by name, except those who withdrew or left."""
    seated = {member.participant_id for member in all_members(session)} | gone(session)
    return tuple(
        MemberRow(row.id, row.name, row.organisation)
        for row in roster(session)
        if row.id not in seated
    )


def seats(session: Session) -> Seats:
    """Return the present placement as pairs of person and topic."""
    topic = group_topics(session)
    return tuple(
        (member.participant_id, topic[member.workgroup_id]) for member in all_members(session)
    )


@cached("member")
def all_members(session: Session) -> tuple[Row[Any], ...]:
    """Return all rows of members, sorted by person."""
    columns = select(*Member.__table__.c)
    return tuple(session.execute(columns.order_by(Member.participant_id, Member.id)))


def gone(session: Session) -> set[int]:
    """Return the ids of the people whose last state says that they will not be in a group."""
    known = attendance_of_all_days(session)
    last = {row.participant_id: row.state for row in known}  # each person's last day
    return {person for person, state in last.items() if state in GONE}


def _members(
    session: Session, people: dict[int, ParticipantRow]
) -> defaultdict[int, list[MemberRow]]:
    ranks = {row.participant_id: row.ranks for row in choices(session)}
    topic = group_topics(session)
    found: defaultdict[int, list[MemberRow]] = defaultdict(list)
    for seat in all_members(session):
        person = people[seat.participant_id]
        wanted = Person(person.id, person.name, choices=ranks.get(person.id, ()))
        rank = wanted.rank(topic[seat.workgroup_id])
        found[seat.workgroup_id].append(
            MemberRow(person.id, person.name, person.organisation, rank, seat.locked, seat.reason)
        )
    for rows in found.values():
        rows.sort(key=lambda row: (folded(row.name), row.participant_id))
    return found


def _asked_for(group: Row[Any]) -> tuple[object, ...]:
    """Return the parts of a charter; a first meeting needs a day, and where it is can wait."""
    texts = (getattr(group, name) for name in TEXTS if name != "first_meeting")
    return *texts, group.meets_at


def _row(
    group: Row[Any],
    members: list[MemberRow],
    commitments: list[CommitmentRow],
    people: dict[int, ParticipantRow],
) -> WorkgroupRow:
    texts = {name: getattr(group, name) for name in TEXTS}
    lead, deputy = (
        people[one].name if one in people else "" for one in (group.lead_id, group.deputy_id)
    )
    return WorkgroupRow(
        id=group.id,
        title=group.title,
        theme_id=group.theme_id,
        members=tuple(members),
        lead_id=group.lead_id,
        deputy_id=group.deputy_id,
        lead=lead,
        deputy=deputy,
        meets_at=group.meets_at,
        **texts,
        commitments=tuple(commitments),
        completeness=completeness([*_asked_for(group), lead, deputy, commitments]),
    )
