"""Aligning and distributing factors: where they stand after it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum
from typing import Final

from upstream_workshop.maps.geometry import Measure, Place, Rect, factor_box, rough_width
from upstream_workshop.maps.map_rows import FactorRow


class Alignment(StrEnum):
    """How factors are aligned or distributed."""

    LEFT = "left"
    CENTRE = "centre"
    RIGHT = "right"
    TOP = "top"
    MIDDLE = "middle"
    BOTTOM = "bottom"
    ACROSS = "across"
    DOWN = "down"


def arranged(
    factors: Sequence[FactorRow], how: Alignment, measure: Measure = rough_width
) -> dict[int, Place]:
    """Return the places of aligned or distributed factors, by their ids.

    Edges and middles are those of their boxes; `CENTRE` puts them below each other, `MIDDLE` beside each
    other. `ACROSS` and `DOWN` make the gaps between their boxes equal and leave the two outermost.
    """
    boxes = {factor.id: factor_box(factor, measure).rect for factor in factors}
    if not boxes:
        return {}
    if how in (Alignment.ACROSS, Alignment.DOWN):
        return _distributed(boxes, how is Alignment.ACROSS)
    return {id_: _SHIFTS[how](list(boxes.values()), box) for id_, box in boxes.items()}


def _distributed(boxes: Mapping[int, Rect], across: bool) -> dict[int, Place]:
    """Return places with equal gaps between boxes, which may be negative where they overlap."""

    def start(id_: int) -> float:
        return boxes[id_].x if across else boxes[id_].y

    def length(id_: int) -> float:
        return boxes[id_].width if across else boxes[id_].height

    order = sorted(boxes, key=lambda id_: (start(id_) + length(id_) / 2, id_))
    first, last = order[0], order[-1]
    span = start(last) + length(last) - start(first)
    gap = (span - sum(map(length, order))) / max(1, len(order) - 1)
    places, at = {}, start(first)
    for id_ in order:
        x, y = boxes[id_].centre
        middle = at + length(id_) / 2
        places[id_] = (middle, y) if across else (x, middle)
        at += length(id_) + gap
    return places


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values)


_SHIFTS: Final[Mapping[Alignment, Callable[[Sequence[Rect], Rect], Place]]] = {
    Alignment.LEFT: lambda all_, box: (min(b.x for b in all_) + box.width / 2, box.centre[1]),
    Alignment.RIGHT: lambda all_, box: (max(b.right for b in all_) - box.width / 2, box.centre[1]),
    Alignment.TOP: lambda all_, box: (box.centre[0], min(b.y for b in all_) + box.height / 2),
    Alignment.BOTTOM: lambda all_, box: (
        box.centre[0],
        max(b.bottom for b in all_) - box.height / 2,
    ),
    Alignment.CENTRE: lambda all_, box: (_mean([b.centre[0] for b in all_]), box.centre[1]),
    Alignment.MIDDLE: lambda all_, box: (box.centre[0], _mean([b.centre[1] for b in all_])),
}
