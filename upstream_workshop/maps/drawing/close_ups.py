"""Parts of a map that are shown one after another where all of it at once would be too small to read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from upstream_workshop.maps.drawing.rectangles import TEXT_SIZE, Rect, around_all
from upstream_workshop.maps.drawing.shapes import MARGIN, MapDrawing

_LARGEST: Final = 3.5  # the scale at which the largest words of a small map are shown
_MOST: Final = 24  # parts; a map that needs more is too large to be read in a room


def close_ups(drawing: MapDrawing, room: tuple[float, float], size: float) -> tuple[Rect, ...]:
    """Return areas, from top left to bottom right, in which the words of all factors are large enough.

    room: the width and height in which an area is shown, in pixels.
    size: how large words are at least, in pixels.

    There are none if the whole map shows its words nearly so large, or if too many would be needed.
    """
    if not drawing.boxes:
        return ()
    bounds, least = drawing.bounds, min(box.scale for box in drawing.boxes) * TEXT_SIZE
    scale = min(size / least, _LARGEST)
    if min(room[0] / bounds.width, room[1] / bounds.height) >= scale:
        return ()
    wide, tall = room[0] / scale - 2 * MARGIN, room[1] / scale - 2 * MARGIN
    parts = _parts([box.rect for box in drawing.boxes], wide, tall)
    if not 1 < len(parts) <= _MOST:
        return ()
    return tuple(_within(bounds, _area(part, wide, tall)) for part in parts)


def _parts(rects: Sequence[Rect], wide: float, tall: float) -> list[list[Rect]]:
    """Return the rectangles in groups that fit an area: from strip to strip, and from left to right."""
    left = sorted(rects, key=lambda rect: (rect.y, rect.x))
    parts: list[list[Rect]] = []
    while left:
        strip = [rect for rect in left if rect.bottom <= left[0].y + tall] or left[:1]
        first = min(strip, key=lambda rect: rect.x)
        inside = [rect for rect in strip if rect.right <= first.x + wide] or [first]
        parts.append(inside)
        left = [rect for rect in left if rect not in inside]
    return parts


def _area(part: Sequence[Rect], wide: float, tall: float) -> Rect:
    """Return an area around a group, as large as areas are, or larger if a box needs it."""
    around = around_all(part)
    wide, tall = max(wide, around.width), max(tall, around.height)
    x, y = around.centre
    return Rect(x - wide / 2, y - tall / 2, wide, tall).grown(MARGIN)


def _within(bounds: Rect, area: Rect) -> Rect:
    """Return an area moved into the bounds of the map, in each direction in which it is not larger."""
    x = min(max(area.x, bounds.x), bounds.right - area.width)
    y = min(max(area.y, bounds.y), bounds.bottom - area.height)
    x = x if area.width <= bounds.width else bounds.centre.x - area.width / 2
    y = y if area.height <= bounds.height else bounds.centre.y - area.height / 2
    return Rect(x, y, area.width, area.height)
