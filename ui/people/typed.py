"""What was typed into the entry line: a name, and perhaps an offer, an ask or a note."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

_SUPPORT: Final = re.compile(r"(?P<name>[^:]*):\s*(?P<kind>offer|ask)s?\b:?\s*(?P<text>.*)", re.I)


@dataclass(frozen=True, slots=True)
class Typed:
    """The letters of a name; with `kind` the words of an offer or ask, else perhaps a note."""

    name: str
    kind: str = ""
    text: str = ""
    note: str = ""


def understood(line: str) -> Typed:
    """Read `name`, `name / note`, `name: offer …` or `name: ask …`."""
    support = _SUPPORT.fullmatch(line.strip())
    if support:
        return Typed(support["name"].strip(), support["kind"].casefold(), support["text"].strip())
    name, _, note = line.partition("/")
    return Typed(name.strip(" :"), note=note.strip())
