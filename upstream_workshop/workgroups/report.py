"""The part of the report about workgroups."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy.orm import Session

from upstream_workshop.workgroups import queries
from upstream_workshop.workgroups.queries import ChoiceRow, MemberRow, WorkgroupRow
from upstream_workshop.workgroups.small_groups.queries import (
    SmallGroupRoundRow,
    small_group_rounds,
)


@dataclass(frozen=True, slots=True)
class WorkgroupsReport:
    """The choices, the groups with their charters, the people without a group, and rounds of small groups."""

    choices: tuple[ChoiceRow, ...]
    workgroups: tuple[WorkgroupRow, ...]
    unplaced: tuple[MemberRow, ...]
    small_group_rounds: tuple[SmallGroupRoundRow, ...] = ()


def read(session: Session) -> WorkgroupsReport:
    """Read the report of workgroups."""
    return WorkgroupsReport(
        queries.choices(session),
        queries.workgroups(session),
        queries.unplaced(session),
        small_group_rounds(session),
    )
