"""The part of the report about workgroups."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy.orm import Session

from upstream_workshop.workgroups import queries
from upstream_workshop.workgroups.queries import ChoiceRow, MemberRow, WorkgroupRow


@dataclass(frozen=True, slots=True)
class WorkgroupsReport:
    """The choices, the groups with their charters, and the people without a group."""

    choices: tuple[ChoiceRow, ...]
    workgroups: tuple[WorkgroupRow, ...]
    unplaced: tuple[MemberRow, ...]


def read(session: Session) -> WorkgroupsReport:
    """Read the report of workgroups."""
    return WorkgroupsReport(
        queries.choices(session), queries.workgroups(session), queries.unplaced(session)
    )
