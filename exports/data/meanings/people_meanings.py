"""What the tables of people mean, and the values of people in `session.json`.

Fields are named as in `exports/dictionary/common_fields.py`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from exports.data.meanings.table_meanings import CellType, Column, TableMeaning
from resources.words import noop
from upstream_workshop.people.kinds import AttendanceState, Consent, Phase, SupportKind, TieKind

_PEOPLE: Final = noop("people")
_PAIRS: Final = noop("pairs of people")
_ANSWERS: Final = tuple(filter(None, Consent))

TABLES: Final[Mapping[str, TableMeaning]] = {
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
# fmt: off
FIELDS: Final[Mapping[str, str]] = {
    "organisations": noop("The organisations that people come from"),
    "people": noop("The people on the list"),
    "NetworkReport.people": noop("How many people were counted"),
    "attendance": noop("Who was there on which day"),
    "support": noop("What people offer to others and ask of them"),
    "matches": noop("Who may help with which ask, as the facilitator confirmed"),
    "network": noop("Figures about who knows whom: first before the residential, then after it"),
    "prompts": noop("Questions to the whole room, with the answers that were counted"),
    "pronouns": noop("How the person likes to be spoken of, as they wrote it"),
    "willing_to_lead": noop("Whether the person would lead a workgroup"),
    "photo": noop("May photographs show the person: yes, no, or blank if not asked"),
    "attribution": noop("May the person’s words carry their name: yes, no, or blank if not asked"),
    "directory": noop("May the person be in the list of participants: yes, no, or blank if not asked"),
    "AttendanceRow.state": noop(
        "expected, here, late, substitute (came for somebody), left, or withdrawn (will not come)"
    ),
    "at": noop("When the person came, as date and time; null if not noted"),
    "left_at": noop("When the person left, as date and time; null if not noted"),
    "stands_for_id": noop("Id of the person for whom this one came; null for nobody"),
    "SupportRow.kind": noop("offer or ask"),
    "ask_id": noop("Id of the ask among offers and asks"),
    "helper_id": noop("Id of the person who may help; 0 for one who is not named"),
    "MatchRow.state": noop("Whether the facilitator confirmed it"),
    "ties": noop("How many pairs know each other or work together"),
    "density": noop("The share of all pairs that do, from 0 to 1"),
    "across": noop("How many of those pairs are from two organisations"),
    "alone": noop("How many people know nobody"),
    "parts": noop("Into how many parts the network falls that do not know each other"),
    "reachable": noop("How many people the largest of those parts has"),
    "PromptRow.options": noop("The answers, in order"),
    "count": noop("How many people gave this answer"),
    "PeopleReport.ties": noop("Who knows whom, should meet, or works together; only the organiser’s own"),
    "TieRow.kind": noop("know, should meet, or work together"),
    "first_id": noop("Id of one of the two people; null for one who is not named"),
    "second_id": noop("Id of the other; null for one who is not named"),
    "phase": noop("Before the residential, or as a result of it"),
    "mutual": noop("Whether both named each other"),
    "dismissed": noop("Whether the wish that they meet was set aside"),
}
# fmt: on
