"""Everything an output needs, read once into frozen values."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from sqlalchemy import create_engine
from sqlalchemy.orm import Session
from sqlalchemy.pool import StaticPool

from upstream_workshop.agenda import queries as agenda
from upstream_workshop.agenda.queries import BlockRow, ResidentialRow
from upstream_workshop.maps import queries as maps
from upstream_workshop.maps import rules as map_rules
from upstream_workshop.maps.queries import MapRow
from upstream_workshop.maps.rules import LoopSearch
from upstream_workshop.people import queries as people
from upstream_workshop.people.network import PHASES, figures
from upstream_workshop.people.queries import (
    AttendanceRow,
    MatchRow,
    OrganisationRow,
    ParticipantRow,
    PromptRow,
    SupportRow,
)
from upstream_workshop.themes import queries as themes
from upstream_workshop.themes.queries import CardRow, ThemeRow
from upstream_workshop.voting import queries as voting
from upstream_workshop.voting.queries import BallotRow, PaperRow
from upstream_workshop.voting.rules import Tally
from upstream_workshop.workgroups import queries as workgroups
from upstream_workshop.workgroups.queries import ChoiceRow, MemberRow, WorkgroupRow

READS: Final = (
    people.READS
    | people.READS_TIES
    | people.READS_MATCHES
    | people.READS_PROMPTS
    | agenda.READS
    | themes.READS
    | voting.READS
    | workgroups.READS
    | maps.READS
)
_ARRIVED: Final = frozenset({"here", "substitute", "left"})


@dataclass(frozen=True, slots=True)
class VoteReport:
    """One ballot and how many papers were keyed; what they say, and the tally, once they may be told."""

    ballot: BallotRow
    keyed: int
    papers: tuple[PaperRow, ...]
    tally: Tally | None


@dataclass(frozen=True, slots=True)
class MapReport:
    """One map with the loops found in it."""

    row: MapRow
    search: LoopSearch


@dataclass(frozen=True, slots=True)
class NetworkReport:
    """The network of who knows whom at one time, in numbers alone."""

    people: int
    ties: int
    density: float
    across: int  # ties between two organisations
    alone: int  # people without a tie
    parts: int
    reachable: int


@dataclass(frozen=True, slots=True)
class Report:
    """The whole residential as it stands at one moment; access needs and diet are never in it."""

    made_at: datetime
    event: ResidentialRow
    organisations: tuple[OrganisationRow, ...]
    people: tuple[ParticipantRow, ...]
    attendance: tuple[AttendanceRow, ...]
    support: tuple[SupportRow, ...]
    matches: tuple[MatchRow, ...]  # those confirmed
    network: tuple[NetworkReport, ...]  # before and after; none where no tie was noted
    prompts: tuple[PromptRow, ...]
    agenda: tuple[BlockRow, ...]
    themes: tuple[ThemeRow, ...]
    loose_cards: tuple[CardRow, ...]
    votes: tuple[VoteReport, ...]
    choices: tuple[ChoiceRow, ...]
    workgroups: tuple[WorkgroupRow, ...]
    unplaced: tuple[MemberRow, ...]
    maps: tuple[MapReport, ...]
    edition: str = "full"  # how much of it is told here: see exports/editions.py

    @property
    def days(self) -> tuple[int, ...]:
        """The days of the agenda, or the first one while there is none."""
        return tuple(sorted({block.day for block in self.agenda})) or (1,)

    def date_of(self, day: int) -> date | None:
        """The calendar date of a day of the residential."""
        starts = self.event.starts
        return starts + timedelta(days=day - 1) if starts else None

    def took_part(self, participant_id: int) -> bool:
        """Whether a person came on any day; everybody signed up counts while nobody is checked in."""
        seen = [row for row in self.attendance if _came(row)]
        return not seen or any(row.participant_id == participant_id for row in seen)

    def theme_titles(self) -> dict[int, str]:
        """Titles of the themes by id."""
        return {theme.id: theme.title for theme in self.themes}


def read_report(session: Session, at: datetime | None = None) -> Report:
    """Read the residential; `at` is the moment printed on it, now unless said otherwise."""
    blocks = agenda.agenda(session)
    days = sorted({block.day for block in blocks}) or [1]
    return Report(
        made_at=at or datetime.now().replace(microsecond=0),
        event=agenda.residential(session),
        organisations=people.organisations(session),
        people=people.roster(session),
        attendance=tuple(row for day in days for row in people.attendance(session, day).values()),
        support=people.support(session),
        matches=tuple(row for row in people.matches(session) if row.state == "confirmed"),
        network=_network(session),
        prompts=people.prompts(session),
        agenda=blocks,
        themes=themes.themes(session),
        loose_cards=themes.loose_cards(session),
        votes=tuple(_vote(session, ballot) for ballot in voting.ballots(session)),
        choices=workgroups.choices(session),
        workgroups=workgroups.workgroups(session),
        unplaced=workgroups.unplaced(session),
        maps=tuple(
            MapReport(row, map_rules.loops(row.factors, row.links)) for row in maps.maps(session)
        ),
    )


def read_copy(copy: sqlite3.Connection, at: datetime | None = None) -> Report:
    """Read it from `Workshop.snapshot`, which another thread may do, and close that."""
    engine = create_engine("sqlite://", creator=lambda: copy, poolclass=StaticPool)
    try:
        with Session(engine) as session:
            return read_report(session, at)
    finally:
        engine.dispose()
        copy.close()


def _network(session: Session) -> tuple[NetworkReport, ...]:
    noted = people.ties(session)
    home = {row.id: row.organisation for row in people.roster(session)}
    found = [figures(home, noted, phase) for phase in PHASES] if noted else []
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


def _vote(session: Session, ballot: BallotRow) -> VoteReport:
    """A ballot with its papers as they may be told, and its count only where the room has seen it."""
    revealed = ballot.state == "revealed"
    return VoteReport(
        ballot,
        len(voting.papers(session, ballot.id)),
        voting.told_papers(session, ballot.id),
        voting.tally(session, ballot.id) if revealed else None,
    )


def _came(row: AttendanceRow) -> bool:
    return row.state in _ARRIVED or (row.state == "late" and row.at is not None)
