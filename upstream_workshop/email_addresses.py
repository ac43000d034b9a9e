"""E-mail addresses in what somebody typed or a sign-up tool wrote."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final, NamedTuple

_ADDRESS: Final = re.compile(
    r"(?<![^\s@<>;,:()\"])[^\s@<>;,:()\"]+@[^\s@<>;,()\"]+\.[^\s@<>;,()\"]+"
)
_AROUND: Final = ".'"  # signs that end a sentence or quote an address, and begin or end none
_AT: Final = "(?:[@＠﹫]|%40)"
_BEFORE: Final = r"(?<![^\W_])(?<![^\W_][-._+'’&])"  # no letter, and no sign that joins one
_AFTER: Final = r"(?![^\W_])"
_ON: Final = re.compile(r"[-._]+[^\W_]")  # the host may go on, or a sentence begins without a space


class Spot(NamedTuple):
    """A stretch of a text that is an e-mail address.

    whole: whether it is all of the address that stands there, not the beginning of a longer one.
    """

    start: int
    end: int
    whole: bool


def first_address(text: str) -> str:
    """Return the first e-mail address in a text, as in “Bo <bo@example.org>”, or a blank."""
    return next(iter(addresses_in(text)), "")


def addresses_in(text: str) -> tuple[str, ...]:
    """Return the e-mail addresses in a text."""
    return tuple(found.group().strip(_AROUND) for found in _ADDRESS.finditer(text))


def spots_of(address: str, text: str) -> Iterator[Spot]:
    """Yield where an e-mail address stands in a text, in capitals or not, but not as part of another.

    “bo@example.org” does not stand in “abo@example.org”.
    """
    for found in _wanted(address).finditer(text) if address else ():
        yield Spot(*found.span(), not _ON.match(text, found.end()))


def readdressed(text: str, old: str, new: str) -> str:
    """Return a text with another e-mail address wherever the old one stands as a whole."""
    for spot in reversed(tuple(spots_of(old, text))):
        if spot.whole:
            text = f"{text[: spot.start]}{new}{text[spot.end :]}"
    return text


@lru_cache(maxsize=64)
def _wanted(address: str) -> re.Pattern[str]:
    spelt = _AT.join(map(re.escape, address.split("@")))
    return re.compile(f"{_BEFORE}{spelt}{_AFTER}", re.IGNORECASE)
