"""Parsing of the Maps page's entry line: a factor, or two factors with a sign between them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from upstream_workshop.maps.analysis.factor_labels import folded
from upstream_workshop.maps.kinds import Sign
from upstream_workshop.maps.queries import FactorRow

_SIGNS: Final = {
    "+": Sign.MORE,
    "-": Sign.LESS,
    "−": Sign.LESS,
    "–": Sign.LESS,
    "?": Sign.UNKNOWN,
    "->": Sign.UNKNOWN,
    "→": Sign.UNKNOWN,
}
# a sign between spaces, with “//” or “~” behind it for a delay; it may begin or end the line
_SIGN: Final = re.compile(r"(?:(?<=\s)|^)(?P<sign>->|→|[+\-−–?])(?P<delay>\s?(?://|~))?(?=\s|$)")
_STRENGTH: Final = re.compile(r"\s=\s*(?P<strength>[^=]*\S)\s*$")
_QUOTES: Final = {'"': '"', "“": "”", "„": "“", "«": "»"}


@dataclass(frozen=True, slots=True)
class Name:
    """A factor as it was typed.

    exact: whether it was in quotation marks, so that it is not the beginning of another name.
    """

    text: str
    exact: bool = False


@dataclass(frozen=True, slots=True)
class Typed:
    """A parsed line.

    source: the first factor; blank for a link from the factor in front.
    target: the factor that it is linked to; None if the line is no link.
    """

    source: Name
    target: Name | None = None
    sign: Sign = Sign.UNKNOWN
    delay: bool = False
    strength: str = ""


def parse(text: str, factors: Sequence[FactorRow] = ()) -> Typed:
    """Parse a line.

    “risk + trust” is a link, “risk +// trust” or “risk +~ trust” one with a delay, “risk + trust = strong”
    one with its strength, and “+ trust” one from the factor in front. Anything else is a factor. Signs
    inside quotation marks belong to the name.

    factors: those on the map; of several signs in a line, the one counts that stands between most of
    their names.
    """
    found = [_split(text, sign) for sign in _signs(text)][::-1]
    if not found or any(_same(text, factor.label) for factor in factors):
        return Typed(_name(text))
    return max(found, key=lambda typed: _known(typed, factors))


def named(name: Name, factors: Sequence[FactorRow]) -> FactorRow | None:
    """Return the factor that is meant by a name, or None if there is none or more than one."""
    found = meant(name, factors)
    return found[0] if len(found) == 1 else None


def meant(name: Name, factors: Sequence[FactorRow]) -> list[FactorRow]:
    """Return the factors that a name can mean.

    That is the one of this name or else, unless the name is exact, those that begin with it or, if
    none does, those with a word that begins with it.
    """
    wanted = folded(name.text)
    if not wanted:
        return []
    labels = [(row, folded(row.label)) for row in factors]
    whole = [row for row, label in labels if label == wanted]
    if whole or name.exact:
        return whole
    begins = [row for row, label in labels if label.startswith(wanted)]
    return begins or [row for row, label in labels if f" {wanted}" in label]


def _signs(text: str) -> Iterator[re.Match[str]]:
    """Yield the signs outside quotation marks."""
    closing = ""
    quoted = set()
    for place, letter in enumerate(text):
        if closing:
            quoted.add(place)
            closing = "" if letter == closing else closing
        elif letter in _QUOTES and _QUOTES[letter] in text[place + 1 :]:
            closing = _QUOTES[letter]
    yield from (sign for sign in _SIGN.finditer(text) if sign.start() not in quoted)


def _split(text: str, sign: re.Match[str]) -> Typed:
    source, rest = text[: sign.start()], text[sign.end() :]
    strength = _STRENGTH.search(rest)
    target = rest[: strength.start()] if strength else rest
    return Typed(
        _name(source),
        _name(target),
        _SIGNS[sign["sign"]],
        sign["delay"] is not None,
        strength["strength"].strip() if strength else "",
    )


def _name(text: str) -> Name:
    words = " ".join(text.split())
    if len(words) > 2 and _QUOTES.get(words[0]) == words[-1]:
        return Name(words[1:-1].strip(), exact=True)
    return Name(words)


def _known(typed: Typed, factors: Sequence[FactorRow]) -> int:
    names = (typed.source, typed.target or Name(""))
    return sum(2 * any(_same(n.text, f.label) for f in factors) + bool(n.text) for n in names)


def _same(text: str, label: str) -> bool:
    return folded(text) == folded(label)
