"""Marks on factors: what becomes of one, by a shape and not by colour alone, and a lock."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPen, QPolygonF

from ui.kit import theme
from ui.maps.canvas.painting import Inks, map_font
from upstream_workshop.maps.analysis.pushes import Effect
from upstream_workshop.maps.geometry import FactorBox

DISC: Final = 12.0  # the radius of the mark of an effect, in points
_UP: Final = ((0.0, -7.0), (6.0, 3.5), (-6.0, 3.5))
_DOWN: Final = ((0.0, 7.0), (6.0, -3.5), (-6.0, -3.5))
_UPPER: Final = ((0.0, -8.0), (5.5, -1.2), (-5.5, -1.2))
_LOWER: Final = ((0.0, 8.0), (5.5, 1.2), (-5.5, 1.2))
_SHAPES: Final = {
    Effect.MORE: (_UP,),
    Effect.LESS: (_DOWN,),
    Effect.MIXED: (_UPPER, _LOWER),
    Effect.UNKNOWN: (),
}


class Effects:
    """What becomes of many factors, gathered to be painted from far away in two strokes."""

    def __init__(self, marked: Iterable[tuple[FactorBox, Effect]]) -> None:
        self._discs, self._shapes = QPainterPath(), QPainterPath()
        for box, effect in marked:
            centre = _centre(box)
            self._discs.addEllipse(centre, DISC, DISC)
            for shape in _SHAPES[effect]:
                self._shapes.addPolygon(_moved(shape, centre))

    def paint(self, painter: QPainter, inks: Inks) -> None:
        """Paint them, all rings whole and an unknown effect as an empty one."""
        colour = theme.colour(inks.words)
        painter.setPen(QPen(colour, 1.6))
        painter.setBrush(theme.colour(inks.ground))
        painter.drawPath(self._discs)
        painter.fillPath(self._shapes, colour)


def paint_effect(
    painter: QPainter, box: FactorBox, effect: Effect, later: bool, inks: Inks
) -> None:
    """Paint what becomes of a factor on the upper left corner of its box.

    A triangle points up or down, two point both ways, and an unknown effect is a question mark. The
    ring of a later one is broken.
    """
    centre = _centre(box)
    colour = theme.colour(inks.words)
    style = Qt.PenStyle.DotLine if later else Qt.PenStyle.SolidLine
    painter.setPen(QPen(colour, 1.6, style))
    painter.setBrush(theme.colour(inks.ground))
    painter.drawEllipse(centre, DISC, DISC)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    for shape in _SHAPES[effect]:
        painter.drawPolygon(_moved(shape, centre))
    if effect is Effect.UNKNOWN:
        painter.setPen(colour)
        painter.setFont(map_font())
        disc = QRectF(0, 0, 2 * DISC, 2 * DISC)
        disc.moveCenter(centre)
        painter.drawText(disc, Qt.AlignmentFlag.AlignCenter, "?")


def _centre(box: FactorBox) -> QPointF:
    return QPointF(box.rect.x + 3, box.rect.y + 3)


def _moved(shape: Sequence[tuple[float, float]], centre: QPointF) -> QPolygonF:
    return QPolygonF([centre + QPointF(*corner) for corner in shape])


def paint_lock(painter: QPainter, box: FactorBox, inks: Inks) -> None:
    """Paint a small padlock on the lower left corner of a box that layouts leave where it is."""
    x, y = box.rect.x + 2, box.rect.bottom - 2
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(theme.colour(inks.words), 1.6))
    painter.drawArc(QRectF(x - 3.5, y - 9, 7, 9), 0, 180 * 16)
    painter.setPen(QPen(theme.colour(inks.ground), 1))
    painter.setBrush(theme.colour(inks.words))
    painter.drawRoundedRect(QRectF(x - 6, y - 5, 12, 9), 1.5, 1.5)
