"""Instant run-off, for one place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable
from dataclasses import dataclass
from fractions import Fraction

from resources.words import count, say
from upstream_workshop.voting.counting.ballot_terms import Terms
from upstream_workshop.voting.counting.branching import Turn, follow
from upstream_workshop.voting.counting.outcomes import Count, named, plain
from upstream_workshop.voting.counting.rankings import Papers, Ranking, rankings

Piles = tuple[tuple[Ranking, int, int], ...]  # an order, its first level still in, its papers


@dataclass(frozen=True, slots=True)
class Standing:
    """The options still in the count, and the votes of each.

    piles: the papers with equal orders, and which level of theirs counts now.
    """

    votes: dict[int, Fraction]
    piles: Piles

    @property
    def won(self) -> tuple[int, ...]:
        """Return the option that is left alone, if a paper counts for it."""
        return tuple(self.votes) if len(self.votes) == 1 and any(self.votes.values()) else ()

    @property
    def key(self) -> Hashable:
        """Return the options still in: nothing else matters."""
        return frozenset(self.votes)

    @property
    def hopeful(self) -> frozenset[int]:
        """Return the options still in."""
        return frozenset(self.votes)


def instant_runoff(papers: Papers, terms: Terms) -> Count:
    """Take out the option with the fewest first places until one is left.

    A paper counts for its best options still in, shared evenly when they are level. Options that
    together have fewer votes than the next one leave together. The score of an option is the round
    after which it is out.
    """
    piles = tuple((order, 0, n) for order, n in Counter(rankings(papers, terms)).items())
    start = _standing(terms.options if terms.seats > 0 else (), piles)
    followed = follow(start, lambda standing: _turn(standing, terms), terms)
    score = {
        option: Fraction(max(at for at, each in enumerate(followed.path) if option in each.votes))
        for option in start.votes
    }
    rounds = (*followed.rounds, *_last(followed.path[-1], terms))
    return Count(score, followed.outcome, rounds)


def _standing(options: tuple[int, ...], piles: Piles) -> Standing:
    votes = dict.fromkeys(options, Fraction(0))
    now = []
    for order, at, papers in piles:
        while at < len(order) and order[at].isdisjoint(votes):
            at += 1
        if at == len(order):
            continue
        now.append((order, at, papers))
        top = [option for option in order[at] if option in votes]
        for option in top:
            votes[option] += Fraction(papers, len(top))
    return Standing(votes, tuple(now))


def _turn(standing: Standing, terms: Terms) -> Turn[Standing] | None:
    votes = standing.votes
    if len(votes) < 2 or not any(votes.values()):
        return None
    fewest = min(votes.values())
    level = tuple(option for option in votes if votes[option] == fewest)
    next_ = min((value for value in votes.values() if value > fewest), default=Fraction(0))
    if fewest * len(level) < next_:
        return Turn(
            (level[0],), lambda _: _without(standing, level), lambda _: _gone(level, fewest, terms)
        )
    return Turn(
        level,
        lambda option: _without(standing, (option,)),
        lambda option: _gone((option,), fewest, terms),
        leaving=True,
    )


def _without(standing: Standing, gone: tuple[int, ...]) -> Standing:
    return _standing(tuple(each for each in standing.votes if each not in gone), standing.piles)


def _gone(options: tuple[int, ...], votes: Fraction, terms: Terms) -> str:
    return count(
        len(options),
        "{names} has the fewest papers ({votes}) and leaves.",
        "{names} have the fewest papers ({votes} each) and leave.",
        names=named(options, terms),
        votes=plain(votes),
    )


def _last(end: Standing, terms: Terms) -> tuple[str, ...]:
    return tuple(
        say("{name} is left, with {votes}.", name=terms.name(option), votes=plain(votes))
        for option, votes in end.votes.items()
        if votes
    )
