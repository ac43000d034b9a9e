"""The two tables of words by which sign-up lists are read, in `resources/lists`.

`signup-titles.csv` has a row for each field and language, `signup-words.csv` one for each kind of
words and language. A phrase in them is written as people write it; `*` stands for any letters at the
start or end of a word, or as a word for any words, and `..` for any words or none between two.
"""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from re import Pattern
from typing import Final

import resources
from upstream_workshop.letters import loosened

TITLES: Final = "lists/signup-titles.csv"
WORDS: Final = "lists/signup-words.csv"
_NEVER: Final = re.compile("(?!)")


@dataclass(frozen=True, slots=True)
class TitleRow:
    """How the titles of one field are worded in one language.

    field: what such a column holds; blank for what is known and not used.
    whole: phrases that are a title alone, apart from little words.
    within: phrases that may stand anywhere in a title.
    unless: phrases with which it is not this field after all.
    beside: the words of a title that is understood from end to end; `known_words.is_understood` asks them.
    holds: what its cells are expected to hold, a name in `contents.FITS`; with `!` they must.
    example, counter_example: a title of this field, and one that is not.
    """

    field: str
    language: str
    whole: Pattern[str]
    within: Pattern[str]
    unless: Pattern[str]
    beside: tuple[str, ...]
    holds: str
    example: str
    counter_example: str


@cache
def title_rows() -> tuple[TitleRow, ...]:
    """Return the table of titles."""
    return tuple(
        TitleRow(
            row["field"],
            row["language"],
            one_of(_phrases(row["whole"])),
            one_of(_phrases(row["within"])),
            one_of(_phrases(row["unless"])),
            tuple(_phrases(row["beside"])),
            row["holds"],
            row["example"],
            row["counter-example"],
        )
        for row in _rows(TITLES)
    )


@cache
def words(kind: str) -> Pattern[str]:
    """Return a pattern for any phrase of one kind, in any language. Raises LookupError."""
    return one_of(phrases(kind))


@cache
def any_words(*kinds: str) -> Pattern[str]:
    """Return a pattern for any phrase of several kinds. Raises LookupError."""
    return one_of(phrase for kind in kinds for phrase in phrases(kind))


def phrases(kind: str) -> list[str]:
    """Return the phrases of one kind, in any language. Raises LookupError."""
    return _listed()[kind]


def one_of(phrases: Iterable[str]) -> Pattern[str]:
    """Return a pattern for any of the phrases in a loosened text, the longest first."""
    wanted = sorted(filter(None, map(_expression, phrases)), key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(wanted)})\b") if wanted else _NEVER


@cache
def _listed() -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for row in _rows(WORDS):
        found[row["kind"]] += row["words"].split("|")
    return dict(found)


def _phrases(cell: str) -> list[str]:
    """Return the phrases of a cell; `@kind` stands for all words of that kind."""
    found: list[str] = []
    for phrase in cell.split("|"):
        found += phrases(phrase[1:]) if phrase.startswith("@") else [phrase]
    return found


def _expression(phrase: str) -> str:
    """Return a regular expression for one phrase."""
    made = ""
    for word in phrase.split():
        if word == "..":
            made += r"(?: \w+)*?"
            continue
        plain = loosened(word.strip("*")).replace(" ", "\\ ")
        start, end = (r"\w*" if word.startswith("*") else "", r"\w*" if word.endswith("*") else "")
        made += (" " if made else "") + (r"\w+(?: \w+)*" if not plain else f"{start}{plain}{end}")
    return made


def _rows(name: str) -> list[dict[str, str]]:
    with resources.path(name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
