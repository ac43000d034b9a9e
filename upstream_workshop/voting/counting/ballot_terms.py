"""What a ballot declares before it opens, and which counting rules fit that."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from resources.words import count, noop, say
from upstream_workshop.voting.kinds import CountingRule, TieRule, VotingMethod

HIGHEST_SCORE: Final = 5
SUPPORTING_SCORE: Final = 3  # the middle of the scale: this or more is support


def lowest_mark(method: VotingMethod) -> int:
    """Return the lowest value of a mark: a score may be 0, which counts in a mean, unlike a blank."""
    return 0 if method == VotingMethod.SCORE else 1


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
    wordings: pairs of option and wording; lots are drawn over the wordings, and sentences say them.
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
    wordings: tuple[tuple[int, str], ...] = ()

    @property
    def places(self) -> int:
        """How many options can win at most; with a budget, all of them."""
        most = len(self.options)
        return most if self.budget is not None else max(0, min(self.seats, most))

    def cost(self, option: int) -> int:
        """Return what an option costs; 1 where there is no budget."""
        return 1 if self.budget is None else dict(self.costs)[option]

    def name(self, option: int) -> str:
        """Return the wording of an option, or its number if none was given."""
        return dict(self.wordings).get(option, str(option))


_SCORES: Final = frozenset({CountingRule.SCORE, CountingRule.MAJORITY_JUDGEMENT})
_KEEP_TO_A_BUDGET: Final = frozenset(
    {
        CountingRule.MOST_VOTES,
        CountingRule.APPROVAL,
        CountingRule.EQUAL_SHARES,
        CountingRule.PHRAGMEN,
    }
)
_NEEDS_SCORES: Final = {
    CountingRule.SCORE: noop("The mean score needs a ballot on which people give scores."),
    CountingRule.MAJORITY_JUDGEMENT: noop(
        "Majority judgement needs a ballot on which people give scores."
    ),
}


def fits(
    rule: CountingRule,
    method: VotingMethod,
    seats: int = 1,
    budget: int | None = None,
    unpriced: int = 0,
) -> str:
    """Return why a rule cannot count a ballot, in a sentence; "" if it can.

    seats: how many options can win.
    budget: what the winners may cost together; None where nothing costs anything.
    unpriced: how many options have no cost.
    """
    if rule in _SCORES and method != VotingMethod.SCORE:
        return say(_NEEDS_SCORES[rule])
    if rule == CountingRule.STV and method != VotingMethod.RANKED:
        return say("The single transferable vote needs a ballot on which people rank the options.")
    if budget is not None:
        return _money_fault(rule, unpriced)
    if rule == CountingRule.INSTANT_RUNOFF and seats > 1:
        return say(
            "Instant run-off is for one place and there are {seats}: use the single transferable vote.",
            seats=seats,
        )
    return ""


def _money_fault(rule: CountingRule, unpriced: int) -> str:
    if rule not in _KEEP_TO_A_BUDGET:
        return say(
            "This rule does not look at costs: with a budget, use most votes, equal shares or Phragmén."
        )
    if not unpriced:
        return ""
    return count(
        unpriced,
        "{n} option has no cost: give every option one, or take the budget away.",
        "{n} options have no cost: give every option one, or take the budget away.",
    )


def misfit(rule: CountingRule, terms: Terms) -> str:
    """Return why a rule cannot count a ballot of these terms, in a sentence; "" if it can."""
    unpriced = len(set(terms.options) - dict(terms.costs).keys())
    return fits(rule, terms.method, terms.seats, terms.budget, unpriced)
