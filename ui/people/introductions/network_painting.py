"""Painting of the network, for the page and for the room screen.

Kinds of ties differ in line as well as in colour, groups of people in shape as well.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPainterPath, QPen, QPolygonF

from ui.kit import theme
from upstream_workshop.people.introductions.network_positions import CELL, Place
from upstream_workshop.people.kinds import (
    Phase,
    TieKind,
)

RADIUS: Final = 17.0
_BEND: Final = 0.1  # of a tie's length, so that it passes beside people between its ends
_HEAD: Final = 9.0
_WIDEST: Final = 2.2  # the most that the grid is stretched, so that three people stay close


@dataclass(frozen=True, slots=True)
class Node:
    """A person to draw.

    letters: the initials.
    place: the centre, in px.
    tone, shape: of the person's group.
    alone: whether the person has no tie.
    bridging: whether others would lose their connection without this person.
    """

    id: int
    name: str
    letters: str
    place: Place
    tone: str
    shape: str
    alone: bool = False
    bridging: bool = False


@dataclass(frozen=True, slots=True)
class Tie:
    """A tie to draw.

    pair: the ids of the two people, the smaller first.
    ends: the same ids, that of the person who named the other first.
    start, end: their places, in px.
    mutual: whether both named each other.
    sole: whether there is no other connection between the ends.
    """

    pair: tuple[int, int]
    ends: tuple[int, int]
    start: Place
    end: Place
    kind: TieKind
    phase: Phase
    mutual: bool
    sole: bool = False


@dataclass(frozen=True, slots=True)
class Size:
    """How large people are drawn, in px.

    radius: of the shape.
    letters: the size of the initials; 0 leaves them out.
    name: the size of the name; 0 leaves it out.
    room: the width available for a name.
    """

    radius: float
    letters: float = 0.0
    name: float = 0.0
    room: float = 0.0


@dataclass(frozen=True, slots=True)
class Inks:
    """The colour roles in which a network is painted.

    fill: the role that fills all shapes; empty for the tint of each group's tone.
    """

    ground: str
    words: str
    known: str
    new: str
    wish: str
    mark: str
    fill: str = ""


ON_SHEET: Final = Inks("paper", "ink", "edge", "river", "sun", "sun")
IN_ROOM: Final = Inks(
    "room", "room_ink", "room_soft", "room_bar", "room_first", "room_first", "room_track"
)
ROOM_TONES: Final = {
    "river": "room_bar",
    "sun": "room_first",
    "plum": "room_plum",
    "leaf": "room_leaf",
    "rose": "room_ink",
    "plain": "room_soft",
}


def shape_path(shape: str, centre: QPointF, radius: float) -> QPainterPath:
    """Return the outline of a person.

    shape: one of SHAPES.
    """
    path = QPainterPath()
    box = QRectF(centre.x() - radius, centre.y() - radius, 2 * radius, 2 * radius)
    if shape == "circle":
        path.addEllipse(box)
    elif shape == "square":
        path.addRoundedRect(box.adjusted(1, 1, -1, -1), radius * 0.25, radius * 0.25)
    else:
        corners, turn, wide = (4, 0.0, 1.18) if shape == "diamond" else (6, 0.0, 1.1)
        path.addPolygon(_polygon(centre, radius * wide, corners, turn))
        path.closeSubpath()
    return path


def paint_node(painter: QPainter, node: Node, inks: Inks, strong: bool, size: Size) -> None:
    """Paint a person: shape, initials and marks, and the name if `size` has room for it.

    strong: whether the person is highlighted.
    """
    centre, radius, unit = QPointF(*node.place), size.radius, size.radius / RADIUS
    tone = theme.colour(ROOM_TONES[node.tone] if inks.fill else f"{node.tone}_text")
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if node.alone:
        painter.setPen(QPen(theme.colour(inks.words), max(1.2, 1.6 * unit), Qt.PenStyle.DotLine))
        painter.drawEllipse(centre, radius + 6 * unit, radius + 6 * unit)
    if node.bridging:
        painter.setPen(QPen(theme.colour(inks.mark), max(1.4, 2.2 * unit)))
        painter.drawPath(shape_path(node.shape, centre, radius + 5 * unit))
    edge = theme.colour(inks.new) if strong else tone
    painter.setPen(QPen(edge, (3.4 if strong else 1.8) * max(0.8, unit)))
    painter.setBrush(theme.colour(inks.fill or f"{node.tone}_tint"))
    painter.drawPath(shape_path(node.shape, centre, radius))
    if size.letters:
        painter.setPen(tone)
        painter.setFont(_font(size.letters, strong=True))
        box = QRectF(centre.x() - 2 * radius, centre.y() - radius, 4 * radius, 2 * radius)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, node.letters)
    if size.name:
        _paint_name(painter, node, inks, strong, size)


def paint_tie(
    painter: QPainter, tie: Tie, inks: Inks, strong: bool, radius: float = RADIUS
) -> None:
    """Paint a tie.

    A wanted meeting is dashed, working together is thick, and a tie named by one person only has an
    arrowhead.
    """
    path = tie_path(tie, radius)
    unit = max(0.7, radius / RADIUS)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(tie_pen(tie.kind, tie.phase, inks, strong, unit))
    painter.drawPath(path)
    if not tie.mutual:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(_line_colour(tie.kind, tie.phase, inks))
        painter.drawPolygon(_head(path, unit))
    if tie.sole:
        painter.setPen(QPen(theme.colour(inks.mark), 2.2 * unit))
        painter.drawLine(*_tick(path, unit))


def tie_pen(
    kind: TieKind, phase: Phase, inks: Inks, strong: bool = False, scale: float = 1.0
) -> QPen:
    """Return the pen for a kind of tie, on the map and in its legend."""
    width = {TieKind.KNOW: 1.6, TieKind.MEET: 1.8, TieKind.WORK: 3.4}[kind] + (
        1.4 if strong else 0.0
    )
    pen = QPen(_line_colour(kind, phase, inks), width * scale)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    if kind == TieKind.MEET:
        pen.setDashPattern([4.0, 3.0])
    return pen


def tie_path(tie: Tie, radius: float = RADIUS) -> QPainterPath:
    """Return a slight curve between the edges of the two people."""
    start, end = QPointF(*tie.start), QPointF(*tie.end)
    along = end - start
    length = math.hypot(along.x(), along.y()) or 1.0
    unit = along / length
    trim = min(radius + 3, length / 3)
    first, last = start + unit * trim, end - unit * trim
    bow = QPointF(-unit.y(), unit.x()) * length * _BEND
    path = QPainterPath(first)
    path.quadTo((first + last) / 2 + bow, last)
    return path


def fitted(
    places: Collection[Place], box: QRectF, margin: tuple[float, float]
) -> tuple[Callable[[Place], Place], float, float]:
    """Return a function that spreads places over a box, and the width and height of a grid cell.

    places: the places, in px.
    box: the area to fill.
    margin: the space to leave free at the sides, and at top and bottom.
    """
    lefts, tops = [x for x, _ in places], [y for _, y in places]
    wide, tall = max(lefts) - min(lefts), max(tops) - min(tops)
    inner = box.adjusted(margin[0], margin[1], -margin[0], -margin[1])
    across = min(inner.width() / wide, _WIDEST) if wide else 1.0
    down = min(inner.height() / tall, _WIDEST) if tall else 1.0
    middle = ((max(lefts) + min(lefts)) / 2, (max(tops) + min(tops)) / 2)
    centre = inner.center()

    def put(place: Place) -> Place:
        return (
            centre.x() + (place[0] - middle[0]) * across,
            centre.y() + (place[1] - middle[1]) * down,
        )

    return put, CELL[0] * across, CELL[1] * down


def _line_colour(kind: TieKind, phase: Phase, inks: Inks) -> QColor:
    role = inks.wish if kind == TieKind.MEET else inks.new if phase == Phase.AFTER else inks.known
    return theme.colour(role)


def _paint_name(painter: QPainter, node: Node, inks: Inks, strong: bool, size: Size) -> None:
    painter.setFont(_font(size.name, strong))
    painter.setPen(theme.colour(inks.words))
    x, y = node.place
    below = size.radius + (8 * size.radius / RADIUS if node.alone or node.bridging else 2)
    box = QRectF(x - size.room / 2, y + below, size.room, size.name * 1.4)
    words = painter.fontMetrics().elidedText(node.name, Qt.TextElideMode.ElideRight, int(size.room))
    painter.drawText(box, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop, words)


def _font(size: float, strong: bool = False) -> QFont:
    font = theme.font("tiny", "strong" if strong else "")
    font.setPixelSize(max(1, round(size)))
    return font


def _polygon(centre: QPointF, radius: float, corners: int, turn: float) -> QPolygonF:
    angles = [turn + 2 * math.pi * n / corners for n in range(corners)]
    return QPolygonF(
        [centre + QPointF(math.cos(angle), math.sin(angle)) * radius for angle in angles]
    )


def _head(path: QPainterPath, scale: float) -> QPolygonF:
    tip, angle = path.pointAtPercent(1.0), math.radians(path.angleAtPercent(1.0))
    back = QPointF(-math.cos(angle), math.sin(angle)) * _HEAD * scale
    side = QPointF(-back.y(), back.x()) * 0.5
    return QPolygonF([tip, tip + back + side, tip + back - side])


def _tick(path: QPainterPath, scale: float) -> tuple[QPointF, QPointF]:
    middle, angle = path.pointAtPercent(0.5), math.radians(path.angleAtPercent(0.5))
    across = QPointF(math.sin(angle), math.cos(angle)) * 6 * scale
    return middle - across, middle + across
