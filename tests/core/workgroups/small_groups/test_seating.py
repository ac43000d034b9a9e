"""Small groups over several rounds: balanced, no pair twice, colleagues apart, asks served."""

from __future__ import annotations

import random
from collections import Counter
from itertools import combinations, product

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from upstream_workshop.errors import WorkshopError
from upstream_workshop.workgroups.small_groups.bounds import least_colleagues, least_repeats
from upstream_workshop.workgroups.small_groups.designs.designing import design
from upstream_workshop.workgroups.small_groups.search import searched
from upstream_workshop.workgroups.small_groups.seating_proposals import best_seating
from upstream_workshop.workgroups.small_groups.small_group_seating import (
    Ask,
    Round,
    Seating,
    SeatingProblem,
    group_sizes,
    measured,
)

lean = settings(max_examples=60, deadline=None, phases=[Phase.generate])


def cohort(people: int, organisations: int = 0) -> dict[int, str]:
    """The organisations of people from 1; none without a number of organisations."""
    ids = range(1, people + 1)
    return {one: f"Council {one % organisations}" for one in ids} if organisations else {}


def problem(people: int, size: int, rounds: int, organisations: int = 0) -> SeatingProblem:
    ids = tuple(range(1, people + 1))
    return SeatingProblem(ids, size, rounds, cohort(people, organisations))


def faults(asked: SeatingProblem, rounds: tuple[Round, ...]) -> tuple[int, int]:
    """Repeats and colleagues who sit together, counted again pair by pair; every round must be whole."""
    seen: Counter[frozenset[int]] = Counter(map(frozenset, asked.met))
    repeats = colleagues = 0
    for groups in rounds:
        assert sorted(one for group in groups for one in group) == sorted(asked.people)
        assert sorted(map(len, groups)) == sorted(group_sizes(len(asked.people), asked.size))
        for group in groups:
            for one, other in combinations(group, 2):
                repeats += seen[frozenset({one, other})] > 0
                seen[frozenset({one, other})] += 1
                home = asked.organisations.get(one, "")
                colleagues += home != "" and home == asked.organisations.get(other, "")
    return repeats, colleagues


