"""Loops against networkx, signs against their definition, sentences against what people would say."""

from __future__ import annotations

from collections import Counter
from math import prod

import networkx
from hypothesis import given, settings
from hypothesis import strategies as st

from upstream_workshop.maps.loops import loops, sentence
from upstream_workshop.maps.queries import FactorRow, LinkRow
from upstream_workshop.maps.rules import downstream, upstream


def factor(number: int, label: str = "") -> FactorRow:
    return FactorRow(number, label or f"Factor {number}", 0, 0, "", "")


def link(number: int, source: int, target: int, sign: str = "+") -> LinkRow:
    return LinkRow(number, source, target, sign, False, "", "")


@st.composite
def maps(draw) -> tuple[list[FactorRow], list[LinkRow]]:
    size = draw(st.integers(1, 6))
    ends = st.tuples(st.integers(1, size), st.integers(1, size), st.sampled_from(["+", "-", ""]))
    drawn = draw(st.lists(ends, max_size=12))
    return [factor(n) for n in range(1, size + 1)], [
        link(number, *each) for number, each in enumerate(drawn, 1)
    ]


@settings(deadline=None)
@given(maps())
def test_as_many_as_networkx_counts(drawn) -> None:
    factors, links = drawn
    found = loops(factors, links)
    parallel = Counter((each.source_id, each.target_id) for each in links)
    graph = networkx.DiGraph(parallel.keys())
    expected = sum(
        prod(parallel[step] for step in zip(cycle, [*cycle[1:], cycle[0]], strict=True))
        for cycle in networkx.simple_cycles(graph)
    )
    assert found.complete
    assert len(found.loops) == expected
    assert len({loop.key for loop in found.loops}) == expected


@settings(deadline=None)
@given(maps())
def test_a_loop_is_a_loop_and_its_kind_is_its_signs(drawn) -> None:
    factors, links = drawn
    by_id = {each.id: each for each in links}
    for loop in loops(factors, links).loops:
        chain = [by_id[each] for each in loop.link_ids]
        assert [each.source_id for each in chain] == list(loop.factor_ids)
        assert [each.target_id for each in chain] == [*loop.factor_ids[1:], loop.factor_ids[0]]
        assert loop.link_ids[0] == min(loop.link_ids)
        assert len(set(loop.factor_ids)) == len(loop.factor_ids)
        minuses = sum(each.sign == "-" for each in chain)
        unknown = any(each.sign == "" for each in chain)
        assert loop.kind == ("?" if unknown else "RB"[minuses % 2])


@settings(deadline=None)
@given(maps(), st.randoms(use_true_random=False))
def test_the_order_of_rows_does_not_matter(drawn, dice) -> None:
    factors, links = list(drawn[0]), list(drawn[1])
    before = loops(factors, links)
    dice.shuffle(factors)
    dice.shuffle(links)
    assert loops(factors, links) == before


def test_a_dense_map_stops_and_says_so() -> None:
    size = 60
    factors = [factor(n) for n in range(size)]
    ends = [(a, b) for a in range(size) for b in range(size) if a != b]
    found = loops(factors, [link(n, a, b) for n, (a, b) in enumerate(ends)], cap=200)
    assert len(found.loops) == 200
    assert not found.complete


def test_told_as_a_story() -> None:
    factors = [factor(1, "Risk appetite"), factor(2, "KPI pressure"), factor(3, "Trust")]
    links = [link(1, 1, 2, "-"), link(2, 2, 3, "-"), link(3, 3, 1, "+")]
    (loop,) = loops(factors, links).loops
    assert loop.kind == "R"
    assert sentence(loop, factors, links) == (
        "More risk appetite brings less KPI pressure, which brings more trust, "
        "which brings more risk appetite."
    )


@settings(deadline=None)
@given(maps(), st.integers(0, 6))
def test_up_and_down_the_stream_as_networkx(drawn, steps: int) -> None:
    factors, links = drawn
    graph = networkx.DiGraph()
    graph.add_nodes_from(each.id for each in factors)
    graph.add_edges_from((each.source_id, each.target_id) for each in links)
    down = networkx.single_source_shortest_path_length(graph, 1, cutoff=steps)
    up = networkx.single_source_shortest_path_length(graph.reverse(), 1, cutoff=steps)
    assert downstream(links, 1, steps) == set(down)
    assert upstream(links, 1, steps) == set(up)
