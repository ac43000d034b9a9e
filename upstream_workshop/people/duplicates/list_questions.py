"""The questions whether people of a sign-up list are entered already, and what the answers decide."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Final

from resources.words import say
from upstream_workshop.people.duplicates.in_lists import (
    QUESTION,
    TWO_PEOPLE,
    Duplicate,
    doubles,
    duplicates_in,
)
from upstream_workshop.people.intake import Taken
from upstream_workshop.people.queries import ParticipantRow
from upstream_workshop.readers.reading import ImportEffect, Question, Reading
from upstream_workshop.readers.signup_lists import PersonEntry

_PERSON: Final = "participant"
_LINE: Final = "line"


def asked(
    roster: Sequence[ParticipantRow],
    reading: Reading[PersonEntry],
    answers: Mapping[str, str],
    rows: Collection[Taken],
) -> tuple[Question, ...]:
    """Return a question for each pair that may be one person.

    The preset answer is two people; for two lines with one name and one e-mail address it is one
    person.

    roster: the people of the session.
    answers: the answers so far. A line that is answered is asked about again, so that the answer
        can be changed.
    rows: the result for each line of a trial import. Without rows there are no questions.
    """
    known = {row.id: row for row in roster}
    listed = {entry.line: entry for entry in reading.entries}
    same, _ = decided(answers)
    matched = {
        row.line: row.participant_id
        for row in rows
        if row.what != ImportEffect.ADDED and row.line not in same
    }
    names = {row.id: row.name for row in roster}
    addresses = {row.id: row.email for row in roster}
    doubled = doubles(reading.entries, {})
    organisations = {row.id: row.organisation for row in roster}
    pairs = (
        duplicates_in(reading.entries, matched, names, addresses, doubled, organisations)
        if rows
        else ()
    )
    return tuple(_question(pair, known, listed, doubled) for pair in pairs)


def decided(answers: Mapping[str, str]) -> tuple[dict[int, int], dict[int, int]]:
    """Return what the answers decide about people.

    Returns two mappings by line number: to a participant id, and to the number of an earlier line.
    """
    same: dict[int, int] = {}
    one: dict[int, int] = {}
    for key, answer in answers.items():
        subject, _, line = key.partition(" ")
        kind, _, number = answer.partition(" ")
        if subject == QUESTION and kind in (_PERSON, _LINE):
            (same if kind == _PERSON else one)[int(line)] = int(number)
    return same, one


def _question(
    pair: Duplicate,
    known: Mapping[int, ParticipantRow],
    listed: Mapping[int, PersonEntry],
    doubled: Mapping[int, int],
) -> Question:
    entry = listed[pair.line]
    other: ParticipantRow | PersonEntry
    if pair.participant_id is not None:
        other, merged = known[pair.participant_id], f"{_PERSON} {pair.participant_id}"
    else:
        assert pair.earlier is not None  # a pair is with the one or the other
        other, merged = listed[pair.earlier], f"{_LINE} {pair.earlier}"
    return Question(
        f"{QUESTION} {pair.line}",
        say("Is {name} the same person as {other}?", name=entry.name, other=other.name),
        ((TWO_PEOPLE, say("Two people")), (merged, say("One person"))),
        merged if pair.line in doubled else TWO_PEOPLE,
        pair.line,
        (entry, other),
    )
