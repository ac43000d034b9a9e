"""Which paper a map needs for its words to be read."""

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
LEAST_TEXT: Final = 8.0  # points
_EDGE: Final = 20.0  # kept free on each side of a sheet
_HEADING: Final = 36.0  # height of the title above the map


def text_on(sheet: str, bounds: Rect) -> float:
    """Return the size of a map's words in points when it fills a sheet, whichever way it lies."""
    long, short = SHEETS[sheet]
    ways = ((long, short), (short, long))
    return TEXT_SIZE * max(
        min((w - 2 * _EDGE) / bounds.width, (h - 2 * _EDGE - _HEADING) / bounds.height)
        for w, h in ways
    )


def least_paper(bounds: Rect, text: float = LEAST_TEXT) -> str | None:
    """Return the smallest sheet, A4 to A0, on which words have at least a size; None if none is.

    bounds: those of the map's drawing, in points.
    """
    return next((sheet for sheet in SHEETS if text_on(sheet, bounds) >= text), None)
