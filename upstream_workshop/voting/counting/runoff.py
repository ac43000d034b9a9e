"""Instant run-off, for one place."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import lcm

from resources.words import count, say
from upstream_workshop.voting.counting.ballot_terms import Terms
from upstream_workshop.voting.counting.branching import Turn, follow
from upstream_workshop.voting.counting.outcomes import Count, named, plain
from upstream_workshop.voting.counting.rankings import Papers, Ranking, rankings

Votes = Mapping[int, int]  # in parts of a paper, see `Piles.unit`


@dataclass(frozen=True, slots=True)
class Piles:
    """Papers by their orders.

    orders: each order that papers have.
    sizes: how many papers have it.
    unit: into how many parts a paper is divided, so that level options share it without a remainder.
    """

    orders: tuple[Ranking, ...]
    sizes: tuple[int, ...]
    unit: int

    @classmethod
    def of(cls, found: Collection[Ranking]) -> Piles:
        """Return the piles of papers."""
        sizes = Counter(found)
        most = max((len(level) for order in sizes for level in order), default=1)
        return cls(tuple(sizes), tuple(sizes.values()), lcm(*range(1, most + 1)))

    def papers(self, parts: int) -> str:
        """Return in words how many papers so many parts are."""
        return plain(Fraction(parts, self.unit))


@dataclass(frozen=True, slots=True)
class Standing:
    """The options still in the count.

    votes: the votes of each.
    at: for each pile of papers, the first level of its order with an option that is still in.
    held: the piles of which each has a share.
    """

    votes: Votes
    at: tuple[int, ...]
    held: dict[int, frozenset[int]]

    @property
    def won(self) -> tuple[int, ...]:
        """Return the option that is left alone, if a paper counts for it."""
        return tuple(self.votes) if len(self.votes) == 1 and any(self.votes.values()) else ()

    @property
    def key(self) -> Hashable:
        """Return the options still in: nothing else matters."""
        return frozenset(self.votes)


def instant_runoff(papers: Papers, terms: Terms) -> Count:
    """Take out the option with the fewest first places until one is left.

    A paper counts for its best options still in, shared evenly when they are level. Options that
    together have fewer votes than the next one leave together. The score of an option is the round
    after which it is out.
    """
    piles = Piles.of(rankings(papers, terms))
    every = range(len(piles.orders))
    options = terms.options if terms.seats > 0 else ()
    none = dict.fromkeys(options, frozenset[int]())
    nobody = Standing(dict.fromkeys(options, 0), (-1,) * len(every), none)
    start = _passed_on(nobody, piles, every if options else ())
    followed = follow(start, lambda each: _turn(each, piles, terms), terms, len(papers))
    score = {
        option: Fraction(max(at for at, each in enumerate(followed.path) if option in each.votes))
        for option in options
    }
    rounds = (*followed.rounds, *_last(followed.path[-1], piles, terms))
    return Count(score, followed.outcome, rounds)


def _passed_on(standing: Standing, piles: Piles, moving: Iterable[int]) -> Standing:
    """Return the standing after some piles of papers went to their next options still in."""
    votes, at = dict(standing.votes), list(standing.at)
    taken: defaultdict[int, list[int]] = defaultdict(list)
    for pile in moving:
        order = piles.orders[pile]
        place = at[pile] + 1
        while place < len(order) and not any(each in votes for each in order[place]):
            place += 1
        at[pile] = place
        if place < len(order):
            top = order[place].intersection(votes)
            share = piles.sizes[pile] * piles.unit // len(top)
            for option in top:
                votes[option] += share
                taken[option].append(pile)
    held = standing.held | {each: standing.held[each].union(own) for each, own in taken.items()}
    return Standing(votes, tuple(at), held)


def _without(standing: Standing, piles: Piles, gone: Collection[int]) -> Standing:
    """Return the standing after options left; papers they shared with others stay with those."""
    votes = {option: n for option, n in standing.votes.items() if option not in gone}
    held = {option: own for option, own in standing.held.items() if option not in gone}
    at, passed = list(standing.at), frozenset().union(*(standing.held[each] for each in gone))
    for pile in passed:
        shared = piles.orders[pile][at[pile]].intersection(standing.votes)
        share = piles.sizes[pile] * piles.unit // len(shared)
        for option in shared.difference(gone):
            votes[option] -= share
            held[option] -= {pile}
        at[pile] -= 1
    return _passed_on(Standing(votes, tuple(at), held), piles, passed)


def _turn(standing: Standing, piles: Piles, terms: Terms) -> Turn[Standing] | None:
    votes = standing.votes
    if len(votes) < 2 or not any(votes.values()):
        return None
    order = sorted(votes, key=lambda option: (votes[option], option))
    fewest = votes[order[0]]
    level = tuple(option for option in order if votes[option] == fewest)
    if len(level) > 1 and (gone := _outnumbered(order, votes)):
        return Turn(
            gone[:1],
            lambda _: _without(standing, piles, gone),
            lambda _: _gone(gone, votes, piles, terms),
        )
    return Turn(
        level,
        lambda option: _without(standing, piles, (option,)),
        lambda option: _gone((option,), votes, piles, terms),
        leaving=True,
    )


def _outnumbered(order: Sequence[int], votes: Votes) -> tuple[int, ...]:
    """Return the first options that together have fewer votes than the next one has.

    Whatever their order, they leave before it does.
    """
    together = 0
    for at, option in enumerate(order[:-1]):
        together += votes[option]
        if at and together < votes[order[at + 1]]:
            return tuple(order[: at + 1])
    return ()


def _gone(options: Sequence[int], votes: Votes, piles: Piles, terms: Terms) -> str:
    return count(
        len(options),
        "{names} has the fewest papers ({votes}) and leaves.",
        "{names} leave: together they have fewer papers ({votes}) than the next option.",
        names=named(options, terms),
        votes=piles.papers(sum(votes[option] for option in options)),
    )


def _last(end: Standing, piles: Piles, terms: Terms) -> tuple[str, ...]:
    return tuple(
        say("{name} is left, with {votes}.", name=terms.name(option), votes=piles.papers(votes))
        for option, votes in end.votes.items()
        if votes
    )
