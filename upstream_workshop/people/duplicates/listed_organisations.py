"""The questions whether organisations of a sign-up list are entered already under other names."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from resources.words import say
from upstream_workshop.people.duplicates.in_lists import MOST_PAIRS, TWO_PEOPLE
from upstream_workshop.people.duplicates.organisation_names import may_be_one
from upstream_workshop.people.rules import folded
from upstream_workshop.readers.reading import Question, Reading
from upstream_workshop.readers.signup_lists import PersonEntry

_QUESTION: Final = "organisation"


def asked_of(names: Sequence[str], reading: Reading[PersonEntry]) -> tuple[Question, ...]:
    """Return a question for each new organisation that may be the same as another.

    The preset answer is two organisations.

    names: the organisations of the session. Organisations of earlier lines are compared too.
    """
    found: list[Question] = []
    there = {folded(name): name for name in names}
    for entry in reading.entries:
        name = entry.organisation
        if not name or folded(name) in there:
            continue
        like = next((one for one in there.values() if may_be_one(name, one)), None)
        if like is not None and len(found) < MOST_PAIRS:
            what = say("Is {name} the same organisation as {other}?", name=name, other=like)
            choices = (
                (TWO_PEOPLE, say("Two organisations")),
                (like, say("One: {name}", name=like[:55])),
            )
            found.append(Question(f"{_QUESTION} {name}", what, choices, TWO_PEOPLE, entry.line))
        there[folded(name)] = name
    return tuple(found)


def under_one_name(
    reading: Reading[PersonEntry], answers: Mapping[str, str]
) -> Reading[PersonEntry]:
    """Return the reading with organisations renamed that are the same as others by the answers."""
    same = {
        folded(key.removeprefix(f"{_QUESTION} ")): answer
        for key, answer in answers.items()
        if key.startswith(f"{_QUESTION} ") and answer != TWO_PEOPLE
    }
    if not same:
        return reading

    def named(name: str) -> str:
        for _ in same:  # an answer may name an organisation that another answer renames
            name = same.get(folded(name), name)
        return name

    entries = tuple(
        replace(entry, organisation=named(entry.organisation)) for entry in reading.entries
    )
    return replace(reading, entries=entries)
