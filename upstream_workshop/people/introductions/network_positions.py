"""Where people stand on the drawn network: near those they are tied to, and where they stood before.

Everybody has a cell of a staggered grid to themselves, so that no two names touch. Whoever has a
place keeps it; newcomers get the nearest free one. The same network always comes out the same.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from typing import Final, TypeAlias

import rustworkx as rx

from upstream_workshop.people.introductions.network import Organisations, Pair

Place: TypeAlias = tuple[float, float]
Cell: TypeAlias = tuple[int, int]

CELL: Final = (118.0, 86.0)  # the room of one person with their name
_SEED: Final = 2019
_ROUNDS: Final = 200
_MANY: Final = 300  # people whom springs place within a blink
_COLLEAGUES: Final = 0.6  # how strongly an organisation holds together, beside a tie's 1
_GRAVITY: Final = 0.12  # how strongly everybody is held in the middle, so that parts stay in view
_LANDSCAPE: Final = 1.7  # width to height
_AIRY: Final = 1.6  # cells for each person


def laid_out(
    organisations: Organisations, pairs: Collection[Pair], known: Mapping[int, Place] | None = None
) -> dict[int, Place]:
    """A place for each person; those with a `known` one stay exactly there."""
    kept = {id_: place for id_, place in (known or {}).items() if id_ in organisations}
    wanted = _beside(organisations, pairs, kept) if kept else _sprung(organisations, pairs)
    taken = {_cell(place) for place in kept.values()}
    places = dict(kept)
    for id_ in sorted(wanted, key=lambda id_: (_far(wanted[id_]), id_)):
        cell = next(cell for cell in _around(wanted[id_]) if cell not in taken)
        taken.add(cell)
        places[id_] = _place(cell)
    return places


def _sprung(organisations: Organisations, pairs: Collection[Pair]) -> dict[int, Place]:
    """Everybody by springs: ties, colleagues, and a weak pull to the middle; around the origin."""
    ids = sorted(organisations)
    if len(ids) < 2:
        return dict.fromkeys(ids, (0.0, 0.0))
    if len(ids) > _MANY:
        return _by_teams(organisations, pairs)
    graph: rx.PyGraph[int, float] = rx.PyGraph(multigraph=False)
    graph.add_nodes_from(ids)
    node = {id_: number for number, id_ in enumerate(ids)}
    middle = graph.add_node(0)
    graph.add_edges_from([(middle, number, _GRAVITY) for number in node.values()])
    graph.add_edges_from([(node[a], node[b], _COLLEAGUES) for a, b in _colleagues(organisations)])
    known = (pair for pair in sorted(pairs) if pair[0] in node and pair[1] in node)
    graph.add_edges_from([(node[a], node[b], 1.0) for a, b in known])
    laid = rx.spring_layout(graph, num_iter=_ROUNDS, weight_fn=float, seed=_SEED)
    high = math.sqrt(len(ids) * CELL[0] * CELL[1] * _AIRY / _LANDSCAPE)
    across = _shares({id_: laid[node[id_]][0] for id_ in ids})
    down = _shares({id_: laid[node[id_]][1] for id_ in ids})
    return {id_: (across[id_] * high * _LANDSCAPE, down[id_] * high) for id_ in ids}


def _by_teams(organisations: Organisations, pairs: Collection[Pair]) -> dict[int, Place]:
    """So many people that springs would take seconds: organisations by theirs, each one's people there.

    People of no organisation make one.
    """
    number = {name: n for n, name in enumerate(sorted(set(organisations.values())), start=1)}
    team = {id_: number[name] for id_, name in organisations.items()}
    known = (pair for pair in pairs if pair[0] in team and pair[1] in team)
    between = {(min(a, b), max(a, b)) for a, b in ((team[a], team[b]) for a, b in known) if a != b}
    at = (
        _sprung(dict.fromkeys(number.values(), ""), sorted(between)) if len(number) <= _MANY else {}
    )
    wide = math.sqrt(len(organisations) / max(1, len(number)))
    nowhere = (0.0, 0.0)
    return {
        id_: (at.get(place, nowhere)[0] * wide, at.get(place, nowhere)[1] * wide)
        for id_, place in team.items()
    }


def _shares(values: Mapping[int, float]) -> dict[int, float]:
    """The values from -½ to ½: half by their size, half by their rank, so that none are lost in a crowd."""
    least, most = min(values.values()), max(values.values())
    ranked = {id_: n for n, id_ in enumerate(sorted(values, key=lambda id_: (values[id_], id_)))}
    last = max(1, len(values) - 1)
    return {
        id_: ((value - least) / ((most - least) or 1.0) + ranked[id_] / last) / 2 - 0.5
        for id_, value in values.items()
    }


def _beside(
    organisations: Organisations, pairs: Collection[Pair], kept: Mapping[int, Place]
) -> dict[int, Place]:
    """Newcomers amid those they are tied to, else by their colleagues, else in the middle."""
    tied: dict[int, list[Place]] = defaultdict(list)
    for first, second in sorted(pairs):
        for one, other in ((first, second), (second, first)):
            if other in kept:
                tied[one].append(kept[other])
    rooms: dict[str, list[Place]] = defaultdict(list)
    for id_ in sorted(kept):
        rooms[organisations[id_]].append(kept[id_])
    rooms.pop("", None)
    return {
        id_: _mean(tied.get(id_) or rooms.get(organisation) or list(kept.values()))
        for id_, organisation in sorted(organisations.items())
        if id_ not in kept
    }


def _colleagues(organisations: Organisations) -> Iterator[Pair]:
    """Each organisation as a round, so that a large one does not fall in on itself."""
    teams: dict[str, list[int]] = defaultdict(list)
    for id_ in sorted(organisations):
        if organisations[id_]:
            teams[organisations[id_]].append(id_)
    for _, team in sorted(teams.items()):
        if len(team) > 1:
            yield from zip(team, [*team[1:], team[0]], strict=True)


def _mean(places: Collection[Place]) -> Place:
    return (
        sum(x for x, _ in places) / len(places),
        sum(y for _, y in places) / len(places),
    )


def _place(cell: Cell) -> Place:
    """The middle of a cell; every other row is half a cell to the right."""
    column, row = cell
    return ((column + row % 2 / 2) * CELL[0], row * CELL[1])


def _cell(place: Place) -> Cell:
    """The cell a place lies in."""
    row = round(place[1] / CELL[1])
    return (round(place[0] / CELL[0] - row % 2 / 2), row)


def _around(place: Place) -> Iterator[Cell]:
    """Cells from the nearest outwards, without end."""
    column, row = _cell(place)
    ring = 0
    while True:
        cells = [
            (column + across, row + down)
            for across in range(-ring, ring + 1)
            for down in range(-ring, ring + 1)
            if max(abs(across), abs(down)) == ring
        ]
        yield from sorted(cells, key=lambda cell: (math.dist(_place(cell), place), cell))
        ring += 1


def _far(place: Place) -> float:
    return math.hypot(*place)
