"""The words of a text, and how it is written."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from upstream_workshop.people.rules import folded

_WORD: Final = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_OPENS: Final = re.compile(r"[.!?:;…\n•“”\"(/–—|]|\s-\s")  # between two words: a sentence begins
_CAPITALS: Final = 0.6  # of the longer words of a text; above this share, capitals are ignored


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text.

    plain: the word, folded.
    capital: whether it begins with a capital.
    first: whether it begins a sentence.
    """

    plain: str
    start: int
    end: int
    capital: bool
    first: bool


@lru_cache(maxsize=1024)
def words_of(text: str) -> tuple[Word, ...]:
    """Return the words of a text."""
    found, last = [], 0
    for hit in _WORD.finditer(text):
        plain = folded(hit.group().replace("’", "'").removesuffix("'s"))
        opens = (last == 0 and "," not in text[: hit.start()]) or bool(
            _OPENS.search(text, last, hit.start())
        )
        found.append(Word(plain, *hit.span(), hit.group()[0].isupper(), opens))
        last = hit.end()
    return tuple(found)


def small_words(texts: Iterable[str]) -> frozenset[str]:
    """Return the words that are written without a capital in any of the texts."""
    return frozenset(word.plain for text in texts for word in words_of(text) if not word.capital)


def are_capitals_common(said: Iterable[Word]) -> bool:
    """Check whether a text is written like a title, or in capitals."""
    long = [word for word in said if len(word.plain) > 3]
    return len(long) > 2 and sum(word.capital for word in long) > _CAPITALS * len(long)
