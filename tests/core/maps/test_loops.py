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
from upstream_workshop.maps.kinds import Sign
from upstream_workshop.maps.queries import FactorRow, LinkRow, MapRow, NamedLoop
from upstream_workshop.maps.rules import loops, numbered, sentence


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


@given(map_rows(most=5, links=16), st.integers(1, 12))
def test_the_shortest_are_kept_and_whether_there_are_others_is_said(row: MapRow, cap: int) -> None:
    lengths = sorted(len(found) for found in by_networkx(row))
    search = loops(row.factors, row.links, cap=cap)
    assert [len(loop.link_ids) for loop in search.loops] == lengths[:cap]
    assert search.complete == (len(lengths) <= cap)


@given(map_rows(most=6, links=18), st.integers(1, 12), st.data())
def test_what_is_added_changes_no_number(row: MapRow, cap: int, data: st.DataObject) -> None:
    links = sorted(row.links, key=lambda link: link.id)
    before = numbered(loops(row.factors, links[: data.draw(st.integers(0, len(links)))], cap=cap))
    after = numbered(loops(row.factors, links, cap=cap))
    assert len(set(after.values())) == len(after)
    for loop in before.keys() & after.keys():
        assert before[loop] == after[loop]


@given(map_rows(), st.sampled_from(Sign))
def test_a_turned_sign_changes_no_number(row: MapRow, sign: Sign) -> None:
    before = numbered(loops(row.factors, row.links))
    turned = [replace(link, sign=sign) for link in row.links]
    assert numbered(loops(row.factors, turned)) == before


def test_a_named_loop_keeps_its_number_when_others_go() -> None:
    factors = [FactorRow(n, f"F{n}") for n in range(3)]
    links = [LinkRow(1, 0, 1), LinkRow(2, 1, 0), LinkRow(3, 1, 2), LinkRow(4, 2, 1)]
    second = NamedLoop((3, 4), "Second", number=2)
    assert numbered(loops(factors, links), [second]) == {(1, 2): 1, (3, 4): 2}
    assert numbered(loops(factors, links[2:]), [second]) == {(3, 4): 2}
    more = [*links[2:], LinkRow(5, 0, 1), LinkRow(6, 1, 0)]
    found = numbered(loops(factors, more), [second])
    assert found[3, 4] == 2
    assert len(set(found.values())) == 2


def test_no_short_loop_is_lost_on_a_dense_map() -> None:
    dice = random.Random(7)
    factors = [FactorRow(n, f"F{n}") for n in range(25)]
    links = [LinkRow(n, dice.randrange(25), dice.randrange(25)) for n in range(75)]
    found = loops(factors, links).loops
    short = by_length(links, 4)
    assert {loop.link_ids for loop in found if len(loop.link_ids) <= 4} == short


def by_length(links: list[LinkRow], longest: int) -> set[tuple[int, ...]]:
    """Every loop of at most so many links, by trying all ways from every link."""
    found = set()
    ways = [(link,) for link in links]
    while ways:
        way = ways.pop()
        if way[-1].target_id == way[0].source_id:
            if way[0].id == min(link.id for link in way):
                found.add(tuple(link.id for link in way))
        elif len(way) < longest:
            passed = {link.source_id for link in way} | {way[-1].target_id}
            ways += [
                (*way, link)
                for link in links
                if link.source_id == way[-1].target_id
                and (link.target_id not in passed or link.target_id == way[0].source_id)
            ]
    return found


def test_a_delay_is_said() -> None:
    factors = [FactorRow(1, "Risk"), FactorRow(2, "Trust")]
    links = [LinkRow(1, 1, 2, Sign.LESS, delay=True), LinkRow(2, 2, 1, Sign.MORE, delay=True)]
    (loop,) = loops(factors, links).loops
    told = sentence(loop, factors, links)
    assert told.count("after a delay") == 2
    assert told.startswith("More risk brings, after a delay, less trust, which brings, after")
