"""The check of papers, the tally of a ballot and the voters left out: pure functions on values."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Final

from resources.words import count, say
from upstream_workshop.voting import counting, proportional
from upstream_workshop.voting.counting import Marks
from upstream_workshop.voting.kinds import CountingRule, TieRule, VotingMethod

HIGHEST_SCORE: Final = 5


@dataclass(frozen=True, slots=True)
class Terms:
    """The rules of a ballot, as declared before it opened.

    options: the option numbers.
    seats: how many options can win.
    dots, cap: how many dots a paper has, and how many of them one option may get.
    seed: the seed for drawing lots.
    depth: how many of a paper's first ranks a rule for approvals counts as support.
    budget: what the winners may cost together; None where nothing costs anything.
    costs: pairs of option and cost.
    """

    method: VotingMethod
    options: tuple[int, ...]
    seats: int
    dots: int = 5
    cap: int = 3
    tie_rule: TieRule = TieRule.KEEP_BOTH
    seed: int | None = None
    depth: int = 3
    budget: int | None = None
    costs: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Tally:
    """The result of a count. Options are identified by their numbers.

    winners: the options that won, the strongest first.
    scores: pairs of option and score, the highest score first.
    ties: the groups of options that were level when one had to be chosen.
    left_out: how many papers marked an option but none that won.
    supporters: pairs of option and number of papers that marked it, in the order of the scores.
    """

    rule: CountingRule
    winners: tuple[int, ...]
    scores: tuple[tuple[int, float], ...]
    ties: tuple[tuple[int, ...], ...]
    left_out: int
    supporters: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Swap:
    """A change of the winners that would leave out the fewest papers.

    added: the option that would win.
    dropped: the winner that it would replace; None for an additional winner.
    left_out: how many papers would be left out then.
    """

    added: int
    dropped: int | None
    left_out: int


def fault(marks: Marks, terms: Terms) -> str:
    """Return the reason why a paper breaks the ballot's rules, or "" if it does not."""
    if unknown := sorted(set(marks) - set(terms.options)):
        return say("option {number} is not on the ballot", number=unknown[0])
    values = sorted(marks.values())
    if any(value < 1 for value in values):
        return say("a mark is less than 1")
    return _METHOD_FAULTS[terms.method](values, terms)


def _dots_fault(values: list[int], terms: Terms) -> str:
    if sum(values) > terms.dots:
        return say("{n} dots where {most} are the most", n=sum(values), most=terms.dots)
    if values and values[-1] > terms.cap:
        return say("{n} dots on one option where {most} are the most", n=values[-1], most=terms.cap)
    return ""


def _approval_fault(values: list[int], _terms: Terms) -> str:
    return say("an approval is a 1") if values and values[-1] > 1 else ""


def _score_fault(values: list[int], _terms: Terms) -> str:
    most = HIGHEST_SCORE
    return say("a score is more than {most}", most=most) if values and values[-1] > most else ""


def _ranked_fault(values: list[int], terms: Terms) -> str:
    too_far = values and values[-1] > len(terms.options)
    return say("a rank is more than {most}", most=len(terms.options)) if too_far else ""


_METHOD_FAULTS: Final = {
    VotingMethod.DOTS: _dots_fault,
    VotingMethod.APPROVAL: _approval_fault,
    VotingMethod.SCORE: _score_fault,
    VotingMethod.RANKED: _ranked_fault,
}


def tally(
    papers: Sequence[Marks], terms: Terms, rule: CountingRule = CountingRule.MOST_VOTES
) -> Tally:
    """Count valid papers by a rule. Ties for the last places are resolved by the tie rule."""
    if rule in (CountingRule.EQUAL_SHARES, CountingRule.PHRAGMEN):
        return _proportional(papers, terms, rule)
    scores, ties = _scores(papers, terms, rule)
    winners, level = _winners(scores, terms)
    return _tally_of(papers, terms, rule, winners, scores, (*ties, *([level] if level else [])))


def left_out(papers: Sequence[Marks], winners: Sequence[int]) -> int:
    """Return the number of papers that marked an option but none of the winners."""
    return sum(bool(marks) and marks.keys().isdisjoint(winners) for marks in papers)


def smallest_swap(
    papers: Sequence[Marks], options: Sequence[int], winners: Sequence[int]
) -> Swap | None:
    """Return the change by one option that would leave out the fewest papers; None if none helps.

    The option replaces the last winner or is added to the winners; if equal, it replaces.

    winners: the winners, the strongest first.
    """
    best: Swap | None = None
    fewest = left_out(papers, winners)
    for dropped in (*winners[-1:], None):
        for added in (option for option in options if option not in winners):
            kept = [*(winner for winner in winners if winner != dropped), added]
            swap = Swap(added, dropped, left_out(papers, kept))
            if swap.left_out < fewest:
                best, fewest = swap, swap.left_out
    return best


