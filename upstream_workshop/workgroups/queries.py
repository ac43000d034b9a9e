"""Queries for choices, rules, groups and charters, which return frozen values."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from types import MappingProxyType
from typing import Any, Final

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from upstream_workshop.people.kinds import (
    AttendanceState,
)
from upstream_workshop.people.queries import ParticipantRow, attendance_of_all_days, roster
from upstream_workshop.people.rules import folded
from upstream_workshop.storage.query_cache import cached
from upstream_workshop.workgroups.kinds import FollowUpState, PairKind, Trait
from upstream_workshop.workgroups.model import Commitment, FollowUp, Member, PairRule, PlacingRules
from upstream_workshop.workgroups.rules import Person, Seats, Topic, completeness, default_sizes
from upstream_workshop.workgroups.topics import (
    all_choices,
    all_groups,
    group_topics,
    offered,
    standing_themes,
    topics,
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
_PRESENT: Final = (*roster.reads, "attendance")
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


@dataclass(frozen=True, slots=True)
class RulesRow:
    """The rules of placing.

    per_person: how many groups a person may be in; None: as many as anybody is in now.
    spread: what is spread over the groups besides organisations.
    """

    minimum: int = 3
    maximum: int = 10
    per_organisation: int | None = None
    needs_lead: bool = False
    per_person: int | None = None
    spread: Trait | None = None


@dataclass(frozen=True, slots=True)
class PairRow:
    """Two people who must be in one group, or must not."""

    kind: PairKind
    first_id: int
    second_id: int
    first: str
    second: str


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


@cached("placing_rules", "choice", "theme", "workgroup", *_PRESENT)
def placing_rules(session: Session) -> RulesRow:
    """Return the saved rules, or sizes that suit the people to place and their themes."""
    saved = session.scalars(select(PlacingRules).order_by(PlacingRules.id)).first()
    if saved is None:
        people = len({row.id for row in roster(session)} - gone(session))
        return RulesRow(*default_sizes(people, len(topics(session))))
    return RulesRow(
        saved.minimum,
        saved.maximum,
        saved.per_organisation,
        saved.needs_lead,
        saved.per_person,
        saved.spread,
    )


@cached("pair_rule", *roster.reads)
def pair_rules(session: Session) -> tuple[PairRow, ...]:
    """Return the pairs to keep together or apart, sorted by kind and then by name."""
    names = {person.id: person.name for person in roster(session)}
    rows = (
        PairRow(
            pair.kind, pair.first_id, pair.second_id, names[pair.first_id], names[pair.second_id]
        )
        for pair in session.scalars(select(PairRule))
    )
    return tuple(sorted(rows, key=lambda row: (row.kind, row.first, row.second)))


def themes_offered(session: Session) -> tuple[Topic, ...]:
    """Return the themes people may choose from, in the order of their numbers on the sheet."""
    return offered(session)


@cached("workgroup", "member", "commitment", "follow_up", "choice", "theme", *roster.reads)
def workgroups(session: Session) -> tuple[WorkgroupRow, ...]:
    """Return the groups in the order in which they were formed, with members sorted by name."""
    people = {row.id: row for row in roster(session)}
    members = _members(session, people)
    commitments = _commitments(session, people)
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


def _commitments(
    session: Session, people: dict[int, ParticipantRow]
) -> defaultdict[int, list[CommitmentRow]]:
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
