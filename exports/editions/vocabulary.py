"""Words that identify no person."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from typing import Any, Final

import resources
from upstream_workshop.people.mentions import listed

_CONTRACTED: Final = (
    "'d",
    "'ll",
    "'m",
    "'re",
    "'s",
    "'t",
    "'ve",
    "'i",
    "'r",
    "'n",
    "'w",
    "'u",
    "'ch",
)
_CLIPPED: Final = frozenset(
    (
        "couldn",
        "didn",
        "doesn",
        "don",
        "hadn",
        "hasn",
        "haven",
        "isn",
        "needn",
        "shan",
        "shouldn",
        "wasn",
        "weren",
        "won",
        "wouldn",
        "aren",
        "ain",
    )
)
_ENDINGS: Final = ("s", "es", "ed", "d", "ing", "ly", "er", "ers", "ness")


@cache
def words(name: str) -> frozenset[str]:
    """Return a list of resources/people/vocabulary.toml: generic, public, welsh or posts."""
    return frozenset(_content()[name].split())


@cache
def ordinary_words() -> frozenset[str]:
    """Return the English words that are written without a capital."""
    lines = resources.path("people/ordinary-words.txt").read_text("utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


def is_ordinary(word: str) -> bool:
    """Check whether a folded word is an ordinary English or Welsh one, or a well-known name."""
    ending = next((one for one in _CONTRACTED if word.endswith(one)), "")
    word = word.removesuffix(ending)
    if ending == "'t" and word in _CLIPPED:
        return True
    if word in ordinary_words() or word in words("welsh") or word in words("public"):
        return True
    return any(
        word.endswith(ending) and word.removesuffix(ending) in ordinary_words()
        for ending in _ENDINGS
    )


def is_name_too(word: str) -> bool:
    """Check whether an ordinary word is also a name if it has a capital: Will, Grace, May."""
    return word in listed("words_too")


@cache
def _content() -> Mapping[str, Any]:
    return tomllib.loads(resources.path("people/vocabulary.toml").read_text("utf-8"))
