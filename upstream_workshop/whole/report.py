"""The report: all data that outputs need, read once into immutable values, one part per room."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass, fields, replace
from datetime import date, datetime, timedelta
from typing import Any, TypeVar

from sqlalchemy.orm import Session

from upstream_workshop import rooms
from upstream_workshop.agenda.queries import BlockRow, ResidentialRow
from upstream_workshop.agenda.report import AgendaReport
from upstream_workshop.maps.report import MapReport, MapsReport
from upstream_workshop.people.attendance.queries import AttendanceRow
from upstream_workshop.people.introductions.network import TieRow
from upstream_workshop.people.introductions.queries import MatchRow
from upstream_workshop.people.kinds import AttendanceState
from upstream_workshop.people.queries import OrganisationRow, ParticipantRow, SupportRow
from upstream_workshop.people.questions.queries import PromptRow
from upstream_workshop.people.report import NetworkReport, PeopleReport
from upstream_workshop.privacy import Edition
from upstream_workshop.storage.engines import engine_of
from upstream_workshop.storage.query_cache import QueryCache
from upstream_workshop.themes.queries import CardRow, ThemeRow
from upstream_workshop.themes.report import ThemesReport
from upstream_workshop.voting.report import VoteReport, VotingReport
from upstream_workshop.workgroups.queries import ChoiceRow, MemberRow, WorkgroupRow
from upstream_workshop.workgroups.report import WorkgroupsReport
from upstream_workshop.workgroups.small_groups.queries import SmallGroupRoundRow

_ARRIVED = frozenset({AttendanceState.HERE, AttendanceState.SUBSTITUTE, AttendanceState.LEFT})
Part = TypeVar("Part")
Answer = TypeVar("Answer")


@dataclass(frozen=True, slots=True)
class Report:
    """The whole residential at one moment, with the detail of one edition.

    made_at: the local time that is printed on outputs.
    parts: the parts of the rooms; `part` returns one by its type.
    edition: the edition; see exports/editions/editions.py.

    The content of the first rooms' parts is available by properties too, such as `report.people`.
    """

    made_at: datetime
    parts: tuple[object, ...]
    edition: Edition = Edition.FULL

    def part(self, kind: type[Part]) -> Part:
        """Return the part of a room by its type. Raises LookupError if the report has none."""
        for part in self.parts:
            if isinstance(part, kind):
                return part
        raise LookupError(f"no {kind.__name__} in this report")

    def with_values(self, **changed: Any) -> Report:
        """Return a copy of the report with other values in fields of its parts.

        changed: the new values by the name of the field.

        Raises LookupError if no part has a field of that name.
        """
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
        """All people on the roster."""
        return self.part(PeopleReport).people

    @property
    def attendance(self) -> tuple[AttendanceRow, ...]:
        """The attendance of each person on each day."""
        return self.part(PeopleReport).attendance

    @property
    def support(self) -> tuple[SupportRow, ...]:
        """Offers and asks."""
        return self.part(PeopleReport).support

    @property
    def matches(self) -> tuple[MatchRow, ...]:
        """The people found to help with each ask."""
        return self.part(PeopleReport).matches

    @property
    def ties(self) -> tuple[TieRow, ...]:
        """The ties between two people; those of each are for themself alone."""
        return self.part(PeopleReport).ties

    @property
    def network(self) -> tuple[NetworkReport, ...]:
        """Figures about who knows whom, before and after the residential."""
        return self.part(PeopleReport).network

    @property
    def prompts(self) -> tuple[PromptRow, ...]:
        """The questions put to the room, with its answers."""
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
        """The workgroups that people chose."""
        return self.part(WorkgroupsReport).choices

    @property
    def workgroups(self) -> tuple[WorkgroupRow, ...]:
        """The groups with their charters."""
        return self.part(WorkgroupsReport).workgroups

    @property
    def small_group_rounds(self) -> tuple[SmallGroupRoundRow, ...]:
        """The rounds of small groups, in order."""
        return self.part(WorkgroupsReport).small_group_rounds

    @property
    def unplaced(self) -> tuple[MemberRow, ...]:
        """The people in no workgroup."""
        return self.part(WorkgroupsReport).unplaced

    @property
    def maps(self) -> tuple[MapReport, ...]:
        """Every map with its loops."""
        return self.part(MapsReport).maps

    @property
    def days(self) -> tuple[int, ...]:
        """The numbers of the days in the agenda; day 1 if the agenda is empty."""
        return tuple(sorted({block.day for block in self.agenda})) or (1,)

    def date_of(self, day: int) -> date | None:
        """Return the date of a day of the residential, counted from 1; None if no date is set."""
        starts = self.event.starts
        return starts + timedelta(days=day - 1) if starts else None

    def who_took_part(self) -> frozenset[int]:
        """Return the ids of the people who came on any day; of all as long as no one is checked in."""
        came = frozenset(row.participant_id for row in self.attendance if _came(row))
        return came or frozenset(person.id for person in self.people)

    def took_part(self, participant_id: int) -> bool:
        """Check whether a person came on any day; True for all as long as no one is checked in."""
        return participant_id in self.who_took_part()

    def theme_titles(self) -> dict[int, str]:
        """Return the titles of the themes by id."""
        return {theme.id: theme.title for theme in self.themes}


def read_report(session: Session, at: datetime | None = None) -> Report:
    """Read the report; `at` is the local time to print on it, by default the current one."""
    return Report(
        made_at=at or datetime.now().replace(microsecond=0),
        parts=tuple(room.report(session) for room in rooms.every() if room.report),
    )


def read_copy(copy: sqlite3.Connection, at: datetime | None = None) -> Report:
    """Read the report from the result of `Workshop.snapshot`, on any thread, and close that."""
    return from_copy(copy, lambda session: read_report(session, at))


def from_copy(copy: sqlite3.Connection, read: Callable[[Session], Answer]) -> Answer:
    """Call a query with the result of `Workshop.snapshot`, on any thread, and close that."""
    engine = engine_of(creator=lambda: copy)
    try:
        with Session(engine, info=QueryCache().info) as session:
            return read(session)
    finally:
        engine.dispose()
        copy.close()


def _came(row: AttendanceRow) -> bool:
    return row.state in _ARRIVED or (row.state == AttendanceState.LATE and row.at is not None)
