"""The single transferable vote as councils in Scotland count it.

Source: the Scottish Local Government Elections Order 2007, schedule 1, rules 45 to 52: the weighted
inclusive Gregory method. Values are whole numbers of a hundred-thousandth of a paper, since the
order cuts every transferred value after five decimal places.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from functools import cache, partial
from itertools import chain

from upstream_workshop.voting.counting.ballot_terms import Terms
from upstream_workshop.voting.counting.branching import Turn, follow
from upstream_workshop.voting.counting.outcomes import Count
from upstream_workshop.voting.counting.rankings import Marks, Papers, preferred, ranking
from upstream_workshop.voting.counting.stages import (
    WHOLE,
    Election,
    Stage,
    ending,
    excluded_sentence,
    opening,
    surplus_sentence,
)


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
    rounds = (*opening(election, start), *followed.rounds, *ending(end, terms))
    return Count(score, followed.outcome, rounds)


def _last_votes(path: Sequence[Stage], option: int) -> int:
    elected = [stage for stage in path if option in stage.won]
    continuing = [stage for stage in path if option in stage.continuing]
    return (elected[0] if elected else continuing[-1]).votes[option]


def _first_stage(election: Election, options: tuple[int, ...]) -> Stage:
    nothing = dict.fromkeys(options, 0)
    start = (-1,) * len(election.orders)
    value = (WHOLE,) * len(election.orders)
    held = dict.fromkeys(options, tuple[int, ...]())
    stage = Stage(nothing, nothing, frozenset(options), (), frozenset(), start, value, held)
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
    taken: defaultdict[int, list[int]] = defaultdict(list)
    for kind in kinds:
        order, place = election.orders[kind], at[kind] + 1
        while place < len(order) and order[place] not in stage.continuing:
            place += 1
        at[kind] = place
        if place < len(order):
            credited[order[place]] += election.papers[kind] * stage.value[kind]
            taken[order[place]].append(kind)
    ranked = sorted({(credited[option], stage.rank[option]) for option in credited})
    place_of = {standing: place for place, standing in enumerate(ranked)}
    rank = {option: place_of[credited[option], stage.rank[option]] for option in credited}
    held = {option: (*own, *taken[option]) for option, own in stage.held.items()}
    return _elected(election, replace(stage, votes=credited, rank=rank, at=tuple(at), held=held))


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
        passed = cache(partial(_surplus, election, stage))
        return Turn(
            _level(stage, stage.waiting, max),
            passed,
            lambda option: surplus_sentence(election, stage, passed(option), option),
        )
    level = _level(stage, stage.continuing, min)
    spare = len(stage.continuing) + len(stage.won) - places
    together = len(level) <= spare and not stage.votes[level[0]]

    def leaving(option: int) -> tuple[int, ...]:
        return level if together else (option,)

    @cache
    def left(option: int) -> Stage:
        return _excluded(election, stage, leaving(option))

    return Turn(
        level[:1] if together else level,
        left,
        lambda option: excluded_sentence(election, stage, left(option), leaving(option)),
        leaving=not together,
    )


def _level(
    stage: Stage, options: frozenset[int], of: Callable[[Iterable[int]], int]
) -> tuple[int, ...]:
    """Return those of some options with the most or the fewest votes."""
    wanted = of(stage.rank[option] for option in options)
    return tuple(sorted(option for option in options if stage.rank[option] == wanted))


def _surplus(election: Election, stage: Stage, option: int) -> Stage:
    """Return the stage after a surplus: each paper passes on surplus x value / votes."""
    votes, value = stage.votes[option], list(stage.value)
    kinds = stage.held[option]
    for kind in kinds:
        value[kind] = (votes - election.needed) * value[kind] // votes
    moved = replace(
        stage,
        waiting=stage.waiting - {option},
        value=tuple(value),
        held={**stage.held, option: ()},
    )
    return _passed_on(election, moved, kinds, {**stage.votes, option: election.needed})


def _excluded(election: Election, stage: Stage, gone: Sequence[int]) -> Stage:
    """Return the stage after options were excluded: their papers pass on at the value they have."""
    kinds = tuple(chain.from_iterable(stage.held[option] for option in gone))
    moved = replace(
        stage,
        continuing=stage.continuing.difference(gone),
        held={**stage.held, **dict.fromkeys(gone, ())},
    )
    return _passed_on(election, moved, kinds, {**stage.votes, **dict.fromkeys(gone, 0)})
