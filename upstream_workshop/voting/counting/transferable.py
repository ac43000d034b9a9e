"""The single transferable vote as councils in Scotland count it.

Source: the Scottish Local Government Elections Order 2007, schedule 1, rules 45 to 52: the weighted
inclusive Gregory method. Values are whole numbers of a hundred-thousandth of a paper, since the
order cuts every transferred value after five decimal places.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Final

from resources.words import count, say
from upstream_workshop.voting.counting.ballot_terms import Terms
from upstream_workshop.voting.counting.branching import Turn, follow
from upstream_workshop.voting.counting.outcomes import Count, named
from upstream_workshop.voting.counting.rankings import Marks, Papers, preferred, ranking, rankings

WHOLE: Final = 100_000  # the value of a paper before any transfer

Votes = dict[int, int]


@dataclass(frozen=True, slots=True)
class Parcel:
    """Papers with the same preferences and the same value.

    preferences: the options that can still be reached, the present holder first.
    """

    preferences: tuple[int, ...]
    papers: int
    value: int


@dataclass(frozen=True, slots=True)
class Stage:
    """The count at the end of a stage.

    votes: the votes credited to every option; an excluded one has none.
    continuing: the options that are neither elected nor excluded.
    won: the options elected, in that order.
    waiting: the elected options whose surplus is still to be transferred.
    earlier: the votes at the end of each stage before.
    """

    votes: Votes
    continuing: frozenset[int]
    won: tuple[int, ...]
    waiting: tuple[int, ...]
    parcels: tuple[Parcel, ...]
    earlier: tuple[Votes, ...] = ()

    @property
    def key(self) -> Hashable:
        """Return all that later stages depend on: earlier votes decide ties."""
        told = tuple(tuple(votes.values()) for votes in (*self.earlier, self.votes))
        return (self.continuing, frozenset(self.won), frozenset(self.waiting), told)

    @property
    def hopeful(self) -> frozenset[int]:
        """Return the options that could still be elected."""
        return self.continuing


def preferences(marks: Marks) -> tuple[int, ...]:
    """Return the options of a paper in order, up to the first place given to more than one."""
    order: list[int] = []
    for level in ranking(marks, tuple(marks), ranked=True):
        if len(level) > 1:
            break
        order += level
    return tuple(order)


def quota(papers: int, places: int) -> int:
    """Return how many papers elect: more than papers / (places + 1), in whole papers."""
    return papers // (places + 1) + 1


def single_transferable_vote(papers: Papers, terms: Terms) -> Count:
    """Elect by quota, transfer surpluses and the papers of excluded options.

    A paper counts as long as its next place is given to one option only. Ties are resolved by the
    votes at the most recent earlier stage at which they differed, and by the ballot's tie rule if
    there is none. An option that no paper puts before another is not elected.
    """
    orders = Counter(found for marks in papers if (found := preferences(marks)))
    backed = preferred(rankings(papers, terms))
    options = tuple(option for option in terms.options if option in backed)
    needed = quota(sum(orders.values()), terms.places) * WHOLE
    parcels = [Parcel(order, n, WHOLE) for order, n in orders.items()]
    empty = Stage(dict.fromkeys(options, 0), frozenset(options), (), (), ())
    start = _elected(_credited(empty, parcels), needed, terms)
    followed = follow(start, lambda stage: _turn(stage, needed, terms), terms)
    score = dict.fromkeys(terms.options, Fraction(0))
    score |= {each: Fraction(_last_votes(followed.path, each), WHOLE) for each in options}
    rounds = (*_opening(start, needed, terms), *followed.rounds)
    rounds += _ending(followed.path[-1], terms)
    return Count(score, followed.outcome, rounds)


def _last_votes(path: Sequence[Stage], option: int) -> int:
    """Return an option's votes when it was elected, else before it was excluded."""
    elected = [stage for stage in path if option in stage.won]
    continuing = [stage for stage in path if option in stage.continuing]
    return (elected[0] if elected else continuing[-1]).votes[option]


def _credited(stage: Stage, parcels: Sequence[Parcel]) -> Stage:
    """Return the stage after parcels were given to their next continuing options."""
    votes = dict(stage.votes)
    kept = []
    for parcel in parcels:
        order = parcel.preferences
        while order and order[0] not in stage.continuing:
            order = order[1:]
        if order and parcel.value:
            kept.append(replace(parcel, preferences=order))
            votes[order[0]] += parcel.papers * parcel.value
    return replace(stage, votes=votes, parcels=(*stage.parcels, *kept))


def _elected(stage: Stage, needed: int, terms: Terms) -> Stage:
    """Return the stage with everybody elected who has the quota, or who is left for the places."""
    reached = [option for option in stage.continuing if stage.votes[option] >= needed]
    reached.sort(key=lambda option: (-stage.votes[option], option))
    above = tuple(option for option in reached if stage.votes[option] > needed)
    continuing = stage.continuing - set(reached)
    won = (*stage.won, *reached)
    if len(continuing) <= terms.places - len(won):
        won += tuple(sorted(continuing, key=lambda option: (-stage.votes[option], option)))
        continuing = frozenset()
    return replace(stage, continuing=continuing, won=won, waiting=(*stage.waiting, *above))


