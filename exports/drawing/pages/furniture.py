"""The footer of each page: what the document is, and the number of the page."""

from __future__ import annotations

from bisect import bisect_right
from functools import lru_cache
from typing import Final

from exports.drawing import fonts, inks, safe_markup
from exports.drawing.styles import MARGINS
from exports.drawing.tagging.tagged_canvas import TaggedCanvas
from resources.words import joined, say

_TEXT: Final = 12.0
_TOTAL: Final = "\0"  # placeholder of the number of all pages


def draw_footer(canvas: TaggedCanvas, width: float, event: str, title: str) -> None:
    """Draw the footer of a page.

    width: of the page, in points.

    If there is no room for all its words, the event's go before the title's.
    """
    left, _, right, bottom = MARGINS
    edge = width - right
    canvas.setStrokeColor(inks.ink("line"))
    canvas.setLineWidth(0.6)
    canvas.line(left, bottom - 22, edge, bottom - 22)
    canvas.setFillColor(inks.ink("soft"))
    canvas.setFont(fonts.REGULAR, _TEXT)
    room = _draw_number(canvas, edge, bottom - 42) - left - 24
    words = _named(event, title, room)
    fonts.draw(canvas, left, bottom - 42, words, fonts.REGULAR, _TEXT)


def fitted(value: str, room: float, size: float, font: str = fonts.REGULAR) -> str:
    """Return as much of a line as fits into a width in points; an ellipsis marks a cut."""
    value = safe_markup.line(value)
    if fonts.width(value, font, size) <= room:
        return value
    longest = range(len(value) + 1)
    value = value[
        : bisect_right(longest, room, key=lambda n: fonts.width(f"{value[:n]}…", font, size))
    ]
    while value and fonts.width(value + "…", font, size) > room:
        value = value[:-1]
    return value.rstrip() + "…"


@lru_cache(maxsize=64)  # it is the same on all pages, and slow if somebody typed a very long title
def _named(event: str, title: str, room: float) -> str:
    """Return event and title, the title alone if both have no room, or as much of it as has."""
    title = safe_markup.line(title)
    both = joined((safe_markup.line(event), title), "{first} · {then}")
    return both if fonts.width(both, fonts.REGULAR, _TEXT) <= room else fitted(title, room, _TEXT)


def _draw_number(canvas: TaggedCanvas, edge: float, y: float) -> float:
    """Draw the page number and the number of pages, up to `edge`.

    Return where the text begins.
    """
    said = say("Page {page} of {total}", page=canvas.getPageNumber(), total=_TOTAL)
    before, _, after = said.partition(_TOTAL)
    ends = edge - fonts.width(after, fonts.REGULAR, _TEXT)
    total = ends - fonts.width("00", fonts.REGULAR, _TEXT)
    canvas.drawRightString(total, y, before)
    canvas.draw_page_total(total, y, fonts.REGULAR, _TEXT)
    if after:
        canvas.drawString(ends, y, after)
    return total - fonts.width(before, fonts.REGULAR, _TEXT)
