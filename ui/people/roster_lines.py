"""The rows and columns of the roster: people with their attendance on one day."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

from resources.words import say
from ui.widgets import Column
from upstream_workshop.people.attendance.queries import AttendanceRow
from upstream_workshop.people.kinds import AttendanceState, Consent, SupportKind
from upstream_workshop.people.queries import ParticipantRow
from upstream_workshop.people.rules import folded, initials

TONES: Final[Mapping[AttendanceState, str]] = {
    AttendanceState.EXPECTED: "plain",
    AttendanceState.HERE: "leaf",
    AttendanceState.LATE: "sun",
    AttendanceState.SUBSTITUTE: "plum",
    AttendanceState.LEFT: "plain",
    AttendanceState.WITHDRAWN: "rose",
}
_MOST_PEOPLE: Final = (
    4096  # whose folded texts are kept, since each check-in asks for all of them again
)
_SEPARATORS: Final = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Line:
    """A person on the roster on one day.

    person: the person.
    attendance: what is stored of that day; None if nothing is.
    instead: who stands in for them, or for whom they stand in, in words.
    name: the folded name, for finding.
    text: everything else that is shown of them, folded, for finding.
    """

    person: ParticipantRow
    attendance: AttendanceRow | None
    instead: str = ""
    name: str = ""
    text: str = ""

    @property
    def id(self) -> int:
        """The participant's id, by which the table keeps its selection."""
        return self.person.id

    @property
    def state(self) -> AttendanceState:
        """The attendance state; EXPECTED if nothing is stored."""
        return self.attendance.state if self.attendance else AttendanceState.EXPECTED

    @property
    def place(self) -> str:
        """Role and organisation, as far as they are known."""
        return ", ".join(filter(None, (self.person.role, self.person.organisation)))


def lines_of(
    roster: tuple[ParticipantRow, ...], present: Mapping[int, AttendanceRow]
) -> tuple[Line, ...]:
    """Return a line for each person.

    roster: the people.
    present: what is stored of the day, by participant id.
    """
    names = {person.id: person.name for person in roster}
    stands_for = {id_: row.stands_for_id for id_, row in present.items() if row.stands_for_id}
    replaced = {absent: id_ for id_, absent in stands_for.items() if absent}
    return tuple(
        _line(
            person,
            present.get(person.id),
            names.get(stands_for.get(person.id) or 0, ""),
            names.get(replaced.get(person.id, 0), ""),
        )
        for person in roster
    )


def _line(
    person: ParticipantRow, row: AttendanceRow | None, stands_for: str, replaced_by: str
) -> Line:
    instead = ""
    if stands_for:
        instead = say("for {name}", name=stands_for)
    elif replaced_by:
        instead = say("{name} comes", name=replaced_by)
    texts = (
        *(person.organisation, person.role, person.region, person.email, instead),
        *(*person.interests, *person.offers, *person.asks),
        *((row.note, state_words(row.state)) if row else ()),
    )
    return Line(person, row, instead, folded(person.name), _searchable((person.name, *texts)))


@lru_cache(_MOST_PEOPLE)
def _searchable(texts: tuple[str, ...]) -> str:
    """Return all texts folded, with one space before each word."""
    return " " + _SEPARATORS.sub(" ", folded(" ".join(texts)))


def state_words(state: AttendanceState) -> str:
    """Return the text of a state for a chip."""
    return {
        AttendanceState.EXPECTED: say("expected"),
        AttendanceState.HERE: say("here"),
        AttendanceState.LATE: say("late"),
        AttendanceState.SUBSTITUTE: say("substitute"),
        AttendanceState.LEFT: say("left"),
        AttendanceState.WITHDRAWN: say("not coming"),
    }[state]


def consent_words(answer: Consent) -> str:
    """Return the text of an answer to a consent."""
    return {
        Consent.NOT_ASKED: say("not asked"),
        Consent.YES: say("yes"),
        Consent.NO: say("no"),
    }[answer]


def support_words(kind: SupportKind) -> str:
    """Return "offer" or "ask" in the user's language, for a chip."""
    return {SupportKind.OFFER: say("offer"), SupportKind.ASK: say("ask")}[kind]


def tone(state: AttendanceState) -> str:
    """Return the tone of a state's chip."""
    return TONES[state]


def remark(line: Line) -> str:
    """Return the remark of a row.

    It says who stands in for whom, or else the note of the day, or else what the person offers.
    """
    if line.instead:
        return line.instead
    if line.attendance and line.attendance.note:
        return line.attendance.note
    counted = ((say("offers"), line.person.offers), (say("asks"), line.person.asks))
    words = [f"{word} {len(texts)}" for word, texts in counted if texts]
    return " · ".join(words) or (say("can lead") if line.person.willing_to_lead else "")


def nobody_called(name: str) -> str:
    """Return the message for letters that match no name."""
    return say("Nobody on the list is called “{name}”: add them, or type other letters.", name=name)


def name_column(name: Callable[[Any], str]) -> Column:
    """Return a column of names, each after a disc with its initials.

    name: returns the name of a row.
    """
    return Column(
        say("Name"),
        name,
        least=160,
        weight="strong",
        badge=lambda row: initials(name(row)),
    )


def roster_columns() -> tuple[Column, ...]:
    """Return the columns: name, organisation, role, remark and state of the day."""
    return (
        name_column(lambda line: line.person.name),
        Column(say("Organisation"), lambda line: line.person.organisation, weight="soft"),
        Column(say("Role"), lambda line: line.person.role, weight="small"),
        Column(say("Remark"), remark, width=122, weight="small"),
        Column(
            say("Today"),
            lambda line: state_words(line.state),
            tone=lambda line: tone(line.state),
            width=112,
        ),
    )
