"""A snapshot of everything that the People page shows, read once and passed to its views."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from sqlalchemy.orm import Session

from resources.words import count, say
from ui.people.roster_lines import Line, lines_of
from upstream_workshop.people import queries
from upstream_workshop.people.attendance import queries as attendance_queries
from upstream_workshop.people.attendance.queries import HalfDays, Presence
from upstream_workshop.people.introductions import queries as introduction_queries
from upstream_workshop.people.introductions.network import TieRow
from upstream_workshop.people.introductions.queries import MatchRow
from upstream_workshop.people.kinds import AttendanceState, MatchState, SupportKind
from upstream_workshop.people.queries import ConsentRow, OrganisationRow, SupportRow
from upstream_workshop.people.questions import queries as question_queries
from upstream_workshop.people.questions.queries import PromptRow
from upstream_workshop.whole import absences
from upstream_workshop.whole.absences import Effect

READS = (
    queries.READS
    | queries.READS_NEEDS
    | queries.READS_CONSENTS
    | introduction_queries.READS_TIES
    | introduction_queries.READS_MATCHES
    | question_queries.READS_PROMPTS
    | absences.READS
)
GONE = frozenset({AttendanceState.WITHDRAWN, AttendanceState.LEFT})


@dataclass(frozen=True, slots=True)
class PeopleNow:
    """The people on one day.

    day: the day; 1 is the first.
    lines: a row for each person on the roster.
    support: all offers and asks.
    homes: organisations by name.
    presence: how many people are here and expected.
    halves: the numbers for morning and afternoon of each day.
    ties: ties between people, and wanted meetings.
    decided: matches that were confirmed or dismissed.
    prompts: questions to the room.
    missing: ids of the people who were here before and are not now.
    consents: stored answers by participant id.
    effects: effects of an absence by participant id.
    line: the rows of `lines` by participant id.
    """

    day: int = 1
    lines: tuple[Line, ...] = ()
    support: tuple[SupportRow, ...] = ()
    homes: Mapping[str, OrganisationRow] = field(default_factory=dict)
    presence: Presence = field(default_factory=lambda: Presence(0, 0))
    halves: tuple[HalfDays, ...] = ()
    ties: tuple[TieRow, ...] = ()
    decided: tuple[MatchRow, ...] = ()
    prompts: tuple[PromptRow, ...] = ()
    missing: tuple[int, ...] = ()
    consents: Mapping[int, tuple[ConsentRow, ...]] = field(default_factory=dict)
    effects: Mapping[int, tuple[Effect, ...]] = field(default_factory=dict)
    line: Mapping[int, Line] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Build `line` once, since it is used for each of possibly thousands of people."""
        object.__setattr__(self, "line", {line.id: line for line in self.lines})

    @property
    def around(self) -> tuple[Line, ...]:
        """The people who may still be met: neither withdrawn nor gone."""
        return tuple(line for line in self.lines if line.state not in GONE)

    @property
    def organisations_of(self) -> dict[int, str]:
        """The organisation of each person by id."""
        return {line.id: line.person.organisation for line in self.lines}

    def helpers(self) -> dict[int, list[str]]:
        """Return the names of the confirmed helpers by the id of the ask."""
        names = {line.id: line.person.name for line in self.lines}
        found: dict[int, list[str]] = {}
        for one in self.decided:
            if one.state == MatchState.CONFIRMED and one.helper_id in names:
                found.setdefault(one.ask_id, []).append(names[one.helper_id])
        return found

    def unmatched(self) -> tuple[SupportRow, ...]:
        """Return the asks without a confirmed helper, of people who have not left."""
        answered = self.helpers()
        around = {line.id for line in self.around}
        return tuple(
            row
            for row in self.support
            if row.kind == SupportKind.ASK
            and row.id not in answered
            and row.participant_id in around
        )


def read_now(session: Session, day: int, days: int) -> PeopleNow:
    """Read a snapshot.

    day: the day; 1 is the first.
    days: the number of days.
    """
    away = absences.missing(session, day)
    present = attendance_queries.attendance(session, day)
    left = {id_ for id_, row in present.items() if row.state in GONE}
    return PeopleNow(
        day=day,
        lines=lines_of(queries.roster(session), present),
        support=queries.support(session),
        homes={row.name: row for row in queries.organisations(session)},
        presence=attendance_queries.presence(session, day),
        halves=tuple(attendance_queries.half_days(session, each) for each in range(1, days + 1)),
        ties=introduction_queries.ties(session),
        decided=introduction_queries.matches(session),
        prompts=question_queries.prompts(session),
        missing=away,
        consents=queries.consents(session),
        effects=absences.effects(session, left.union(away)),
    )


def facts(now: PeopleNow) -> str:
    """Return how many people, organisations and arrivals there are, in words; nothing of nobody."""
    if not now.lines:
        return ""
    homes = {line.person.organisation for line in now.lines} - {""}
    people = count(len(now.lines), "{n} person", "{n} people")
    organisations = count(len(homes), "1 organisation", "{n} organisations")
    here = say("{n} here on day {day}", n=now.presence.here, day=now.day)
    return ", ".join((people, organisations, here) if homes else (people, here))