def _turn(stage: Stage, needed: int, terms: Terms) -> Turn[Stage] | None:
    if not stage.continuing or len(stage.won) >= terms.places:
        return None
    if stage.waiting:
        level = _level(stage, stage.waiting, most=True)
        return Turn(
            level,
            lambda option: _surplus(stage, option, needed, terms),
            lambda option: _surplus_sentence(stage, option, needed, terms),
        )
    level = _level(stage, stage.continuing, most=False)
    spare = len(stage.continuing) + len(stage.won) - terms.places
    if len(level) <= spare and not stage.votes[level[0]]:
        return Turn(
            level[:1],
            lambda _: _excluded(stage, level, needed, terms),
            lambda _: _excluded_sentence(stage, level, needed, terms),
        )
    return Turn(
        level,
        lambda option: _excluded(stage, (option,), needed, terms),
        lambda option: _excluded_sentence(stage, (option,), needed, terms),
        leaving=True,
    )


def _level(stage: Stage, options: Sequence[int] | frozenset[int], most: bool) -> tuple[int, ...]:
    """Return those with the most or fewest votes, now or when they last differed."""
    level = tuple(sorted(options))
    for votes in (stage.votes, *reversed(stage.earlier)):
        wanted = (max if most else min)(votes[option] for option in level)
        level = tuple(option for option in level if votes[option] == wanted)
        if len(level) == 1:
            break
    return level


def _held(stage: Stage, options: Sequence[int]) -> tuple[list[Parcel], list[Parcel]]:
    """Return the parcels of some options, and the others."""
    own: list[Parcel] = []
    other: list[Parcel] = []
    for parcel in stage.parcels:
        (own if parcel.preferences[0] in options else other).append(parcel)
    return own, other


def _next(stage: Stage, votes: Votes, **changes: object) -> Stage:
    earlier = (*stage.earlier, stage.votes)
    return replace(stage, votes=votes, earlier=earlier, **changes)  # type: ignore[arg-type]


def _surplus(stage: Stage, option: int, needed: int, terms: Terms) -> Stage:
    """Return the stage after a surplus: each paper passes on surplus x value / votes."""
    held = stage.votes[option]
    own, other = _held(stage, (option,))
    passed = [replace(each, value=(held - needed) * each.value // held) for each in own]
    waiting = tuple(each for each in stage.waiting if each != option)
    votes = stage.votes | {option: needed}
    moved = _next(stage, votes, waiting=waiting, parcels=tuple(other))
    return _elected(_credited(moved, passed), needed, terms)


def _excluded(stage: Stage, gone: Sequence[int], needed: int, terms: Terms) -> Stage:
    """Return the stage after options were excluded: their papers pass on at the value they have."""
    own, other = _held(stage, gone)
    votes = stage.votes | dict.fromkeys(gone, 0)
    continuing = stage.continuing - set(gone)
    moved = _next(stage, votes, continuing=continuing, parcels=tuple(other))
    return _elected(_credited(moved, own), needed, terms)


def _opening(stage: Stage, needed: int, terms: Terms) -> tuple[str, ...]:
    if not stage.votes:
        return ()
    told = [say("{n} papers elect an option.", n=_written(needed))] if needed > WHOLE else []
    firsts = sorted(stage.votes, key=lambda option: (-stage.votes[option], option))
    listed = [
        say("{name} {n}", name=terms.name(option), n=_written(stage.votes[option]))
        for option in firsts
    ]
    return (*told, say("First places: {list}.", list="; ".join(listed)), *_newly((), stage, terms))


def _newly(before: tuple[int, ...], stage: Stage, terms: Terms) -> tuple[str, ...]:
    new = stage.won[len(before) :]
    if not new:
        return ()
    return (count(len(new), "Elected: {names}.", "Elected: {names}.", names=named(new, terms)),)


def _surplus_sentence(stage: Stage, option: int, needed: int, terms: Terms) -> str:
    over = stage.votes[option] - needed
    after = _surplus(stage, option, needed, terms)
    told = say(
        "{name} has {over} more than needed, and its papers pass that on.",
        name=terms.name(option),
        over=_written(over),
    )
    return " ".join((told, *_newly(stage.won, after, terms)))


def _excluded_sentence(stage: Stage, gone: Sequence[int], needed: int, terms: Terms) -> str:
    after = _excluded(stage, gone, needed, terms)
    told = count(
        len(gone),
        "{names} has the fewest ({votes}) and leaves; its papers pass on.",
        "{names} have the fewest ({votes}) and leave.",
        names=named(gone, terms),
        votes=_written(stage.votes[gone[0]]),
    )
    return " ".join((told, *_newly(stage.won, after, terms)))


def _ending(end: Stage, terms: Terms) -> tuple[str, ...]:
    return (say("Chosen in this order: {names}.", names=named(end.won, terms)),) if end.won else ()


def _written(value: int) -> str:
    """Return a number of papers with as many of the five decimals as are needed."""
    return f"{value / WHOLE:.5f}".rstrip("0").rstrip(".")
