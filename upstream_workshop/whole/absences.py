"""Queries across rooms: what people's absence means for workgroups, commitments and ballots."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from sqlalchemy.orm import Session

from upstream_workshop.people import queries as people
from upstream_workshop.people.attendance import queries as attendance_queries
from upstream_workshop.voting import queries as voting
from upstream_workshop.voting.kinds import BallotState
from upstream_workshop.workgroups import queries as workgroups
from upstream_workshop.workgroups.placing_rules import queries as rule_queries

READS: Final = people.READS | workgroups.READS | voting.READS
_EXPECTING: Final = frozenset({BallotState.DRAFT, BallotState.OPEN})


class EffectKind(StrEnum):
    """The part that an absent person has in a workgroup, a commitment or a ballot."""

    LEADS = "leads"
    DEPUTISES = "deputises"
    SITS_IN = "sits in"
    PROMISED = "promised"
    VOTES = "votes"


@dataclass(frozen=True, slots=True)
class Effect:
    """One effect of a person's absence.

    kind: the part that the person has.
    where: the title of the workgroup, the commitment or the name of the ballot.
    stand_in: the name of the deputy who could lead instead; empty if there is none.
    left: the number of members of the workgroup who are present.
    short: whether that is less than the minimum in the placing rules.
    """

    kind: EffectKind
    where: str
    stand_in: str = ""
    left: int = 0
    short: bool = False


def missing(session: Session, day: int) -> tuple[int, ...]:
    """Return the ids of people who came on an earlier day but not on this one, in roster order."""
    today = attendance_queries.attendance(session, day)
    earlier = {
        id_
        for before in range(1, day)
        for id_, row in attendance_queries.attendance(session, before).items()
        if attendance_queries.is_present(row) or row.left_at is not None
    }
    gone = {
        id_ for id_ in earlier if not (id_ in today and attendance_queries.is_present(today[id_]))
    }
    return (
        tuple(person.id for person in people.roster(session) if person.id in gone) if gone else ()
    )


def effects(session: Session, away: Collection[int]) -> dict[int, tuple[Effect, ...]]:
    """Return the effects of the absence of several people at once.

    away: the ids of the people.

    Returns the effects by id; people without any are left out.
    """
    found: dict[int, list[Effect]] = defaultdict(list)
    if not away:
        return {}
    least = rule_queries.placing_rules(session).minimum
    for group in workgroups.workgroups(session):
        there = [member for member in group.members if member.participant_id not in away]
        short = len(there) < least
        present = {member.participant_id: member.name for member in there}
        for member in group.members:
            if member.participant_id in away:
                kind, stand_in = _part(group, member.participant_id, present)
                found[member.participant_id].append(
                    Effect(kind, group.title, stand_in, len(there), short)
                )
        for promise in group.commitments:
            if promise.participant_id in away and not promise.done:
                found[promise.participant_id or 0].append(Effect(EffectKind.PROMISED, promise.what))
    for ballot in voting.ballots(session):
        if ballot.state in _EXPECTING:
            for id_ in away:
                found[id_].append(Effect(EffectKind.VOTES, ballot.name))
    return {id_: tuple(rows) for id_, rows in found.items()}


def _part(
    group: workgroups.WorkgroupRow, participant_id: int, present: dict[int, str]
) -> tuple[EffectKind, str]:
    """Return a person's part in a workgroup, and the name of a present deputy who could lead."""
    if participant_id == group.lead_id:
        return EffectKind.LEADS, present.get(group.deputy_id or 0, "")
    if participant_id == group.deputy_id:
        return EffectKind.DEPUTISES, ""
    return EffectKind.SITS_IN, ""
