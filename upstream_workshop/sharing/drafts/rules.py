"""Rules on the text of a draft: its headings, and the part in which somebody writes."""

from __future__ import annotations

import re
from typing import Final

from upstream_workshop.letters import without_invisible

_HEADING: Final = re.compile(r"^ {0,3}#{1,6}[ \t]+(.+?)[ \t#]*$", re.MULTILINE)


def headings(text: str) -> tuple[str, ...]:
    """Return the headings of a text in order, each once."""
    return tuple(dict.fromkeys(found.strip() for found in _HEADING.findall(text)))


def part_at(text: str, place: int, most: int) -> str:
    """Return the part of a text round a place: all of a short one, else from the heading before it.

    place: the number of characters before it.
    most: how many characters a part has at most, but for the rest of its last paragraph.
    """
    if len(text) <= most:
        return text
    starts = [found.start() for found in _HEADING.finditer(text, 0, place)]
    start = max((one for one in starts if place - one < most // 2), default=None)
    if start is None:
        start = text.rfind("\n\n", 0, max(0, place - most // 2)) + 1
    end = text.find("\n\n", start + most)
    return text[start : end if 0 <= end < start + 2 * most else start + most]


def tidy(text: str) -> str:
    """Return a text as it is kept: without invisible characters and spaces at the ends of lines."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n".join(without_invisible(line).rstrip() for line in lines).rstrip() + "\n"
