"""The part of the report about people."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy.orm import Session

from upstream_workshop.people import queries
from upstream_workshop.people.attendance import queries as attendance_queries
from upstream_workshop.people.attendance.queries import AttendanceRow
from upstream_workshop.people.introductions import queries as introduction_queries
from upstream_workshop.people.introductions.network import TieRow, figures
from upstream_workshop.people.introductions.queries import MatchRow
from upstream_workshop.people.kinds import MatchState, Phase
from upstream_workshop.people.queries import OrganisationRow, ParticipantRow, SupportRow
from upstream_workshop.people.questions import queries as question_queries
from upstream_workshop.people.questions.queries import PromptRow


@dataclass(frozen=True, slots=True)
class NetworkReport:
    """The figures of the network of acquaintances in one phase, without any names."""

    people: int
    ties: int
    density: float
    across: int  # ties between two organisations
    alone: int  # people without a tie
    parts: int
    reachable: int


@dataclass(frozen=True, slots=True)
class PeopleReport:
    """The people with what they offer and ask for, without access needs and diet."""

    organisations: tuple[OrganisationRow, ...]
    people: tuple[ParticipantRow, ...]
    attendance: tuple[AttendanceRow, ...]
    support: tuple[SupportRow, ...]
    matches: tuple[MatchRow, ...]  # those confirmed
    network: tuple[NetworkReport, ...]  # before and after; none where no tie was noted
    prompts: tuple[PromptRow, ...]
    ties: tuple[TieRow, ...] = ()  # who knows, should meet and works with whom


def read(session: Session) -> PeopleReport:
    """Read the report of people."""
    return PeopleReport(
        organisations=queries.organisations(session),
        people=queries.roster(session),
        attendance=attendance_queries.attendance_of_all_days(session),
        support=queries.support(session),
        matches=tuple(
            row
            for row in introduction_queries.matches(session)
            if row.state == MatchState.CONFIRMED
        ),
        network=_network(session),
        prompts=question_queries.prompts(session),
        ties=tuple(tie for tie in introduction_queries.ties(session) if not tie.dismissed),
    )


def _network(session: Session) -> tuple[NetworkReport, ...]:
    noted = introduction_queries.ties(session)
    home = {row.id: row.organisation for row in queries.roster(session)}
    found = [figures(home, noted, phase) for phase in Phase] if noted else []
    return tuple(
        NetworkReport(
            one.people,
            one.ties,
            round(one.density, 4),
            one.across,
            len(one.isolates),
            one.parts,
            one.reachable,
        )
        for one in found
    )
