"""A poster cut into sheets that any printer takes: how they lie, and what is drawn on each."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil
from string import ascii_uppercase
from typing import Final

from exports.drawing import fonts, inks
from exports.drawing.picture import Box, Curve, Label, Part, Picture, painter, part_of
from exports.drawing.tagging.tagged_canvas import TaggedCanvas

OVERLAP: Final = 28.35  # points, which are 10 mm: the strip on which the next sheet is glued
MARGIN: Final = 36.0  # round what is drawn, for the marks and for printers that leave an edge white
_MARK: Final = (6.0, 18.0)  # how far from the corner a crop mark begins, and its length
_TEXT: Final = 12.0
_KEY_TEXT: Final = 0.14  # of the height of a sheet in the picture of how they lie


@dataclass(frozen=True, slots=True)
class Tile:
    """One sheet of a poster: its place among the others, and which area of the poster is drawn on it.

    row, column: counted from 0, from the upper left.
    area: left, top, width and height on the poster, in points.
    last_column, last_row: whether no sheet follows to the right, or below.
    """

    row: int
    column: int
    area: tuple[float, float, float, float]
    last_column: bool
    last_row: bool

    @property
    def name(self) -> str:
        """The letter of the row and the number of the column, such as B2."""
        return f"{ascii_uppercase[self.row]}{self.column + 1}"


@dataclass(frozen=True, slots=True)
class Tiling:
    """A poster cut into sheets.

    poster, page: width and height of the poster and of a sheet, in points.
    """

    poster: tuple[float, float]
    page: tuple[float, float]

    @property
    def window(self) -> tuple[float, float]:
        """Width and height of what is drawn on a sheet."""
        return self.page[0] - 2 * MARGIN, self.page[1] - 2 * MARGIN

    @property
    def columns(self) -> int:
        """How many sheets lie beside each other."""
        return _count(self.poster[0], self.window[0])

    @property
    def rows(self) -> int:
        """How many sheets lie below each other."""
        return _count(self.poster[1], self.window[1])

    def tiles(self) -> tuple[Tile, ...]:
        """Return the sheets, row by row; each begins OVERLAP before the one to its left or above ends."""
        wide, tall = self.window
        return tuple(
            Tile(
                row,
                column,
                (column * (wide - OVERLAP), row * (tall - OVERLAP), wide, tall),
                column == self.columns - 1,
                row == self.rows - 1,
            )
            for row in range(self.rows)
            for column in range(self.columns)
        )


def tiling(poster: tuple[float, float], sheet: tuple[float, float]) -> Tiling:
    """Return a poster cut into the fewest sheets of a size, whichever way they lie."""
    long, short = max(sheet), min(sheet)
    ways = (Tiling(poster, (long, short)), Tiling(poster, (short, long)))
    return min(ways, key=lambda way: way.rows * way.columns)


def paint_tile(canvas: TaggedCanvas, picture: Picture, tile: Tile) -> None:
    """Draw one sheet of a poster: its part of the picture and the crop marks."""
    _, _, wide, tall = tile.area
    canvas.saveState()
    canvas.translate(MARGIN, MARGIN)
    canvas.saveState()
    window = canvas.beginPath()
    window.rect(0, 0, wide, tall)
    canvas.clipPath(window, stroke=0, fill=0)
    painter(part_of(picture, tile.area))(canvas, wide, tall)
    canvas.restoreState()
    canvas.setStrokeColor(inks.ink("ink"))
    canvas.setLineWidth(0.6)
    for x1, y1, x2, y2 in _crop_marks(tile):
        canvas.line(x1, y1, x2, y2)
    canvas.restoreState()


def paint_label(canvas: TaggedCanvas, said: str) -> None:
    """Write the line below a sheet of a poster."""
    canvas.setFillColor(inks.ink("ink"))
    fonts.draw(canvas, MARGIN + 24, MARGIN - 24, said, fonts.REGULAR, _TEXT)


def key_picture(picture: Picture, cut: Tiling) -> Picture:
    """Return a small picture of how the sheets of a poster lie, each with its name; without its words."""
    parts: list[Part] = [part for part in picture.parts if not isinstance(part, Label)]
    for tile in cut.tiles():
        x, y, wide, tall = tile.area
        right, low = min(x + wide, cut.poster[0]), min(y + tall, cut.poster[1])
        corners = ((x, y), (right, y), (right, low), (x, low))
        line = cut.poster[0] / 400
        for one, other in zip(corners, (*corners[1:], corners[0]), strict=True):
            parts.append(Curve((one, one, other, other), "sun", line))
        size = min(tall, wide) * _KEY_TEXT
        middle = ((x + right) / 2, (y + low) / 2)
        name = fonts.width(tile.name, fonts.STRONG, size)
        ground = (middle[0] - name / 2 - size / 4, middle[1] - size * 0.6)
        parts.append(Box(*ground, name + size / 2, size * 1.2, "paper", "sun", size / 4, line))
        parts.append(
            Label(
                middle[0],
                middle[1] + size * 0.34,
                tile.name,
                size,
                role="sun_text",
                strong=True,
                centred=True,
            )
        )
    return Picture(cut.poster[0], cut.poster[1], tuple(parts))


def _count(poster: float, window: float) -> int:
    """Return how many windows that overlap cover a length; half a point more or less is no sheet."""
    return max(1, ceil((poster - OVERLAP - 0.5) / (window - OVERLAP)))


def _crop_marks(tile: Tile) -> list[tuple[float, float, float, float]]:
    """Return the lines outside the corners, and those where the next sheet's edge comes to lie."""
    _, _, wide, tall = tile.area
    near, long = _MARK
    across = [0.0, wide] + ([] if tile.last_column else [wide - OVERLAP])
    down = [0.0, tall] + ([] if tile.last_row else [OVERLAP])
    upright = [
        (x, y, x, y + way * long) for x in across for y, way in ((tall + near, 1), (-near, -1))
    ]
    level = [(x, y, x + way * long, y) for y in down for x, way in ((wide + near, 1), (-near, -1))]
    return upright + level
