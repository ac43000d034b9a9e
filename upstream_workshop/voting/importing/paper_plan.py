"""What an import of ballot papers would do by the answers given, before anything is written."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final, TypeAlias

from sqlalchemy.orm import Session

from resources.words import count, noop, say
from upstream_workshop.people.duplicates.written_names import WrittenNames
from upstream_workshop.people.queries import roster
from upstream_workshop.readers.reading import Question, Questions, Refusal
from upstream_workshop.readers.voting.papers import PaperEntry, PapersReading
from upstream_workshop.themes import queries as themes
from upstream_workshop.voting import electorate, queries, rules
from upstream_workshop.voting.importing import declaring
from upstream_workshop.voting.importing.mark_kinds import FROM_ZERO, with_ranks_from_one
from upstream_workshop.voting.keying.slips import slip_number
from upstream_workshop.voting.kinds import VotingMethod
from upstream_workshop.voting.queries import BallotRow
from upstream_workshop.voting.records import Declared
from upstream_workshop.voting.rules import Terms

FIRST, LAST, ALL = "first", "last", "all"
GO, STOP = "go", "stop"
AGAINST, SPOILT = "against", "spoilt"
_ASKED_APART: Final = 20  # numbers on several papers; more of them are one question
_FEW: Final = 3  # papers of which more than half may be blank without a word
_TOLD: Final = 5  # spoilt papers whose faults are told
Marks: TypeAlias = Mapping[int, int]
_KINDS: Final = {
    VotingMethod.DOTS: noop("dots"),
    VotingMethod.APPROVAL: noop("approvals"),
    VotingMethod.SCORE: noop("scores"),
    VotingMethod.RANKED: noop("ranks"),
}


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


@dataclass(frozen=True, slots=True)
class PaperPlan:
    """What an import would do.

    ballot: the ballot it goes into; None for a new one.
    wordings: of the options of a new ballot, in order, no two alike.
    secret, declared: of a new ballot.
    refusal: why nothing at all can be imported; blank if something can.
    """

    ballot: BallotRow | None
    wordings: tuple[str, ...]
    secret: bool
    declared: Declared
    papers: tuple[PlannedPaper, ...]
    refused: tuple[Refusal, ...]
    unmapped: tuple[str, ...]
    questions: tuple[Question, ...]
    notes: tuple[str, ...]
    refusal: str = ""


def planned(
    session: Session, name: str, reading: PapersReading, answers: Mapping[str, str]
) -> PaperPlan:
    """Return what importing papers into the ballot of a name would do, and what it asks."""
    return _Planning(session, name, reading, Questions(answers)).plan()


class _Planning:
    """The steps of a plan, which share the reading, the ballot and the questions."""

    def __init__(
        self, session: Session, name: str, reading: PapersReading, questions: Questions
    ) -> None:
        self._session, self._reading, self._questions = session, reading, questions
        wanted = name.strip().casefold()
        rows = queries.ballots(session)
        self._ballot = next((row for row in rows if row.name.casefold() == wanted), None)
        self._people = WrittenNames(roster(session))
        self._wordings = _wordings(session, reading)
        self._refused = list(reading.refused)

    def plan(self) -> PaperPlan:
        reading, ballot = self._reading, self._ballot
        secret = ballot.secret if ballot else not self._is_named()
        declared, entries = self._meant()
        numbers = self._numbers()
        terms = ballot.terms if ballot else _terms(declared, numbers)
        papers = [
            PlannedPaper(entry, slip_number(entry.number), marks)
            for entry in entries
            if (marks := self._marks(entry, numbers)) is not None
        ]
        papers = self._once([one for one in papers if self._keeps(one, secret)], secret)
        papers = [
            replace(one, fault=one.entry.spoilt or rules.fault(one.marks, terms)) for one in papers
        ]
        refusal = self._refusal(papers)  # which may ask
        return PaperPlan(
            ballot,
            tuple(self._wordings.values()),
            secret,
            declared,
            tuple(papers),
            tuple(self._refused),
            (*reading.unmapped, *self._not_taken(numbers)),
            self._questions.asked(),
            (*self._count_differs(), *_notes(papers, secret)),
            refusal,
        )  # fmt: skip

    def _count_differs(self) -> Iterator[str]:
        """Yield a sentence if the file says that it has another number of papers."""
        found = len(self._reading.entries) + len(self._reading.refused)
        if self._reading.papers not in (0, found):
            yield say(
                "The file says it has {said:,} papers, and {found:,} are there.",
                said=self._reading.papers,
                found=found,
            )

    def _not_taken(self, numbers: Mapping[str, int]) -> Iterator[str]:
        yield from declaring.undeclared(self._reading, self._ballot is None)
        yield from (self._wordings[key] for key in self._wordings if key not in numbers)

    def _is_named(self) -> bool:
        entries = self._reading.entries
        return self._reading.named or any(
            not entry.number.isdecimal() and self._people.sure(entry.number) for entry in entries
        )

    def _meant(self) -> tuple[Declared, list[PaperEntry]]:
        """Return what is declared, and the papers with their values as that method has them."""
        entries = list(self._reading.entries)
        values = [dict(entry.marks) for entry in entries]
        if self._ballot is not None:
            method = self._ballot.method
            meant = declaring.counted_from(method, values, self._questions)
        else:
            counted = [dict(entry.marks) for entry in entries if not entry.spoilt]
            meant = declaring.meaning(self._reading, counted, self._questions)
            method = VotingMethod.RANKED if meant == FROM_ZERO else VotingMethod(meant)
        if meant == FROM_ZERO:
            values = [with_ranks_from_one(paper) for paper in values]
        if self._reading.listed and method == VotingMethod.APPROVAL:
            values = [dict.fromkeys(paper, 1) for paper in values]
        least = 0 if method == VotingMethod.SCORE else 1  # the lowest grade counts in a mean
        left_out = self._ignores_negatives(values)
        values = [
            {key: n for key, n in paper.items() if n >= least or (n < 0 and not left_out)}
            for paper in values
        ]
        entries = [
            replace(entry, marks=tuple(paper.items()))
            for entry, paper in zip(entries, values, strict=True)
        ]
        if self._ballot is not None:
            return Declared(), entries
        filled = [dict(entry.marks) for entry in entries if entry.marks and not entry.spoilt]
        return declaring.declared(self._reading, method, filled, self._questions), entries

    def _ignores_negatives(self, values: Sequence[Mapping[str, int]]) -> bool:
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
        return self._questions.ask(question) == AGAINST

    def _numbers(self) -> dict[str, int]:
        """Return the option number of each option of the file that is on the ballot."""
        if self._ballot is None:
            return {key: number for number, key in enumerate(self._wordings, 1)}
        options = self._ballot.options
        if [option.wording for option in options] == list(self._wordings.values()):
            return {key: option.number for key, option in zip(self._wordings, options, strict=True)}
        by_wording = {option.wording.casefold(): option.number for option in options}
        if all(text.isdecimal() and text not in by_wording for text in self._wordings.values()):
            by_wording = {str(option.number): option.number for option in options}
        return {
            key: by_wording[text.casefold()]
            for key, text in self._wordings.items()
            if text.casefold() in by_wording
        }

    def _marks(self, entry: PaperEntry, numbers: Mapping[str, int]) -> Marks | None:
        unknown = next((key for key, _ in entry.marks if key not in numbers), None)
        if unknown is not None:
            option = self._wordings.get(unknown, unknown)
            self._refuse(entry, say("“{unknown}” is not on the ballot", unknown=option))
            return None
        return {numbers[key]: value for key, value in entry.marks}

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

    def _once(self, papers: Sequence[PlannedPaper], secret: bool) -> list[PlannedPaper]:
        """Return the papers with their voters, one a number and one a person; which one is asked."""
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
        if self._ballot is None or paper.voter_id is None or paper.voter_id in self._voters:
            return True
        self._refuse(
            paper.entry,
            say("{name} may not vote on this ballot", name=paper.entry.voter or paper.number),
        )
        return False

    @cached_property
    def _voters(self) -> Mapping[int, str]:
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

    def _refusal(self, papers: Sequence[PlannedPaper]) -> str:
        """Say why nothing can be imported, or nothing."""
        method = self._reading.method
        if self._ballot is not None and method and not self._fits_the_ballot():
            return say(
                "“{ballot}” takes {its}, and the file has {others}: import it into a new ballot.",
                ballot=self._ballot.name,
                its=say(_KINDS[self._ballot.method]),
                others=say(_KINDS[VotingMethod(method)]),
            )
        if not papers:
            first = min(self._refused, key=lambda one: one.line, default=Refusal(1, ""))
            return say(
                "None of the papers can be taken; line {line}: {why}.",
                line=first.line,
                why=first.why,
            )
        return self._of_little_worth(papers)

    def _fits_the_ballot(self) -> bool:
        assert self._ballot is not None
        method = VotingMethod(self._reading.method)
        return method == self._ballot.method

    def _of_little_worth(self, papers: Sequence[PlannedPaper]) -> str:
        """Ask before papers are kept that are mostly blank, spoilt or of numbers that others have."""
        every = len(papers)
        lost = len(self._reading.entries) + len(self._reading.refused) - every
        blank = sum(not paper.marks for paper in papers)
        spoilt = sum(bool(paper.fault) for paper in papers)
        for number, total, what in (
            (blank, every, say("{n:,} of {all:,} papers say nothing", n=blank, all=every)),
            (spoilt, every, say("{n:,} of {all:,} papers are spoilt", n=spoilt, all=every)),
            (
                lost,
                every + lost,
                say("{n:,} of {all:,} papers are left out", n=lost, all=every + lost),
            ),
        ):
            if number * 2 > total >= _FEW and self._questions.ask(_all_the_same(what)) == STOP:
                return say("{what}: look at the columns and at the answers.", what=what)
        return ""


def _all_the_same(what: str) -> Question:
    choices = ((STOP, say("Import nothing")), (GO, say("Import them all the same")))
    return Question("worth", say("{what}. Import them?", what=what), choices, STOP)


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


def _wordings(session: Session, reading: PapersReading) -> dict[str, str]:
    """Return the wording of each option by its key; of those alike, each but the first has its key behind.

    An option that is the number of a card has the card's text.
    """
    cards = themes.cards(session) if reading.names_cards else ()
    text = {card.foreign_id: card.text for card in cards if card.foreign_id}
    found: dict[str, str] = {}
    taken: set[str] = set()
    for option in reading.options:
        wording = text.get(option.wording, option.wording)
        if wording.casefold() in taken:
            wording = f"{wording} ({option.key})"
        while wording.casefold() in taken:
            wording += "’"
        taken.add(wording.casefold())
        found[option.key] = wording
    return found


def _terms(declared: Declared, numbers: Mapping[str, int]) -> Terms:
    usual = Terms(declared["method"], tuple(numbers.values()), declared["seats"])
    dots, cap = declared.get("dots", usual.dots), declared.get("cap", usual.cap)
    return replace(usual, dots=dots, cap=cap)


def _notes(papers: Sequence[PlannedPaper], secret: bool) -> Iterator[str]:
    spoilt = [paper for paper in papers if paper.fault]
    if spoilt:
        faults = [
            say("line {line}: {why}", line=one.entry.line, why=one.fault) for one in spoilt[:_TOLD]
        ]
        if len(spoilt) > _TOLD:
            faults.append(say("and {n} more", n=len(spoilt) - _TOLD))
        yield count(
            len(spoilt),
            "{n} paper is spoilt ({faults}).",
            "{n:,} papers are spoilt ({faults}).",
            faults="; ".join(faults),
        )
    blank = sum(not paper.marks for paper in papers)
    if blank:
        yield count(blank, "{n} paper is blank.", "{n:,} papers are blank.")
    unknown = [one for one in papers if one.voter_id is None and not one.number.isdecimal()]
    if unknown and not secret:
        yield count(
            len(unknown),
            "{n} paper is under a name that is not on the list of people (line {line}).",
            "{n:,} papers are under names that are not on the list of people (the first: line {line}).",
            line=unknown[0].entry.line,
        )
