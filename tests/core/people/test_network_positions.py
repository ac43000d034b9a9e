"""Where people stand on the drawn network: nobody on top of another, and nobody moved by a newcomer."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.core.people.networks import networks
from upstream_workshop.people.introductions.network import TieRow, pairs_at
from upstream_workshop.people.introductions.network_positions import CELL, Place, laid_out
from upstream_workshop.people.kinds import (
    Phase,
)

Network = tuple[dict[int, str], tuple[TieRow, ...]]


def no_two_touch(places: dict[int, Place]) -> bool:
    return all(
        abs(ax - bx) >= CELL[0] / 2 - 1e-9 if ay == by else abs(ay - by) >= CELL[1] - 1e-9
        for (ax, ay), (bx, by) in combinations(places.values(), 2)
    )


@settings(deadline=None)
@given(networks())
def test_everybody_has_a_place_to_themselves(network: Network) -> None:
    home, ties = network
    places = laid_out(home, pairs_at(ties, Phase.AFTER).keys())
    assert places.keys() == home.keys()
    assert len(set(places.values())) == len(places)
    assert no_two_touch(places)
    assert laid_out(dict(reversed(home.items())), pairs_at(ties, Phase.AFTER).keys()) == places


@settings(deadline=None)
@given(networks(), st.integers(100, 103), st.sampled_from(["", "Leeds", "Hull"]))
def test_a_newcomer_moves_nobody(network: Network, newcomer: int, organisation: str) -> None:
    home, ties = network
    before = laid_out(home, pairs_at(ties, Phase.AFTER).keys())
    tied = [*pairs_at(ties, Phase.AFTER), *((id_, newcomer) for id_ in sorted(home)[:2])]
    after = laid_out({**home, newcomer: organisation}, tied, before)
    assert {id_: after[id_] for id_ in before} == before
    assert after.keys() == {*home, newcomer}
    assert no_two_touch(after)


@settings(deadline=None)
@given(networks())
def test_ties_and_departures_move_nobody(network: Network) -> None:
    home, ties = network
    before = laid_out(home, ())
    fewer = dict(sorted(home.items())[1:])
    after = laid_out(fewer, pairs_at(ties, Phase.AFTER).keys(), before)
    assert after == {id_: before[id_] for id_ in fewer}


def test_a_newcomer_stands_near_those_they_are_tied_to() -> None:
    home = {id_: f"Council {id_ % 9}" for id_ in range(1, 41)}
    places = laid_out(home, ())
    x, y = laid_out({**home, 50: "Elsewhere"}, [(7, 50)], places)[50]
    near = abs(x - places[7][0]) / CELL[0] + abs(y - places[7][1]) / CELL[1]
    assert near <= 4


def test_tied_people_stand_nearer_than_others() -> None:
    home = dict.fromkeys(range(1, 31), "")
    tied = [pair for part in (range(1, 11), range(11, 21)) for pair in combinations(part, 2)]
    places = laid_out(home, tied)

    def apart(pairs: list[tuple[int, int]]) -> float:
        gaps = [
            ((places[a][0] - places[b][0]) ** 2 + (places[a][1] - places[b][1]) ** 2) ** 0.5
            for a, b in pairs
        ]
        return sum(gaps) / len(gaps)

    others = [(a, b) for a in range(1, 11) for b in range(11, 21)]
    assert apart(tied) < apart(others) * 0.7
