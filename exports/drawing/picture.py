"""Pictures as frozen shapes, drawn by ReportLab in a PDF and as SVG in a web page.

Coordinates are points, x to the right and y down, as on a canvas on screen. Colours are roles of
the theme.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from html import escape
from typing import TypeAlias

from exports.drawing import fonts, inks, safe_markup
from exports.drawing.tagging.drawn_flowables import Painter
from exports.drawing.tagging.tagged_canvas import TaggedCanvas

Point: TypeAlias = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle.

    ground: the role of its area.
    edge: the role of its border; empty for none.
    radius: of its corners.
    line: the width of the border.
    """

    x: float
    y: float
    width: float
    height: float
    ground: str
    edge: str = ""
    radius: float = 0.0
    line: float = 1.0


@dataclass(frozen=True, slots=True)
class Label:
    """A line of text.

    x: its start, or its middle if `centred`.
    y: its baseline.
    role: its colour.
    """

    x: float
    y: float
    words: str
    size: float
    role: str = "ink"
    strong: bool = False
    centred: bool = False


@dataclass(frozen=True, slots=True)
class Curve:
    """A cubic Bézier curve.

    points: the start, two control points and the end.
    line: its width.
    """

    points: tuple[Point, Point, Point, Point]
    role: str
    line: float = 1.2
    dashed: bool = False


@dataclass(frozen=True, slots=True)
class Shape:
    """A filled outline, such as an arrowhead."""

    points: tuple[Point, ...]
    role: str


Part: TypeAlias = Box | Label | Curve | Shape


@dataclass(frozen=True, slots=True)
class Picture:
    """Shapes in the order in which they are drawn, on an area of this size."""

    width: float
    height: float
    parts: tuple[Part, ...]


def bounds(part: Part) -> tuple[float, float, float, float]:
    """Return left, top, right and bottom of an area in which all of a part lies."""
    match part:
        case Box():
            edge = part.line / 2
            right, bottom = part.x + part.width, part.y + part.height
            return part.x - edge, part.y - edge, right + edge, bottom + edge
        case Label():
            font = fonts.STRONG if part.strong else fonts.REGULAR
            wide = fonts.width(safe_markup.line(part.words), font, part.size)
            left = part.x - (wide / 2 if part.centred else 0)
            return left, part.y - part.size, left + wide, part.y + part.size / 2
        case Curve() | Shape():
            edge = part.line / 2 if isinstance(part, Curve) else 0.0
            xs, ys = [x for x, _ in part.points], [y for _, y in part.points]
            return min(xs) - edge, min(ys) - edge, max(xs) + edge, max(ys) + edge


def placed(picture: Picture, x: float, y: float, scale: float) -> tuple[Part, ...]:
    """Return the parts of a picture enlarged by a scale, its upper left corner at a point."""
    return tuple(_placed(part, x, y, scale) for part in picture.parts)


def _placed(part: Part, x: float, y: float, scale: float) -> Part:
    match part:
        case Box():
            return replace(
                part, x=x + part.x * scale, y=y + part.y * scale, width=part.width * scale,
                height=part.height * scale, radius=part.radius * scale, line=part.line * scale,
            )  # fmt: skip
        case Label():
            across, down, size = x + part.x * scale, y + part.y * scale, part.size * scale
            return replace(part, x=across, y=down, size=size)
        case Curve():
            (x1, y1), (x2, y2), (x3, y3), (x4, y4) = (
                (x + px * scale, y + py * scale) for px, py in part.points
            )
            points = ((x1, y1), (x2, y2), (x3, y3), (x4, y4))
            return replace(part, points=points, line=part.line * scale)
        case Shape():
            return replace(
                part, points=tuple((x + a * scale, y + b * scale) for a, b in part.points)
            )


def part_of(picture: Picture, area: tuple[float, float, float, float]) -> Picture:
    """Return a window of a picture: the parts that reach into an area, moved to its corner.

    area: left, top, width and height.
    """
    left, top, width, height = area
    there = []
    for part in picture.parts:
        one, upper, other, lower = bounds(part)
        if one <= left + width and other >= left and upper <= top + height and lower >= top:
            there.append(_placed(part, -left, -top, 1.0))
    return Picture(width, height, tuple(there))