def _scores(
    papers: Sequence[Marks], terms: Terms, rule: CountingRule
) -> tuple[dict[int, Fraction], tuple[tuple[int, ...], ...]]:
    ranked = terms.method == VotingMethod.RANKED
    if rule == CountingRule.MOST_VOTES and not ranked:
        return counting.sums(papers, terms.options), ()
    orders = [counting.ranking(marks, terms.options, ranked) for marks in papers]
    if rule == CountingRule.INSTANT_RUNOFF:
        scores, ties = counting.instant_runoff(orders, terms.options)
        return scores, tuple(tuple(sorted(tie)) for tie in ties)
    counted = {
        CountingRule.MOST_VOTES: counting.first_places,
        CountingRule.BORDA: counting.borda,
        CountingRule.SCHULZE: counting.schulze,
    }[rule]
    return counted(orders, terms.options), ()


def _winners(scores: dict[int, Fraction], terms: Terms) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Return the winners, and the options that are level for the last places if too many are."""
    order = sorted(terms.options, key=lambda option: (-scores[option], option))
    seats = min(terms.seats, len(order))
    if seats < 1:
        return (), ()
    last = scores[order[seats - 1]]
    safe = [option for option in order if scores[option] > last]
    level = [option for option in order if scores[option] == last]
    free = seats - len(safe)
    if len(level) == free:
        return tuple(order[:seats]), ()
    if terms.tie_rule == TieRule.LOTS:
        drawn = random.Random(terms.seed).sample(level, free)  # noqa: S311 - a recorded lot
        return (*safe, *sorted(drawn)), tuple(level)
    taken = level if terms.tie_rule == TieRule.KEEP_BOTH else []
    return (*safe, *taken), tuple(level)


def _proportional(papers: Sequence[Marks], terms: Terms, rule: CountingRule) -> Tally:
    behind = {
        option: frozenset(at for at, marks in enumerate(papers) if marks.get(option, 0) > 0)
        for option in terms.options
    }
    choose = (
        proportional.equal_shares if rule == CountingRule.EQUAL_SHARES else proportional.phragmen
    )
    elected = choose(behind, len(papers), terms.seats)
    scores = {option: Fraction(len(voters)) for option, voters in behind.items()}
    ties = tuple(tuple(sorted(tie)) for tie in elected.ties)
    return _tally_of(papers, terms, rule, elected.options, scores, ties)


def _tally_of(
    papers: Sequence[Marks],
    terms: Terms,
    rule: CountingRule,
    winners: Sequence[int],
    scores: dict[int, Fraction],
    ties: tuple[tuple[int, ...], ...],
) -> Tally:
    order = sorted(terms.options, key=lambda option: (-scores[option], option))
    return Tally(
        rule,
        tuple(winners),
        tuple((option, float(scores[option])) for option in order),
        ties,
        left_out(papers, winners),
        tuple((option, sum(marks.get(option, 0) > 0 for marks in papers)) for option in order),
    )


def with_seats(terms: Terms, seats: int) -> Terms:
    """Return the terms with another number of winners."""
    return replace(terms, seats=seats)


def unreconciled(issued: int, returned: int, keyed: int) -> str:
    """Return a sentence about numbers of slips and papers that do not add up, or ""."""
    if returned > issued:
        return say(
            "{returned} slips came back of {issued} handed out: count them again.",
            returned=returned,
            issued=issued,
        )
    if keyed < returned:
        return say(
            "{returned} slips came back and {keyed} are keyed: {left} to go.",
            returned=returned,
            keyed=keyed,
            left=returned - keyed,
        )
    if keyed > returned:
        return say(
            "{keyed} papers are keyed and {returned} slips came back: count the slips again.",
            keyed=keyed,
            returned=returned,
        )
    return ""


def explain(
    tally: Tally, voters: int, wording: Mapping[int, str], other: Tally | None = None
) -> str:
    """Return a sentence about the voters whom a result leaves out.

    voters: the number of papers.
    wording: the wording of each option by number.
    other: another result to compare with.
    """
    out = tally.left_out
    if other is None:
        return _left_among(out, voters, len(tally.winners))
    new = ", ".join(wording[number] for number in tally.winners if number not in other.winners)
    gone = ", ".join(wording[number] for number in other.winners if number not in tally.winners)
    if not new and not gone:
        same = say("The same themes, with the same {n} left out.", n=out)
        return same if out else say("The same themes.")
    change = say("{new} instead of {gone}", new=new, gone=gone) if new and gone else new
    return say(
        "{change}: {left}.", change=change or say("Fewer themes"), left=_left_by(out, voters)
    )


def _left_among(out: int, voters: int, winners: int) -> str:
    if not out:
        return say(
            "Everybody has at least one of their themes among the {winners}.", winners=winners
        )
    return count(
        out,
        "{n} of {voters} papers has none of their themes among the {winners}.",
        "{n} of {voters} papers have none of their themes among the {winners}.",
        voters=voters,
        winners=winners,
    )


def _left_by(out: int, voters: int) -> str:
    if not out:
        return say("everybody has at least one of their themes")
    return count(
        out,
        "{n} of {voters} papers has none of their themes",
        "{n} of {voters} papers have none of their themes",
        voters=voters,
    )
