"""What the tables of people mean."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from exports.data.dictionary.meanings import CellType, Column, TableMeaning
from resources.words import noop
from upstream_workshop.people.kinds import AttendanceState, Consent, Phase, SupportKind, TieKind

_PEOPLE: Final = noop("people")
_PAIRS: Final = noop("pairs of people")
_ANSWERS: Final = tuple(filter(None, Consent))

PEOPLE: Final[Mapping[str, TableMeaning]] = {
    "people-csv": TableMeaning(
        "people.csv",
        noop(
            "One row for each person on the list. Access needs and diet are left out; for others than "
            "the organiser so are people who would rather not be listed, pronouns and the three consents."
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
            "pronouns on the badge": Column(
                noop("How they like to be spoken of, as they wrote it")
            ),
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
            "left at": Column(noop("When they left"), CellType.MOMENT),
            "stands for": Column(noop("For whom they came")),
            "note": Column(noop("A note of the facilitator")),
        },
    ),
    "organisations-csv": TableMeaning(
        "organisations.csv",
        noop("One row for each organisation that people come from."),
        {
            "organisation": Column(noop("Its name")),
            "region": Column(noop("Where it is")),
            "works on": Column(noop("What it works on")),
        },
    ),
    "support-csv": TableMeaning(
        "offers-and-asks.csv",
        noop(
            "One row for each thing that somebody offers to others or asks of them. Of people who did not "
            "come they are in people.csv alone."
        ),
        {
            "name": Column(noop("Who offers or asks")),
            "organisation": Column(noop("Where they work")),
            "kind": Column(noop("Whether it is offered or asked for"), allowed=tuple(SupportKind)),
            "text": Column(noop("What")),
        },
    ),
    "questions-csv": TableMeaning(
        "questions.csv",
        noop("One row for each answer to a question to the whole room."),
        {
            "question": Column(noop("The question")),
            "answer": Column(noop("An answer to it")),
            "people": Column(noop("How many gave this answer"), CellType.NUMBER, _PEOPLE),
        },
    ),
    "introductions-csv": TableMeaning(
        "introductions.csv",
        noop(
            "One row for each two people who know each other, should meet, or will work together."
        ),
        {
            "first": Column(noop("Name of one of them")),
            "second": Column(noop("Name of the other")),
            "kind": Column(
                noop("know, meet (they should), or work (they will, together)"),
                allowed=tuple(TieKind),
            ),
            "phase": Column(
                noop("Before the residential, or as a result of it"), allowed=tuple(Phase)
            ),
            "mutual": Column(
                noop("Whether both said so; blank if only the first did"), CellType.YES
            ),
        },
    ),
    "network-csv": TableMeaning(
        "network.csv",
        noop("Figures about who knows whom: one row for before the residential, one for after it."),
        {
            "phase": Column(noop("Before the residential or after it"), allowed=tuple(Phase)),
            "people": Column(noop("How many were counted"), CellType.NUMBER, _PEOPLE),
            "pairs": Column(
                noop("How many know each other or work together"), CellType.NUMBER, _PAIRS
            ),
            "share": Column(noop("The share of all pairs that do, from 0 to 1"), CellType.DECIMAL),
            "across": Column(
                noop("How many of them are from two organisations"), CellType.NUMBER, _PAIRS
            ),
            "alone": Column(noop("How many know nobody"), CellType.NUMBER, _PEOPLE),
            "parts": Column(
                noop("Into how many parts that do not know each other they fall"), CellType.NUMBER
            ),
            "largest part": Column(noop("How many the largest part has"), CellType.NUMBER, _PEOPLE),
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