@given(st.integers(1, 300), st.integers(2, 12))
def test_groups_are_balanced_and_as_large_as_asked_where_that_can_be(
    people: int, size: int
) -> None:
    sizes = group_sizes(people, size)
    assert sum(sizes) == people
    assert max(sizes) - min(sizes) <= 1
    divisible = any(
        size * a + (size + 1) * b == people
        for a in range(people // size + 1)
        for b in range(people // (size + 1) + 1)
    )
    if divisible:
        assert set(sizes) <= {size, size + 1}
    elif people > size:
        assert max(sizes) <= size


@pytest.mark.parametrize(
    ("people", "size", "rounds"),
    [
        (15, 3, 7),
        (9, 3, 4),
        (16, 4, 5),
        (25, 5, 6),
        (24, 3, 11),
        (20, 4, 5),
        (8, 2, 7),
        (40, 2, 39),
    ],
)
def test_known_cases_of_the_social_golfer_are_reached(people: int, size: int, rounds: int) -> None:
    asked = problem(people, size, rounds)
    found = best_seating(asked, effort=400_000)
    assert faults(asked, found.rounds)[0] == found.measures.repeats == found.bound == 0
    assert found.proven
    assert len(found.rounds) == rounds


@pytest.mark.parametrize(
    ("size", "longest"),
    [
        (
            3,
            {
                9: 4,
                12: 4,
                15: 7,
                21: 10,
                27: 13,
                33: 16,
                39: 19,
                45: 22,
                51: 25,
                57: 28,
                24: 11,
                30: 14,
                36: 17,
                42: 20,
                48: 23,
                63: 31,
                75: 37,
                93: 46,
            },
        ),
        (4, {16: 5, 20: 5, 24: 7, 28: 9, 36: 11, 44: 11}),
        (5, {25: 6, 35: 7}),
        (2, {8: 7, 40: 39}),
    ],
)
def test_designs_have_as_many_rounds_without_a_repeat_as_are_known(
    size: int, longest: dict[int, int]
) -> None:
    for people, rounds in longest.items():
        plan = design(people, size, rounds, lambda _share, _doing: None)
        assert len(plan) == rounds, people
        places = SeatingProblem(tuple(range(people)), size, rounds)
        assert faults(places, plan) == (0, 0), people


def test_forty_people_of_twenty_councils_sit_in_trios_without_a_repeat_or_a_colleague() -> None:
    for rounds in (6, 13):
        asked = problem(40, 3, rounds, organisations=20)
        found = best_seating(asked)
        assert faults(asked, found.rounds) == (0, 0)
        assert found.proven
    assert least_repeats(problem(40, 3, 20)) > 0


def test_the_same_problem_has_the_same_answer() -> None:
    asked = problem(13, 3, 6, organisations=4)
    first, again = (best_seating(asked, effort=100_000) for _ in range(2))
    assert first == again


@st.composite
def problems(draw: st.DrawFn) -> SeatingProblem:
    """Some people with organisations, and pairs that met or know each other."""
    many = draw(st.integers(4, 14))
    ids = tuple(range(1, many + 1))
    homes = draw(
        st.lists(st.sampled_from(["", "Leeds", "York", "Derby"]), min_size=many, max_size=many)
    )
    pairs = st.frozensets(st.sampled_from(list(combinations(ids, 2))), max_size=8)
    return SeatingProblem(
        ids,
        draw(st.integers(2, 4)),
        draw(st.integers(1, 5)),
        dict(zip(ids, homes, strict=True)),
        draw(pairs),
        draw(pairs),
        apart_first=draw(st.booleans()),
    )


@lean
@given(problems())
def test_measures_and_bounds_agree_with_counting_each_pair(asked: SeatingProblem) -> None:
    rounds = searched(asked, effort=20_000)
    repeats, colleagues = faults(asked, rounds)
    found = measured(asked, rounds)
    assert (repeats, colleagues) == (found.repeats, found.colleagues)
    assert colleagues >= least_colleagues(asked)
    if not asked.apart_first or colleagues == least_colleagues(asked):
        assert repeats >= least_repeats(asked)


def seatings(people: tuple[int, ...], sizes: tuple[int, ...]) -> list[Round]:
    """Every way to divide people into groups of these sizes."""
    if not sizes:
        return [()]
    first = people[0]
    found = set()
    for size in set(sizes):
        rest = list(sizes)
        rest.remove(size)
        for mates in combinations(people[1:], size - 1):
            left = tuple(one for one in people if one != first and one not in mates)
            for others in seatings(left, tuple(rest)):
                found.add(tuple(sorted(((first, *mates), *others))))
    return sorted(found)


@pytest.mark.parametrize("seed", range(16))
def test_no_two_rounds_of_all_there_are_have_fewer_faults(seed: int) -> None:
    dice = random.Random(seed)
    ids = tuple(range(1, dice.randint(4, 6) + 1))
    homes = {one: dice.choice(["", "Leeds", "York"]) for one in ids}
    met = frozenset(dice.sample(list(combinations(ids, 2)), dice.randint(0, 4)))
    asked = SeatingProblem(ids, dice.choice([2, 3]), 2, homes, met, apart_first=dice.random() < 0.5)
    every = seatings(ids, group_sizes(len(ids), asked.size))
    turn = -1 if asked.apart_first else 1
    best = min(faults(asked, pair)[::turn] for pair in product(every, repeat=2))
    found = best_seating(asked, effort=200_000)
    assert faults(asked, found.rounds)[::turn] == best
    assert found.bound <= best[0 if turn == 1 else 1]


def greedy(asked: SeatingProblem) -> int:
    """How many asks are served by giving each asker in turn a helper who is still free, then anybody."""
    served, free = 0, set(asked.people)
    for ask in asked.asks:
        helper = min(ask.helpers & free, default=None)
        if ask.asker in free and helper is not None:
            served += 1
            mates = {ask.asker, helper}
            free -= mates
            free -= set(sorted(free)[: asked.size - 2])
    return served


@pytest.mark.parametrize("part", range(5))
def test_trios_serve_no_fewer_asks_than_a_greedy_choice(part: int) -> None:
    for seed in range(100):
        dice = random.Random(f"{part} {seed}")
        ids = tuple(range(1, dice.randint(6, 18) + 1))
        asks = tuple(
            Ask(n, one, frozenset(dice.sample([each for each in ids if each != one], 2)))
            for n, one in enumerate(dice.sample(ids, len(ids) // 3))
        )
        asked = SeatingProblem(ids, 3, 1, asks=asks)
        rounds = searched(asked, effort=60_000)
        together = {frozenset(pair) for group in rounds[0] for pair in combinations(group, 2)}
        served = sum(
            any(frozenset({ask.asker, one}) in together for one in ask.helpers) for ask in asks
        )
        assert served == measured(asked, rounds).served
        assert served >= greedy(asked), seed


@pytest.mark.parametrize(
    ("people", "size", "rounds", "words"),
    [
        (1, 3, 1, "too few people"),
        (9, 1, 1, "larger size"),
        (9, 3, 0, "rounds"),
        (5, 6, 1, "smaller"),
    ],
)
def test_what_cannot_be_is_refused(people: int, size: int, rounds: int, words: str) -> None:
    with pytest.raises(WorkshopError, match=words):
        best_seating(problem(people, size, rounds))


def test_a_search_can_be_cancelled() -> None:
    def stop(_share: float, _doing: str) -> None:
        raise InterruptedError

    with pytest.raises(InterruptedError):
        best_seating(problem(13, 3, 6), stop)


def test_a_seating_is_proven_only_at_its_bound() -> None:
    asked = problem(13, 3, 6)
    rounds = searched(asked, effort=50_000)
    found = Seating(rounds, measured(asked, rounds), least_repeats(asked))
    assert found.bound == 12
    assert found.proven == (found.measures.repeats == 12)
