"""The factors and links of a map drawn in another program. Factors are told apart by their ids."""

from __future__ import annotations

import json
import math
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from types import MappingProxyType
from typing import Any, Final

from resources.words import noop, say
from upstream_workshop.errors import WorkshopError
from upstream_workshop.letters import BULK, LONG, SHORT, without_invisible
from upstream_workshop.readers.maps.signs import sign_or_word
from upstream_workshop.readers.maps.unread import told_names, unread
from upstream_workshop.readers.reading import Reading, Refusal

MOST_PARTS: Final = 20_000  # factors and links of one map; more no screen draws
_MOST_CODES: Final = 40  # of one quote
LEAST_ZONE: Final = 40.0  # points; a smaller zone could not be seen or caught
_FAR: Final = 1_000_000.0  # points from the middle of a map
_LONGEST: Final = (
    ("label", SHORT, noop("the name is longer than {n:,} letters")),
    ("text", LONG, noop("the text is longer than {n:,} letters")),
    ("quote", LONG, noop("the quote is longer than {n:,} letters")),
    ("note", LONG, noop("the note is longer than {n:,} letters")),
    ("strength", SHORT, noop("the strength is longer than {n:,} letters")),
    ("carried", BULK, noop("the file says more of it than {n:,} letters")),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class MapFactor:
    """A factor; x and y are its centre in points, None where the file gives no place.

    carried: what else the file says of it, as JSON.
    colour: one of the colours of our maps, or blank.
    origins: the titles of the maps that it came from.
    """

    line: int
    key: str
    label: str
    x: float | None = None
    y: float | None = None
    note: str = ""
    carried: str = ""
    colour: str = ""
    locked: bool = False
    origins: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class MapLink:
    """A link between two factors, named by their keys.

    word: what the file says for a sign where that is not clearly + or -.
    directed: whether the file says which factor acts on the other.
    carried: what else the file says of it, as JSON.
    key: what loops of the file call it.
    bend: points that its middle is moved to its left.
    origins: the titles of the maps that it came from.
    look: how its line is drawn, which may stand for a sign where no word does.
    mark: how it is marked, where that may stand for a delay.
    """

    line: int
    source: str
    target: str
    sign: str = ""
    word: str = ""
    delay: bool = False
    strength: str = ""
    note: str = ""
    directed: bool = True
    carried: str = ""
    key: str = ""
    bend: float = 0.0
    origins: tuple[str, ...] = ()
    look: str = ""
    mark: str = ""


@dataclass(frozen=True, slots=True)
class MapText:
    """A text on a map that is no factor; x and y are its centre in points."""

    line: int
    text: str
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class MapZone:
    """A rectangle behind factors; x and y are its upper left corner, and all in points."""

    line: int
    title: str
    x: float
    y: float
    width: float
    height: float
    colour: str = ""


@dataclass(frozen=True, slots=True)
class MapLoop:
    """A loop that has a name, by the keys of its links in their order; number 0 if it has none."""

    line: int
    links: tuple[str, ...]
    name: str
    number: int = 0
    story: str = ""


@dataclass(frozen=True, slots=True)
class MapQuote:
    """Something that was said, which stands behind links.

    quote: what it was said in, if that is longer.
    source: what the file calls whoever said it, or where it is written down.
    links: the keys of the links.
    facts: what the file says of the source, as pairs of a title and a text.
    """

    line: int
    text: str
    quote: str = ""
    source: str = ""
    codes: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    facts: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class MapSheet:
    """What a file says of the map as a whole; carried: what else it says of it, as JSON."""

    line: int
    title: str = ""
    table: str = ""
    carried: str = ""


MapPart = MapFactor | MapLink | MapText | MapZone | MapLoop | MapSheet | MapQuote


def id_of(value: object) -> str:
    """Return an id as a file in JSON gives it; blank for what is none."""
    return str(value) if isinstance(value, str | int | float) else ""


def number_of(value: object) -> float | None:
    """Return a finite number as a file writes it; None for what is none or beyond a million."""
    try:
        number = float(str(value))
    except ValueError:
        return None
    return number if math.isfinite(number) and abs(number) <= _FAR else None


def rest(found: Mapping[str, Any], read: Iterable[str]) -> str:
    """Return, as JSON, what a part says apart from the fields that were read; blank if nothing."""
    left = {key: value for key, value in found.items() if key not in set(read)}
    return json.dumps(left, sort_keys=True) if left else ""


def named(key: str, carried: str = "") -> str:
    """Return what is carried of a factor, as JSON, with its key as the id by which it is known again."""
    return json.dumps({**(json.loads(carried) if carried else {}), "id": key}, sort_keys=True)


def unclear_end(name: str, times: int) -> str:
    """Return what to note of a link whose end is called by a name that several factors of its file have."""
    return say(
        "{n} factors in the file are called “{name}”: this link may be of another.",
        n=times,
        name=name[:60],
    )


def signed_by_weight(links: Sequence[MapLink]) -> list[MapLink]:
    """Return links, where none has a sign and some weight is below zero with their weights as signs."""
    below = any(link.strength.startswith(("-", "−")) for link in links)
    if not below or any(link.sign or link.word for link in links):
        return list(links)
    told = (sign_or_word(link.strength) for link in links)
    return [
        replace(link, sign=sign, word=word) for link, (sign, word) in zip(links, told, strict=True)
    ]


def no_factor(name: str) -> WorkshopError:
    """Return the refusal of a file that is of a known format and has no factor."""
    return WorkshopError(
        say("{name} has no factor with a name: choose the file with the map.", name=name)
    )


def drawn(
    name: str,
    parts: Iterable[MapPart],
    unmapped: Iterable[str] = (),
    read: Mapping[type[MapPart], Collection[str]] = MappingProxyType({}),
) -> Reading[MapPart]:
    """Return the parts of a map as a reading; what cannot be taken is refused with its line.

    unmapped: what the file says besides.
    read: the fields that are used of factors and of links, in lower case; others are named as unmapped.

    The line of a part is its number in the file, from 1. Raises WorkshopError: where there are parts but no
    factor among them, or more than can be drawn.
    """
    listed = list(islice(parts, MOST_PARTS + 1))
    if len(listed) > MOST_PARTS:
        raise WorkshopError(
            say(
                "{name} has more than {most} factors and links: export a part of the map.",
                name=name,
                most=MOST_PARTS,
            )
        )
    taken, refused = _sorted_out(listed)
    if listed and not any(isinstance(part, MapFactor) for part in taken):
        raise no_factor(name)
    names = (
        each for part in taken if type(part) in read for each in _unread(part, read[type(part)])
    )
    return Reading(_by_looks(taken), tuple(refused), told_names((*unmapped, *names)))


def _unread(part: MapPart, read: Collection[str]) -> Iterator[str]:
    return unread(getattr(part, "carried", ""), read)


def _by_looks(parts: list[MapPart]) -> tuple[MapPart, ...]:
    """Return the parts, in which looks are words to ask about where the links of a map differ in them.

    A link keeps its look as a word only if it has neither a sign nor a word.
    """
    looks = {part.look for part in parts if isinstance(part, MapLink) and not part.sign}
    telling = len(looks) > 1
    return tuple(
        replace(part, look="", word=part.word or (part.look if telling and not part.sign else ""))
        if isinstance(part, MapLink) and part.look
        else part
        for part in parts
    )


def _sorted_out(parts: list[MapPart]) -> tuple[list[MapPart], list[Refusal]]:
    taken: list[MapPart] = []
    refused: list[Refusal] = []
    keys: set[str] = set()
    for part in sorted(parts, key=lambda part: isinstance(part, MapLink)):
        why = _why_not(part, keys)
        if why:
            refused.append(Refusal(part.line, why))
            continue
        taken.append(part)
        if isinstance(part, MapFactor):
            keys |= {part.key} - {""}  # else links without an end would lead to what has no id
    return taken, refused


def _why_not(part: MapPart, keys: set[str]) -> str:
    """Return why a part cannot be taken; blank if it can."""
    longest = next(
        (say(why, n=most) for field, most, why in _LONGEST if _size(part, field) > most), ""
    )
    if longest:
        return longest
    if isinstance(part, MapFactor):
        if part.key in keys:
            return say(
                "its id “{key}” came before: {name}", key=part.key[:60], name=part.label[:60]
            )
        named = without_invisible(part.label).strip()
        return "" if named else say("the factor has no name")
    if isinstance(part, MapQuote) and len(part.codes) > _MOST_CODES:
        return say("the quote has more than {n} tags", n=_MOST_CODES)
    if not isinstance(part, MapLink):
        return ""
    missing = next((key for key in (part.source, part.target) if key not in keys), None)
    if missing == "":
        return say("the link has no factor at one of its ends")
    return (
        say("the link ends at “{key}”, which is not there", key=missing[:60])
        if missing is not None
        else ""
    )


def _size(part: MapPart, field: str) -> int:
    return len(getattr(part, field, ""))
