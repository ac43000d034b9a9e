"""What it does to groups, leads, promises and ballots that people are not there: a question across rooms."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from sqlalchemy.orm import Session

from upstream_workshop.people import queries as people
from upstream_workshop.voting import queries as voting
from upstream_workshop.voting.kinds import BallotState
from upstream_workshop.workgroups import queries as workgroups

READS: Final = people.READS | workgroups.READS | voting.READS
_EXPECTING: Final = frozenset({BallotState.DRAFT, BallotState.OPEN})


class EffectKind(StrEnum):
    """What somebody does who is not there: in a group, for one, or on a ballot."""

    LEADS = "leads"
    DEPUTISES = "deputises"
    SITS_IN = "sits in"
    PROMISED = "promised"
    VOTES = "votes"


@dataclass(frozen=True, slots=True)
class Effect:
    """One thing an absence does.

    `where` names the group or ballot; `stand_in` who could take over; `left` how many of the group
    are there, `short` that they are fewer than the rules ask for.
    """

    kind: EffectKind
    where: str
    stand_in: str = ""
    left: int = 0
    short: bool = False


def missing(session: Session, day: int) -> tuple[int, ...]:
    """Whoever was there on an earlier day and is not there on this one, in the order of the roster."""
    today = people.attendance(session, day)
    earlier = {
        id_
        for before in range(1, day)
        for id_, row in people.attendance(session, before).items()
        if people.is_present(row) or row.left_at is not None
    }
    gone = {id_ for id_ in earlier if not (id_ in today and people.is_present(today[id_]))}
    return (
        tuple(person.id for person in people.roster(session) if person.id in gone) if gone else ()
    )


def effects(session: Session, away: Collection[int]) -> dict[int, tuple[Effect, ...]]:
    """For each of these people what their absence does, all of them being away at once."""
    found: dict[int, list[Effect]] = defaultdict(list)
    if not away:
        return {}
    least = workgroups.placing_rules(session).minimum
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
    """What somebody does in a group, and who of those present could do it instead."""
    if participant_id == group.lead_id:
        return EffectKind.LEADS, present.get(group.deputy_id or 0, "")
    if participant_id == group.deputy_id:
        return EffectKind.DEPUTISES, ""
    return EffectKind.SITS_IN, ""