def painter(picture: Picture) -> Painter:
    """Return a function that draws the picture on a page, scaled to a width and a height."""

    def paint(canvas: TaggedCanvas, width: float, height: float) -> None:
        canvas.saveState()
        canvas.translate(0, height)
        canvas.scale(width / picture.width, height / picture.height)
        for part in picture.parts:
            _paint(canvas, part)
        canvas.restoreState()

    return paint


def _paint(canvas: TaggedCanvas, part: Part) -> None:
    match part:
        case Box():
            canvas.setFillColor(inks.ink(part.ground))
            if part.edge:
                canvas.setStrokeColor(inks.ink(part.edge))
                canvas.setLineWidth(part.line)
            canvas.roundRect(
                part.x, -part.y - part.height, part.width, part.height, part.radius,
                stroke=int(bool(part.edge)), fill=1,
            )  # fmt: skip
        case Label():
            canvas.setFillColor(inks.ink(part.role))
            left, font = bounds(part)[0], fonts.STRONG if part.strong else fonts.REGULAR
            fonts.draw(canvas, left, -part.y, safe_markup.line(part.words), font, part.size)
        case Curve():
            (x1, y1), (x2, y2), (x3, y3), (x4, y4) = part.points
            canvas.setStrokeColor(inks.ink(part.role))
            canvas.setLineWidth(part.line)
            canvas.setDash([5.0, 3.0] if part.dashed else [])
            canvas.bezier(x1, -y1, x2, -y2, x3, -y3, x4, -y4)
            canvas.setDash()
        case Shape():
            path = canvas.beginPath()
            path.moveTo(part.points[0][0], -part.points[0][1])
            for x, y in part.points[1:]:
                path.lineTo(x, -y)
            path.close()
            canvas.setFillColor(inks.ink(part.role))
            canvas.drawPath(path, stroke=0, fill=1)


def svg(picture: Picture, says: str) -> str:
    """Return the picture as SVG for a web page.

    says: the description for screen readers.
    """
    drawn = "".join(svg_parts(picture, sized=True))
    return (
        f'<svg role="img" aria-label="{escape(says)}" viewBox="0 0 {picture.width:.1f} '
        f'{picture.height:.1f}" xmlns="http://www.w3.org/2000/svg">{drawn}</svg>'
    )


def svg_parts(picture: Picture, sized: bool = False) -> Iterator[str]:
    """Yield the SVG element of each part.

    sized: whether texts keep the width they have in our font where another one takes its place.
    """
    for part in picture.parts:
        yield _svg(part, sized)


def _svg(part: Part, sized: bool) -> str:
    match part:
        case Box():
            edge = (
                f' stroke="{inks.css(part.edge)}" stroke-width="{part.line}"' if part.edge else ""
            )
            return (
                f'<rect x="{part.x:.1f}" y="{part.y:.1f}" width="{part.width:.1f}" '
                f'height="{part.height:.1f}" rx="{part.radius}" fill="{inks.css(part.ground)}"{edge}/>'
            )
        case Label():
            anchor = ' text-anchor="middle"' if part.centred else ""
            weight = ' font-weight="600"' if part.strong else ""
            if sized:
                left, _, right, _ = bounds(part)
                weight += f' textLength="{right - left:.1f}" lengthAdjust="spacingAndGlyphs"'
            return (
                f'<text x="{part.x:.1f}" y="{part.y:.1f}" font-size="{part.size}"{anchor}{weight} '
                f'fill="{inks.css(part.role)}">{escape(safe_markup.printable(part.words))}</text>'
            )
        case Curve():
            (x1, y1), (x2, y2), (x3, y3), (x4, y4) = part.points
            dashed = ' stroke-dasharray="5 3"' if part.dashed else ""
            return (
                f'<path d="M{x1:.1f} {y1:.1f}C{x2:.1f} {y2:.1f} {x3:.1f} {y3:.1f} {x4:.1f} {y4:.1f}" '
                f'fill="none" stroke="{inks.css(part.role)}" stroke-width="{part.line}"{dashed}/>'
            )
        case Shape():
            corners = " ".join(f"{x:.1f},{y:.1f}" for x, y in part.points)
            return f'<polygon points="{corners}" fill="{inks.css(part.role)}"/>'
