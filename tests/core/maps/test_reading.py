"""Paths, pushes and sizes, held against networkx and brute force."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from functools import reduce

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.maps.graphs import map_rows
from upstream_workshop.maps.analysis.chain_words import followed
from upstream_workshop.maps.analysis.paths import Path, path_of, paths_between
from upstream_workshop.maps.analysis.pushes import Effect, push
from upstream_workshop.maps.analysis.reach import distances
from upstream_workshop.maps.analysis.standings import box_sizes, measured, standings
from upstream_workshop.maps.kinds import Sign, SizeBy
from upstream_workshop.maps.map_rows import LinkRow, MapRow

NUMBERS = {Sign.MORE: 1, Sign.LESS: -1, Sign.UNKNOWN: 0}


def multigraph(row: MapRow) -> nx.MultiDiGraph:
    graph = nx.MultiDiGraph()
    graph.add_nodes_from(factor.id for factor in row.factors)
    graph.add_edges_from((link.source_id, link.target_id, link.id) for link in row.links)
    return graph


def ways(row: MapRow, source: int, target: int) -> Iterator[list[LinkRow]]:
    """Every simple path, as networkx finds them."""
    by_id = {link.id: link for link in row.links}
    for edges in nx.all_simple_edge_paths(multigraph(row), source, target):
        yield [by_id[key] for _, _, key in edges]


@given(map_rows(most=6, least=2, links=14))
def test_paths_are_those_of_networkx_shortest_first(row: MapRow) -> None:
    source, target = row.factors[0].id, row.factors[1].id
    found = paths_between(row.links, source, target)
    expected = {path_of(way) for way in ways(row, source, target)}
    if found.complete:
        assert set(found.paths) == expected
        assert len(found.paths) == len(expected)
    else:
        assert len(found.paths) == 100 < len(expected)
    lengths = [len(path.link_ids) for path in found.paths]
    assert lengths == sorted(lengths)
    assert lengths[:1] == sorted(len(path.link_ids) for path in expected)[:1]
    assert paths_between(row.links, source, source).paths == ()


@given(map_rows(most=6, least=2, links=14), st.integers(0, 5))
def test_a_cap_keeps_the_shortest_paths_and_says_so(row: MapRow, cap: int) -> None:
    source, target = row.factors[0].id, row.factors[1].id
    expected = sorted(len(way) for way in ways(row, source, target))
    found = paths_between(row.links, source, target, cap)
    assert [len(path.link_ids) for path in found.paths] == expected[:cap]
    assert found.complete == (len(expected) <= cap)


def test_the_sign_of_a_path_is_the_product_of_its_signs() -> None:
    links = [LinkRow(1, 1, 2, Sign.LESS, True), LinkRow(2, 2, 3, Sign.LESS)]
    assert path_of(links) == Path((1, 2, 3), (1, 2), Sign.MORE, 1)
    unknown = [*links, LinkRow(3, 3, 4)]
    assert path_of(unknown).sign is Sign.UNKNOWN


def test_a_dense_map_has_more_paths_than_anybody_reads() -> None:
    links = [LinkRow(a * 30 + b, a, b, Sign.MORE) for a in range(30) for b in range(30) if a != b]
    found = paths_between(links, 0, 29)
    assert not found.complete
    assert [len(path.link_ids) for path in found.paths] == [1] + [2] * 28 + [3] * 71


@given(map_rows(most=6, least=1, links=12), st.booleans())
def test_a_push_holds_the_signs_of_all_ways(row: MapRow, up: bool) -> None:
    """Never a sign that a way contradicts; and exactly their signs where no way goes round a loop."""
    start = row.factors[0].id
    found = push(row.links, start, up)
    graph = multigraph(row)
    assert {each.factor_id for each in found.affected} == nx.descendants(graph, start) - {start}
    followed_links = [link for link in row.links if link.id in found.link_ids]
    is_acyclic = nx.is_directed_acyclic_graph(multigraph(replace(row, links=tuple(followed_links))))
    amount = 1 if up else -1
    for each in found.affected:
        all_ways = list(ways(row, start, each.factor_id))
        signs = {NUMBERS[path_of(way).sign] * amount for way in all_ways}
        assert each.steps == min(map(len, all_ways))
        assert each.later == all(any(link.delay for link in way) for way in all_ways)
        assert signs <= allowed(each.effect)
        if is_acyclic:
            assert each.effect is effect_of(signs)


def allowed(effect: Effect) -> set[int]:
    return {
        Effect.MORE: {1},
        Effect.LESS: {-1},
        Effect.MIXED: {1, -1, 0},
        Effect.UNKNOWN: {1, -1, 0},
    }[effect]


def effect_of(signs: set[int]) -> Effect:
    if {1, -1} <= signs:
        return Effect.MIXED
    if 0 in signs:
        return Effect.UNKNOWN
    return Effect.MORE if 1 in signs else Effect.LESS


@given(map_rows(most=6, least=1, links=12))
def test_links_left_out_of_a_push_are_on_no_way_from_it(row: MapRow) -> None:
    start = row.factors[0].id
    on_ways = {
        link.id
        for factor in row.factors
        if factor.id != start
        for way in ways(row, start, factor.id)
        for link in way
    }
    assert set(push(row.links, start).link_ids) == on_ways


def test_a_balancing_loop_does_not_undo_the_push_that_goes_round_it() -> None:
    links = [LinkRow(1, 1, 2, "+"), LinkRow(2, 2, 3, "+", True), LinkRow(3, 3, 2, "-")]
    links = [replace(link, sign=Sign(link.sign)) for link in links]
    found = {each.factor_id: (each.effect, each.later) for each in push(links, 1).affected}
    assert found == {2: (Effect.MORE, False), 3: (Effect.MORE, True)}


@given(map_rows(least=1, most=8, links=16), st.booleans())
def test_distances_are_those_of_networkx(row: MapRow, back: bool) -> None:
    start = row.factors[0].id
    graph = multigraph(row).reverse() if back else multigraph(row)
    expected = dict(nx.single_source_shortest_path_length(graph, start))
    del expected[start]
    found = distances(row.links, start, back)
    assert found == expected
    assert list(found.values()) == sorted(found.values())


@given(map_rows(most=8, links=16), st.sampled_from([SizeBy.LINKS, SizeBy.BETWEEN]))
def test_a_larger_box_has_the_larger_number(row: MapRow, by: SizeBy) -> None:
    found = standings(row.factors, row.links)
    sizes = box_sizes(found, by)
    if not sizes:
        assert len({measured(each, by) for each in found.values()}) <= 1
        return
    assert min(sizes.values()) == pytest.approx(0.8)
    assert max(sizes.values()) == pytest.approx(1.35)
    by_number: defaultdict[float, set[float]] = defaultdict(set)
    for id_, size in sizes.items():
        by_number[measured(found[id_], by)].add(size)
    ordered = [by_number[number] for number in sorted(by_number)]
    assert all(len(each) == 1 for each in ordered)
    assert [min(each) for each in ordered] == sorted(min(each) for each in ordered)


@given(st.lists(st.sampled_from(list(Sign)), max_size=6))
def test_a_change_is_turned_by_each_decrease(signs: list[Sign]) -> None:
    product = reduce(lambda a, b: a * b, (NUMBERS[sign] for sign in signs), 1)
    assert NUMBERS[reduce(followed, signs, Sign.MORE)] == product
