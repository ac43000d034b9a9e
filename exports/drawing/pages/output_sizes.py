"""The sizes in which outputs can be asked for: of posters, pictures and labels. Nothing is drawn here."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from exports.drawing.pages.office_paper import A4, LETTER, TABLOID, page_size
from resources.words import noop
from upstream_workshop.maps.placing.paper_sizes import SHEETS

POSTERS: Final = tuple(SHEETS)
# the sheets of the printers that are at hand; a poster is larger than the paper that is named beside
TILES: Final = {"A4": "A4", "A3": "A3", LETTER: "A4", TABLOID: "A3"}
LEAST_PIXELS: Final = 100  # of the longer side of a picture
MOST_PIXELS: Final = 10_000
_INCH: Final = 72.0  # points
_MM: Final = _INCH / 25.4


@dataclass(frozen=True, slots=True)
class Labels:
    """How badges lie in the middle of a sheet.

    title: what a sheet of them is called, marked by `noop`.
    paper: the name of the sheet's size.
    across, down: how many.
    width, height: of one, in points.
    gaps: what is between them, from left to right and from top to bottom, in points.
    largest: the largest letters, in points.
    """

    title: str
    paper: str
    across: int
    down: int
    width: float
    height: float
    gaps: tuple[float, float] = (0.0, 0.0)
    largest: float = 40.0

    @property
    def each(self) -> int:
        """How many are on a sheet."""
        return self.across * self.down

    def places(self) -> Iterator[tuple[float, float]]:
        """Yield the lower left corner of each badge in points, row by row."""
        wide, tall = self.width + self.gaps[0], self.height + self.gaps[1]
        page = page_size(self.paper)
        left = (page[0] - self.across * wide + self.gaps[0]) / 2
        low = (page[1] - self.down * tall + self.gaps[1]) / 2
        for row in reversed(range(self.down)):
            for column in range(self.across):
                yield left + column * wide, low + row * tall


LABELS: Final = {
    "A6": Labels(noop("A4, 4 of 100 × 140 mm"), A4, 2, 2, 100 * _MM, 140 * _MM, largest=68),
    "90x55": Labels(noop("A4, 10 of 90 × 55 mm"), A4, 2, 5, 90 * _MM, 55 * _MM),
    "L4785": Labels(
        noop("A4 labels, 10 of 80 × 50 mm (L4785)"), A4, 2, 5, 80 * _MM, 50 * _MM, (15 * _MM, 5 * _MM)
    ),
    "4x5": Labels(noop("Letter, 4 of 4 × 5 in"), LETTER, 2, 2, 4 * _INCH, 5 * _INCH, largest=68),
    "5392": Labels(
        noop("Letter, 6 of 4 × 3 in (5392)"), LETTER, 2, 3, 4 * _INCH, 3 * _INCH, largest=60
    ),
    "5390": Labels(noop("Letter, 8 of 3½ × 2¼ in (5390)"), LETTER, 2, 4, 3.5 * _INCH, 2.25 * _INCH),
    "5395": Labels(
        noop("Letter labels, 8 of 3⅜ × 2⅓ in (5395)"), LETTER, 2, 4, 3.375 * _INCH, 7 / 3 * _INCH,
        (0.375 * _INCH, _INCH / 6),
    ),
}  # fmt: skip
LARGE_BADGES: Final = {A4: "A6", LETTER: "4x5"}  # by the paper at hand
SMALL_BADGES: Final = {A4: "90x55", LETTER: "5390"}
