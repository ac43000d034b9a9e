"""The tally of a ballot by any of the rules."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import chain
from typing import Final

from resources.words import say
from upstream_workshop.errors import WorkshopError
from upstream_workshop.voting.counting import outcomes
from upstream_workshop.voting.counting.ballot_terms import Terms, misfit
from upstream_workshop.voting.counting.grading import majority_judgement, mean_score
from upstream_workshop.voting.counting.outcomes import Count, Outcome
from upstream_workshop.voting.counting.proportional.equal_shares import equal_shares
from upstream_workshop.voting.counting.proportional.phragmen import phragmen
from upstream_workshop.voting.counting.rankings import Papers, backs, support
from upstream_workshop.voting.counting.runoff import instant_runoff
from upstream_workshop.voting.counting.schulze import schulze
from upstream_workshop.voting.counting.summed import approval, borda, most_votes
from upstream_workshop.voting.counting.transferable import single_transferable_vote
from upstream_workshop.voting.kinds import CountingRule, TieRule

COUNTS: Final[Mapping[CountingRule, Callable[[Papers, Terms], Count]]] = {
    CountingRule.MOST_VOTES: most_votes,
    CountingRule.APPROVAL: approval,
    CountingRule.SCORE: mean_score,
    CountingRule.MAJORITY_JUDGEMENT: majority_judgement,
    CountingRule.BORDA: borda,
    CountingRule.INSTANT_RUNOFF: instant_runoff,
    CountingRule.STV: single_transferable_vote,
    CountingRule.SCHULZE: schulze,
    CountingRule.EQUAL_SHARES: equal_shares,
    CountingRule.PHRAGMEN: phragmen,
}


@dataclass(frozen=True, slots=True)
class Tally:
    """The result of a count. Options are identified by their numbers.

    winners: the options that won, those first that win however ties are resolved, then the strongest.
    scores: pairs of option and score, the highest score first.
    ties: the groups of options that were level where that changes who wins.
    left_out: how many papers support an option but none that won.
    supporters: pairs of option and number of papers that support it, in the order of the scores.
    rounds: how the result was found, in sentences.
    tie_rounds: the round of each tie.
    level: the options that win in some ways of resolving the ties, not in all, strongest first.
    undecided: how many places a second ballot between the level ones still decides.
    empty: how many places stay empty because no other option has support.
    spreads: pairs of option and standard deviation of its scores; empty for most rules.
    counted: how many papers support an option; the others are blank or support none.
    """

    rule: CountingRule
    winners: tuple[int, ...]
    scores: tuple[tuple[int, float], ...]
    ties: tuple[tuple[int, ...], ...]
    left_out: int
    supporters: tuple[tuple[int, int], ...]
    rounds: tuple[str, ...] = ()
    tie_rounds: tuple[int, ...] = ()
    level: tuple[int, ...] = ()
    undecided: int = 0
    empty: int = 0
    spreads: tuple[tuple[int, float], ...] = ()
    counted: int = 0


def tally(
    papers: Sequence[Mapping[int, int]], terms: Terms, rule: CountingRule = CountingRule.MOST_VOTES
) -> Tally:
    """Count valid papers by a rule, and resolve ties by the tie rule of the terms.

    No option wins that has no support, whatever the rule; a place for which none is left stays
    empty. Neither the order of the papers nor that of the options changes who wins.

    Raises WorkshopError: when the rule does not fit the ballot; see `ballot_terms.fits`.
    """
    if why := misfit(rule, terms):
        raise WorkshopError(why)
    found = COUNTS[CountingRule(rule)](papers, terms)
    order = found.order or sorted(
        terms.options, key=lambda each: (-found.scores.get(each, 0), each)
    )
    outcome = found.outcome
    won = outcomes.winners(outcome, terms)
    people, counted_papers, left_out = _supported(papers, terms, found, won)
    second = terms.tie_rule == TieRule.RUN_OFF and bool(outcome.level)
    return Tally(
        CountingRule(rule),
        won,
        tuple((option, float(found.scores.get(option, 0))) for option in order),
        tuple(tie.options for tie in outcome.ties),
        left_out,
        tuple((option, people[option]) for option in order),
        (*found.rounds, *_ending(outcome, terms)),
        tuple(tie.round for tie in outcome.ties),
        outcome.level,
        outcome.free if second else 0,
        outcomes.empty_places(outcome, terms),
        tuple((found.spreads or {}).items()),
        counted_papers,
    )


def _supported(
    papers: Papers, terms: Terms, found: Count, won: Collection[int]
) -> tuple[Mapping[int, int], int, int]:
    """Return each option's supporters, the papers that support any, and those of them without a winner."""
    if found.supporters is not None:  # scores
        without = [marks for marks in papers if not backs(marks, won)]
        left_out = sum(bool(support(marks, terms)) for marks in without)
        return found.supporters, len(papers) - len(without) + left_out, left_out
    behind = [some for marks in papers if (some := support(marks, terms))]
    people = Counter(chain.from_iterable(behind))
    return people, len(behind), sum(map(frozenset(won).isdisjoint, behind))


def counted(
    papers: Sequence[Mapping[int, int]], terms: Terms, rule: CountingRule = CountingRule.MOST_VOTES
) -> Tally:
    """Return the tally, which is kept for those who ask for the same again; see `tally`."""
    return _counted(tuple(tuple(sorted(marks.items())) for marks in papers), terms, rule)


@lru_cache(maxsize=16)
def _counted(
    papers: tuple[tuple[tuple[int, int], ...], ...], terms: Terms, rule: CountingRule
) -> Tally:
    return tally([dict(marks) for marks in papers], terms, rule)


def _ending(outcome: Outcome, terms: Terms) -> tuple[str, ...]:
    return (*outcomes.tie_sentences(outcome, terms), *outcomes.empty_sentences(outcome, terms))


def with_seats(terms: Terms, seats: int) -> Terms:
    """Return the terms with another number of winners."""
    return replace(terms, seats=seats)


def asked(terms: Terms, rule: CountingRule, seats: int | None, budget: int | None) -> Terms:
    """Return the terms with what somebody asks for instead of what was declared.

    seats: how many options can win; None for the declared number, or one by instant run-off.
    budget: what the winners may cost together; None for the declared one.

    Raises WorkshopError: when `seats` is below 1.
    """
    if seats is None:
        seats = 1 if rule == CountingRule.INSTANT_RUNOFF else terms.seats
    elif seats < 1:
        raise WorkshopError(say("{seats} winners cannot be: ask for 1 or more.", seats=seats))
    return replace(terms, seats=seats, budget=terms.budget if budget is None else budget)
