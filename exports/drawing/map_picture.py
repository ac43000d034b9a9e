"""A map as a picture, with the geometry used on screen and the colours used on paper."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from exports.drawing import fonts, safe_markup
from exports.drawing.picture import Box, Curve, Label, Part, Picture, Point, Shape
from resources.words import noop, say
from upstream_workshop.maps.annotations.whole_drawing import draw_whole
from upstream_workshop.maps.drawing.annotation_boxes import NOTE_BAR, ZONE_RADIUS, NoteBox, ZoneBox
from upstream_workshop.maps.geometry import (
    BADGE,
    TEXT_SIZE,
    FactorBox,
    LinkCurve,
)
from upstream_workshop.maps.kinds import Sign
from upstream_workshop.maps.queries import MapRow

SIGNS: Final = {Sign.MORE: "+", Sign.LESS: "−", Sign.UNKNOWN: "?"}
_LEGEND: Final = (
    (Sign.MORE, noop("More of one brings more of the other")),
    (Sign.LESS, noop("More of one brings less of the other")),
    (Sign.UNKNOWN, noop("Direction not known")),
)
_LEGEND_STEP: Final = 300.0  # least distance between two signs; less after the last one
_LEGEND_SPARE: Final = 60.0
_LEGEND_TAIL: Final = 150.0


def map_picture(row: MapRow) -> Picture:
    """Return a map as a picture: zones, notes, links, factors and the signs on the links.

    The origin of the picture is the upper left corner of the map's bounds.
    """
    drawing = draw_whole(_printable(row), _measure)
    left, top = drawing.bounds.x, drawing.bounds.y
    parts: list[Part] = []
    for zone in drawing.zones:
        parts += _zone(zone, left, top)
    for note in drawing.notes:
        parts += _note(note, left, top)
    for curve in drawing.curves:
        parts += _link(curve, left, top)
    for box in drawing.boxes:
        parts += _factor(box, left, top)
    for curve in drawing.curves:
        parts += _badge(curve.badge.x - left, curve.badge.y - top, curve.sign)
    return Picture(drawing.bounds.width, drawing.bounds.height, tuple(parts))


def legend_picture() -> Picture:
    """Return the meaning of signs and strokes, on one line."""
    parts: list[Part] = []
    x = 0.0
    for sign, meaning in _LEGEND:
        said = say(meaning)
        parts += [*_badge(x + BADGE + 1, 12, sign), Label(x + 26, 16.5, said, TEXT_SIZE)]
        last = _LEGEND_SPARE if sign == _LEGEND[-1][0] else 0.0
        x += max(_LEGEND_STEP - last, 26 + _drawn(said) + 24)
    late = say("Takes its time")
    parts += [
        _straight((x, 12), (x + 32, 12)),
        _straight((x + 16, 3), (x + 16, 21)),
        Label(x + 42, 16.5, late, TEXT_SIZE),
    ]
    return Picture(x + max(_LEGEND_TAIL, 42 + _drawn(late)), 24, tuple(parts))


def _drawn(words: str) -> float:
    return fonts.width(words, fonts.REGULAR, TEXT_SIZE)


def _measure(label: str) -> float:
    return fonts.width(label, fonts.STRONG, TEXT_SIZE)


def _printable(row: MapRow) -> MapRow:
    """Return a map in whose texts there is nothing that cannot be printed."""
    line = safe_markup.line
    return replace(
        row,
        factors=tuple(replace(each, label=line(each.label)) for each in row.factors),
        zones=tuple(replace(each, title=line(each.title)) for each in row.zones),
        notes=tuple(
            replace(each, text="\n".join(map(line, each.text.splitlines()))) for each in row.notes
        ),
    )


def _zone(zone: ZoneBox, left: float, top: float) -> list[Part]:
    x, y, width, height = zone.rect
    ground, edge = (f"{zone.colour}_tint", zone.colour) if zone.colour else ("mist", "edge")
    parts: list[Part] = [Box(x - left, y - top, width, height, ground, edge, ZONE_RADIUS, 1.3)]
    for (start, baseline), line in zone.baselines():
        parts.append(Label(start - left, baseline - top, line, TEXT_SIZE, strong=True))
    return parts


def _note(note: NoteBox, left: float, top: float) -> list[Part]:
    x, y, _, height = note.rect
    parts: list[Part] = [Box(x - left, y - top, NOTE_BAR, height, "edge")]
    for (start, baseline), line in note.baselines():
        parts.append(Label(start - left, baseline - top, line, TEXT_SIZE, role="soft", strong=True))
    return parts


def _link(curve: LinkCurve, left: float, top: float) -> list[Part]:
    start, bend, other, end = ((point.x - left, point.y - top) for point in curve.points)
    parts: list[Part] = [
        Curve((start, bend, other, end), "edge", 1.5),
        Shape(tuple((point.x - left, point.y - top) for point in curve.arrow), "edge"),
    ]
    if curve.delay_mark is not None:
        one, two = curve.delay_mark
        parts.append(_straight((one.x - left, one.y - top), (two.x - left, two.y - top)))
    return parts


def _factor(box: FactorBox, left: float, top: float) -> list[Part]:
    x, y, width, height = box.rect
    ground, edge = (f"{box.colour}_tint", box.colour) if box.colour else ("paper", "edge")
    parts: list[Part] = [Box(x - left, y - top, width, height, ground, edge, 8, 1.3)]
    for (middle, baseline), line in box.baselines():
        parts.append(
            Label(middle - left, baseline - top, line, TEXT_SIZE, strong=True, centred=True)
        )
    return parts


def _badge(x: float, y: float, sign: Sign) -> list[Part]:
    return [
        Box(x - BADGE, y - BADGE, 2 * BADGE, 2 * BADGE, "paper", "edge", BADGE, 1.2),
        Label(x, y + 4.6, SIGNS[sign], TEXT_SIZE, strong=True, centred=True),
    ]


def _straight(start: Point, end: Point) -> Curve:
    return Curve((start, start, end, end), "edge", 1.5)
