"""The meaningful words of a text, reduced to stems so that forms of one word are equal."""

from __future__ import annotations

import functools
import re
from typing import Final

import resources
from upstream_workshop.people.rules import folded

_WORD: Final = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?")
_ENDINGS: Final = (
    *("ements", "ement", "ments", "ment", "ations", "ation", "ings", "ing"),
    *("ers", "er", "ies", "ied", "ors", "or", "ed", "es", "s"),
)
_LEAST: Final = 4  # least letters of a word, and of a word without its ending


def meaningful(text: str) -> dict[str, str]:
    """Return the meaningful words of a text, in lower case, by their stems, in the text's order."""
    empty = _empty()
    found: dict[str, str] = {}
    for written in _WORD.findall(text.replace("’", "'")):
        plain = folded(written).removesuffix("'s").replace("'", "")
        if len(plain) >= _LEAST and plain not in empty:
            found.setdefault(stem(plain), written.removesuffix("'s").casefold())
    return found


def stem(word: str) -> str:
    """Return a word without its ending: commissioner and commissions have one stem."""
    ending = next((e for e in _ENDINGS if word.endswith(e) and len(word) - len(e) >= _LEAST), "")
    bare = word.removesuffix(ending)
    return bare.rstrip("eiy") if len(bare.rstrip("eiy")) >= _LEAST - 1 else bare


@functools.cache
def _empty() -> frozenset[str]:
    """Return words to ignore, such as “help” and “work”, which most offers and asks contain."""
    return frozenset(resources.path("people/common-words.txt").read_text("utf-8").split())
