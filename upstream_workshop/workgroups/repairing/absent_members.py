"""Questions about members who are gone, and about who leads in their place."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace

from sqlalchemy.orm import Session

from upstream_workshop.errors import WorkshopError
from upstream_workshop.people.queries import roster
from upstream_workshop.storage.query_cache import cached
from upstream_workshop.workgroups.queries import MemberRow, WorkgroupRow, gone, seats, workgroups
from upstream_workshop.workgroups.rules import Seats, broken
from upstream_workshop.workgroups.situation import placing_problem
from upstream_workshop.workgroups.topics import group_topics


@dataclass(frozen=True, slots=True)
class Succession:
    """A group whose lead is gone.

    lost: the name of that lead.
    heir_id, heir: the deputy who is here, or else a member who is willing to lead; None and empty if there
        is none.
    was_deputy: whether the heir is the deputy.
    """

    workgroup_id: int
    title: str
    lost: str
    heir_id: int | None = None
    heir: str = ""
    was_deputy: bool = False


@dataclass(frozen=True, slots=True)
class Absences:
    """What attendance has made of the groups.

    members: the members who withdrew or left, by name.
    leads: the groups whose lead is among them.
    broken: the rules that the rest of the groups do not keep.
    """

    members: tuple[MemberRow, ...] = ()
    leads: tuple[Succession, ...] = ()
    broken: tuple[str, ...] = ()


@cached(*workgroups.reads, "attendance", "placing_rules", "pair_rule", "organisation")
def absences(session: Session) -> Absences:
    """Return the members who are gone, the leads among them, and the rules broken without them."""
    away = gone(session)
    groups = workgroups(session)
    members = {one.participant_id: one for group in groups for one in group.members}
    lost = sorted((members[who] for who in away & members.keys()), key=lambda one: one.name)
    leads = successions(session, [group.id for group in groups if group.lead_id in away])
    return Absences(tuple(lost), leads, _broken(session) if lost else ())


def successions(session: Session, workgroup_ids: Collection[int]) -> tuple[Succession, ...]:
    """Return who would lead some groups if their leads were no longer there."""
    away = gone(session)
    willing = {row.id for row in roster(session) if row.willing_to_lead}
    groups = [group for group in workgroups(session) if group.id in workgroup_ids]
    return tuple(_succession(group, away, willing) for group in groups)


def new_leads(session: Session, placed: Seats) -> tuple[Succession, ...]:
    """Return who would lead the groups of a placement whose leads are gone or sit elsewhere then.

    placed: pairs of participant id and topic.

    A group without a lead that has a deputy has lost its lead before.
    """
    topic, rows = group_topics(session), {row.id: row for row in roster(session)}
    willing = {row.id for row in rows.values() if row.willing_to_lead}
    found = []
    for group in workgroups(session):
        there = [rows[who] for who, at in placed if at == topic[group.id] and who in rows]
        ids = {row.id for row in there}
        waiting = group.lead_id is None and group.deputy_id in ids
        if there and (waiting or group.lead_id not in {None, *ids}):
            members = (MemberRow(row.id, row.name, row.organisation) for row in there)
            found.append(_succession(replace(group, members=tuple(members)), (), willing))
    return tuple(found)


def _succession(group: WorkgroupRow, away: Collection[int], willing: Collection[int]) -> Succession:
    heir = next(_heirs(group, away, willing), None)
    if heir is None:
        return Succession(group.id, group.title, group.lead)
    deputy = heir.participant_id == group.deputy_id
    return Succession(group.id, group.title, group.lead, heir.participant_id, heir.name, deputy)


def _heirs(
    group: WorkgroupRow, away: Collection[int], willing: Collection[int]
) -> Iterator[MemberRow]:
    """Yield the members who can lead: the deputy first, then those who are willing."""
    present = [one for one in group.members if one.participant_id not in {*away, group.lead_id}]
    yield from (one for one in present if one.participant_id == group.deputy_id)
    yield from (one for one in present if one.participant_id in willing)


def _broken(session: Session) -> tuple[str, ...]:
    try:
        problem = placing_problem(session)
    except WorkshopError:
        return ()
    return tuple(rule.words for rule in broken(problem, seats(session)))
