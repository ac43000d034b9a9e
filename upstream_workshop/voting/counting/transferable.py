"""The single transferable vote as councils in Scotland count it.

Source: the Scottish Local Government Elections Order 2007, schedule 1, rules 45 to 52: the weighted
inclusive Gregory method. Values are whole numbers of a hundred-thousandth of a paper, since the
order cuts every transferred value after five decimal places.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Final

from resources.words import count, say
from upstream_workshop.voting.counting.ballot_terms import Terms
from upstream_workshop.voting.counting.branching import Turn, follow
from upstream_workshop.voting.counting.outcomes import Count, named
from upstream_workshop.voting.counting.rankings import Marks, Papers, preferred, ranking

WHOLE: Final = 100_000  # the value of a paper before any transfer


@dataclass(frozen=True, slots=True)
class Stage:
    """The count at the end of a stage.

    votes: the votes credited to each option.
    rank: the order of the options by their votes now, and if they are equal by those at the most
        recent earlier stage at which they differed; 0 for the fewest, equal if they never differed.
    continuing: the options that are neither elected nor excluded.
    won: the options elected, in that order.
    waiting: the elected options whose surplus is still to be transferred.
    at: for each kind of paper, which of its preferences holds it.
    value: for each kind of paper, what one of them counts.
    """

    votes: Mapping[int, int]
    rank: Mapping[int, int]
    continuing: frozenset[int]
    won: tuple[int, ...]
    waiting: frozenset[int]
    at: tuple[int, ...]
    value: tuple[int, ...]

    @property
    def key(self) -> Hashable:
        """Return all that later stages depend on."""
        rank = tuple(self.rank.items())
        return (frozenset(self.won), self.continuing, self.waiting, rank, self.at, self.value)


@dataclass(frozen=True, slots=True)
class Election:
    """What stays the same from stage to stage.

    orders: the preferences of each kind of paper.
    papers: how many papers are of each kind.
    needed: the value of the papers that elect an option.
    """

    terms: Terms
    orders: tuple[tuple[int, ...], ...]
    papers: tuple[int, ...]
    needed: int


def preferences(marks: Marks) -> tuple[int, ...]:
    """Return the options of a paper in order, up to the first place given to more than one."""
    if len(set(marks.values())) == len(marks):
        return tuple(sorted(marks, key=marks.__getitem__))
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
    there is none. An option that no paper puts before another is not elected. The score of an option
    is its votes when it was elected, else before it was excluded.
    """
    kinds = Counter(found for marks in papers if (found := preferences(marks)))
    needed = quota(kinds.total(), terms.places) * WHOLE
    election = Election(terms, tuple(kinds), tuple(kinds.values()), needed)
    backed = preferred(papers, terms)
    options = tuple(option for option in terms.options if option in backed)
    start = _first_stage(election, options)
    followed = follow(start, lambda stage: _turn(election, stage), terms, len(papers))
    score = dict.fromkeys(terms.options, Fraction(0))
    score |= {each: Fraction(_last_votes(followed.path, each), WHOLE) for each in options}
    end = followed.path[-1]
    rounds = (*_opening(election, start), *followed.rounds, *_ending(end, terms))
    return Count(score, followed.outcome, rounds)


def _last_votes(path: Sequence[Stage], option: int) -> int:
    elected = [stage for stage in path if option in stage.won]
    continuing = [stage for stage in path if option in stage.continuing]
    return (elected[0] if elected else continuing[-1]).votes[option]


def _first_stage(election: Election, options: tuple[int, ...]) -> Stage:
    nothing = dict.fromkeys(options, 0)
    start = (-1,) * len(election.orders)
    value = (WHOLE,) * len(election.orders)
    stage = Stage(nothing, nothing, frozenset(options), (), frozenset(), start, value)
    return _passed_on(election, stage, range(len(start)), nothing)


def _passed_on(
    election: Election, stage: Stage, kinds: Iterable[int], votes: Mapping[int, int]
) -> Stage:
    """Return the stage after papers went to their next continuing options.

    kinds: the kinds of papers that go on.
    votes: the votes without those papers.
    """
    credited = dict(votes)
    at = list(stage.at)
    for kind in kinds:
        order, place = election.orders[kind], at[kind] + 1
        while place < len(order) and order[place] not in stage.continuing:
            place += 1
        at[kind] = place
        if place < len(order):
            credited[order[place]] += election.papers[kind] * stage.value[kind]
    ranked = sorted({(credited[option], stage.rank[option]) for option in credited})
    place_of = {standing: place for place, standing in enumerate(ranked)}
    rank = {option: place_of[credited[option], stage.rank[option]] for option in credited}
    return _elected(election, replace(stage, votes=credited, rank=rank, at=tuple(at)))


