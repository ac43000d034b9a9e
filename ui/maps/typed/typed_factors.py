"""Parsing of the Maps page's entry line: a factor, or two factors with a sign between them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, replace
from typing import Final

from ui.maps.typed.typed_marks import TypedMark, edge_marks, marks, quotations, without_delays
from upstream_workshop.letters import one_line
from upstream_workshop.maps.analysis.factor_labels import folded
from upstream_workshop.maps.kinds import Sign
from upstream_workshop.maps.map_rows import FactorRow

# a sign that touches a name in quotation marks
_GLUED: Final = re.compile(r"(?:^|(?<=[\s”»]))([+＋−–-])(?=[\"“„«‘][^\"“”„«»‘’]+[\"”“»’](?:\s|$))")
_STROKES: Final = ("//", "||")  # which no name ends with
_STRENGTH: Final = re.compile(r"\s=(?P<strength>[^=]*)$")


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
    stray: a new name that begins or ends with a mark, which is hardly meant; blank if there is none.
    """

    source: Name
    target: Name | None = None
    sign: Sign = Sign.UNKNOWN
    delay: bool = False
    strength: str = ""
    both: bool = False
    stray: str = ""


def parse(text: str, factors: Sequence[FactorRow] = ()) -> Typed:
    """Parse a line.

    “risk + trust” is a link, “risk +// trust” or “risk +~ trust” one with a delay, “risk + trust = strong”
    one with its strength, and “+ trust” one from the factor in front. An arrow may stand for a sign or
    beside it, and may lead back (“trust <- risk”). Anything else is a factor. Signs inside quotation marks
    belong to the name. A mark of a delay at the end of a name says that the link has one.

    factors: those on the map; of several signs in a line, and of the readings of a “=”, which may be in a
    name, the one counts that leaves most of their names.
    """
    return parse_among(text, frozenset(folded(factor.label) for factor in factors))


def parse_among(text: str, known: Set[str]) -> Typed:
    """Parse a line as `parse` does, for many lines of one map.

    known: the folded names of the factors on the map.
    """
    if folded(text) in known:
        return Typed(_name(text))
    text = _GLUED.sub(r" \1 ", text)
    found = [typed for mark in marks(text) for typed in _readings(text, mark)][::-1]
    if not found:
        alone = _name(text)
        has_strokes = any(text[each.start : each.end] in _STROKES for each in edge_marks(text))
        return Typed(alone, stray=alone.text if has_strokes else "")
    best = max(found, key=lambda typed: _count_known(typed, known))
    return replace(best, stray=next(_stray(best, known), ""))


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


def _readings(text: str, mark: TypedMark) -> Iterator[Typed]:
    """Yield a line with all behind its mark as a name, and with the strength apart if it has one."""
    first, rest = text[: mark.start], text[mark.end :]
    strength = _STRENGTH.search(rest)
    if strength and any(strength.start("strength") in each for each in quotations(rest)):
        strength = None
    if strength is None or rest[: strength.start()].strip():
        yield from _links(first, mark, rest)
    if strength:
        yield from _links(first, mark, rest[: strength.start()], strength["strength"])


def _links(first: str, mark: TypedMark, second: str, strength: str = "") -> Iterator[Typed]:
    """Yield a link as it stands, and one with a delay where a mark of one stands beside a name."""
    yield _link(first, mark, second, strength)
    parts = (first, second, strength)
    plain = [without_delays(each) for each in parts]
    if plain != list(parts):
        yield _link(plain[0], replace(mark, delay=True), *plain[1:])


def _stray(typed: Typed, known: Set[str]) -> Iterator[str]:
    """Yield the new names that begin or end with a mark; a question mark may belong to a question."""
    for name in (typed.source, typed.target or Name("")):
        edges = (name.text[each.start : each.end] for each in edge_marks(name.text))
        is_known = name.exact or folded(name.text) in known
        if not is_known and any(edge != "?" for edge in edges):
            yield name.text


def _link(first: str, mark: TypedMark, second: str, strength: str = "") -> Typed:
    ends = (_name(first), _name(second))
    return Typed(
        *(ends[::-1] if mark.back and not mark.forward else ends),
        mark.sign or Sign.UNKNOWN,
        mark.delay,
        strength.strip(),
        mark.back and mark.forward,
    )


def _name(text: str) -> Name:
    words = one_line(text)
    if len(words) > 1 and quotations(words) == [range(len(words))]:
        return Name(words[1:-1].strip(), exact=True)
    return Name(words)


def _count_known(typed: Typed, known: Set[str]) -> int:
    names = (typed.source, typed.target or Name(""))
    return sum(2 * (folded(each.text) in known) + bool(each.text) for each in names)
