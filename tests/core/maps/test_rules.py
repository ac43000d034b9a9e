"""Upstream, downstream and standing, held against networkx."""

from __future__ import annotations

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.maps.graphs import map_rows
from upstream_workshop.maps.kinds import Sign
from upstream_workshop.maps.map_rows import LinkRow, MapRow
from upstream_workshop.maps.rules import downstream, link_words, standings, upstream


def graph_of(row: MapRow) -> nx.DiGraph:
    graph = nx.DiGraph()
    graph.add_nodes_from(factor.id for factor in row.factors)
    graph.add_edges_from((link.source_id, link.target_id) for link in row.links)
    return graph


@given(map_rows(least=1), st.integers(0, 4))
def test_upstream_and_downstream_are_within_so_many_steps(row: MapRow, steps: int) -> None:
    graph = graph_of(row)
    start = row.factors[0].id
    ahead = set(nx.single_source_shortest_path_length(graph, start, steps)) - {start}
    behind = set(nx.single_source_shortest_path_length(graph.reverse(), start, steps)) - {start}
    assert downstream(row.links, start, steps) == ahead
    assert upstream(row.links, start, steps) == behind


@given(map_rows(most=8, links=20))
def test_standing_agrees_with_networkx(row: MapRow) -> None:
    found = standings(row.factors, row.links)
    between = nx.betweenness_centrality(graph_of(row))
    for factor in row.factors:
        standing = found[factor.id]
        assert standing.out == sum(link.source_id == factor.id for link in row.links)
        assert standing.into == sum(link.target_id == factor.id for link in row.links)
        assert standing.between == pytest.approx(between[factor.id], abs=1e-9)


@given(st.sampled_from(list(Sign)), st.booleans())
def test_a_link_is_read_from_its_source_to_its_target(sign: Sign, delay: bool) -> None:
    link = LinkRow(1, 7, 3, sign, delay)
    labels, late = {3: "Trust", 7: "Time"}, ", after a delay" * delay
    outward = {
        Sign.MORE: "More time leads to more trust",
        Sign.LESS: "More time leads to less trust",
        Sign.UNKNOWN: "A change of time affects trust",
    }
    inward = {
        Sign.MORE: "More trust comes from more time",
        Sign.LESS: "Less trust comes from more time",
        Sign.UNKNOWN: "A change of trust comes from time",
    }
    assert link_words(link, labels) == outward[sign] + late
    assert link_words(link, labels, inward=True) == inward[sign] + late
