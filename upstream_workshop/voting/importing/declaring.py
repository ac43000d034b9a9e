"""What a ballot declares that is made from a file: as the file says, else as is answered.

No limit is stretched to the largest paper: what most papers keep to is assumed, and asked.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from resources.words import count, noop, say
from upstream_workshop.letters import LONG
from upstream_workshop.readers.reading import Question, Questions
from upstream_workshop.readers.voting.papers import PapersReading
from upstream_workshop.storage.values import MANY
from upstream_workshop.voting.counting.ballot_terms import HIGHEST_SCORE
from upstream_workshop.voting.importing.mark_kinds import (
    BROUGHT,
    FROM_ZERO,
    POINTS,
    Paper,
    fitting,
    highest_scores,
)
from upstream_workshop.voting.kinds import CountingRule, VotingMethod
from upstream_workshop.voting.records import Declared

METHOD, HIGHEST, DOTS, CAP, WINNERS = "method", "highest", "dots", "cap", "winners"
_MOST_CHOICES: Final = 8
_USUAL_WINNERS: Final = 4
_METHODS: Final = {
    FROM_ZERO: noop("Ranks, 0 for the best"),
    str(VotingMethod.RANKED): noop("Ranks, 1 for the best"),
    str(VotingMethod.DOTS): noop("Dots, added up"),
    str(VotingMethod.SCORE): noop("Scores from 0 to 5"),
    POINTS: noop("Scores, added up as they are"),
    BROUGHT: noop("Scores, brought to 0 to 5"),
    str(VotingMethod.APPROVAL): noop("Approvals, in no order"),
}


def meaning(reading: PapersReading, papers: Sequence[Paper], questions: Questions) -> str:
    """Return what the numbers of a file mean: a voting method, or ranks counted from 0.

    papers: the values of each paper by option.
    """
    if reading.listed:
        kinds: tuple[str, ...] = (VotingMethod.APPROVAL, VotingMethod.RANKED)
    elif goes_beyond(reading):
        kinds = (POINTS, BROUGHT)
    elif reading.method == VotingMethod.SCORE and reading.unlimited and _highest(papers) > 1:
        # points without end that happen to be low
        kinds = tuple(
            one
            for one in fitting(papers, len(reading.options))
            if one not in (FROM_ZERO, VotingMethod.RANKED)
        )
    else:
        kinds = (reading.method,) if reading.method else fitting(papers, len(reading.options))
    return kinds[0] if len(kinds) == 1 else _asked(kinds, questions)


def counted_from(
    ballot: VotingMethod, reading: PapersReading, papers: Sequence[Paper], questions: Questions
) -> str:
    """Return what the numbers of a file mean on a ballot that is there.

    Ranks may be counted from 0, and scores may go higher than those of the ballot.
    """
    if ballot == VotingMethod.RANKED and FROM_ZERO in fitting(papers, len(papers[:1])):
        return _asked((FROM_ZERO, str(ballot)), questions)
    if ballot == VotingMethod.SCORE and goes_beyond(reading):
        return _asked((BROUGHT, str(ballot)), questions)
    if ballot == VotingMethod.SCORE and _highest(papers) > HIGHEST_SCORE:
        return _asked((str(ballot), BROUGHT), questions)
    return ballot


def goes_beyond(reading: PapersReading) -> bool:
    """Tell whether a file has scores, and says or shows that they go higher than those of a ballot."""
    if reading.method != VotingMethod.SCORE:
        return False
    highest = _highest([dict(entry.marks) for entry in reading.entries])
    return reading.cap > HIGHEST_SCORE or (reading.unlimited and highest > HIGHEST_SCORE)


def highest_score(reading: PapersReading, papers: Sequence[Paper], questions: Questions) -> int:
    """Return how high the scores of a file go that go beyond those of a ballot, asked if it is not said."""
    if reading.cap:
        return reading.cap
    choices = highest_scores(papers)
    question = Question(
        HIGHEST,
        say("How high do the scores go?"),
        tuple((str(one), str(one)) for one in sorted(choices)),
        str(choices[0]),
    )
    return int(questions.ask(question))


def _highest(papers: Sequence[Paper]) -> int:
    return max((value for paper in papers for value in paper.values()), default=0)


def _asked(kinds: Sequence[str], questions: Questions) -> str:
    """Return what the numbers mean: the first, unless it is answered otherwise."""
    choices = tuple((str(kind), say(_METHODS[kind])) for kind in kinds)
    return questions.ask(
        Question(METHOD, say("What are the numbers on the papers?"), choices, str(kinds[0]))
    )


def declared(
    reading: PapersReading,
    method: VotingMethod,
    papers: Sequence[Paper],
    questions: Questions,
    highest: int = 0,
) -> Declared:
    """Return what a new ballot declares, asking for what the file leaves open.

    papers: the marks of each paper by option, without blanks.
    highest: of scores that are kept as dots, else 0.
    """
    found = Declared(
        method=method, seats=_winners(reading, questions), question=reading.question[:LONG]
    )
    if reading.rule:
        found["rule"] = CountingRule(reading.rule)
    if reading.budget and not _unpriced(reading):
        found["budget"] = reading.budget
    if method == VotingMethod.DOTS and highest:
        found["dots"], found["cap"] = highest * len(reading.options), highest
    elif method == VotingMethod.DOTS:
        found["dots"] = reading.dots or _dots(reading, papers, questions)
        cap = reading.cap or _cap(found["dots"], papers, questions)
        found["cap"] = min(cap, found["dots"])
    return found


def undeclared(reading: PapersReading, new: bool) -> Iterator[str]:
    """Yield what a file declares of its ballot that is not taken, since it cannot be or one is there.

    new: whether the ballot is made from the file.
    """
    unpriced, options = _unpriced(reading), len(reading.options)
    if new and reading.seats > options:
        yield count(
            reading.seats,
            "{n} winner (there are {options} options)",
            "{n:,} winners (there are {options} options)",
            options=options,
        )
    if reading.budget and new and unpriced:
        yield count(
            unpriced,
            "the budget of {budget:,} ({n} option has no cost)",
            "the budget of {budget:,} ({n} options have no cost)",
            budget=reading.budget,
        )
    if reading.budget and not new:
        yield say("the budget of {budget:,}", budget=reading.budget)
    if not new and unpriced < options:
        yield say("the costs of the options")


def _unpriced(reading: PapersReading) -> int:
    return sum(not option.cost for option in reading.options)


def _winners(reading: PapersReading, questions: Questions) -> int:
    options = len(reading.options)
    if reading.seats:
        return min(reading.seats, options)
    if reading.budget and not _unpriced(reading):
        return options  # the money is the limit
    most = max(1, options - 1)
    choices = tuple((str(n), str(n)) for n in range(1, min(most, 12) + 1))
    question = Question(
        WINNERS, say("How many options win?"), choices, str(min(_USUAL_WINNERS, most))
    )
    return int(questions.ask(question))


def _dots(reading: PapersReading, papers: Sequence[Paper], questions: Questions) -> int:
    """Return how many dots a paper has: as many as most papers spend, if it is not said."""
    spent = _counted(sum(paper.values()) for paper in papers)
    usual = max(spent) if reading.unlimited else max(spent, key=lambda one: (spent[one], one))
    likely = sorted(spent, key=lambda one: (one != usual, -spent[one], -one))[:_MOST_CHOICES]
    question = Question(
        DOTS,
        say("How many dots does a paper have?"),
        tuple((str(one), _limit(one, spent)) for one in sorted(likely)),
        str(usual),
    )
    return int(questions.ask(question))


def _cap(dots: int, papers: Sequence[Paper], questions: Questions) -> int:
    """Return how many dots one option may get of a paper: all, if it is not said."""
    fair = [paper for paper in papers if sum(paper.values()) <= dots]
    highest = _counted(max(paper.values()) for paper in fair)
    lower = sorted(one for one in highest if one < dots)[-_MOST_CHOICES:]
    choices = (
        *((str(one), _limit(one, highest)) for one in lower),
        (str(dots), _limit(dots, highest)),
    )
    question = Question(CAP, say("How many of them may one option get?"), choices, str(dots))
    return int(questions.ask(question))


def _counted(values: object) -> Mapping[int, int]:
    found = Counter(one for one in values if 0 < one <= MANY)  # type: ignore[attr-defined]
    return found or Counter({1: 1})


def _limit(limit: int, papers: Mapping[int, int]) -> str:
    over = sum(times for value, times in papers.items() if value > limit)
    if not over:
        return say("{n}, which all papers keep to", n=limit)
    return count(
        over,
        "{limit}: {n} paper has more and is spoilt",
        "{limit}: {n:,} papers have more and are spoilt",
        limit=limit,
    )
