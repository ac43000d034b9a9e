"""The headings of a document, and the list of its contents."""

from __future__ import annotations

from typing import Final, NamedTuple

from reportlab.platypus import Flowable, KeepTogether

from exports.drawing import safe_markup
from exports.drawing.styles import HEADINGS, LISTED
from exports.drawing.tagging import tagged
from resources.words import say

_FEWEST: Final = 2  # headings; a list of fewer tells nothing
_LONGEST: Final = 100  # letters of a heading in the outline of the file


class _Heading(NamedTuple):
    level: int
    words: str
    anchor: str


class Headings:
    """The headings of a document in their order, each with an anchor of its own."""

    def __init__(self) -> None:
        self._all: list[_Heading] = []

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self._all)

    @property
    def last(self) -> str:
        """The words of the last one; blank if there is none."""
        return self._all[-1].words if self._all else ""

    def add(self, level: int, value: str, anchor: str = "") -> tuple[str, list[Flowable]]:
        """Add a heading; return its anchor and what is drawn: each further paragraph is plain text."""
        anchor = anchor or f"h{len(self._all) + 1}"
        self._all.append(_Heading(level, value, anchor))
        pieces = safe_markup.paragraphs(safe_markup.bounded(value))
        drawn: list[Flowable] = []
        for number, piece in enumerate(pieces or (safe_markup.text(say("Untitled")),)):
            shown = tagged.Text(piece, HEADINGS[level - 1], f"H{level}" if number == 0 else "P")
            shown.keepWithNext = 1
            if number == 0:
                shown.anchor = anchor
                shown.outline = safe_markup.printable(value)[:_LONGEST] or say("Untitled")
            drawn.append(shown)
        return anchor, drawn

    def contents(self, begun: int) -> list[Flowable]:
        """Return the list of those of level 2 on one page, but for the first so many; nothing of too few."""
        listed = [one for one in self._all[begun:] if one.level == 2]
        if len(listed) < _FEWEST:
            return []
        lines = [(safe_markup.text(one.words) or say("Untitled"), one.anchor) for one in listed]
        return [KeepTogether(tagged.contents(lines, LISTED))]
