"""Loops, held against networkx, against their definition, and against time."""

from __future__ import annotations

import random
import time
from dataclasses import replace
from itertools import product

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.maps.graphs import map_rows
from upstream_workshop.maps.map_rows import FactorRow, LinkRow, MapRow, NamedLoop
from upstream_workshop.maps.rules import (
    LoopSearch,
    delay_words,
    delayed_links,
    loops,
    loops_of,
    numbered,
    sentence,
)


def by_networkx(row: MapRow) -> set[frozenset[int]]:
    """Every loop as its set of links, from an independent enumeration of cycles of factors."""
    graph = nx.DiGraph()
    graph.add_nodes_from(factor.id for factor in row.factors)
    graph.add_edges_from((link.source_id, link.target_id) for link in row.links)
    found: set[frozenset[int]] = set()
    for cycle in nx.simple_cycles(graph):
        steps = list(zip(cycle, cycle[1:] + cycle[:1], strict=True))
        choices = [[k.id for k in row.links if (k.source_id, k.target_id) == s] for s in steps]
        found |= {frozenset(chosen) for chosen in product(*choices)}
    return found


@given(map_rows())
def test_the_loops_are_those_networkx_finds(row: MapRow) -> None:
    search = loops(row.factors, row.links, cap=100_000)
    assert search.complete
    assert len({loop.link_ids for loop in search.loops}) == len(search.loops)
    assert {frozenset(loop.link_ids) for loop in search.loops} == by_networkx(row)


@given(map_rows())
def test_a_loop_runs_along_its_links_and_is_classed_by_them(row: MapRow) -> None:
    links = {link.id: link for link in row.links}
    for loop in loops(row.factors, row.links).loops:
        onward = (*loop.factor_ids[1:], loop.factor_ids[0])
        ends = [(links[n].source_id, links[n].target_id) for n in loop.link_ids]
        assert ends == list(zip(loop.factor_ids, onward, strict=True))
        assert loop.link_ids[0] == min(loop.link_ids)
        product_ = 1
        for link_id in loop.link_ids:
            product_ *= {"+": 1, "-": -1, "": 0}[links[link_id].sign]
        assert loop.kind == {1: "R", -1: "B", 0: "?"}[product_]


@given(map_rows(), st.randoms(use_true_random=False))
def test_the_order_of_factors_and_links_does_not_matter(row: MapRow, dice: random.Random) -> None:
    factors, links = list(row.factors), list(row.links)
    dice.shuffle(factors)
    dice.shuffle(links)
    assert loops(factors, links, cap=7) == loops(row.factors, row.links, cap=7)


def test_a_dense_map_stops_early_and_says_so() -> None:
    factors = [FactorRow(n, f"F{n}") for n in range(60)]
    pairs = [(a, b) for a in range(60) for b in range(60) if a != b]
    links = [LinkRow(n, a, b, "+") for n, (a, b) in enumerate(pairs)]
    before = time.process_time()
    search = loops(factors, links)
    assert time.process_time() - before < 2
    assert len(search.loops) == 500
    assert not search.complete


def test_exactly_as_many_loops_as_the_cap_are_all_of_them() -> None:
    factors = [FactorRow(1, "A"), FactorRow(2, "B")]
    links = [LinkRow(1, 1, 2), LinkRow(2, 2, 1), LinkRow(3, 2, 1)]
    assert loops(factors, links, cap=2).complete
    assert not loops(factors, links, cap=1).complete


@pytest.mark.parametrize(
    ("signs", "told"),
    [
        ("++", "More risk appetite brings more trust, which brings more risk appetite."),
        ("-+", "More risk appetite brings less trust, which brings less risk appetite."),
        ("--", "More risk appetite brings less trust, which brings more risk appetite."),
        ("? ", "More risk appetite affects trust, which affects risk appetite."),
    ],
)
def test_a_loop_is_told_round_its_links(signs: str, told: str) -> None:
    factors = [FactorRow(1, "Risk appetite"), FactorRow(2, "Trust")]
    marks = [sign.strip("? ") for sign in signs]
    links = [LinkRow(1, 1, 2, marks[0]), LinkRow(2, 2, 1, marks[1])]
    (loop,) = loops(factors, links).loops
    assert sentence(loop, factors, links) == told


@pytest.mark.parametrize(
    ("label", "told"),
    [
        ("NHS waits", "NHS waits"),
        ("Trust", "trust"),
        ("Trust of NHS staff", "trust of NHS staff"),
        ("McKinsey reports", "McKinsey reports"),
        ("A waiting list", "a waiting list"),
    ],
)
def test_a_label_loses_its_capital_unless_it_is_an_abbreviation(label: str, told: str) -> None:
    factors = [FactorRow(1, label), FactorRow(2, "Time")]
    links = [LinkRow(1, 1, 2, "-"), LinkRow(2, 2, 1, "-")]
    (loop,) = loops(factors, links).loops
    assert sentence(loop, factors, links).startswith(f"More {told} brings less time")


