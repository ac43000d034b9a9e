"""Parsing of the Maps page's entry line: a factor, or two names with a sign between them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from upstream_workshop.maps.kinds import Sign
from upstream_workshop.maps.queries import FactorRow

_LINK: Final = re.compile(r"^(?P<source>.*\S)\s+(?P<sign>->|→|[+\-−?])\s+(?P<target>\S.*)$")
_SIGNS: Final = {
    "+": Sign.MORE,
    "-": Sign.LESS,
    "−": Sign.LESS,
    "?": Sign.UNKNOWN,
    "->": Sign.UNKNOWN,
    "→": Sign.UNKNOWN,
}


@dataclass(frozen=True, slots=True)
class Typed:
    """A parsed line.

    source: the name of a factor.
    target: the name of the factor that it is linked to; empty if there is no link.
    sign: the sign of the link.
    """

    source: str
    target: str = ""
    sign: Sign = Sign.UNKNOWN


def parse(text: str) -> Typed:
    """Parse a line: “risk appetite + upstream work” is a link, anything else a factor."""
    found = _LINK.match(text.strip())
    if found is None:
        return Typed(" ".join(text.split()))
    return Typed(found["source"], found["target"], _SIGNS[found["sign"]])


def named(text: str, factors: Sequence[FactorRow]) -> FactorRow | None:
    """Return the factor of this name.

    If there is none, return the only factor that begins with the text or, if none does, the only
    one with a word that begins with it. Returns None if there is none or more than one.
    """
    wanted = " ".join(text.casefold().split())
    if not wanted:
        return None
    names = [(row, " ".join(row.label.casefold().split())) for row in factors]
    whole = [row for row, name in names if name == wanted]
    begins = [row for row, name in names if name.startswith(wanted)]
    within = [row for row, name in names if f" {wanted}" in name]
    for found in (whole, begins, within):
        if len(found) == 1:
            return found[0]
        if found:
            return None
    return None
