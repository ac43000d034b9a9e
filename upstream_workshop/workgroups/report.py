"""What documents tell of workgroups, read once."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy.orm import Session

from upstream_workshop.workgroups import queries
from upstream_workshop.workgroups.queries import ChoiceRow, MemberRow, WorkgroupRow


@dataclass(frozen=True, slots=True)
class WorkgroupsReport:
    """What people chose, the groups with their charters, and whoever is in none."""

    choices: tuple[ChoiceRow, ...]
    workgroups: tuple[WorkgroupRow, ...]
    unplaced: tuple[MemberRow, ...]


def read(session: Session) -> WorkgroupsReport:
    """Everything documents tell of workgroups."""
    return WorkgroupsReport(
        queries.choices(session), queries.workgroups(session), queries.unplaced(session)
    )
