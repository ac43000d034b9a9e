"""Shapes of a map between two states, for a motion from one to the other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from upstream_workshop.maps.drawing.rectangles import Point, Rect
from upstream_workshop.maps.drawing.shapes import FactorBox, LinkCurve


def box_between(before: FactorBox, after: FactorBox, share: float) -> FactorBox:
    """Return the later box on its way from where it was, at a share of the way from 0 to 1."""
    (x1, y1), (x2, y2) = before.rect.centre, after.rect.centre
    x, y = x1 + (x2 - x1) * share, y1 + (y2 - y1) * share
    wide, tall = after.rect.width, after.rect.height
    return replace(after, rect=Rect(x - wide / 2, y - tall / 2, wide, tall))


def curve_between(before: LinkCurve, after: LinkCurve, share: float) -> LinkCurve:
    """Return the later curve on its way from where it was, at a share of the way from 0 to 1."""
    p0, p1, p2, p3 = _between(before.points, after.points, share)
    tip, left, right = _between(before.arrow, after.arrow, share)
    (badge,) = _between((before.badge,), (after.badge,), share)
    mark = after.delay_mark
    if mark is not None and before.delay_mark is not None:
        start, end = _between(before.delay_mark, mark, share)
        mark = (start, end)
    return replace(
        after, points=(p0, p1, p2, p3), arrow=(tip, left, right), badge=badge, delay_mark=mark
    )


def rect_between(before: Rect, after: Rect, share: float) -> Rect:
    """Return a rectangle on its way from one to another, at a share of the way from 0 to 1."""
    if share >= 1:
        return after
    return Rect(*(a + (b - a) * share for a, b in zip(before, after, strict=True)))


def _between(before: Sequence[Point], after: Sequence[Point], share: float) -> list[Point]:
    return [
        Point(a.x + (b.x - a.x) * share, a.y + (b.y - a.y) * share)
        for a, b in zip(before, after, strict=True)
    ]
