"""Name badges, several to a sheet, with marks to cut along.

A band of colour with a number says in which small group somebody sits first. The name is as large
as its badge lets; letters of 40 points can be read at two metres.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Final, TypeAlias

from exports.drawing import fonts, inks, safe_markup
from exports.drawing.paged_document import Sheet
from exports.drawing.pages.furniture import fitted
from exports.drawing.pages.office_paper import office_paper, page_size
from exports.drawing.pages.output_sizes import LABELS, LARGE_BADGES, Labels
from exports.drawing.paper import event_title
from exports.drawing.tagging.tagged_canvas import TaggedCanvas
from resources.words import joined, say
from upstream_workshop.people.queries import ParticipantRow
from upstream_workshop.whole.report import Report

Groups: TypeAlias = Mapping[int, int]  # the number of a small group by the id of a person
Line: TypeAlias = tuple[str, float, str, str]  # its words, the size of its letters, font and ink

_MARK: Final = 12.0  # points, of a line to cut along
_LEAST: Final = 12.0  # points, of any letter
_SMALLER: Final = 0.4  # of the usual letters, before words are broken over lines
_LEADING: Final = 1.2  # from one line to the next, by the size of its letters
_ABOVE: Final = 0.25  # of the first line is blank above its letters
_STEPS: Final = 10  # from the usual letters to none, in which smaller ones are tried
_LINES: Final = 3  # about so many, of words that are broken
_BAND: Final = 20.0  # points, the height of the band of a group
_FOOT: Final = 21.0  # points, up to which the event stands
_EVENT: Final = 10.0  # points, where its letters stand
_COLOURS: Final = (
    "river",
    "sun",
    "plum",
    "leaf",
    "rose",
)  # of groups; the sixth has the first again


def badges_pdf(report: Report, usual: Mapping[str, str] = LARGE_BADGES, chosen: str = "") -> bytes:
    """Return a badge for each person on the list.

    usual: the key in LABELS of the sheets that are used, by the paper at hand.
    chosen: the key of other sheets; blank for the usual ones.
    """
    labels = LABELS[chosen or usual[office_paper()]]
    sheet = Sheet(say("Badges"), event_title(report), report.made_at, page_size(labels.paper))
    groups = _first_groups(report)
    for start in range(0, len(report.people), labels.each):
        people = report.people[start : start + labels.each]
        names = "; ".join(_described(person, groups) for person in people)
        paint = partial(_paint, labels, people, groups, event_title(report))
        sheet.full_page(paint, say("Badges of {names}.", names=names))
    return sheet.pdf()


def _first_groups(report: Report) -> Groups:
    """Return the number of the small group that each person sits in first, by their id."""
    first = next(iter(report.small_group_rounds), None)
    groups = first.groups if first else ()
    return {seat.participant_id: group.number for group in groups for seat in group.seats}


def _described(person: ParticipantRow, groups: Groups) -> str:
    """Return the words on a badge, for a screen reader."""
    group = say("group {n}", n=groups[person.id]) if person.id in groups else ""
    return joined((person.name, person.pronouns, group), "{first}, {then}")


def _paint(
    labels: Labels,
    people: Sequence[ParticipantRow],
    groups: Groups,
    event: str,
    canvas: TaggedCanvas,
) -> None:
    wide, tall = labels.width, labels.height
    for person, (x, y) in zip(people, labels.places(), strict=False):
        if labels.gaps == (0.0, 0.0):  # labels with gaps are cut already
            _cut_marks(canvas, x, y, wide, tall)
        if person.id in groups:
            _band(canvas, groups[person.id], (x, y, wide, tall))
        _badge(canvas, person, event, (x, y, wide, tall), labels.largest)


def _cut_marks(canvas: TaggedCanvas, x: float, y: float, wide: float, tall: float) -> None:
    """Draw a small cross at each corner."""
    canvas.setStrokeColor(inks.ink("edge"))
    canvas.setLineWidth(0.5)
    for across in (x, x + wide):
        for up in (y, y + tall):
            canvas.line(across - _MARK / 2, up, across + _MARK / 2, up)
            canvas.line(across, up - _MARK / 2, across, up + _MARK / 2)


def _band(canvas: TaggedCanvas, group: int, area: tuple[float, float, float, float]) -> None:
    """Draw the band of a small group along the upper edge of a badge."""
    x, y, wide, tall = area
    canvas.setFillColor(inks.ink(_COLOURS[(group - 1) % len(_COLOURS)]))
    canvas.rect(x, y + tall - _BAND, wide, _BAND, stroke=0, fill=1)
    words = say("Group {n}", n=group)
    left = x + (wide - fonts.width(words, fonts.STRONG, _LEAST)) / 2
    canvas.setFillColor(inks.ink("paper"))
    fonts.draw(canvas, left, y + tall - _BAND * 0.7, words, fonts.STRONG, _LEAST)


def _badge(
    canvas: TaggedCanvas,
    person: ParticipantRow,
    event: str,
    area: tuple[float, float, float, float],
    largest: float,
) -> None:
    """Draw first name, other names, pronouns, organisation and event in the middle of an area."""
    x, y, wide, tall = area
    room, middle = wide - 24, x + wide / 2
    drawn = _fitting(person, largest, (room, tall - _BAND - _FOOT))
    top = y + (_FOOT + tall - _BAND + _height(drawn)) / 2
    for words, size, font, ink in drawn:
        top -= size * _LEADING
        _draw_centred(canvas, (middle, top + size * 0.25), words, font, size, ink)
    said = fitted(event, room, _LEAST)
    _draw_centred(canvas, (middle, y + _EVENT), said, fonts.REGULAR, _LEAST, "soft")


def _fitting(person: ParticipantRow, largest: float, room: tuple[float, float]) -> list[Line]:
    """Return the lines about a person in the largest letters, up to a size, with which all are in a room."""
    drawn = _lines(person, largest, room[0])
    for step in range(1, _STEPS):
        if _height(drawn) <= room[1] + drawn[0][1] * _ABOVE:
            break
        drawn = _lines(person, largest * (1 - step / _STEPS), room[0])
    return drawn


def _height(drawn: Sequence[Line]) -> float:
    return sum(size * _LEADING for _words, size, _font, _ink in drawn)


def _lines(person: ParticipantRow, largest: float, room: float) -> list[Line]:
    """Return the lines about a person, each with its size, its font and its ink."""
    first, _, rest = safe_markup.line(person.name).partition(" ")
    lines = (
        (first, largest, fonts.STRONG, "ink"),
        (rest, largest * 0.55, fonts.STRONG, "ink"),
        (safe_markup.line(person.pronouns), max(_LEAST, largest * 0.22), fonts.REGULAR, "soft"),
        (safe_markup.line(person.organisation), max(_LEAST, largest * 0.27), fonts.REGULAR, "deep"),
    )
    return [
        (line, fits, font, ink)
        for words, size, font, ink in lines
        if words
        for line, fits in _sized(words, size, font, room)
    ]


def _draw_centred(
    canvas: TaggedCanvas, at: tuple[float, float], words: str, font: str, size: float, ink: str
) -> None:
    canvas.setFillColor(inks.ink(ink))
    left = at[0] - fonts.width(words, font, size) / 2
    fonts.draw(canvas, left, at[1], words, font, size)


def _sized(words: str, size: float, font: str, room: float) -> list[tuple[str, float]]:
    """Return words in the largest letters, up to a size, in which they fit: lines, each with its size.

    Words that would have to be smaller than _SMALLER of it, or than 12 points, are on several lines; what is
    too long even for those ends with a mark.
    """
    natural = fonts.width(words, font, size)
    fits = size if natural <= room else size * room / natural
    if fits >= max(_LEAST, _SMALLER * size):
        return [(words, fits)]
    least = max(_LEAST, _SMALLER * size)
    told = fitted(words, _LINES * room, least, font)
    return [(line, least) for line in safe_markup.lines_within(told, room, least)]
