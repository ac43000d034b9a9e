"""How large a picture is drawn, and on which page, for its words to be read."""

from __future__ import annotations

from collections.abc import Iterable
from math import inf
from typing import Final, TypeAlias

from exports.drawing.picture import Label, Picture
from exports.drawing.styles import MARGINS
from upstream_workshop.maps.placing.paper_sizes import SHEETS

LEAST: Final = 12.0  # points, of the words in a picture
_SLACK: Final = 10.0  # points: the space after the headings, and a page may be full, not overfull
Size: TypeAlias = tuple[float, float]


def least_text(picture: Picture) -> float:
    """Return the size of the smallest words in a picture, in its own points; infinite if it has none."""
    return min((part.size for part in picture.parts if isinstance(part, Label)), default=inf)


def scale_within(picture: Picture, room: Size) -> float:
    """Return by how much a picture is drawn larger to fill a room, in points."""
    return min(room[0] / picture.width, room[1] / picture.height)


def is_legible(picture: Picture, scale: float) -> bool:
    """Return whether all words of a picture can be read when it is drawn at a scale."""
    return least_text(picture) * scale >= LEAST - 0.01


def legible_scale(picture: Picture, rooms: Iterable[Size], enlarged: float = 1.0) -> float | None:
    """Return by how much a picture is drawn larger in the first room where its words can be read, if any."""
    scales = (scale_within(picture, room) for room in rooms)
    return next((scale for scale in scales if is_legible(picture, scale * enlarged)), None)


def legible_page(picture: Picture, usual: Size, above: float, enlarged: float = 1.0) -> Size:
    """Return the smallest page on which the words of a picture can be read.

    If they never can, it is the page on which they are largest.

    usual: the page of the document, in points of its layout.
    above: the height of the headings above it.
    enlarged: by how much finished pages are drawn larger than laid out.
    """
    pages = (usual, *_larger(usual, enlarged))
    scales = {page: scale_within(picture, room_on(page, above)) for page in pages}
    read = (page for page in pages if is_legible(picture, scales[page] * enlarged))
    return next(read, max(pages, key=scales.__getitem__))


def room_on(page: Size, above: float) -> Size:
    """Return the room for a picture below headings of some height on a page of its own."""
    left, top, right, bottom = MARGINS
    return page[0] - left - right, page[1] - top - bottom - above - _SLACK


def _larger(usual: Size, enlarged: float) -> list[Size]:
    """Return the sheets that are larger than a page, the smallest first, upright and on their side."""
    sheets = [(long / enlarged, short / enlarged) for long, short in SHEETS.values()]
    return [
        page
        for long, short in sheets
        if long > max(usual) + 1
        for page in ((long, short), (short, long))
    ]
