"""What an import of ballot papers would do by the answers given, before anything is written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from sqlalchemy.orm import Session

from resources.words import count, noop, say
from upstream_workshop.readers.reading import Question, Questions, Refusal
from upstream_workshop.readers.voting.papers import PaperEntry, PapersReading
from upstream_workshop.themes import queries as themes
from upstream_workshop.voting import queries, rules
from upstream_workshop.voting.importing import declaring
from upstream_workshop.voting.importing.declaring import goes_beyond
from upstream_workshop.voting.importing.paper_values import meant
from upstream_workshop.voting.importing.paper_voters import Marks, PaperVoters, PlannedPaper
from upstream_workshop.voting.importing.paper_worth import notes, of_little_worth
from upstream_workshop.voting.kinds import VotingMethod
from upstream_workshop.voting.papers.slips import slip_number
from upstream_workshop.voting.queries import BallotRow
from upstream_workshop.voting.records import Declared
from upstream_workshop.voting.rules import Terms

_KINDS: Final = {
    VotingMethod.DOTS: noop("dots"),
    VotingMethod.APPROVAL: noop("approvals"),
    VotingMethod.SCORE: noop("scores"),
    VotingMethod.RANKED: noop("ranks"),
}


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
        self._reading, self._questions = reading, questions
        wanted = name.strip().casefold()
        rows = queries.ballots(session)
        self._ballot = next((row for row in rows if row.name.casefold() == wanted), None)
        self._wordings = _wordings(session, reading)
        self._refused = list(reading.refused)
        self._voters = PaperVoters(session, self._ballot, questions, self._refused)

    def plan(self) -> PaperPlan:
        reading, ballot = self._reading, self._ballot
        secret = ballot.secret if ballot else not self._voters.are_named(reading)
        found = meant(reading, ballot, self._questions)
        numbers = self._numbers()
        terms = ballot.terms if ballot else _terms(found.declared, numbers)
        papers = [
            PlannedPaper(entry, slip_number(entry.number), marks)
            for entry in found.entries
            if (marks := self._marks(entry, numbers)) is not None
        ]
        papers = self._voters.once(papers, secret)
        papers = [
            replace(one, fault=one.entry.spoilt or rules.fault(one.marks, terms)) for one in papers
        ]
        refusal = self._refusal(papers)  # which may ask
        return PaperPlan(
            ballot,
            tuple(self._wordings.values()),
            secret,
            found.declared,
            tuple(papers),
            tuple(self._refused),
            (*reading.unmapped, *self._not_taken(numbers)),
            self._questions.asked(),
            (*self._count_differs(), *_scores_changed(found.brought_from), *notes(papers, secret)),
            refusal,
        )  # fmt: skip

    def _count_differs(self) -> Iterator[str]:
        """Yield a sentence if the file says that it has another number of papers."""
        found = len(self._reading.entries) + len(self._reading.refused)
        if self._reading.papers not in (0, found):
            yield count(
                self._reading.papers,
                "The file says it has {n:,} paper, and {found}.",
                "The file says it has {n:,} papers, and {found}.",
                found=count(found, "{n:,} is there", "{n:,} are there"),
            )

    def _not_taken(self, numbers: Mapping[str, int]) -> Iterator[str]:
        yield from declaring.undeclared(self._reading, self._ballot is None)
        yield from (self._wordings[key] for key in self._wordings if key not in numbers)

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
        lost = len(self._reading.entries) + len(self._reading.refused) - len(papers)
        return of_little_worth(papers, lost, self._questions)

    def _fits_the_ballot(self) -> bool:
        assert self._ballot is not None
        method = VotingMethod(self._reading.method)
        as_points = self._ballot.method == VotingMethod.DOTS and goes_beyond(self._reading)
        return method == self._ballot.method or as_points


def _scores_changed(highest: int) -> Iterator[str]:
    """Yield a sentence if scores up to a highest one are not taken as they are."""
    if highest:
        yield say(
            "Scores up to {highest} become scores from 0 to 5, to the nearest.", highest=highest
        )


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
