"""What the writers of other programs' formats share: ids, kept entries, and text that XML takes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final, Generic, TypeVar

from exports.output_kinds import MAKER
from upstream_workshop import __version__
from upstream_workshop.maps.analysis.factor_labels import folded
from upstream_workshop.maps.kinds import Sign
from upstream_workshop.maps.map_rows import FactorRow, LinkRow
from upstream_workshop.readers.maps.carrying import read_rest
from upstream_workshop.readers.maps.signs import said_together, sign_of

MADE_BY: Final = f"{MAKER} {__version__}"
_NOT_XML: Final = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_NUMBER: Final = re.compile(r" \(\d+\)")  # behind a name that another factor has
Part = TypeVar("Part", FactorRow, LinkRow)
Id = TypeVar("Id", int, str)


@dataclass(frozen=True, slots=True)
class Named(Generic[Part, Id]):
    """A factor or link with its id in the file, and what is kept of its entry in the file it came from."""

    part: Part
    id: Id
    kept: Mapping[str, Any]


def named(
    parts: Iterable[Part],
    form: str,
    name: str,
    own: Callable[[int], Id],
    shaped: Callable[[Mapping[str, Any]], Mapping[str, Any]] = dict,
) -> tuple[Named[Part, Id], ...]:
    """Return the parts with their ids: those of the entries they came from, each once, or else their own.

    form: the format that is written.
    name: the field of the id in a kept entry.
    own: makes an id of a number, for parts that were in no file of this format.
    shaped: returns a kept entry as entries of this file are; by default as it is.
    """
    listed = [(part, shaped(read_rest(part.carried, form))) for part in parts]
    taken: set[Id] = set()
    ids: dict[int, Id] = {}
    for part, kept in listed:
        given = kept.get(name)
        if type(given) is type(own(0)) and given not in taken:
            ids[part.id] = given
            taken.add(given)
    number = 0
    for part, _ in listed:
        while part.id not in ids:
            number += 1
            if own(number) not in taken:
                ids[part.id] = own(number)
    return tuple(Named(part, ids[part.id], kept) for part, kept in listed)


def as_called(
    factors: Sequence[FactorRow], form: str, called: Callable[[Mapping[str, Any]], str]
) -> tuple[FactorRow, ...]:
    """Return factors under the names they had in their file, where only a number tells them apart here.

    called: returns the name that a kept entry says.
    """
    there = {folded(factor.label) for factor in factors}

    def name(factor: FactorRow) -> str:
        kept = called(read_rest(factor.carried, form))
        numbered = factor.label.removeprefix(kept)
        is_twin = bool(kept) and folded(kept) in there and bool(_NUMBER.fullmatch(numbered))
        return kept if is_twin else factor.label

    return tuple(replace(factor, label=name(factor)) for factor in factors)


def sign_to_keep(given: object, sign: Sign) -> bool:
    """Check whether what a kept entry says of the sign still says what the sign is now."""
    said = sign_of(str(given or ""))
    return said == sign or (said is None and sign == Sign.UNKNOWN)


def says_otherwise(given: object, sign: Sign, delay: bool) -> bool:
    """Check whether what a kept entry says tells another sign than there is now, or a delay that is gone."""
    told = said_together((str(given or ""),))
    return bool(told.sign and told.sign != sign) or (told.delay and not delay)


def xml_text(text: str) -> str:
    """Return a text without the characters that XML has no way to write."""
    return _NOT_XML.sub("", text)
