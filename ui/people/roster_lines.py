"""The roster's rows and columns as data: a person, and what is known of their presence."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from resources.words import say
from ui.widgets import Column
from upstream_workshop.people.kinds import (
    AttendanceState,
    Consent,
    SupportKind,
)
from upstream_workshop.people.queries import AttendanceRow, ParticipantRow
from upstream_workshop.people.rules import folded, initials

TONES: Final[Mapping[AttendanceState, str]] = {
    AttendanceState.EXPECTED: "plain",
    AttendanceState.HERE: "leaf",
    AttendanceState.LATE: "sun",
    AttendanceState.SUBSTITUTE: "plum",
    AttendanceState.LEFT: "plain",
    AttendanceState.WITHDRAWN: "rose",
}
_APART: Final = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Line:
    """One person on the roster, on one day; `instead` names who stands in, or for whom they do.

    `name` and `text` are folded for finding: the name, and everything else that is shown of them.
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
        """Expected until something else is known."""
        return self.attendance.state if self.attendance else AttendanceState.EXPECTED

    @property
    def place(self) -> str:
        """Role and organisation, as far as they are known."""
        return ", ".join(filter(None, (self.person.role, self.person.organisation)))


def lines_of(
    roster: tuple[ParticipantRow, ...], present: Mapping[int, AttendanceRow]
) -> tuple[Line, ...]:
    """Everybody with what is known of them on a day, ready to be found."""
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
    said = (
        *(person.organisation, person.role, person.region, person.email, instead),
        *(*person.interests, *person.offers, *person.asks),
        *((row.note, state_words(row.state)) if row else ()),
    )
    return Line(person, row, instead, folded(person.name), _sought((person.name, *said)))


def _sought(said: tuple[str, ...]) -> str:
    """Everything said, folded, each word after one space."""
    return " " + _APART.sub(" ", folded(" ".join(said)))


def state_words(state: AttendanceState) -> str:
    """How a state reads on a chip."""
    return {
        AttendanceState.EXPECTED: say("expected"),
        AttendanceState.HERE: say("here"),
        AttendanceState.LATE: say("late"),
        AttendanceState.SUBSTITUTE: say("substitute"),
        AttendanceState.LEFT: say("left"),
        AttendanceState.WITHDRAWN: say("not coming"),
    }[state]


def consent_words(answer: Consent) -> str:
    """How a consent reads: not asked until somebody has."""
    return {
        Consent.NOT_ASKED: say("not asked"),
        Consent.YES: say("yes"),
        Consent.NO: say("no"),
    }[answer]


def support_words(kind: SupportKind) -> str:
    """How an offer or an ask reads on a chip."""
    return {SupportKind.OFFER: say("offer"), SupportKind.ASK: say("ask")}[kind]


def tone(state: AttendanceState) -> str:
    """The chip's tone for a state."""
    return TONES[state]


def remark(line: Line) -> str:
    """Who stands in for whom, the note of the day, or what the person brings to the table."""
    if line.instead:
        return line.instead
    if line.attendance and line.attendance.note:
        return line.attendance.note
    counted = ((say("offers"), line.person.offers), (say("asks"), line.person.asks))
    words = [f"{word} {len(texts)}" for word, texts in counted if texts]
    return " · ".join(words) or (say("can lead") if line.person.willing_to_lead else "")


def nobody_called(name: str) -> str:
    """What is said of letters that mean nobody."""
    said = say("Nobody on the list is called “{name}”: add them, or type other letters.")
    return said.format(name=name)


def name_column(name: Callable[[Any], str]) -> Column:
    """Whose row it is: the name after a disc of its initials."""
    return Column(
        say("Name"),
        name,
        least=160,
        weight="strong",
        badge=lambda row: initials(name(row)),
    )


def roster_columns() -> tuple[Column, ...]:
    """Who, from where, in which role, a remark, and the state of the day."""
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
