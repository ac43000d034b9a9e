"""Instant run-off, for one place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from resources.words import count, say
from upstream_workshop.voting.counting.ballot_terms import Terms
from upstream_workshop.voting.counting.branching import Turn, follow
from upstream_workshop.voting.counting.outcomes import Count, named, plain
from upstream_workshop.voting.counting.rankings import Papers, Ranking, rankings

Votes = Mapping[int, Fraction]
Orders = Mapping[Ranking, int]  # how many papers have each order


@dataclass(frozen=True, slots=True)
class Standing:
    """The options still in the count.

    votes: the votes of each.
    at: for each order of the papers, the first level with an option that is still in.
    """

    votes: Votes
    at: tuple[int, ...]

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
    orders = Counter(rankings(papers, terms))
    options = terms.options if terms.seats > 0 else ()
    nobody = Standing(dict.fromkeys(options, Fraction(0)), (-1,) * len(orders))
    start = _passed_on(nobody, orders, range(len(orders) if options else 0))
    followed = follow(start, lambda each: _turn(each, orders, terms), terms, len(papers))
    score = {
        option: Fraction(max(at for at, each in enumerate(followed.path) if option in each.votes))
        for option in options
    }
    rounds = (*followed.rounds, *_last(followed.path[-1], terms))
    return Count(score, followed.outcome, rounds)


def _passed_on(standing: Standing, orders: Orders, piles: Iterable[int]) -> Standing:
    """Return the standing after some piles of papers went to their next options still in."""
    votes, at = dict(standing.votes), list(standing.at)
    told = tuple(orders.items())
    for pile in piles:
        order, papers = told[pile]
        place = at[pile] + 1
        while place < len(order) and order[place].isdisjoint(votes):
            place += 1
        at[pile] = place
        if place < len(order):
            _credit(votes, order[place], papers)
    return Standing(votes, tuple(at))


def _credit(votes: dict[int, Fraction], level: frozenset[int], papers: int) -> None:
    """Share papers evenly among those options of a level that are still in."""
    top = [option for option in level if option in votes]
    for option in top:
        votes[option] += Fraction(papers, len(top))


def _without(standing: Standing, orders: Orders, gone: Sequence[int]) -> Standing:
    """Return the standing after options left; papers they shared with others stay with those."""
    votes = {option: n for option, n in standing.votes.items() if option not in gone}
    at, passed = list(standing.at), []
    for pile, (order, papers) in enumerate(orders.items()):
        level = order[at[pile]] if at[pile] < len(order) else frozenset()
        if level.isdisjoint(gone):
            continue
        shared = [option for option in level if option in standing.votes]
        for option in votes.keys() & level:
            votes[option] -= Fraction(papers, len(shared))
        at[pile] -= 1
        passed.append(pile)
    return _passed_on(Standing(votes, tuple(at)), orders, passed)


def _turn(standing: Standing, orders: Orders, terms: Terms) -> Turn[Standing] | None:
    votes = standing.votes
    if len(votes) < 2 or not any(votes.values()):
        return None
    order = sorted(votes, key=lambda option: (votes[option], option))
    fewest = votes[order[0]]
    level = tuple(option for option in order if votes[option] == fewest)
    if len(level) > 1 and (gone := _outnumbered(order, votes)):
        return Turn(
            gone[:1],
            lambda _: _without(standing, orders, gone),
            lambda _: _gone(gone, votes, terms),
        )
    return Turn(
        level,
        lambda option: _without(standing, orders, (option,)),
        lambda option: _gone((option,), votes, terms),
        leaving=True,
    )


def _outnumbered(order: Sequence[int], votes: Votes) -> tuple[int, ...]:
    """Return the first options that together have fewer votes than the next one has.

    Whatever their order, they leave before it does.
    """
    together = Fraction(0)
    for at, option in enumerate(order[:-1]):
        together += votes[option]
        if at and together < votes[order[at + 1]]:
            return tuple(order[: at + 1])
    return ()


def _gone(options: Sequence[int], votes: Votes, terms: Terms) -> str:
    return count(
        len(options),
        "{names} has the fewest papers ({votes}) and leaves.",
        "{names} leave: together they have fewer papers ({votes}) than the next option.",
        names=named(options, terms),
        votes=plain(sum((votes[option] for option in options), Fraction(0))),
    )


def _last(end: Standing, terms: Terms) -> tuple[str, ...]:
    return tuple(
        say("{name} is left, with {votes}.", name=terms.name(option), votes=plain(votes))
        for option, votes in end.votes.items()
        if votes
    )
