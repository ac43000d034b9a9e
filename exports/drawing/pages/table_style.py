"""How wide the columns of a table are, and how its rows are ruled."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from reportlab.platypus import TableStyle

from exports.drawing import fonts, inks, safe_markup
from exports.drawing.styles import CELL_PADDING, GRID, NOUN, NUMBER

_BETWEEN: Final = 12.0  # points between two large figures


def bands(pairs: Sequence[tuple[str, str]], width: float) -> Iterator[tuple[slice, list[float]]]:
    """Yield which large figures stand beside each other, and the width of each in points.

    pairs: each figure and its noun, no word of which is broken unless it alone is wider than the page.
    """
    needed = [min(_needed(number, noun) + _BETWEEN, width) for number, noun in pairs]
    begun = 0
    for end in range(1, len(pairs) + 1):
        if end == len(pairs) or sum(needed[begun : end + 1]) > width:
            spare = (width - sum(needed[begun:end])) / (end - begun)
            yield slice(begun, end), [each + spare for each in needed[begun:end]]
            begun = end


def ruled(padding: float, headings: int, tall: float) -> TableStyle:
    """Return the style of a table.

    padding: above and below the text of a cell, in points.
    headings: how many rows of headings it has.
    tall: the least height of a row to write in by hand; 0 if nothing is written in.
    """
    style = TableStyle(GRID.getCommands()[: None if headings else -1])
    for side in ("TOPPADDING", "BOTTOMPADDING"):
        style.add(side, (0, 0), (-1, -1), padding)
    if tall:
        more = (tall - 16 - CELL_PADDING) * min(1.0, padding / CELL_PADDING)
        style.add("BOTTOMPADDING", (0, headings), (-1, -1), more)
        style.add("LINEBEFORE", (1, 0), (-1, -1), 0.6, inks.ink("line"))
        style.add("LEFTPADDING", (1, 0), (-1, -1), CELL_PADDING)
    return style


def _needed(number: str, noun: str) -> float:
    words = safe_markup.line(noun).split() or [""]
    widest = max(fonts.width(word, fonts.REGULAR, NOUN.fontSize) for word in words)
    return max(widest, fonts.width(safe_markup.line(number), fonts.STRONG, NUMBER.fontSize))
