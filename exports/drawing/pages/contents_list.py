"""The list of contents of a document."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from reportlab.platypus import Flowable, KeepTogether

from exports.drawing import safe_markup
from exports.drawing.styles import LISTED
from exports.drawing.tagging import tagged
from resources.words import say

_FEWEST: Final = 2  # headings; a list of fewer tells nothing


def contents_list(headings: Sequence[tuple[str, str]]) -> list[Flowable]:
    """Return the list on one page, or nothing if there are too few headings.

    headings: words and anchor of each.
    """
    if len(headings) < _FEWEST:
        return []
    lines = [(safe_markup.text(words) or say("Untitled"), anchor) for words, anchor in headings]
    return [KeepTogether(tagged.contents(lines, LISTED))]
