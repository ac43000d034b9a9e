"""What of a map is emphasised, on the canvas and in the room, and a picture of a map with it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from ui.maps.canvas.emphasis.factor_marks import paint_effect
from ui.maps.canvas.painting import (
    IN_ROOM,
    Inks,
    paint_box,
    paint_curve,
    paint_mark,
    paint_note,
    paint_zone_frame,
    paint_zone_ground,
    rect_of,
)
from upstream_workshop.maps.analysis.pushes import Effect
from upstream_workshop.maps.geometry import MapDrawing, Rect

FADED: Final = 0.18  # the opacity of everything else


@dataclass(frozen=True, slots=True)
class Emphasis:
    """The factors and links that are emphasised, everything else is faded; without any, nothing is.

    effects: a factor, what becomes of it and whether that is later, for a push.
    """

    factor_ids: frozenset[int] = frozenset()
    link_ids: frozenset[int] = frozenset()
    effects: tuple[tuple[int, Effect, bool], ...] = ()

    def __bool__(self) -> bool:
        """Return whether anything is emphasised."""
        return bool(self.factor_ids or self.link_ids)


PLAIN: Final = Emphasis()


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
    """Paint a whole map in its own coordinates."""
    for zone in sorted(drawing.zones, key=lambda each: -each.rect.width * each.rect.height):
        paint_zone_ground(painter, zone, inks)
        paint_zone_frame(painter, zone, inks)
    for note in drawing.notes:
        paint_note(painter, note, inks)
    whole = painter.opacity()
    for curve in drawing.curves:
        strong = curve.link_id in emphasis.link_ids
        painter.setOpacity(FADED * whole if emphasis and not strong else whole)
        paint_curve(painter, curve, inks, strong)
    for box in drawing.boxes:
        strong = box.factor_id in emphasis.factor_ids
        painter.setOpacity(FADED * whole if emphasis and not strong else whole)
        paint_box(painter, box, inks, strong)
    for mark in drawing.marks:
        faded = emphasis and not emphasis.link_ids.issuperset(mark.link_ids)
        painter.setOpacity(FADED * whole if faded else whole)
        paint_mark(painter, mark, inks)
    painter.setOpacity(whole)
    boxes = {box.factor_id: box for box in drawing.boxes}
    for factor_id, effect, later in emphasis.effects:
        paint_effect(painter, boxes[factor_id], effect, later, inks)


@dataclass(frozen=True, slots=True)
class RoomPicture:
    """Paints a map on the room screen; equal to another that would paint the same."""

    drawing: MapDrawing
    emphasis: Emphasis = PLAIN

    def __call__(self, painter: QPainter, room: QRectF) -> None:
        """Paint it into a box."""
        paint_map(painter, room, self.drawing, IN_ROOM, self.emphasis)
