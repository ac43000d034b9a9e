"""The part of the report about workgroups."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy.orm import Session

from upstream_workshop.workgroups import queries
from upstream_workshop.workgroups.following_up.form_codes import form_key
from upstream_workshop.workgroups.following_up.indicator_rows import (
    IndicatorChangeRow,
    IndicatorRow,
    indicator_changes,
    indicators,
)
from upstream_workshop.workgroups.queries import ChoiceRow, MemberRow, WorkgroupRow
from upstream_workshop.workgroups.small_groups.queries import (
    SmallGroupRoundRow,
    small_group_rounds,
)


@dataclass(frozen=True, slots=True)
class WorkgroupsReport:
    """What documents contain of workgroups.

    The choices, the groups with their charters, the people without a group, rounds of small groups, and
    indicators with how they changed. The key is that of forms: see `following_up/form_codes.py`.
    """

    choices: tuple[ChoiceRow, ...]
    workgroups: tuple[WorkgroupRow, ...]
    unplaced: tuple[MemberRow, ...]
    small_group_rounds: tuple[SmallGroupRoundRow, ...] = ()
    indicators: tuple[IndicatorRow, ...] = ()
    indicator_changes: tuple[IndicatorChangeRow, ...] = ()
    form_key: str = ""


def read(session: Session) -> WorkgroupsReport:
    """Read the report of workgroups."""
    return WorkgroupsReport(
        queries.choices(session),
        queries.workgroups(session),
        queries.unplaced(session),
        small_group_rounds(session),
        indicators(session),
        indicator_changes(session),
        form_key(session),
    )
