"""Packing: boxes in rows, and groups of boxes side by side, in the proportions of a page."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Final

from upstream_workshop.maps.geometry import Rect
from upstream_workshop.maps.placing.overlaps import GAP, Places, Sizes, extent

PROPORTION: Final = math.sqrt(2)  # width to height of a page on its side
TIGHT: Final = (22.0, 20.0)  # the distances between two boxes where there is little room
_ROWS: Final = (0.75, 0.8, 0.85, 0.9, 0.95, 1.0, 1.05)  # numbers of rows to try, as ratios
_WIDTHS: Final = (0.8, 0.9, 1.0, 1.1, 1.25, 1.4, 1.6, 2.0)  # widths to try, to that of a full page


def packed(groups: Sequence[Places], sizes: Sizes) -> Places:
    """Return the places of groups of boxes, moved to lie side by side on about a page.

    The groups lie on shelves, the tallest first; the width with the smallest page is taken.
    """
    boxes = [extent(group, sizes) for group in groups]
    order = sorted(range(len(groups)), key=lambda n: (-boxes[n].height, -boxes[n].width, n))
    rects = [(boxes[n].width, boxes[n].height) for n in order]
    corners = _best_shelves(rects)
    places: Places = {}
    for n, (left, top) in zip(order, corners, strict=True):
        box = boxes[n]
        for id_, (x, y) in groups[n].items():
            places[id_] = (x - box.x + left, y - box.y + top)
    return places


def in_rows(ids: Sequence[int], sizes: Sizes, gap: tuple[float, float] = GAP) -> Places:
    """Return places for boxes in rows of about a page, in the order given."""
    rects = [(sizes[id_].width, sizes[id_].height) for id_ in ids]
    corners = _best_shelves(rects, gap)
    return {
        id_: (left + width / 2, top + height / 2)
        for id_, (left, top), (width, height) in zip(ids, corners, rects, strict=True)
    }


def compact(places: Places, sizes: Sizes, gap: tuple[float, float]) -> Places:
    """Return the boxes in rows, each about where it was: the smallest page with these distances."""
    area = sum((sizes[id_].width + gap[0]) * (sizes[id_].height + gap[1]) for id_ in places)
    tall = sum(sizes[id_].height + gap[1] for id_ in places) / len(places)
    rows = math.sqrt(area / PROPORTION) / tall
    found = [_rows(places, sizes, gap, max(1, round(rows * share))) for share in _ROWS]
    return max(found, key=lambda each: page_scale(extent(each, sizes)))


def _rows(places: Places, sizes: Sizes, gap: tuple[float, float], rows: int) -> Places:
    """Return the boxes in a number of rows of about the same width."""
    order = sorted(places, key=lambda id_: (places[id_][1], id_))
    full = sum(sizes[id_].width + gap[0] for id_ in places) / rows
    lines: list[list[int]] = [[] for _ in range(rows)]
    passed = 0.0
    for id_ in order:
        own = sizes[id_].width + gap[0]
        lines[min(rows - 1, int((passed + own / 2) / full))].append(id_)
        passed += own
    found: Places = {}
    top = 0.0
    for line in lines:
        line.sort(key=lambda id_: (places[id_][0], id_))
        high = max((sizes[id_].height for id_ in line), default=0.0)
        left = -sum(sizes[id_].width + gap[0] for id_ in line) / 2
        for id_ in line:
            found[id_] = (left + sizes[id_].width / 2, top + high / 2)
            left += sizes[id_].width + gap[0]
        top += high + gap[1]
    return found


def page_scale(box: Rect) -> float:
    """Return how large a map is drawn on a page of height 1, as a ratio."""
    return 1 / max(box.width / PROPORTION, box.height, 1.0)


def _best_shelves(
    rects: Sequence[tuple[float, float]], gap: tuple[float, float] = GAP
) -> list[tuple[float, float]]:
    """Return the left upper corners of rectangles on shelves, for the width that suits a page."""
    area = sum((width + gap[0]) * (height + gap[1]) for width, height in rects)
    full = math.sqrt(area * PROPORTION)
    found = [_shelves(rects, full * share, gap) for share in _WIDTHS]
    return max(found, key=lambda each: page_scale(each[1]))[0]


def _shelves(
    rects: Sequence[tuple[float, float]], most: float, gap: tuple[float, float]
) -> tuple[list[tuple[float, float]], Rect]:
    corners: list[tuple[float, float]] = []
    left = top = high = right = 0.0
    for width, height in rects:
        if left and left + width > most:
            left, top, high = 0.0, top + high + gap[1], 0.0
        corners.append((left, top))
        left, high = left + width + gap[0], max(high, height)
        right = max(right, left - gap[0])
    return corners, Rect(0.0, 0.0, right, top + high)
