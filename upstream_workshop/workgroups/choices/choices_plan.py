"""Whose choices a list holds and of which themes, by the answers given, before anything is written."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from sqlalchemy.orm import Session

from resources.words import say
from upstream_workshop.errors import WorkshopError
from upstream_workshop.people.duplicates.written_names import WrittenNames
from upstream_workshop.people.queries import roster
from upstream_workshop.readers.reading import Question, Questions, Reading, Refusal
from upstream_workshop.readers.workgroups.choice_entries import ChoiceEntry
from upstream_workshop.workgroups.intake import Directory

FIRST, LAST = "first", "last"
_SEPARATOR: Final = ", "


@dataclass(frozen=True, slots=True)
class PlannedChoices:
    """The choices of a person, as ids of themes, the first choice first, and the line they stand on."""

    entry: ChoiceEntry
    participant_id: int
    themes: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class ChoicesPlan:
    """What an import of choices would do, and what it asks."""

    choices: tuple[PlannedChoices, ...]
    refused: tuple[Refusal, ...]
    questions: tuple[Question, ...]


def planned_choices(
    session: Session, reading: Reading[ChoiceEntry], answers: Mapping[str, str]
) -> ChoicesPlan:
    """Return whose choices of what would be set; of two lines of one person it is asked which counts."""
    questions, people, directory = (
        Questions(answers),
        WrittenNames(roster(session)),
        Directory.of(session),
    )
    refused = list(reading.refused)
    found: list[PlannedChoices] = []
    for entry in reading.entries:
        try:
            person = _person(people, entry, questions)
            themes = directory.themes_of(entry, questions)
        except WorkshopError as error:
            refused.append(Refusal(entry.line, str(error)))
            continue
        found.append(PlannedChoices(entry, person, tuple(themes)))
    once = _once(found, questions, refused)
    return ChoicesPlan(tuple(once), tuple(refused), questions.asked())  # fmt: skip


def _person(people: WrittenNames, entry: ChoiceEntry, questions: Questions) -> int:
    """Return whom a line means. Raises WorkshopError: for nobody, or while it is not clear who."""
    person = people.meant(
        entry.participant,
        entry.email,
        entry.line,
        questions,
        say("Nobody on the list: leave the line out"),
    )
    if person is not None:
        return person
    name = entry.participant
    if len(people.sure(name, entry.email)) > 1:
        raise WorkshopError(
            say("“{name}” is on the roster more than once, so it is not clear which is meant", name=name)
        )  # fmt: skip
    raise WorkshopError(say("“{name}” is not on the roster", name=name))


def _once(
    found: Sequence[PlannedChoices], questions: Questions, refused: list[Refusal]
) -> list[PlannedChoices]:
    """Return the choices with one line for each person; the others are added to the refused."""
    lines: defaultdict[int, list[PlannedChoices]] = defaultdict(list)
    for one in found:
        lines[one.participant_id].append(one)
    counts = {
        person: own[-1] if len(own) > 1 and questions.ask(_which(person, own)) == LAST else own[0]
        for person, own in lines.items()
    }
    for one in found:
        taken = counts[one.participant_id]
        if one is not taken:
            why = say(
                "{participant} has a line already: line {seen}",
                participant=one.entry.participant,
                seen=taken.entry.line,
            )
            refused.append(Refusal(one.entry.line, why))
    return [one for one in found if one is counts[one.participant_id]]


def _which(person: int, lines: Sequence[PlannedChoices]) -> Question:
    return Question(
        f"twice {person}",
        say(
            "{name} is on several lines ({lines}): which counts?",
            name=lines[0].entry.participant,
            lines=_SEPARATOR.join(str(one.entry.line) for one in lines[:5]),
        ),
        ((FIRST, say("The first")), (LAST, say("The last"))),
        FIRST,
    )
