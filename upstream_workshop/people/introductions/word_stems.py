"""The words that carry meaning in what somebody wrote, reduced so that their forms meet."""

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
_LEAST: Final = 4  # letters of a word, and of what is left of it


def meaningful(text: str) -> dict[str, str]:
    """Stem to the word as it was written, for each word that carries meaning, in their order."""
    empty = _empty()
    found: dict[str, str] = {}
    for written in _WORD.findall(text.replace("’", "'")):
        plain = folded(written).removesuffix("'s").replace("'", "")
        if len(plain) >= _LEAST and plain not in empty:
            found.setdefault(stem(plain), written.removesuffix("'s").casefold())
    return found


def stem(word: str) -> str:
    """A word without its ending: commissioner, commissioning and commissions are one."""
    ending = next((e for e in _ENDINGS if word.endswith(e) and len(word) - len(e) >= _LEAST), "")
    bare = word.removesuffix(ending)
    return bare.rstrip("eiy") if len(bare.rstrip("eiy")) >= _LEAST - 1 else bare


@functools.cache
def _empty() -> frozenset[str]:
    """Words that say nothing of the matter; peer support speaks of helping and working all the time."""
    return frozenset(resources.path("people/common-words.txt").read_text("utf-8").split())
