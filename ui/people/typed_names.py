"""Parsing of entry lines: a name, perhaps with an offer, an ask, a note or other names."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from upstream_workshop.people.kinds import (
    SupportKind,
)

_SUPPORT: Final = re.compile(r"(?P<name>[^:]*):\s*(?P<kind>offer|ask)s?\b:?\s*(?P<text>.*)", re.I)
_SHORT: Final = re.compile(r"(?P<name>[^:?+]*)(?P<kind>[?+])\s*(?P<text>.*)")
_KINDS: Final = {"?": SupportKind.ASK, "+": SupportKind.OFFER}
_TIES: Final = re.compile(r"(?P<name>[^:=]*)(?P<sign>[:=])\s*(?P<others>.*)")


@dataclass(frozen=True, slots=True)
class Typed:
    """A parsed entry line.

    name: letters of a name.
    kind: offer or ask; None if there is neither.
    text: the words of the offer or ask.
    note: the note, if there is neither offer nor ask.
    """

    name: str
    kind: SupportKind | None = None
    text: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class TypedTies:
    """A parsed line of ties.

    name: letters of a name.
    others: letters of the names that it is tied to.
    mutual: whether both sides named each other.
    """

    name: str
    others: tuple[str, ...] = ()
    mutual: bool = False


def understood(line: str) -> Typed:
    """Parse `name`, `name / note`, `name? ask`, `name+ offer`, `name: offer …` or `name: ask …`."""
    support = _SUPPORT.fullmatch(line.strip()) or _SHORT.fullmatch(line.strip())
    if support:
        kind = _KINDS.get(support["kind"]) or SupportKind(support["kind"].casefold())
        return Typed(support["name"].strip(), kind, support["text"].strip())
    name, _, note = line.partition("/")
    return Typed(name.strip(" :"), note=note.strip())


def understood_ties(line: str) -> TypedTies:
    """Parse `name`, `name: one, another` (named by the first) or `name = one, another` (mutual)."""
    ties = _TIES.fullmatch(line.strip())
    if ties is None:
        return TypedTies(line.strip())
    others = tuple(part.strip() for part in ties["others"].split(",") if part.strip())
    return TypedTies(ties["name"].strip(), others, ties["sign"] == "=")
