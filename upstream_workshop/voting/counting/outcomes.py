"""What a count finds, and the one way in which ties are resolved, whatever the rule.

An option is sure if it wins however ties are resolved, and level if it wins in some ways only. The
tie rule decides among the level ones: all of them win, none before a second ballot, or those that a
lot puts first. The lot puts the options in the order of the SHA-256 of the seed and the wording,
so that anybody can check it and the order of print does not matter.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from resources.words import count, joined, say
from upstream_workshop.voting.counting.ballot_terms import Terms
from upstream_workshop.voting.kinds import TieRule


@dataclass(frozen=True, slots=True)
class Tie:
    """Options that were level in a round, the way of resolving which changes who wins."""

    round: int
    options: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """Who wins, and who is level for what is left.

    sure: the options that win however ties are resolved, the strongest first.
    level: those that win in some ways of resolving them only, the strongest first.
    drawn: the options that win when lots resolve every tie, the strongest first.
    ties: the ties that made options level.
    complete: whether every way of resolving them was followed; if not, lots resolve them all.
    """

    sure: tuple[int, ...]
    level: tuple[int, ...] = ()
    drawn: tuple[int, ...] = ()
    ties: tuple[Tie, ...] = ()
    complete: bool = True

    @property
    def free(self) -> int:
        """The number of places that the level options stand for."""
        return len(self.drawn) - len(self.sure)


@dataclass(frozen=True, slots=True)
class Count:
    """What a counting rule finds.

    scores: the number by which each option is ranked or shown.
    rounds: how the result was found, in sentences.
    order: the options, the strongest first, where the scores do not say it.
    spreads: the standard deviation of each option's scores; empty for other rules.
    supporters: how many papers support each option, if the rule counts scores.
    """

    scores: Mapping[int, Fraction]
    outcome: Outcome
    rounds: tuple[str, ...]
    order: tuple[int, ...] = ()
    spreads: Mapping[int, float] | None = None
    supporters: Mapping[int, int] | None = None


def lot_order(options: Iterable[int], terms: Terms) -> list[int]:
    """Return the options as the lot puts them, the first one being kept first.

    The key of an option is the SHA-256 of "seed:wording" as UTF-8; options with one wording follow
    each other in the order of their numbers.
    """

    def key(option: int) -> tuple[bytes, int]:
        text = f"{terms.seed or 0}:{terms.name(option)}"
        return hashlib.sha256(text.encode()).digest(), option

    return sorted(options, key=key)


def cut(strength: Mapping[int, Any], terms: Terms) -> Outcome:
    """Return the outcome of a rule that puts the options in an order, ties included.

    strength: a value for each option that can win; the higher, the stronger.
    """
    order = sorted(strength, key=lambda option: (strength[option], -option), reverse=True)
    places = min(terms.places, len(order))
    if not places:
        return Outcome(())
    last = strength[order[places - 1]]
    sure = tuple(option for option in order if strength[option] > last)
    level = tuple(option for option in order if strength[option] == last)
    if len(sure) + len(level) == places:
        return Outcome((*sure, *level), (), (*sure, *level))
    drawn = lot_order(level, terms)[: places - len(sure)]
    return Outcome(sure, level, (*sure, *drawn), (Tie(1, tuple(sorted(level))),))


def winners(outcome: Outcome, terms: Terms) -> tuple[int, ...]:
    """Return who wins under the tie rule.

    With a budget, level options are kept together only if it pays for them all.
    """
    if terms.tie_rule == TieRule.LOTS:
        return outcome.drawn
    kept = (*outcome.sure, *outcome.level)
    if terms.tie_rule == TieRule.RUN_OFF or over_budget(kept, terms):
        return outcome.sure
    return kept


def over_budget(options: Iterable[int], terms: Terms) -> bool:
    """Return whether options cost more than the budget."""
    return terms.budget is not None and sum(map(terms.cost, options)) > terms.budget


def affordable(won: Iterable[int], option: int, terms: Terms) -> bool:
    """Return whether the budget, if there is one, pays for one more option."""
    return not over_budget((*won, option), terms)


def tie_sentences(outcome: Outcome, terms: Terms) -> tuple[str, ...]:
    """Return who was level for what, and what the tie rule makes of it; none without a tie."""
    if not outcome.complete:
        return (
            say(
                "The ties can be resolved in too many ways to follow each: lots drawn with the seed "
                "{seed} resolve them.",
                seed=terms.seed or 0,
            ),
        )
    if not outcome.level:
        return ()
    names = named(outcome.level, terms)
    level = count(
        outcome.free,
        "Level for {n} place: {names}.",
        "Level for {n} places: {names}.",
        names=names,
    )
    return (level, _resolved(outcome, terms))


def _resolved(outcome: Outcome, terms: Terms) -> str:
    if terms.tie_rule == TieRule.LOTS:
        won = [option for option in outcome.drawn if option not in outcome.sure]
        return say(
            "Lots drawn with the seed {seed} keep {names}.",
            seed=terms.seed or 0,
            names=named(won, terms),
        )
    if terms.tie_rule == TieRule.RUN_OFF:
        return say("A second ballot between them decides.")
    if over_budget((*outcome.sure, *outcome.level), terms):
        return say("The budget does not pay for all of them, so none of them is kept.")
    return say("All of them are kept.")


def empty_places(outcome: Outcome, terms: Terms) -> int:
    """Return how many places nobody with support can fill; none with a budget."""
    return 0 if terms.budget is not None else max(0, terms.seats - len(outcome.drawn))


def empty_sentences(outcome: Outcome, terms: Terms) -> tuple[str, ...]:
    """Return the sentence about places that stay empty, if there are any."""
    empty = empty_places(outcome, terms)
    if not empty:
        return ()
    return (
        count(
            empty,
            "{n} place stays empty: no other option has support.",
            "{n} places stay empty: no other option has support.",
        ),
    )


def named(options: Iterable[int], terms: Terms) -> str:
    """Return the wordings of options as a list in a sentence."""
    return joined((terms.name(option) for option in options), "{first}, {then}")


def plain(value: Fraction) -> str:
    """Return a number as people write it, with three decimals at most."""
    return f"{float(value):.3f}".rstrip("0").rstrip(".")