def _elected(election: Election, stage: Stage) -> Stage:
    """Return the stage with everybody elected who has the quota, or who is left for the places."""
    reached = [option for option in stage.continuing if stage.votes[option] >= election.needed]
    reached.sort(key=lambda option: (-stage.votes[option], option))
    above = {option for option in reached if stage.votes[option] > election.needed}
    continuing = stage.continuing.difference(reached)
    won = (*stage.won, *reached)
    if len(continuing) <= election.terms.places - len(won):
        won += tuple(sorted(continuing, key=lambda option: (-stage.votes[option], option)))
        continuing = frozenset()
    return replace(stage, continuing=continuing, won=won, waiting=stage.waiting | above)


def _turn(election: Election, stage: Stage) -> Turn[Stage] | None:
    places = election.terms.places
    if not stage.continuing or len(stage.won) >= places:
        return None
    if stage.waiting:
        return Turn(
            _level(stage, stage.waiting, max),
            lambda option: _surplus(election, stage, option),
            lambda option: _surplus_sentence(election, stage, option),
        )
    level = _level(stage, stage.continuing, min)
    spare = len(stage.continuing) + len(stage.won) - places
    if len(level) <= spare and not stage.votes[level[0]]:
        return Turn(
            level[:1],
            lambda _: _excluded(election, stage, level),
            lambda _: _excluded_sentence(election, stage, level),
        )
    return Turn(
        level,
        lambda option: _excluded(election, stage, (option,)),
        lambda option: _excluded_sentence(election, stage, (option,)),
        leaving=True,
    )


def _level(
    stage: Stage, options: frozenset[int], of: Callable[[Iterable[int]], int]
) -> tuple[int, ...]:
    """Return those of some options with the most or the fewest votes."""
    wanted = of(stage.rank[option] for option in options)
    return tuple(sorted(option for option in options if stage.rank[option] == wanted))


def _held(election: Election, stage: Stage, options: Sequence[int]) -> list[int]:
    """Return the kinds of papers that options hold."""
    return [
        kind
        for kind, (order, place) in enumerate(zip(election.orders, stage.at, strict=True))
        if place < len(order) and order[place] in options
    ]


def _surplus(election: Election, stage: Stage, option: int) -> Stage:
    """Return the stage after a surplus: each paper passes on surplus x value / votes."""
    votes, value = stage.votes[option], list(stage.value)
    kinds = _held(election, stage, (option,))
    for kind in kinds:
        value[kind] = (votes - election.needed) * value[kind] // votes
    moved = replace(stage, waiting=stage.waiting - {option}, value=tuple(value))
    return _passed_on(election, moved, kinds, {**stage.votes, option: election.needed})


def _excluded(election: Election, stage: Stage, gone: Sequence[int]) -> Stage:
    """Return the stage after options were excluded: their papers pass on at the value they have."""
    kinds = _held(election, stage, gone)
    moved = replace(stage, continuing=stage.continuing.difference(gone))
    return _passed_on(election, moved, kinds, {**stage.votes, **dict.fromkeys(gone, 0)})


def _opening(election: Election, stage: Stage) -> tuple[str, ...]:
    if not stage.votes:
        return ()
    terms = election.terms
    firsts = sorted(stage.votes, key=lambda option: (-stage.votes[option], option))
    listed = "; ".join(
        say("{name} {n}", name=terms.name(option), n=_written(stage.votes[option]))
        for option in firsts
    )
    return (
        say("Papers that elect an option: {n}.", n=_written(election.needed)),
        say("First places: {list}.", list=listed),
        *_newly((), stage, terms),
    )


def _newly(before: tuple[int, ...], stage: Stage, terms: Terms) -> tuple[str, ...]:
    new = stage.won[len(before) :]
    return (say("Elected: {names}.", names=named(new, terms)),) if new else ()


def _surplus_sentence(election: Election, stage: Stage, option: int) -> str:
    after = _surplus(election, stage, option)
    told = say(
        "{name} has {over} more than needed, and its papers pass that on.",
        name=election.terms.name(option),
        over=_written(stage.votes[option] - election.needed),
    )
    return " ".join((told, *_newly(stage.won, after, election.terms)))


def _excluded_sentence(election: Election, stage: Stage, gone: Sequence[int]) -> str:
    after = _excluded(election, stage, gone)
    told = count(
        len(gone),
        "{names} has the fewest ({votes}) and leaves; its papers pass on.",
        "{names} have the fewest ({votes}) and leave.",
        names=named(gone, election.terms),
        votes=_written(stage.votes[gone[0]]),
    )
    return " ".join((told, *_newly(stage.won, after, election.terms)))


def _ending(end: Stage, terms: Terms) -> tuple[str, ...]:
    return (say("Chosen in this order: {names}.", names=named(end.won, terms)),) if end.won else ()


def _written(value: int) -> str:
    """Return a number of papers with as many of the five decimals as are needed."""
    return f"{value / WHOLE:.5f}".rstrip("0").rstrip(".")