def random_map(
    factors: int, links: int, seed: int
) -> tuple[tuple[FactorRow, ...], tuple[LinkRow, ...]]:
    """A signed multigraph, with parallel links and links of a factor to itself."""
    dice = random.Random(seed)
    rows = tuple(FactorRow(n, f"F{n}") for n in range(factors))
    made = [(dice.randrange(factors), dice.randrange(factors)) for _ in range(links)]
    return rows, tuple(LinkRow(n, *ends, dice.choice("+-")) for n, ends in enumerate(made))


def lengths(found: LoopSearch) -> list[int]:
    return [len(loop.link_ids) for loop in found.loops]


def test_the_shortest_loops_of_many_multigraphs_are_found_whatever_the_cap() -> None:
    for seed in range(1000):
        dice = random.Random(seed)
        factors, links = random_map(dice.randint(1, 7), dice.randint(0, 14), seed)
        expected = sorted(map(len, by_networkx(MapRow(1, "", "", factors, links))))
        cap = dice.choice([1, 3, 10])
        found = loops(factors, links, cap)
        assert lengths(found) == expected[:cap]
        assert found.complete == (len(expected) <= cap)
        assert lengths(loops(factors, links, 10**6)) == expected


@pytest.mark.parametrize("seed", range(3))
def test_no_short_loop_of_a_dense_map_is_lost(seed: int) -> None:
    factors, links = random_map(25, 75, seed)
    found = loops(factors, links)
    graph = nx.MultiDiGraph([(link.source_id, link.target_id) for link in links])
    short = nx.simple_cycles(nx.DiGraph(graph), length_bound=found.complete_to)
    choices = [
        [graph.number_of_edges(*step) for step in zip(cycle, cycle[1:] + cycle[:1], strict=True)]
        for cycle in short
    ]
    expected = sorted(len(each) for each in choices for _ in range(int(product_of(each))))
    assert found.complete_to >= 4
    assert [n for n in lengths(found) if n <= found.complete_to] == expected


def product_of(values: list[int]) -> int:
    result = 1
    for value in values:
        result *= value
    return result


@given(map_rows(), st.integers(1, 6))
def test_a_new_link_leaves_every_number_as_it_was(row: MapRow, cap: int) -> None:
    links = sorted(row.links, key=lambda link: link.id)
    before: dict[tuple[int, ...], int] = {}
    for count in range(len(links) + 1):
        found = {n.link_ids: n.number for n in loops(row.factors, links[:count], cap).loops}
        assert len(set(found.values())) == len(found)
        assert all(before.get(ids, number) == number for ids, number in found.items())
        assert not set(found.values()) & {n for ids, n in before.items() if ids not in found}
        before |= found


@given(map_rows(), st.data())
def test_a_named_loop_keeps_its_number_and_is_never_dropped(
    row: MapRow, data: st.DataObject
) -> None:
    found = loops(row.factors, row.links).loops
    if not found:
        return
    chosen = data.draw(st.sampled_from(found))
    named = (NamedLoop(chosen.link_ids, "Name", number=7),)
    for cap in (0, 1, 500):
        again = loops(row.factors, row.links, cap, named).loops
        assert loops_of(replace(row, named_loops=named), cap).loops == again
        numbers = {loop.link_ids: loop.number for loop in again}
        assert numbers[chosen.link_ids] == 7
        assert len(set(numbers.values())) == len(numbers)


@pytest.mark.parametrize("ends", ["random", "ring", "grid"])
def test_large_maps_end_soon(ends: str) -> None:
    side = 40
    factors = tuple(FactorRow(n, f"F{n}") for n in range(side * side))
    pairs = [(n, (n + 1) % len(factors)) for n in range(len(factors))]
    if ends == "grid":
        pairs += [(n, (n + side) % len(factors)) for n in range(len(factors))]
    if ends == "random":
        factors, links = random_map(1000, 2000, 5)
        pairs = [(link.source_id, link.target_id) for link in links]
    random.Random(1).shuffle(pairs)
    before = time.process_time()
    found = loops(factors, [LinkRow(n, *pair, "+") for n, pair in enumerate(pairs)])
    assert time.process_time() - before < 10
    assert found.complete == (ends == "ring")
    assert len(found.loops) == (1 if ends == "ring" else 500)


def test_all_kinds_of_loops_share_one_series_of_numbers() -> None:
    factors = [FactorRow(1, "A"), FactorRow(2, "B")]
    links = [LinkRow(1, 1, 1, "+"), LinkRow(2, 1, 2, "-"), LinkRow(3, 2, 1, "+")]
    found = loops(factors, links).loops
    assert numbered(found) == {(1,): "R1", (2, 3): "B2"}


def test_a_delay_is_told_and_what_it_means() -> None:
    factors = [FactorRow(1, "Trust"), FactorRow(2, "Escalation")]
    links = [LinkRow(1, 1, 2, "-", delay=True), LinkRow(2, 2, 1, "+", delay=True)]
    (loop,) = loops(factors, links).loops
    assert sentence(loop, factors, links) == (
        "More trust, after a delay, brings less escalation, which, after a delay, brings less trust."
    )
    assert delayed_links(loop, links) == tuple(links)
    assert delay_words(loop, links) == "A delay in this balancing loop: it may overshoot and swing."
