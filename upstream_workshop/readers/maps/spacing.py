"""Places of files whose unit is none of points, so close that boxes would lie on each other."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import islice, product
from typing import Final

from resources.words import say
from upstream_workshop.readers.maps.map_parts import MapFactor, MapPart, MapText, MapZone
from upstream_workshop.readers.reading import Reading

_ACROSS, _DOWN = 100.0, 50.0  # points of the box of a short name and some room around it
_CROWDED: Final = 0.5  # of the factors lie on others: no program draws a map so
_FEW: Final = 0.05  # of them may still do so after places were moved apart
_STEP: Final = 1.3
_WIDEST: Final = 200_000.0  # points of a map


def roomy(reading: Reading[MapPart]) -> Reading[MapPart]:
    """Return a reading whose places are as far apart as boxes need, and which says so if that is farther.

    Programs of graphs place nodes between -1 and 1, or in any other unit.
    """
    places = [
        (each.x, each.y)
        for each in reading.entries
        if isinstance(each, MapFactor) and each.x is not None and each.y is not None
    ]
    scale = _scale(places)
    if scale <= 1.0:
        return reading
    entries = tuple(_moved(each, scale) for each in reading.entries)
    told = say("how close places are: they were moved apart in proportion")
    return replace(reading, entries=entries, unmapped=(*reading.unmapped, told))


def _scale(places: Sequence[tuple[float, float]]) -> float:
    """Return how many times as far apart places are to be; 1 where they have room, or none is enough."""
    if len(set(places)) < 2 or _crowded(places, 1.0) <= _CROWDED * len(places):
        return 1.0
    across, down = [x for x, _ in places], [y for _, y in places]
    widest = max(max(across) - min(across), max(down) - min(down))
    scale = max(math.sqrt(len(places) * _ACROSS * _DOWN) / widest, 1.0)
    while _crowded(places, scale) > _FEW * len(places) and scale * _STEP * widest <= _WIDEST:
        scale *= _STEP
    return scale if _crowded(places, scale) <= _CROWDED * len(places) else 1.0


def _crowded(places: Sequence[tuple[float, float]], scale: float) -> int:
    """Return how many boxes lie on others; each cell of a grid is as large as a box."""
    cells: defaultdict[tuple[int, int], list[tuple[float, float]]] = defaultdict(list)
    scaled = [(x * scale / _ACROSS, y * scale / _DOWN) for x, y in places]
    for x, y in scaled:
        cells[math.floor(x), math.floor(y)].append((x, y))
    return sum(_is_met(x, y, cells) for x, y in scaled)


def _is_met(
    x: float, y: float, cells: Mapping[tuple[int, int], Sequence[tuple[float, float]]]
) -> bool:
    """Check whether another box than this one lies on it."""
    around = product(
        range(math.floor(x) - 1, math.floor(x) + 2), range(math.floor(y) - 1, math.floor(y) + 2)
    )
    near = (place for cell in around for place in cells.get(cell, ()))
    met = (1 for u, v in near if abs(x - u) < 1 and abs(y - v) < 1)
    return len(list(islice(met, 2))) > 1


def _moved(part: MapPart, scale: float) -> MapPart:
    if isinstance(part, MapFactor) and part.x is not None and part.y is not None:
        return replace(part, x=part.x * scale, y=part.y * scale)
    if isinstance(part, MapText):
        return replace(part, x=part.x * scale, y=part.y * scale)
    if isinstance(part, MapZone):
        frame = {k: getattr(part, k) * scale for k in ("x", "y", "width", "height")}
        return replace(part, **frame)
    return part
