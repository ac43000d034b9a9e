"""Comments as they are typed: `heading: what is said (who says it)`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from upstream_workshop.letters import one_line
from upstream_workshop.people.rules import folded

_REVIEWER: Final = re.compile(r"^(.*\S)\s*\(([^()]{1,100})\)\s*$", re.DOTALL)


@dataclass(frozen=True, slots=True)
class TypedReview:
    """A comment, the heading it is about (blank for the whole), and who says it."""

    text: str
    section: str = ""
    reviewer: str = ""


def read_review(line: str, sections: Sequence[str]) -> TypedReview:
    """Return what a line means; a heading may be typed by its beginning, if only one begins so."""
    reviewer = ""
    if found := _REVIEWER.match(line.strip()):
        line, reviewer = found.group(1), one_line(found.group(2))
    before, colon, after = line.partition(":")
    if colon and after.strip() and before.strip():
        begun = [one for one in sections if folded(one).startswith(folded(before))]
        same = [one for one in begun if folded(one) == folded(before)]
        if len(meant := same or begun) == 1:
            return TypedReview(after.strip(), meant[0], reviewer)
    return TypedReview(line.strip(), "", reviewer)
