"""Clues by their form: addresses, numbers, and names used online."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from exports.editions.clues.clue import ADDRESS, HANDLE, IDENTIFIER, Clue
from exports.editions.clues.text_words import words_of
from exports.editions.contacts import platform_names
from exports.editions.vocabulary import is_ordinary
from upstream_workshop.people.rules import folded

_IDENTIFIER: Final = re.compile(
    r"(?<![\w.,])(?=[^\W_])(?=[\w/-]*\d)[^\W_](?:[ ./-]?[^\W_]){2,}(?![\w])"
)
_HARMLESS_NUMBER: Final = re.compile(
    r"(?:19|20)\d\d(?:\s?[-/–]\s?(?:19|20)?\d\d)?|\d{1,3}(?:,\d{3})+|\d{1,4}|\d+(?:\.\d+)?"
    r"|(?:\d{1,4}(?:\.\d+)?)(?:k|m|bn|p|pm|am|th|st|nd|rd|s|x|d|h|min|mins|hrs|km|kg|cm|mm|gb|mb)"
    r"|\d{4}-\d\d-\d\d|\d\d?[./]\d\d?[./]\d{2,4}|\d{1,2}[.:]\d\d(?:am|pm)?"
)
_DIGITS: Final = 5  # in a row or with single signs between: a number that identifies
_DISGUISED: Final = (
    re.compile(r"(?<!\S)\S*[@＠]\s?\S*"),
    re.compile(r"(?<![\w.-])[\w.-]+\s+(?:at|dot)\s+[\w.-]+\s+(?:dot|at)\s+[\w.-]+", re.IGNORECASE),
    re.compile(r"(?<!\w)\w+\s*[\[({]\s*(?:at|dot)\s*[\])}]\s*\w+", re.IGNORECASE),
)
_ADDRESSES: Final = (
    *_DISGUISED,
    re.compile(r"(?<![\w.])[^\W\d_]\w+\.[^\W\d_]{2,}(?:\.\w+)*(?!\w)"),
    re.compile(r"[#]\w+"),
)


def disguised(text: str) -> Iterator[re.Match[str]]:
    """Yield parts of addresses, and addresses that are spelt out."""
    for pattern in _DISGUISED:
        yield from pattern.finditer(text)


def addresses(text: str) -> Iterator[Clue]:
    """Yield addresses, also disguised or in part, and tags that are no ordinary word."""
    for pattern in _ADDRESSES:
        for hit in pattern.finditer(text):
            if not (hit.group().startswith("#") and is_ordinary(folded(hit.group()[1:]))):
                yield Clue(*hit.span(), ADDRESS)


def identifiers(text: str) -> Iterator[Clue]:
    """Yield numbers, and codes with digits, that may be somebody's."""
    for hit in _IDENTIFIER.finditer(text):
        said = hit.group()
        pieces = re.split(r"[ /-]", said)
        numbered = [piece for piece in pieces if any(map(str.isdigit, piece))]
        odd = [piece for piece in numbered if not _HARMLESS_NUMBER.fullmatch(piece.casefold())]
        if odd:
            start = hit.start() + said.index(odd[0])
            yield Clue(start, hit.start() + said.rindex(odd[-1]) + len(odd[-1]), IDENTIFIER)
    for hit in re.finditer(rf"(?<![\w,.])\d(?:[ ./–-]?\d){{{_DIGITS - 1},}}(?!\w)", text):
        if not _HARMLESS_NUMBER.fullmatch(hit.group()) or hit.group().isdigit():
            yield Clue(*hit.span(), IDENTIFIER)


def handles(text: str) -> Iterator[Clue]:
    """Yield words that are not ordinary ones, near the name of a platform that has user names."""
    near = platform_names(text)
    for word in words_of(text) if near else ():
        close = any(word.end > hit.start() - 30 and word.start < hit.end() + 30 for hit in near)
        if (
            close
            and not is_ordinary(word.plain)
            and not any(word.start == hit.start() for hit in near)
        ):
            yield Clue(word.start, word.end, HANDLE)
