"""Parsing of the Maps page's entry line: a factor, or two factors with a sign between them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from ui.maps.typed.typed_marks import TypedMark, marks
from upstream_workshop.maps.analysis.factor_labels import folded
from upstream_workshop.maps.kinds import Sign
from upstream_workshop.maps.queries import FactorRow

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
    both: whether its arrow leads both ways, as no link does.
    """

    source: Name
    target: Name | None = None
    sign: Sign = Sign.UNKNOWN
    delay: bool = False
    strength: str = ""
    both: bool = False


def parse(text: str, factors: Sequence[FactorRow] = ()) -> Typed:
    """Parse a line.

    “risk + trust” is a link, “risk +// trust” or “risk +~ trust” one with a delay, “risk + trust = strong”
    one with its strength, and “+ trust” one from the factor in front. An arrow may stand for a sign or
    beside it, and may lead back (“trust <- risk”). Anything else is a factor. Signs inside quotation marks
    belong to the name.

    factors: those on the map; of several signs in a line, the one counts that stands between most of
    their names.
    """
    found = [_split(text, sign) for sign in marks(text)][::-1]
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


def _split(text: str, mark: TypedMark) -> Typed:
    first, rest = _name(text[: mark.start]), text[mark.end :]
    strength = _STRENGTH.search(rest)
    second = _name(rest[: strength.start()] if strength else rest)
    ends = (second, first) if mark.back and not mark.forward else (first, second)
    return Typed(
        *ends,
        mark.sign or Sign.UNKNOWN,
        mark.delay,
        strength["strength"].strip() if strength else "",
        mark.back and mark.forward,
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
