"""A map as a picture, with the geometry used on screen and the colours used on paper."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from math import inf
from typing import Final

from exports.drawing import fonts, safe_markup
from exports.drawing.picture import Box, Curve, Label, Part, Picture, Point, Shape, placed
from resources.words import noop, say
from upstream_workshop.maps.analysis.standings import box_sizes, size_words, standings
from upstream_workshop.maps.annotations.whole_drawing import draw_whole
from upstream_workshop.maps.drawing.annotation_boxes import NOTE_BAR, ZONE_RADIUS, NoteBox, ZoneBox
from upstream_workshop.maps.drawing.loop_marks import MARK_TEXT, LoopMark
from upstream_workshop.maps.drawing.shapes import Strand, strands
from upstream_workshop.maps.geometry import (
    BADGE,
    LEADER,
    TEXT_SIZE,
    FactorBox,
    LinkCurve,
)
from upstream_workshop.maps.kinds import (
    Agreement,
    Basis,
    LoopKind,
    Sign,
    SizeBy,
)
from upstream_workshop.maps.loops import Loop
from upstream_workshop.maps.map_rows import MapRow

SIGNS: Final = {Sign.MORE: "+", Sign.LESS: "−", Sign.UNKNOWN: "?"}
MARK_ROLES: Final = {
    LoopKind.REINFORCING: "river",
    LoopKind.BALANCING: "plum",
    LoopKind.UNKNOWN: "soft",
}
_AGREED: Final = {Agreement.ALL: "leaf", Agreement.SOME: "sun", Agreement.NONE: "soft"}
_LEGEND: Final = (
    (Sign.MORE, noop("More of one brings more of the other")),
    (Sign.LESS, noop("More of one brings less of the other")),
    (Sign.UNKNOWN, noop("Not known whether more or less")),
)
_LOOPS: Final = (
    (LoopKind.REINFORCING, noop("Reinforcing loop")),
    (LoopKind.BALANCING, noop("Balancing loop")),
)
_BASES: Final = (  # short, since all entries stand on one line
    (Basis.NONE, noop("No evidence")),
    (Basis.CONTESTED, noop("Disputed")),
)
_LEGEND_GAP: Final = 28.0
LEGEND_LINE: Final = 32.0  # height of a line of the legend


def map_picture(row: MapRow, loops: Sequence[Loop] = (), by: SizeBy = SizeBy.EQUAL) -> Picture:
    """Return a map as a picture: zones, notes, links, factors and the signs on the links.

    loops: those of the map; the ones with a name and the shortest of the others are marked.
    by: by what its boxes are sized.

    The origin of the picture is the upper left corner of the map's bounds.
    """
    drawing = draw_whole(_printable(row), _measure, loops=loops, sizes=sizes_of(row, by))
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
    for mark in drawing.marks:
        parts += _mark(mark, left, top)
    return Picture(drawing.bounds.width, drawing.bounds.height, tuple(parts))


def sizes_of(row: MapRow, by: SizeBy) -> Mapping[int, float]:
    """Return how much larger or smaller than usual each box of a map is; none if all are equal."""
    return box_sizes(standings(row.factors, row.links), by) if by else {}


def legend_picture(by: SizeBy = SizeBy.EQUAL, based: bool = False, room: float = inf) -> Picture:
    """Return the meaning of signs, strokes, marks of loops and sizes of boxes.

    based: whether it says also how links show what they rest on.
    room: the width beyond which another line begins.
    """
    parts: list[Part] = []
    x, y, widest = 0.0, 0.0, 0.0
    for entry in _entries(by, based):
        if x and x + entry.width > room:
            x, y = 0.0, y + LEGEND_LINE
        parts += placed(entry, x, y, 1)
        widest = max(widest, x + entry.width)
        x += entry.width + _LEGEND_GAP
    return Picture(widest, y + LEGEND_LINE, tuple(parts))


def _entries(by: SizeBy, based: bool) -> Iterator[Picture]:
    """Yield the entries of the legend, each as it stands at the beginning of a line."""
    for sign, meaning in _LEGEND:
        yield _entry(2 * BADGE + 6, _badge(BADGE + 1, 16, sign), say(meaning))
    stroke = [_straight((0, 16), (32, 16)), _straight((16, 7), (16, 25))]
    yield _entry(42, stroke, say("Takes its time"))
    way = ((0.0, 16.0), (0.0, 16.0), (32.0, 16.0), (32.0, 16.0))
    for basis, meaning in _BASES if based else ():
        lines = [_strand(each, 0, 0, basis is Basis.NONE) for each in strands(way, basis)]
        yield _entry(42, lines, say(meaning))
    for kind, meaning in _LOOPS:
        mark = LoopMark((), kind, kind, (15, 16), True, radius=15, scale=TEXT_SIZE / MARK_TEXT)
        yield _entry(36, _mark(mark, 0, 0), say(meaning))
    if by:
        yield _entry(0, (), size_words(by))


def _entry(wide: float, sign: Sequence[Part], said: str) -> Picture:
    """Return an entry of the legend: a sign of some width with its meaning."""
    parts = (*sign, Label(wide, 20.5, said, TEXT_SIZE))
    return Picture(wide + _drawn(said), LEGEND_LINE, parts)


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
    parts: list[Part] = [
        *(_strand(each, left, top, curve.dashed) for each in curve.strands()),
        Shape(tuple((point.x - left, point.y - top) for point in curve.arrow), "edge"),
    ]
    if (leader := curve.leader()) is not None:
        (x1, y1), (x2, y2) = leader
        parts.append(_straight((x1 - left, y1 - top), (x2 - left, y2 - top), LEADER))
    if curve.delay_mark is not None:
        one, two = curve.delay_mark
        parts.append(_straight((one.x - left, one.y - top), (two.x - left, two.y - top)))
    return parts


def _strand(
    strand: Strand, left: float, top: float, dashed: bool, role: str = "edge", line: float = 1.5
) -> Curve:
    (x1, y1), (x2, y2), (x3, y3), (x4, y4) = strand
    moved = (
        (x1 - left, y1 - top), (x2 - left, y2 - top), (x3 - left, y3 - top), (x4 - left, y4 - top)
    )  # fmt: skip
    return Curve(moved, role, line, dashed=dashed)


def _factor(box: FactorBox, left: float, top: float) -> list[Part]:
    x, y, width, height = box.rect
    ground, edge = (f"{box.colour}_tint", box.colour) if box.colour else ("paper", "edge")
    parts: list[Part] = [Box(x - left, y - top, width, height, ground, edge, 8, 1.3)]
    size = TEXT_SIZE * box.scale
    for (middle, baseline), line in box.baselines():
        parts.append(Label(middle - left, baseline - top, line, size, strong=True, centred=True))
    return parts


def _badge(x: float, y: float, sign: Sign) -> list[Part]:
    return [
        Box(x - BADGE, y - BADGE, 2 * BADGE, 2 * BADGE, "paper", "edge", BADGE, 1.2),
        Label(x, y + 4.6, SIGNS[sign], TEXT_SIZE, strong=True, centred=True),
    ]


def _mark(mark: LoopMark, left: float, top: float) -> list[Part]:
    """Return the mark of a loop: an arrow round its text, which turns as the loop does."""
    x, y = mark.centre[0] - left, mark.centre[1] - top
    role, reach = _AGREED.get(mark.agreement, MARK_ROLES[mark.kind]), mark.radius
    dashed = mark.agreement in (Agreement.SOME, Agreement.NONE)
    parts: list[Part] = [Box(x - reach, y - reach, 2 * reach, 2 * reach, "paper", radius=reach)]
    parts += [_strand(each, left, top, dashed, role, 1.8) for each in mark.arc()]
    head = tuple((px - left, py - top) for px, py in mark.head())
    text = "ink" if mark.tables else role
    labels = [
        Label(x, at - top + 0.33 * size, words, size, text, strong=True, centred=True)
        for words, (_, at), size in mark.texts()
    ]
    return [*parts, Shape(head, role), *labels]


def _straight(start: Point, end: Point, line: float = 1.5) -> Curve:
    return Curve((start, start, end, end), "edge", line)
