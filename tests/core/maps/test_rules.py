"""Upstream, downstream and standing, held against networkx."""

from __future__ import annotations

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.maps.graphs import map_rows
from upstream_workshop.maps.queries import MapRow
from upstream_workshop.maps.rules import downstream, standings, upstream


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
