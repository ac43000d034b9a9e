"""How much larger a map's texts can be while its factors stay where they are."""

from __future__ import annotations

from itertools import combinations
from typing import Final

from upstream_workshop.maps.drawing.shapes import Measure, factor_box
from upstream_workshop.maps.map_rows import MapRow

LARGEST: Final = 1.6
_GAP: Final = (14.0, 12.0)  # least horizontal and vertical distance that is left between two boxes
_LINKED: Final = (40.0, 34.0)  # and, at scale 1, between two that a link joins, as layouts leave it
_MOST: Final = 200  # factors; with more of them some are always near each other


def text_scale(row: MapRow, measure: Measure) -> float:
    """Return the largest scale of the texts, 1 to LARGEST, at which no two boxes come too near.

    For pictures that nobody can zoom into, such as those on the room screen. A map with zones or
    notes is left as it is, since its factors would grow over them.
    """
    if len(row.factors) > _MOST or row.zones or row.notes:
        return 1.0
    boxes = {factor.id: factor_box(factor, measure).rect for factor in row.factors}
    linked = {frozenset((link.source_id, link.target_id)) for link in row.links}
    scale = LARGEST
    for (id_, one), (other_id, other) in combinations(boxes.items(), 2):
        (x, y), (right, low) = one.centre, other.centre
        wide, tall = (one.width + other.width) / 2, (one.height + other.height) / 2
        apart, down = abs(right - x), abs(low - y)
        if {id_, other_id} in linked:
            fitting = max(apart / (wide + _LINKED[0]), down / (tall + _LINKED[1]))
        else:
            fitting = max((apart - _GAP[0]) / wide, (down - _GAP[1]) / tall)
        scale = min(scale, fitting)
    return max(1.0, scale)
