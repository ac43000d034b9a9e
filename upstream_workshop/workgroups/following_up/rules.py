"""Commitments in the orders in which they are followed up, and first meetings that clash."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import combinations

from upstream_workshop.people.rules import folded
from upstream_workshop.workgroups.charters.commitment_rows import CommitmentRow
from upstream_workshop.workgroups.queries import WorkgroupRow
from upstream_workshop.workgroups.rules import at_once


class FollowUpOrder(StrEnum):
    """What a list of commitments is ordered by."""

    DUE = "due"
    GROUP = "group"
    PERSON = "person"


@dataclass(frozen=True, slots=True)
class Promise:
    """A commitment with its group."""

    group_id: int
    group: str
    commitment: CommitmentRow


@dataclass(frozen=True, slots=True)
class MeetingClash:
    """Two groups that share members and first meet at one time."""

    first_id: int
    second_id: int
    first: str
    second: str
    names: tuple[str, ...]


def promises(
    groups: Iterable[WorkgroupRow], order: FollowUpOrder = FollowUpOrder.DUE
) -> tuple[Promise, ...]:
    """Return all commitments in an order; those without a day come last."""
    found = [Promise(group.id, group.title, row) for group in groups for row in group.commitments]

    def place(one: Promise) -> tuple[object, ...]:
        row = one.commitment
        due = (row.due is None, row.due or date.max)
        ahead: dict[FollowUpOrder, tuple[object, ...]] = {
            FollowUpOrder.DUE: (),
            FollowUpOrder.GROUP: (folded(one.group),),
            FollowUpOrder.PERSON: (not row.who, folded(row.who)),
        }
        return *ahead[order], *due, folded(one.group), row.id

    return tuple(sorted(found, key=place))


def meeting_clashes(groups: Iterable[WorkgroupRow]) -> tuple[MeetingClash, ...]:
    """Return the pairs of groups that share members and whose first meetings overlap."""
    found = []
    for first, second in combinations(groups, 2):
        ids = {one.participant_id for one in second.members}
        shared = tuple(one.name for one in first.members if one.participant_id in ids)
        if shared and at_once(first.meets_at, second.meets_at):
            found.append(MeetingClash(first.id, second.id, first.title, second.title, shared))
    return tuple(found)
