"""Who is in which group now, and what the head of the page and the room see of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from resources.words import say
from ui.kit.desk import Desk
from ui.room_screen.slide_types import Slide
from ui.workgroups.wording import placed
from upstream_workshop.naming import Reason, may_name
from upstream_workshop.people.queries import ParticipantRow, roster
from upstream_workshop.people.rules import shortened
from upstream_workshop.workgroups import queries
from upstream_workshop.workgroups.queries import MemberRow, WorkgroupRow

_LONG: Final = 22  # the most letters of a name in a column of the room screen


@dataclass(frozen=True, slots=True)
class Membership:
    """The groups, and the people in them and outside.

    unplaced: the people without a group.
    chosen: the ids of the chosen themes, in order, by participant.
    away: the ids of the people who withdrew or left.
    """

    groups: tuple[WorkgroupRow, ...] = ()
    unplaced: tuple[MemberRow, ...] = ()
    chosen: Mapping[int, tuple[int, ...]] = field(default_factory=dict)
    away: frozenset[int] = frozenset()


def membership(desk: Desk) -> Membership:
    """Return who is in which group now."""
    return Membership(
        desk.ask(queries.workgroups),
        desk.ask(queries.unplaced),
        {row.participant_id: row.ranks for row in desk.ask(queries.choices)},
        frozenset(desk.ask(queries.gone)),
    )


def head_facts(now: Membership, desk: Desk) -> str:
    """Return how many are placed in which choice, or before there are groups how many have chosen."""
    if now.groups:
        return placed(now.groups, frozenset(now.chosen), now.away)
    here = {row.id for row in desk.ask(roster)} - now.away
    people, choosers = len(here), len(here & now.chosen.keys())
    if not people:
        return ""
    if people == choosers:
        return say("everybody has chosen: propose groups")
    return say("{chosen} of {people} have chosen", chosen=choosers, people=people)


def groups_slide(now: Membership, people: Sequence[ParticipantRow]) -> Slide | None:
    """Return the groups with their members, without anybody's choices; None without groups.

    A person is named only if their consents allow it.
    """
    if not now.groups:
        return None
    named = {one.id for one in people if may_name(one, Reason.MEMBER)}
    clusters = tuple(_cluster(group, named, now.away) for group in now.groups)
    return Slide(title=say("Our workgroups"), clusters=clusters)


def _cluster(
    group: WorkgroupRow, named: set[int], away: frozenset[int]
) -> tuple[str, tuple[str, ...]]:
    here = [one for one in group.members if one.participant_id not in away]
    names = (
        shortened(one.name, _LONG) if one.participant_id in named else say("A participant")
        for one in here
    )
    return f"{group.title} · {len(here)}", tuple(names)
