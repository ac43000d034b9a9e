"""A frame of the framework as a picture, with the geometry used on screen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from exports.drawing import fonts, safe_markup
from exports.drawing.picture import Box, Curve, Label, Part, Picture, Shape
from resources.words import count, say
from upstream_workshop.framework import frame_drawing
from upstream_workshop.framework.frame_drawing import (
    Arrow,
    Line,
    Panel,
    Strength,
    Stroke,
    draw_frame,
)
from upstream_workshop.framework.queries import FrameRow
from upstream_workshop.framework.report import FrameworkReport, SupportRow

_EDGE: Final = 6.0  # around the picture, in points
_WIDTHS: Final = (
    1200.0,
    1500.0,
    1900.0,
    2400.0,
)  # of these a sheet takes what fills it best


def frame_picture(
    frame: FrameRow,
    strengths: Mapping[int, Strength] | None = None,
    width: float = frame_drawing.WIDTH,
) -> Picture:
    """Return a frame as a picture of a width in points.

    strengths: how much a slot rests on, by its id.
    """
    drawing = draw_frame(_printable(frame), _measure, strengths, width - 2 * _EDGE)
    parts = tuple(_part(part) for part in drawing.parts)
    return Picture(drawing.width + 2 * _EDGE, drawing.height + 2 * _EDGE, parts)


def sheet_picture(frame: FrameRow, strengths: Mapping[int, Strength], ratio: float) -> Picture:
    """Return a frame as a picture whose words become largest on a sheet.

    ratio: how many times wider than high the room on the sheet is.
    """
    drawn = (frame_picture(frame, strengths, width) for width in _WIDTHS)
    return min(drawn, key=lambda one: max(one.width, one.height * ratio))


def strengths_of(report: FrameworkReport, frame: FrameRow) -> dict[int, Strength]:
    """Return how much the slots of a frame rest on, as others may be told it."""
    if not report.visited:
        return {}
    rows = {slot.id: report.support_of(slot.id) for slot in frame.slots}
    return {id_: told_strength(row, report.visited) for id_, row in rows.items()}


def told_strength(row: SupportRow, visited: int) -> Strength:
    """Return how much a slot rests on, as others may be told it.

    visited: how many organisations discovery heard.
    """
    if row.organisations is None:
        return Strength(say("The number of places is not told, as it is small"))
    words = count(
        visited,
        "Heard in {heard} of {n} place",
        "Heard in {heard} of {n} places",
        heard=row.organisations,
    )
    return Strength(words, row.organisations / visited)


def frame_words(frame: FrameRow) -> str:
    """Return all of a frame in words, for people who cannot see its picture."""
    slots = (
        say(
            "{slot}: {statements}.",
            slot=slot.name,
            statements="; ".join(one.text.rstrip(".") for one in slot.statements)
            or say("nothing yet"),
        )
        for slot in frame.slots
    )
    return " ".join((say("Framework “{title}”.", title=frame.title), *slots))


def _part(part: frame_drawing.Part) -> Part:
    match part:
        case Panel(rect, ground, edge, radius, line):
            x, y = rect.x + _EDGE, rect.y + _EDGE
            return Box(x, y, rect.width, rect.height, ground, edge, radius, line)
        case Line(x, y, words, size, role, strong):
            return Label(x + _EDGE, y + _EDGE, words, size, role, strong)
        case Stroke(points, role, line):
            start, bend, other, end = ((x + _EDGE, y + _EDGE) for x, y in points)
            return Curve((start, bend, other, end), role, line)
        case Arrow(corners, role):
            return Shape(tuple((x + _EDGE, y + _EDGE) for x, y in corners), role)


def _measure(words: str, size: float, strong: bool) -> float:
    return fonts.width(words, fonts.STRONG if strong else fonts.REGULAR, size)


def _printable(frame: FrameRow) -> FrameRow:
    """Return a frame in whose texts there is nothing that cannot be printed."""
    line = safe_markup.line
    slots = tuple(
        replace(
            slot,
            name=line(slot.name),
            question=line(slot.question),
            statements=tuple(replace(one, text=line(one.text)) for one in slot.statements),
        )
        for slot in frame.slots
    )
    return replace(frame, title=line(frame.title), slots=slots)
