"""Loops, held against networkx, against their definition, and against time."""

from __future__ import annotations

import random
import time
from itertools import product

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.maps.graphs import map_rows
from upstream_workshop.maps.queries import FactorRow, LinkRow, MapRow
from upstream_workshop.maps.rules import Loop, loops, numbered, sentence


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
    before = time.perf_counter()
    search = loops(factors, links)
    assert time.perf_counter() - before < 2
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


def test_loops_are_numbered_by_kind() -> None:
    found = [Loop((1,), (1,), "R"), Loop((2,), (2,), "B"), Loop((3,), (3,), "R")]
    assert numbered(found) == {(1,): "R1", (2,): "B1", (3,): "R2"}
