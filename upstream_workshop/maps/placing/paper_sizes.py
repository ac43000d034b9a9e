"""Which paper a map needs for its words to be read, and where on it the map lies."""

from __future__ import annotations

from typing import Final

from upstream_workshop.maps.geometry import TEXT_SIZE, Rect

SHEETS: Final = {
    "A4": (841.9, 595.3),
    "A3": (1190.6, 841.9),
    "A2": (1683.8, 1190.6),
    "A1": (2383.9, 1683.8),
    "A0": (3370.4, 2383.9),
}  # width and height in points, on its side
LEAST_TEXT: Final = 8.0  # points, by which words can be read at all
POSTER_TEXT: Final = 12.0  # points, of the words on a poster whose paper is not chosen
_USUAL: Final = "A3"  # of a poster
EDGE: Final = 20.0  # kept free on each side of an A3 sheet, in points; in proportion on others
HEADING: Final = 36.0  # height of the title above the map, as on A3
LEGEND: Final = 26.0  # and of the legend below it


def enlargement(sheet: str) -> float:
    """Return how much longer the sides of a sheet are than those of A3."""
    return SHEETS[sheet][0] / SHEETS["A3"][0]


def page_of(sheet: str, bounds: Rect) -> tuple[float, float]:
    """Return width and height of a sheet, turned the way on which a map becomes larger."""
    long, short = SHEETS[sheet]
    return max(((long, short), (short, long)), key=lambda page: _scale(sheet, page, bounds))


def map_area(sheet: str, page: tuple[float, float]) -> Rect:
    """Return where on a sheet the map lies, between its title and the legend; y points downwards.

    page: width and height of the sheet, whichever way it lies.
    """
    larger = enlargement(sheet)
    edge, top, bottom = EDGE * larger, HEADING * larger, LEGEND * larger
    return Rect(edge, edge + top, page[0] - 2 * edge, page[1] - 2 * edge - top - bottom)


def text_on(sheet: str, bounds: Rect) -> float:
    """Return the size of a map's words in points when it fills a sheet, whichever way it lies."""
    return TEXT_SIZE * _scale(sheet, page_of(sheet, bounds), bounds)


def least_paper(bounds: Rect, text: float = LEAST_TEXT) -> str | None:
    """Return the smallest sheet, A4 to A0, on which words have at least a size; None if none is.

    bounds: those of the map's drawing, in points.
    """
    return next((sheet for sheet in SHEETS if text_on(sheet, bounds) >= text), None)


def usual_paper(bounds: Rect, larger_than: str = "") -> str:
    """Return the smallest sheet on which words have POSTER_TEXT, A3 at the least; A0 if none does.

    bounds: those of the map's drawing, in points.
    larger_than: a sheet than which it is larger; blank for none.
    """
    sheets = tuple(SHEETS)
    least = least_paper(bounds, POSTER_TEXT) or sheets[-1]
    above = sheets[sheets.index(larger_than) + 1] if larger_than else _USUAL
    return max(least, above, _USUAL, key=sheets.index)


def _scale(sheet: str, page: tuple[float, float], bounds: Rect) -> float:
    area = map_area(sheet, page)
    return min(area.width / bounds.width, area.height / bounds.height)
