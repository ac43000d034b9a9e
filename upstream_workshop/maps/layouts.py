"""Where factors go when nobody has placed them: deterministic, and never on top of each other."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Final

import rustworkx

from upstream_workshop.maps.loops import FactorLike, LinkLike

Positions = Mapping[int, tuple[float, float]]

APART: Final = (200.0, 105.0)  # least distance between two centres, across and down
_SEED: Final = 7
_TURNS: Final = 200


def force(
    factors: Sequence[FactorLike], links: Sequence[LinkLike]
) -> dict[int, tuple[float, float]]:
    """Linked factors near each other (Fruchterman-Reingold), then moved apart until none overlap."""
    ids = sorted(factor.id for factor in factors)
    if not ids:
        return {}
    graph = rustworkx.PyDiGraph()
    node = {factor_id: graph.add_node(factor_id) for factor_id in ids}
    for link in sorted(links, key=lambda each: each.id):
        if link.source_id != link.target_id:
            graph.add_edge(node[link.source_id], node[link.target_id], None)
    placed = rustworkx.spring_layout(graph, seed=_SEED, num_iter=200)
    reach = 120 * math.sqrt(len(ids))
    return separated(
        {
            factor_id: (
                placed[node[factor_id]][0] * reach * 1.6,
                placed[node[factor_id]][1] * reach,
            )
            for factor_id in ids
        }
    )


def circle(factors: Sequence[FactorLike]) -> dict[int, tuple[float, float]]:
    """On an ellipse in their order, the first at the top."""
    count = max(1, len(factors))
    reach = max(APART[0], count * APART[0] / (2 * math.pi) * 1.1)
    return {
        factor.id: (
            reach * 1.25 * math.sin(2 * math.pi * at / count),
            -reach * 0.8 * math.cos(2 * math.pi * at / count),
        )
        for at, factor in enumerate(factors)
    }


def separated(positions: Positions) -> dict[int, tuple[float, float]]:
    """The same places, pushed apart until no two centres are too near in both directions."""
    moved = {key: list(value) for key, value in positions.items()}
    keys = sorted(moved)
    for _ in range(_TURNS):
        pushed = False
        for at, first in enumerate(keys):
            for second in keys[at + 1 :]:
                pushed |= _push(moved[first], moved[second])
        if not pushed:
            break
    return {key: (value[0], value[1]) for key, value in moved.items()}


def beside(positions: Positions, near: tuple[float, float] | None) -> tuple[float, float]:
    """A free place for one more factor, as near as can be to `near` or to the middle of all."""
    taken = list(positions.values())
    if near is None and not taken:
        return 0.0, 0.0
    middle = near or (
        sum(x for x, _ in taken) / len(taken),
        sum(y for _, y in taken) / len(taken),
    )
    for ring in range(1, 60):
        for step in range(8 * ring):
            angle = 2 * math.pi * step / (8 * ring)
            place = (
                middle[0] + APART[0] * ring * math.cos(angle),
                middle[1] + APART[1] * ring * math.sin(angle),
            )
            if all(_free(place, other) for other in taken):
                return place
    return middle


def _free(place: tuple[float, float], other: tuple[float, float]) -> bool:
    across, down = abs(place[0] - other[0]), abs(place[1] - other[1])
    return across >= APART[0] * 0.95 or down >= APART[1] * 0.95


def _push(first: list[float], second: list[float]) -> bool:
    """Part two centres that are too near, along the direction that needs less; whether they were."""
    across, down = second[0] - first[0], second[1] - first[1]
    lack_across, lack_down = APART[0] - abs(across), APART[1] - abs(down)
    if lack_across <= 0.5 or lack_down <= 0.5:
        return False
    axis = 0 if lack_across / APART[0] < lack_down / APART[1] else 1
    lack, way = (lack_across, across) if axis == 0 else (lack_down, down)
    half = math.copysign(lack / 2, way if way else 1.0)
    first[axis] -= half
    second[axis] += half
    return True
