"""How much larger a map's texts can be while its factors stay where they are."""

from __future__ import annotations

from itertools import combinations
from typing import Final

from upstream_workshop.maps.drawing.shapes import Measure, factor_box
from upstream_workshop.maps.queries import MapRow

LARGEST: Final = 1.6
_GAP: Final = (22.0, 20.0)  # least horizontal and vertical distance that is left between two boxes
_MOST: Final = 200  # factors; with more of them some are always near each other


def text_scale(row: MapRow, measure: Measure) -> float:
    """Return the largest scale of the texts, 1 to LARGEST, at which no two boxes come too near.

    For pictures that nobody can zoom into, such as those on the room screen. A map with zones or
    notes is left as it is, since its factors would grow over them.
    """
    if len(row.factors) > _MOST or row.zones or row.notes:
        return 1.0
    boxes = [factor_box(factor, measure).rect for factor in row.factors]
    scale = LARGEST
    for one, other in combinations(boxes, 2):
        (x, y), (right, low) = one.centre, other.centre
        across = (abs(right - x) - _GAP[0]) / ((one.width + other.width) / 2)
        down = (abs(low - y) - _GAP[1]) / ((one.height + other.height) / 2)
        scale = min(scale, max(across, down))
    return max(1.0, scale)
