"""A picture of a whole map or of a part of it, with what is emphasised in front of the rest."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPainterPath

from ui.maps.canvas.emphasis.emphasis import FADED, PLAIN, Emphasis
from ui.maps.canvas.emphasis.factor_marks import paint_effect
from ui.maps.canvas.emphasis.rough_painting import paint_rough
from ui.maps.canvas.painting import (
    IN_ROOM,
    Inks,
    curve_path,
    paint_box,
    paint_curve,
    paint_mark,
    paint_note,
    paint_sign,
    paint_zone_frame,
    paint_zone_ground,
    rect_of,
)
from ui.widgets.canvas.far_layer import MANY, READABLE
from upstream_workshop.maps.drawing.space.box_grid import Span
from upstream_workshop.maps.drawing.space.occupied import around_points, span_of
from upstream_workshop.maps.geometry import FactorBox, LinkCurve, MapDrawing, Rect

_AROUND: Final = 40.0  # points that a sign or a head reaches from the line of its link, at the most


def paint_map(
    painter: QPainter, room: QRectF, drawing: MapDrawing, inks: Inks, emphasis: Emphasis = PLAIN
) -> None:
    """Paint a whole map in the middle of an area, as large as fits."""
    with placed(painter, room, drawing):
        paint_parts(painter, drawing, inks, emphasis)


@contextmanager
def placed(painter: QPainter, room: QRectF, drawing: MapDrawing) -> Iterator[None]:
    """Let a painter paint in the coordinates of a map that is in the middle of an area, as large as fits."""
    with showing(painter, room, drawing.bounds):
        yield


@contextmanager
def showing(painter: QPainter, room: QRectF, part: Rect) -> Iterator[None]:
    """Let a painter paint in the coordinates of a map, of which a part is shown as large as fits."""
    bounds = rect_of(part)
    scale = min(room.width() / bounds.width(), room.height() / bounds.height(), 3.5)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(room.center())
    painter.scale(scale, scale)
    painter.translate(-bounds.center())
    yield
    painter.restore()


def paint_parts(
    painter: QPainter, drawing: MapDrawing, inks: Inks, emphasis: Emphasis = PLAIN
) -> None:
    """Paint a map in its own coordinates, as far as the painter does not clip it away.

    Many factors and links so small that no word can be read are painted roughly.
    """
    for zone in sorted(drawing.zones, key=lambda each: -each.rect.width * each.rect.height):
        paint_zone_ground(painter, zone, inks)
        paint_zone_frame(painter, zone, inks)
    for note in drawing.notes:
        paint_note(painter, note, inks)
    boxes, curves = _shown(painter, drawing)
    whole, far = painter.opacity(), is_far(painter, len(boxes) + len(curves))
    for strong in (False, True) if emphasis else (False,):
        painter.setOpacity(FADED * whole if emphasis and not strong else whole)
        lines = [each for each in curves if (each.link_id in emphasis.link_ids) is strong]
        rects = [each for each in boxes if (each.factor_id in emphasis.factor_ids) is strong]
        (_paint_far if far else _paint_near)(painter, lines, rects, inks, strong)
    if not far:
        _paint_signs(painter, curves, inks, emphasis, whole)
    _paint_marks(painter, drawing, inks, emphasis, whole)
    painter.setOpacity(whole)
    if not far:
        _paint_effects(painter, boxes, inks, emphasis)


def is_far(painter: QPainter, parts: int) -> bool:
    """Check whether so many parts are painted so small that none of their words can be read."""
    return parts >= MANY and painter.worldTransform().m11() < READABLE


def _shown(
    painter: QPainter, drawing: MapDrawing
) -> tuple[Sequence[FactorBox], Sequence[LinkCurve]]:
    """Return the factors and links that a painter does not clip away."""
    if not painter.hasClipping():
        return drawing.boxes, drawing.curves
    seen = painter.clipBoundingRect()
    left, top, right, bottom = seen.left(), seen.top(), seen.right(), seen.bottom()

    def meets(span: Span) -> bool:
        return span[0] < right and span[2] > left and span[1] < bottom and span[3] > top

    boxes = [box for box in drawing.boxes if meets(span_of(box.rect))]
    return boxes, [each for each in drawing.curves if meets(around_points(each.points, _AROUND))]


def _paint_near(
    painter: QPainter,
    curves: Iterable[LinkCurve],
    boxes: Iterable[FactorBox],
    inks: Inks,
    strong: bool,
) -> None:
    for curve in curves:
        paint_curve(painter, curve, inks, strong)
    for box in boxes:
        paint_box(painter, box, inks, strong)


def _paint_far(
    painter: QPainter,
    curves: Iterable[LinkCurve],
    boxes: Iterable[FactorBox],
    inks: Inks,
    strong: bool,
) -> None:
    lines = QPainterPath()
    for curve in curves:
        lines.addPath(curve_path(curve))
    role = inks.strong if strong else inks.line
    paint_rough(painter, lines, [rect_of(box.rect) for box in boxes], role, inks.box)


def _paint_signs(
    painter: QPainter,
    curves: Iterable[LinkCurve],
    inks: Inks,
    emphasis: Emphasis,
    whole: float,
) -> None:
    """Paint the signs of links in front of all lines and boxes, as on paper."""
    for curve in curves:
        strong = curve.link_id in emphasis.link_ids
        painter.setOpacity(FADED * whole if emphasis and not strong else whole)
        paint_sign(painter, curve, inks, strong)


def _paint_marks(
    painter: QPainter, drawing: MapDrawing, inks: Inks, emphasis: Emphasis, whole: float
) -> None:
    for mark in drawing.marks:
        faded = emphasis and not emphasis.link_ids.issuperset(mark.link_ids)
        painter.setOpacity(FADED * whole if faded else whole)
        paint_mark(painter, mark, inks)


def _paint_effects(
    painter: QPainter, boxes: Iterable[FactorBox], inks: Inks, emphasis: Emphasis
) -> None:
    there = {box.factor_id: box for box in boxes}
    for factor_id, effect, later in emphasis.effects:
        if factor_id in there:
            paint_effect(painter, there[factor_id], effect, later, inks)


@dataclass(frozen=True, slots=True)
class RoomPicture:
    """Paints a map on the room screen; equal to another that would paint the same."""

    drawing: MapDrawing
    emphasis: Emphasis = PLAIN

    def __call__(self, painter: QPainter, room: QRectF) -> None:
        """Paint it into a box."""
        paint_map(painter, room, self.drawing, IN_ROOM, self.emphasis)
