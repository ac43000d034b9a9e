"""Painting of maps, the same on the canvas and on the room screen except for the colours."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPainterPath, QPen, QPolygonF

from ui.kit import theme
from upstream_workshop.maps.drawing.annotation_boxes import NOTE_BAR, ZONE_RADIUS, NoteBox, ZoneBox
from upstream_workshop.maps.drawing.loop_marks import LoopMark
from upstream_workshop.maps.geometry import (
    LEADER,
    TEXT_SIZE,
    FactorBox,
    LinkCurve,
    Place,
    Rect,
)
from upstream_workshop.maps.kinds import Agreement, LoopKind, Sign

_RADIUS: Final = 8.0
DASHES: Final = (5.0, 3.0)  # points of a dash and of a gap, as on paper
_SIGNS: Final = {Sign.MORE: "+", Sign.LESS: "−", Sign.UNKNOWN: "?"}


@dataclass(frozen=True, slots=True)
class Inks:
    """The colour roles in which a map is painted."""

    ground: str
    box: str
    edge: str
    words: str
    line: str
    strong: str
    strong_box: str
    soft: str
    marks: Mapping[LoopKind, str]
    agreed: Mapping[Agreement, str]  # and of marks on a map that was merged from those of tables


_MARKS: Final = {
    LoopKind.REINFORCING: "river", LoopKind.BALANCING: "plum", LoopKind.UNKNOWN: "soft",
}  # fmt: skip
_ROOM_MARKS: Final = {
    LoopKind.REINFORCING: "room_bar", LoopKind.BALANCING: "room_plum", LoopKind.UNKNOWN: "room_soft",
}  # fmt: skip
_AGREED: Final = {Agreement.ALL: "leaf", Agreement.SOME: "sun", Agreement.NONE: "soft"}
_ROOM_AGREED: Final = {
    Agreement.ALL: "room_first", Agreement.SOME: "room_bar", Agreement.NONE: "room_soft",
}  # fmt: skip
_PENS: Final = {Agreement.SOME: Qt.PenStyle.DashLine, Agreement.NONE: Qt.PenStyle.DotLine}
ON_SHEET: Final = Inks(
    "paper",
    "paper",
    "edge",
    "ink",
    "edge",
    "river",
    "river_tint",
    "soft",
    _MARKS,
    _AGREED,
)
IN_ROOM: Final = Inks(
    "room", "room_track", "room_soft", "room_ink", "room_soft", "room_first", "room_track",
    "room_soft", _ROOM_MARKS, _ROOM_AGREED,
)  # fmt: skip


def map_font(size: float = TEXT_SIZE) -> QFont:
    """Return the font of maps: Source Sans semibold in the size that the geometry assumes."""
    font = theme.font("body", "strong")
    font.setPixelSize(round(size))
    return font


def measure(text: str) -> float:
    """Return the width of a text on a map, for the geometry."""
    return QFontMetricsF(map_font()).horizontalAdvance(text)


def rect_of(rect: Rect) -> QRectF:
    """Return a rectangle of the geometry as a QRectF."""
    return QRectF(rect.x, rect.y, rect.width, rect.height)


def curve_path(curve: LinkCurve) -> QPainterPath:
    """Return the line of a link, or the two of one that rests on what is disputed."""
    path = QPainterPath()
    for strand in curve.strands():
        start, first, second, end = (QPointF(*point) for point in strand)
        path.moveTo(start)
        path.cubicTo(first, second, end)
    return path


def paint_box(
    painter: QPainter, box: FactorBox, inks: Inks, strong: bool = False, words: bool = True
) -> None:
    """Paint a factor.

    strong: whether it is selected or emphasised.
    words: whether its words are painted.
    """
    tinted = f"{box.colour}_tint" if box.colour and inks is ON_SHEET else inks.box
    painter.setPen(QPen(theme.colour(inks.strong if strong else inks.edge), 2.4 if strong else 1.3))
    painter.setBrush(theme.colour(inks.strong_box if strong and not box.colour else tinted))
    painter.drawRoundedRect(rect_of(box.rect), _RADIUS, _RADIUS)
    if not words:
        return
    painter.setFont(map_font(TEXT_SIZE * box.scale))
    painter.setPen(theme.colour(inks.words))
    for (x, y), line in box.baselines():
        painter.drawText(QPointF(x - painter.fontMetrics().horizontalAdvance(line) / 2, y), line)


def paint_curve(
    painter: QPainter, curve: LinkCurve, inks: Inks, strong: bool = False, marks: bool = True
) -> None:
    """Paint a link with its arrowhead, but not its sign: that is painted in front of all lines and boxes.

    strong: whether it is selected or emphasised.
    marks: whether the mark of its delay is painted.
    """
    colour = theme.colour(inks.strong if strong else inks.line)
    pen = QPen(colour, 2.4 if strong else 1.5)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(_dashed(pen) if curve.dashed else pen)
    painter.drawPath(curve_path(curve))
    painter.setPen(pen)
    if marks and curve.delay_mark is not None:
        start, end = curve.delay_mark
        painter.drawLine(QPointF(*start), QPointF(*end))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawPolygon(QPolygonF([QPointF(*point) for point in curve.arrow]))


def paint_sign(painter: QPainter, curve: LinkCurve, inks: Inks, strong: bool = False) -> None:
    """Paint the sign of a link in its disc, with a line that leads to the link from a sign beside it."""
    colour = theme.colour(inks.strong if strong else inks.line)
    centre = QPointF(*curve.badge)
    if (leader := curve.leader()) is not None:
        painter.setPen(QPen(colour, LEADER))
        painter.drawLine(*(QPointF(*end) for end in leader))
    painter.setPen(QPen(colour, 1.4))
    painter.setBrush(theme.colour(inks.ground))
    painter.drawEllipse(centre, curve.radius, curve.radius)
    painter.setPen(theme.colour(inks.strong if strong else inks.words))
    painter.setFont(map_font(TEXT_SIZE * curve.scale))
    disc = QRectF(0, 0, 2 * curve.radius, 2 * curve.radius)
    disc.moveCenter(centre)
    painter.drawText(disc, Qt.AlignmentFlag.AlignCenter, _SIGNS[curve.sign])


def _dashed(pen: QPen) -> QPen:
    """Return a pen that draws dashes as long as those on paper."""
    made = QPen(pen)
    made.setDashPattern([length / pen.widthF() for length in DASHES])
    made.setCapStyle(Qt.PenCapStyle.FlatCap)
    return made


def paint_mark(painter: QPainter, mark: LoopMark, inks: Inks, strong: bool = False) -> None:
    """Paint the mark of a loop: an arrow round its text, which turns as the loop does.

    On a merged map its line and colour say whether all tables drew it, some (dashed) or none (dotted).

    strong: whether the loop is selected.
    """
    role = inks.agreed.get(mark.agreement, inks.marks[mark.kind])
    colour = theme.colour(inks.strong if strong else role)
    x, y = mark.centre
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour(inks.ground))
    painter.drawEllipse(QPointF(x, y), mark.radius, mark.radius)
    line = _PENS.get(mark.agreement, Qt.PenStyle.SolidLine)
    painter.setPen(QPen(colour, (2.6 if strong else 1.8) * mark.scale, line))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    path = QPainterPath()
    for start, bend, other, end in mark.arc():
        path.moveTo(*start)
        path.cubicTo(QPointF(*bend), QPointF(*other), QPointF(*end))
    painter.drawPath(path)
    painter.setPen(theme.colour(inks.words) if mark.tables and not strong else colour)
    for words, (x, y), size in mark.texts():
        painter.setFont(map_font(size))
        place = mark_rect(mark)
        place.moveCenter(QPointF(x, y))
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, words)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawPolygon(QPolygonF([QPointF(*point) for point in mark.head()]))


def mark_rect(mark: LoopMark) -> QRectF:
    """Return the square around a loop's mark."""
    left, top, right, bottom = mark.span()
    return QRectF(QPointF(left, top), QPointF(right, bottom))


