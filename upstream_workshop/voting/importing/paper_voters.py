"""Whose each imported paper is, and which one counts of those that have one number or one voter."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final, TypeAlias

from sqlalchemy.orm import Session

from resources.words import say
from upstream_workshop.people.duplicates.written_names import WrittenNames
from upstream_workshop.people.queries import roster
from upstream_workshop.readers.reading import Question, Questions, Refusal
from upstream_workshop.readers.voting.papers import PaperEntry, PapersReading
from upstream_workshop.voting.papers import electorate
from upstream_workshop.voting.queries import BallotRow

FIRST, LAST, ALL = "first", "last", "all"
_ASKED_APART: Final = 20  # numbers on several papers; more of them are one question
_TOLD: Final = 5  # lines that a question names
Marks: TypeAlias = Mapping[int, int]


@dataclass(frozen=True, slots=True)
class PlannedPaper:
    """A paper as it would be kept.

    marks: values by option number.
    voter_id: the voter on a ballot that is not secret, if it is clear who it is.
    fault: why it would be spoilt; blank if it counts.
    """

    entry: PaperEntry
    number: str
    marks: Marks
    voter_id: int | None = None
    fault: str = ""


class PaperVoters:
    """Finds the voters of papers, and lets one paper of a voter or of a number count.

    ballot: the ballot they go into; None for a new one.
    refused: the papers left out are added to it.
    """

    def __init__(
        self,
        session: Session,
        ballot: BallotRow | None,
        questions: Questions,
        refused: list[Refusal],
    ) -> None:
        self._session, self._ballot, self._questions = session, ballot, questions
        self._refused = refused
        self._people = WrittenNames(roster(session))

    def are_named(self, reading: PapersReading) -> bool:
        """Tell whether the papers of a file are those of persons."""
        return reading.named or any(
            not entry.number.isdecimal() and self._people.sure(entry.number)
            for entry in reading.entries
        )

    def once(self, papers: Sequence[PlannedPaper], secret: bool) -> list[PlannedPaper]:
        """Return the papers with their voters, one a number and one a person; which one is asked."""
        papers = [paper for paper in papers if self._keeps(paper, secret)]
        if not secret:
            papers = [self._with_voter(paper) for paper in papers]
            papers = [paper for paper in papers if self._may_vote(paper)]
        groups: defaultdict[str, list[PlannedPaper]] = defaultdict(list)
        for paper in papers:
            key = paper.number.casefold() if paper.voter_id is None else f"person {paper.voter_id}"
            groups[key].append(paper)
        several = {key: group for key, group in groups.items() if len(group) > 1}
        for key, group in several.items():
            groups[key] = list(self._chosen(key, group, len(several)))
        lines = {paper.entry: paper for group in groups.values() for paper in group}
        return [lines[paper.entry] for paper in papers if paper.entry in lines]

    def _keeps(self, paper: PlannedPaper, secret: bool) -> bool:
        """Tell whether a paper may be kept under its number, which on a secret ballot is no name."""
        number = paper.number
        named = number in (paper.entry.voter, paper.entry.email) and not number.isdecimal()
        if secret and (named or (not number.isdecimal() and self._people.sure(number))):
            self._refuse(
                paper.entry,
                say(
                    "a secret ballot keeps no paper under a name: give each the number of its slip"
                ),
            )
            return False
        return True

    def _with_voter(self, paper: PlannedPaper) -> PlannedPaper:
        entry = paper.entry
        name = entry.voter or ("" if paper.number.isdecimal() else entry.number)
        if not name and not entry.email:
            return paper
        otherwise = say("Nobody on the list: keep the paper under this name")
        voter = self._people.meant(name, entry.email, entry.line, self._questions, otherwise)
        return replace(paper, voter_id=voter)

    def _may_vote(self, paper: PlannedPaper) -> bool:
        """Tell whether a voter is one of those of whom the ballot takes papers; unknown ones are kept."""
        if self._ballot is None or paper.voter_id is None or paper.voter_id in self._may:
            return True
        self._refuse(
            paper.entry,
            say("{name} may not vote on this ballot", name=paper.entry.voter or paper.number),
        )
        return False

    @cached_property
    def _may(self) -> Mapping[int, str]:
        assert self._ballot is not None
        return electorate.who_may(self._session, self._ballot)

    def _chosen(
        self, key: str, group: Sequence[PlannedPaper], several: int
    ) -> Iterator[PlannedPaper]:
        answer = self._questions.ask(_which(key, group, several))
        if answer == ALL:
            yield group[0]
            for place, paper in enumerate(group[1:], 2):
                yield replace(paper, number=f"{paper.number} ({place})")
            return
        counts = group[-1] if answer == LAST else group[0]
        for paper in group:
            if paper is counts:
                yield paper
            else:
                self._refuse(
                    paper.entry,
                    say(
                        "{who} has another paper, on line {line}, which counts",
                        who=paper.entry.voter or say("number {number}", number=paper.number),
                        line=counts.entry.line,
                    ),
                )

    def _refuse(self, entry: PaperEntry, why: str) -> None:
        self._refused.append(Refusal(entry.line, why))


def _which(key: str, group: Sequence[PlannedPaper], several: int) -> Question:
    """Return the question which of several papers of a person or a number counts."""
    choices = [(FIRST, say("The first")), (LAST, say("The last"))]
    if not key.startswith("person "):
        choices.append((ALL, say("All: the others get numbers of their own")))
    if several > _ASKED_APART:
        what = say("{n:,} people or numbers have several papers: which count?", n=several)
        return Question("twice", what, tuple(choices), FIRST)
    lines = ", ".join(str(paper.entry.line) for paper in group[:_TOLD])
    who = group[0].entry.voter or group[0].number
    what = say("“{who}” is on several papers (lines {lines}): which counts?", who=who, lines=lines)
    return Question(f"twice {key}", what, tuple(choices), FIRST)
