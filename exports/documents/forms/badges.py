"""Name badges, several to a sheet, with marks to cut along.

The name is as large as its badge lets; letters of 40 points can be read at two metres.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final

from exports.drawing import fonts, inks, safe_markup
from exports.drawing.paged_document import Sheet, fitted
from exports.drawing.paper import event_title
from exports.drawing.tagging.tagged_canvas import TaggedCanvas
from resources.words import say
from upstream_workshop.people.queries import ParticipantRow
from upstream_workshop.whole.report import Report

_MM: Final = 72 / 25.4
_PAGE: Final = (210 * _MM, 297 * _MM)
_MARK: Final = 12.0  # points, of a line to cut along
_LEAST: Final = 12.0  # points, of any letter


@dataclass(frozen=True, slots=True)
class Labels:
    """How badges lie on an A4 sheet.

    across, down: how many.
    width, height: of one, in millimetres.
    largest: the largest letters, in points.
    """

    across: int
    down: int
    width: float
    height: float
    largest: float

    @property
    def each(self) -> int:
        """How many are on a sheet."""
        return self.across * self.down

    def places(self) -> Iterator[tuple[float, float]]:
        """Yield the lower left corner of each badge in points, row by row."""
        wide, tall = self.width * _MM, self.height * _MM
        left = (_PAGE[0] - self.across * wide) / 2
        low = (_PAGE[1] - self.down * tall) / 2
        for row in reversed(range(self.down)):
            for column in range(self.across):
                yield left + column * wide, low + row * tall


BADGES: Final = Labels(2, 2, 100, 140, 68)  # for a wallet of A6
SMALL_BADGES: Final = Labels(2, 5, 90, 55, 44)  # as sheets of labels for badges commonly are


def badges_pdf(report: Report, labels: Labels = BADGES) -> bytes:
    """Return a badge for each person on the list."""
    sheet = Sheet(say("Badges"), event_title(report), report.made_at, _PAGE)
    for start in range(0, len(report.people), labels.each):
        people = report.people[start : start + labels.each]
        names = "; ".join(person.name for person in people)
        paint = partial(_paint, labels, people, event_title(report))
        sheet.full_page(paint, say("Badges of {names}.", names=names))
    return sheet.pdf()


def _paint(
    labels: Labels, people: Sequence[ParticipantRow], event: str, canvas: TaggedCanvas
) -> None:
    wide, tall = labels.width * _MM, labels.height * _MM
    for person, (x, y) in zip(people, labels.places(), strict=False):
        _cut_marks(canvas, x, y, wide, tall)
        _badge(canvas, person, event, (x, y, wide, tall), labels.largest)


def _cut_marks(canvas: TaggedCanvas, x: float, y: float, wide: float, tall: float) -> None:
    """Draw a small cross at each corner."""
    canvas.setStrokeColor(inks.ink("edge"))
    canvas.setLineWidth(0.5)
    for across in (x, x + wide):
        for up in (y, y + tall):
            canvas.line(across - _MARK / 2, up, across + _MARK / 2, up)
            canvas.line(across, up - _MARK / 2, across, up + _MARK / 2)


def _badge(
    canvas: TaggedCanvas,
    person: ParticipantRow,
    event: str,
    area: tuple[float, float, float, float],
    largest: float,
) -> None:
    """Draw first name, other names, organisation and event in the middle of an area."""
    x, y, wide, tall = area
    room, middle = wide - 24, x + wide / 2
    first, _, rest = safe_markup.line(person.name).partition(" ")
    lines = [
        (first, largest, fonts.STRONG, "ink"),
        (rest, largest * 0.55, fonts.STRONG, "ink"),
        (safe_markup.line(person.organisation), max(_LEAST, largest * 0.27), fonts.REGULAR, "deep"),
    ]
    drawn = [
        (*_sized(words, size, font, room), font, ink) for words, size, font, ink in lines if words
    ]
    top = y + tall / 2 + sum(size * 1.2 for _words, size, _font, _ink in drawn) / 2 + _LEAST / 2
    for words, size, font, ink in drawn:
        top -= size * 1.2
        canvas.setFillColor(inks.ink(ink))
        left = middle - fonts.width(words, font, size) / 2
        fonts.draw(canvas, left, top + size * 0.25, words, font, size)
    canvas.setFillColor(inks.ink("soft"))
    said = fitted(event, room, _LEAST)
    fonts.draw(
        canvas,
        middle - fonts.width(said, fonts.REGULAR, _LEAST) / 2,
        y + 14,
        said,
        fonts.REGULAR,
        _LEAST,
    )


def _sized(words: str, size: float, font: str, room: float) -> tuple[str, float]:
    """Return a line and the largest size, up to one, at which it fits; the least is 12 points."""
    natural = fonts.width(words, font, size)
    fits = size if natural <= room else max(_LEAST, size * room / natural)
    return fitted(words, room + 0.1, fits, font), fits
