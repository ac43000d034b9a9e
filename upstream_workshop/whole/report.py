"""Everything an output needs, read once into frozen values: a part by each room."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass, fields, replace
from datetime import date, datetime, timedelta
from typing import Any, TypeVar

from sqlalchemy import create_engine
from sqlalchemy.orm import Session
from sqlalchemy.pool import StaticPool

from upstream_workshop import rooms
from upstream_workshop.agenda.queries import BlockRow, ResidentialRow
from upstream_workshop.agenda.report import AgendaReport
from upstream_workshop.maps.report import MapReport, MapsReport
from upstream_workshop.people.kinds import (
    AttendanceState,
)
from upstream_workshop.people.queries import (
    AttendanceRow,
    MatchRow,
    OrganisationRow,
    ParticipantRow,
    PromptRow,
    SupportRow,
)
from upstream_workshop.people.report import NetworkReport, PeopleReport
from upstream_workshop.privacy import Edition
from upstream_workshop.storage.query_cache import QueryCache
from upstream_workshop.themes.queries import CardRow, ThemeRow
from upstream_workshop.themes.report import ThemesReport
from upstream_workshop.voting.report import VoteReport, VotingReport
from upstream_workshop.workgroups.queries import ChoiceRow, MemberRow, WorkgroupRow
from upstream_workshop.workgroups.report import WorkgroupsReport

_ARRIVED = frozenset({AttendanceState.HERE, AttendanceState.SUBSTITUTE, AttendanceState.LEFT})
Part = TypeVar("Part")


@dataclass(frozen=True, slots=True)
class Report:
    """The whole residential as it stands at one moment, as far as an edition may tell it.

    A room's part is `report.part(ItsReport)`. What the parts of the first rooms hold can be asked by its
    name, too: `report.people`.
    """

    made_at: datetime
    parts: tuple[object, ...]
    edition: Edition = Edition.FULL  # how much of it is told here: see exports/editions/editions.py

    def part(self, kind: type[Part]) -> Part:
        """What one room says, by its type. Raises LookupError where it is none of this report's."""
        for part in self.parts:
            if isinstance(part, kind):
                return part
        raise LookupError(f"no {kind.__name__} in this report")

    def with_values(self, **changed: Any) -> Report:
        """The same report with other values in the parts' fields of these names."""
        parts = []
        for part in self.parts:
            names = {one.name for one in fields(part)}  # type: ignore[arg-type]  # every part is a dataclass
            own = {name: changed.pop(name) for name in names & changed.keys()}
            parts.append(replace(part, **own) if own else part)  # type: ignore[type-var]  # likewise
        if changed:
            raise LookupError(f"no part of a report holds {', '.join(changed)}")
        return replace(self, parts=tuple(parts))

    @property
    def event(self) -> ResidentialRow:
        """The event itself."""
        return self.part(AgendaReport).event

    @property
    def agenda(self) -> tuple[BlockRow, ...]:
        """The blocks of all days, in order."""
        return self.part(AgendaReport).agenda

    @property
    def organisations(self) -> tuple[OrganisationRow, ...]:
        """Councils and partners."""
        return self.part(PeopleReport).organisations

    @property
    def people(self) -> tuple[ParticipantRow, ...]:
        """Everybody on the list."""
        return self.part(PeopleReport).people

    @property
    def attendance(self) -> tuple[AttendanceRow, ...]:
        """Who was there on which day."""
        return self.part(PeopleReport).attendance

    @property
    def support(self) -> tuple[SupportRow, ...]:
        """Offers and asks."""
        return self.part(PeopleReport).support

    @property
    def matches(self) -> tuple[MatchRow, ...]:
        """Who was found to help with an ask."""
        return self.part(PeopleReport).matches

    @property
    def network(self) -> tuple[NetworkReport, ...]:
        """Figures of who knows whom, before and after."""
        return self.part(PeopleReport).network

    @property
    def prompts(self) -> tuple[PromptRow, ...]:
        """Questions to the room, and how it answered."""
        return self.part(PeopleReport).prompts

    @property
    def themes(self) -> tuple[ThemeRow, ...]:
        """The themes with their cards."""
        return self.part(ThemesReport).themes

    @property
    def loose_cards(self) -> tuple[CardRow, ...]:
        """The cards in no theme."""
        return self.part(ThemesReport).loose_cards

    @property
    def votes(self) -> tuple[VoteReport, ...]:
        """Every ballot."""
        return self.part(VotingReport).votes

    @property
    def choices(self) -> tuple[ChoiceRow, ...]:
        """Who wants to work on what."""
        return self.part(WorkgroupsReport).choices

    @property
    def workgroups(self) -> tuple[WorkgroupRow, ...]:
        """The groups with their charters."""
        return self.part(WorkgroupsReport).workgroups

    @property
    def unplaced(self) -> tuple[MemberRow, ...]:
        """Whoever is in no group."""
        return self.part(WorkgroupsReport).unplaced

    @property
    def maps(self) -> tuple[MapReport, ...]:
        """Every map with its loops."""
        return self.part(MapsReport).maps

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
    return Report(
        made_at=at or datetime.now().replace(microsecond=0),
        parts=tuple(room.report(session) for room in rooms.ROOMS if room.report),
    )


def read_copy(copy: sqlite3.Connection, at: datetime | None = None) -> Report:
    """Read it from `Workshop.snapshot`, which another thread may do, and close that."""
    engine = create_engine("sqlite://", creator=lambda: copy, poolclass=StaticPool)
    try:
        with Session(engine, info=QueryCache().info) as session:
            return read_report(session, at)
    finally:
        engine.dispose()
        copy.close()


def _came(row: AttendanceRow) -> bool:
    return row.state in _ARRIVED or (row.state == AttendanceState.LATE and row.at is not None)
