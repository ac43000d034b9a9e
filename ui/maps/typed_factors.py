"""What a line typed on the Maps page means: a factor, or two names with a sign between them."""

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
    """A factor's name in `source`, or with a `target` a link; a blank sign is unknown."""

    source: str
    target: str = ""
    sign: Sign = Sign.UNKNOWN


def parse(text: str) -> Typed:
    """“risk appetite + upstream work” is a link; anything else is the name of a factor."""
    found = _LINK.match(text.strip())
    if found is None:
        return Typed(" ".join(text.split()))
    return Typed(found["source"], found["target"], _SIGNS[found["sign"]])


def named(text: str, factors: Sequence[FactorRow]) -> FactorRow | None:
    """The factor of this name, else the only one that begins so, else the only one with such a word."""
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