def paint_zone_ground(painter: QPainter, box: ZoneBox, inks: Inks) -> None:
    """Paint the area of a zone, tinted on a sheet."""
    tinted = f"{box.colour}_tint" if box.colour else "mist"
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour(tinted if inks is ON_SHEET else inks.ground))
    painter.drawRoundedRect(rect_of(box.rect), ZONE_RADIUS, ZONE_RADIUS)


def paint_zone_frame(
    painter: QPainter, box: ZoneBox, inks: Inks, strong: bool = False, words: bool = True
) -> None:
    """Paint the border of a zone and its title, as `paint_box` does those of a factor."""
    edge = box.colour if box.colour and inks is ON_SHEET else inks.edge
    painter.setPen(QPen(theme.colour(inks.strong if strong else edge), 2.4 if strong else 1.3))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(rect_of(box.rect), ZONE_RADIUS, ZONE_RADIUS)
    if words:
        painter.setPen(theme.colour(inks.words))
        _paint_lines(painter, box.baselines())


def paint_note(
    painter: QPainter, box: NoteBox, inks: Inks, strong: bool = False, words: bool = True
) -> None:
    """Paint a note: its words with a bar before them."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour(inks.edge))
    painter.drawRect(QRectF(box.rect.x, box.rect.y, NOTE_BAR, box.rect.height))
    if strong:
        painter.setPen(QPen(theme.colour(inks.strong), 2.4))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(rect_of(box.rect))
    if words:
        painter.setPen(theme.colour(inks.soft))
        _paint_lines(painter, box.baselines())


def _paint_lines(painter: QPainter, lines: Iterable[tuple[Place, str]]) -> None:
    """Paint lines of text from where each begins."""
    painter.setFont(map_font())
    for (x, y), line in lines:
        painter.drawText(QPointF(x, y), line)
