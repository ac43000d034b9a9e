"""Where in somebody's words a person is named: by the whole name, a part of it, however it is spelt."""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final, TypeAlias

import resources
from upstream_workshop.people.rules import folded, without_titles

Finder: TypeAlias = Callable[[str], "tuple[Mention, ...]"]

_SHORT: Final = 2  # letters: a name that short may be anything where it has no capital


@dataclass(frozen=True, slots=True)
class Mention:
    """A stretch of text that names people: by their whole name, or by a part of it."""

    start: int
    end: int
    people: frozenset[int]  # whom it may mean
    whole: bool
    word_too: bool = False  # a part that may be no name at all


def finder(names: Mapping[int, str], left_alone: Iterable[str] = ()) -> Finder:
    """What finds these people in a text; what is left alone (an organisation's name) is none of them."""
    whole, parts = _spellings(names)
    homes = {folded(one) for one in left_alone} - {"", *parts}
    spared = {home for home in homes if not any(name in home for name in whole)}
    pattern = _pattern((*whole, *parts, *spared))

    def find(text: str) -> tuple[Mention, ...]:
        if not pattern:
            return ()
        plain, places = _folded(text)
        hits = (
            (
                " ".join(hit.group().replace(",", " ").split()),
                places[hit.start()],
                places[hit.end()],
            )
            for hit in pattern.finditer(plain)
        )
        found = [
            Mention(start, end, whole[said], True)
            if said in whole
            else Mention(start, end, parts[said], False, _is_word_too(said))
            for said, start, end in hits
            if said in whole or said in parts
        ]
        return tuple(one for one in found if not one.word_too or text[one.start].isupper())

    return find


def replaced(text: str, found: Iterable[Mention], instead: Callable[[Mention], str]) -> str:
    """The text with each mention put another way."""
    for mention in sorted(found, key=lambda one: one.start, reverse=True):
        text = text[: mention.start] + instead(mention) + text[mention.end :]
    return text


def _spellings(
    names: Mapping[int, str],
) -> tuple[dict[str, frozenset[int]], dict[str, frozenset[int]]]:
    """Whom each whole name may mean, last name first or middle names left out too; and each part."""
    whole: dict[str, set[int]] = defaultdict(set)
    parts: dict[str, set[int]] = defaultdict(set)
    for id_, name in names.items():
        words = folded(without_titles(name)).replace(",", " ").split()
        if len(words) > 1:
            for spelt in (words, words[-1:] + words[:-1], [words[0], words[-1]]):
                whole[" ".join(spelt)].add(id_)
        for part in (piece for word in words for piece in (word, *re.split(r"[-']", word))):
            if len(part) > 1 and part not in _listed("particles"):
                parts[part].add(id_)
    return (
        {spelt: frozenset(ids) for spelt, ids in whole.items()},
        {part: frozenset(ids) for part, ids in parts.items()},
    )


def _is_word_too(part: str) -> bool:
    return len(part) <= _SHORT or part in _listed("words_too")


@cache
def _listed(kind: str) -> frozenset[str]:
    content = resources.path("people/names.toml").read_text("utf-8")
    return frozenset(tomllib.loads(content)[kind].split())


def _pattern(spellings: Iterable[str]) -> re.Pattern[str] | None:
    """Any of these as words of their own, the longest first."""
    listed = sorted(set(spellings), key=lambda one: (-len(one), one))
    words = [r"[\s,]+".join(map(re.escape, one.split())) for one in listed if one]
    return re.compile(rf"(?<![^\W_])(?:{'|'.join(words)})(?![^\W_])") if words else None


def _folded(text: str) -> tuple[str, list[int]]:
    """The text without accents and capitals, and where each of its letters stood."""
    letters: list[str] = []
    places: list[int] = []
    for at, letter in enumerate(text):
        plain = letter.lower() if letter.isascii() or letter.isspace() else folded(letter)
        letters.append(plain)
        places += [at] * len(plain)
    # an accent written apart belongs to the letter before it
    return "".join(letters), [*places, len(text)]
