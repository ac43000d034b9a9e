"""What the tables of people mean."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from exports.data.dictionary.meanings import CellType, Column, TableMeaning
from resources.words import noop
from upstream_workshop.people.kinds import AttendanceState, Consent

_ANSWERS: Final = tuple(filter(None, Consent))

PEOPLE: Final[Mapping[str, TableMeaning]] = {
    "people-csv": TableMeaning(
        "people.csv",
        noop(
            "One row for each person on the list. Access needs and diet are left out; for others than "
            "the organiser so are people who would rather not be listed, and the three consents."
        ),
        {
            "name": Column(noop("Name of the participant")),
            "organisation": Column(noop("Where they work")),
            "role": Column(noop("What they do there")),
            "e-mail": Column(noop("Address")),
            "region": Column(noop("Where they come from")),
            "interests": Column(noop("What they are interested in"), CellType.LINES),
            "offers": Column(noop("What they offer to others"), CellType.LINES),
            "asks": Column(noop("What they ask of others"), CellType.LINES),
            "willing to lead": Column(noop("Whether they would lead a workgroup"), CellType.YES),
            "photo": Column(
                noop("May photographs show them; blank if not asked"), allowed=_ANSWERS
            ),
            "attribution": Column(
                noop("May their words carry their name; blank if not asked"), allowed=_ANSWERS
            ),
            "directory": Column(
                noop("May they be in the list of participants; blank if not asked"),
                allowed=_ANSWERS,
            ),
        },
    ),
    "attendance-csv": TableMeaning(
        "attendance.csv",
        noop(
            "One row for each person and day on which something was noted; whoever has none was expected."
        ),
        {
            "day": Column(noop("Day of the residential, from 1"), CellType.NUMBER),
            "name": Column(noop("Name of the participant")),
            "state": Column(
                noop(
                    "expected, here, late, substitute (came for somebody), left, or withdrawn (will not "
                    "come)"
                ),
                allowed=tuple(AttendanceState),
            ),
            "at": Column(noop("When they came"), CellType.MOMENT),
            "note": Column(noop("A note of the facilitator")),
        },
    ),
    "matches-csv": TableMeaning(
        "matches.csv",
        noop("One row for each ask and person who may help, as the facilitator confirmed."),
        {
            "ask": Column(noop("What somebody asked for")),
            "asked by": Column(noop("Who asked")),
            "helper": Column(noop("Who may help")),
            "reason": Column(noop("Why the two were put together")),
        },
    ),
}
