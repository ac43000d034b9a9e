"""What the values on imported papers become as marks of a ballot, and what a new ballot then declares."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from resources.words import count, say
from upstream_workshop.readers.reading import Question, Questions
from upstream_workshop.readers.voting.papers import PaperEntry, PapersReading
from upstream_workshop.voting.importing import declaring
from upstream_workshop.voting.importing.mark_kinds import (
    BROUGHT,
    FROM_ZERO,
    POINTS,
    brought,
    with_ranks_from_one,
)
from upstream_workshop.voting.kinds import VotingMethod
from upstream_workshop.voting.queries import BallotRow
from upstream_workshop.voting.records import Declared

AGAINST, SPOILT = "against", "spoilt"
_METHODS: Final = {
    FROM_ZERO: VotingMethod.RANKED,
    POINTS: VotingMethod.DOTS,
    BROUGHT: VotingMethod.SCORE,
}  # of what numbers mean that is no method by itself
_Values = Sequence[Mapping[str, int]]


@dataclass(frozen=True, slots=True)
class Meant:
    """What the numbers of a file mean.

    declared: of a new ballot; empty for one that is there.
    entries: the papers with their values as the method of the ballot has them.
    brought_from: the highest score of the file if its scores are brought to those of a ballot, else 0.
    """

    declared: Declared
    entries: Sequence[PaperEntry]
    brought_from: int = 0


def meant(reading: PapersReading, ballot: BallotRow | None, questions: Questions) -> Meant:
    """Return what the numbers of a file mean on a ballot, or on a new one, asking where they fit two."""
    values = [dict(entry.marks) for entry in reading.entries]
    meaning, method = _meaning(reading, ballot, values, questions)
    highest = 0
    if meaning in (POINTS, BROUGHT):
        highest = declaring.highest_score(reading, values, questions)
    entries = _with(reading.entries, _marks(reading, method, meaning, values, highest, questions))
    brought_from = highest if meaning == BROUGHT else 0
    if ballot is not None:
        return Meant(Declared(), entries, brought_from)
    filled = [dict(entry.marks) for entry in entries if entry.marks and not entry.spoilt]
    points = highest if meaning == POINTS else 0
    declared = declaring.declared(reading, method, filled, questions, points)
    return Meant(declared, entries, brought_from)


def _meaning(
    reading: PapersReading, ballot: BallotRow | None, values: _Values, questions: Questions
) -> tuple[str, VotingMethod]:
    """Return what the numbers mean, and the method of the ballot for that."""
    if ballot is not None:
        return declaring.counted_from(ballot.method, reading, values, questions), ballot.method
    counted = [dict(entry.marks) for entry in reading.entries if not entry.spoilt]
    meaning = declaring.meaning(reading, counted, questions)
    return meaning, _METHODS.get(meaning) or VotingMethod(meaning)


def _marks(
    reading: PapersReading,
    method: VotingMethod,
    meaning: str,
    values: _Values,
    highest: int,
    questions: Questions,
) -> _Values:
    """Return the values as marks of a method; only a score may be 0, which counts in a mean."""
    if meaning == FROM_ZERO:
        values = [with_ranks_from_one(paper) for paper in values]
    elif meaning == BROUGHT:
        values = [brought(paper, highest) for paper in values]
    if reading.listed and method == VotingMethod.APPROVAL:
        values = [dict.fromkeys(paper, 1) for paper in values]
    least = 0 if method == VotingMethod.SCORE else 1
    ignored = _ignores_negatives(values, questions)
    return [
        {key: n for key, n in paper.items() if n >= least or (n < 0 and not ignored)}
        for paper in values
    ]


def _with(entries: Sequence[PaperEntry], values: _Values) -> list[PaperEntry]:
    return [
        replace(entry, marks=tuple(paper.items()))
        for entry, paper in zip(entries, values, strict=True)
    ]


def _ignores_negatives(values: _Values, questions: Questions) -> bool:
    marks = sum(value < 0 for paper in values for value in paper.values())
    if not marks:
        return False
    question = Question(
        "below 0",
        count(marks, "What is {n} mark below 0?", "What are {n:,} marks below 0?"),
        (
            (AGAINST, say("Votes against, which this ballot does not count")),
            (SPOILT, say("No marks it knows: their papers are spoilt")),
        ),
        AGAINST,
    )
    return questions.ask(question) == AGAINST
