"""The network's figures against an independent library, and who is proposed to meet."""

from __future__ import annotations

from itertools import combinations

import networkx as nx
from hypothesis import given, settings

from tests.core.people.networks import networks
from upstream_workshop.people.introductions.meetings import Guest, suggestions
from upstream_workshop.people.introductions.network import (
    Figures,
    TieRow,
    figures,
    paired,
    pairs_at,
)
from upstream_workshop.people.kinds import (
    Phase,
    TieKind,
)

Network = tuple[dict[int, str], tuple[TieRow, ...]]


def oracle(network: Network, phase: str) -> nx.Graph:
    """The same network in networkx, laid out from the ties by hand."""
    home, ties = network
    graph = nx.Graph()
    graph.add_nodes_from(home)
    for tie in ties:
        counts = tie.kind in (TieKind.KNOW, TieKind.WORK) and not tie.dismissed
        in_time = tie.phase == Phase.BEFORE or phase == Phase.AFTER
        if counts and in_time and {tie.first_id, tie.second_id} <= home.keys():
            graph.add_edge(tie.first_id, tie.second_id)
    return graph


@given(networks())
def test_figures_equal_networkx(network: Network) -> None:
    home, ties = network
    for phase in Phase:
        graph = oracle(network, phase)
        found = figures(home, ties, phase)
        assert found.people == len(graph)
        assert found.ties == graph.number_of_edges()
        assert abs(found.density - nx.density(graph)) < 1e-12
        assert set(found.isolates) == set(nx.isolates(graph))
        assert found.parts == nx.number_connected_components(graph)
        assert set(found.bridging) == set(nx.articulation_points(graph))
        assert set(found.bridges) == {paired(*edge) for edge in nx.bridges(graph)}
        assert found.reachable == sum(nx.has_path(graph, a, b) for a, b in combinations(graph, 2))
        assert found.across == sum(
            bool(home[a] and home[b]) and home[a] != home[b] for a, b in graph.edges
        )


@given(networks())
def test_what_was_there_before_is_there_after(network: Network) -> None:
    home, ties = network
    assert pairs_at(ties, Phase.BEFORE).keys() <= pairs_at(ties, Phase.AFTER).keys()
    assert figures(home, ties, Phase.BEFORE).reachable <= figures(home, ties, Phase.AFTER).reachable


def test_a_tie_is_mutual_once_both_have_said_so() -> None:
    one = TieRow(1, 1, 2, TieKind.KNOW, Phase.BEFORE, mutual=False)
    back = TieRow(2, 2, 1, TieKind.KNOW, Phase.BEFORE, mutual=False)
    assert pairs_at([one], Phase.BEFORE) == {(1, 2): False}
    assert pairs_at([one, back], Phase.BEFORE) == {(1, 2): True}
    assert figures({1: "", 2: ""}, [one, back], Phase.BEFORE).ties == 1
    assert pairs_at([TieRow(3, 1, 2, TieKind.MEET, Phase.BEFORE)], Phase.AFTER) == {}


def test_nobody_is_no_network() -> None:
    assert figures({}, (), Phase.AFTER) == Figures(0, 0, 0.0, 0, 0, 0, 0, (), (), ())


def guests(home: dict[int, str]) -> list[Guest]:
    return [
        Guest(id_, name, ("trust",) if id_ % 3 else ("budgets; trust",))
        for id_, name in home.items()
    ]


@settings(max_examples=60, deadline=None)
@given(networks())
def test_each_suggestion_opens_a_way_or_crosses_organisations(network: Network) -> None:
    home, ties = network
    found = suggestions(guests(home), ties)
    pairs = [paired(one.first_id, one.second_id) for one in found]
    assert len(set(pairs)) == len(pairs)
    assert not set(pairs) & {tie.pair for tie in ties}
    done = list(ties)
    for one in found:
        assert home[one.first_id] != home[one.second_id]
        before = figures(home, done, Phase.AFTER)
        done.append(TieRow(0, one.first_id, one.second_id, TieKind.KNOW, Phase.AFTER))
        after = figures(home, done, Phase.AFTER)
        assert after.reachable - before.reachable == one.reachable
        assert one.reachable > 0 or after.across == before.across + 1


@settings(max_examples=30, deadline=None)
@given(networks())
def test_what_was_accepted_or_set_aside_never_comes_again(network: Network) -> None:
    home, ties = network
    noted = list(ties)
    seen: set[tuple[int, int]] = set()
    for round_ in range(4):
        found = suggestions(guests(home), noted)
        pairs = {paired(one.first_id, one.second_id) for one in found}
        assert not pairs & seen
        seen |= pairs
        noted += [
            TieRow(0, *pair, TieKind.MEET, Phase.BEFORE, dismissed=bool(round_ % 2))
            for pair in pairs
        ]


def test_two_parts_are_bridged_before_friends_of_friends_meet() -> None:
    home = {1: "A", 2: "B", 3: "C", 4: "D", 5: "E", 6: "F"}
    chain = [(1, 2), (2, 3), (4, 5), (5, 6)]
    ties = [TieRow(n, *pair, TieKind.KNOW, Phase.BEFORE) for n, pair in enumerate(chain)]
    first = suggestions([Guest(id_, name) for id_, name in home.items()], ties)[0]
    assert first.reachable == 9
    assert first.steps == 0
    assert {first.first_id <= 3, first.second_id <= 3} == {True, False}


def test_common_ground_and_an_answered_ask_decide_among_equals() -> None:
    people = [
        Guest(1, "A", ("community building",)),
        Guest(2, "B", ("risk",)),
        Guest(3, "C", ("building communities",)),
        Guest(4, "D"),
    ]
    first, second = suggestions(people, (), helping=[(4, 2)])[:2]
    assert (first.first_id, first.second_id, first.common) == (1, 3, ("building", "community"))
    assert (second.first_id, second.second_id, second.answers) == (2, 4, True)


def test_suggestions_come_out_the_same_whatever_the_order() -> None:
    home = {id_: "ABCD"[id_ % 4] for id_ in range(1, 30)}
    ties = [TieRow(n, n, n + 1, TieKind.KNOW, Phase.BEFORE) for n in range(1, 12)]
    people = guests(home)
    assert suggestions(people, ties) == suggestions(people[::-1], ties[::-1])
