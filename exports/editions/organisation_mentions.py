"""Mentions of hidden organisations: their names, parts of these, and their initials."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import Final, TypeAlias

from exports.editions.vocabulary import is_ordinary, words
from upstream_workshop.people.mentions import listed
from upstream_workshop.people.phrases import Phrase, phrase_finder, phrase_of

_SHORTEST: Final = 3  # letters of a part of a name
_FEWEST_INITIALS: Final = 2


@dataclass(frozen=True, slots=True)
class OrganisationMention:
    """A stretch of a text that names an organisation.

    sure: whether it can hardly mean anything else.
    """

    start: int
    end: int
    sure: bool


OrganisationFinder: TypeAlias = Callable[[str], tuple[OrganisationMention, ...]]


def organisation_finder(
    hidden: Iterable[str],
    shown: Iterable[str] = (),
    people: Iterable[str] = (),
    whole: bool = False,
) -> OrganisationFinder:
    """Return a function that finds mentions of hidden organisations in a text.

    hidden: the names of these.
    shown: the names of others; a word in one of them is not a part of a hidden name.
    people: the names of people, of which the same is true.
    whole: whether to find whole names only.
    """
    names = {phrase for name in hidden if (phrase := phrase_of(name))}
    spared = {phrase_of(name) for name in shown} - names
    others = {word for name in (*map(phrase_of, people), *spared) for word in name}
    pairs = set() if whole else {pair for name in names for pair in _pairs(name)}
    parts = (
        set() if whole else {(word,) for name in names for word in name if _is_distinctive(word)}
    )
    parts -= {(word,) for word in others}
    initials = set() if whole else {one for name in names for one in _initials(name)}
    find = phrase_finder({*names, *spared, *pairs, *parts, *initials})

    def sure(typed: str, phrase: Phrase) -> bool:
        if phrase in initials and phrase not in (names | parts):
            return typed.isupper() and not is_ordinary("".join(phrase))
        return len(phrase) > 1 or typed[0].isupper() or not is_ordinary(phrase[0])

    def found(text: str) -> tuple[OrganisationMention, ...]:
        return tuple(
            OrganisationMention(one.start, one.end, sure(text[one.start : one.end], one.phrase))
            for one in find(text)
            if one.phrase not in spared
        )

    return found


def _pairs(name: Phrase) -> list[Phrase]:
    """Return the neighbouring words of a name of which at least one is distinctive."""
    return [pair for pair in pairwise(name) if any(map(_is_distinctive, pair))]


def _is_distinctive(word: str) -> bool:
    return len(word) >= _SHORTEST and word not in words("generic") | listed("particles")


def _initials(name: Phrase) -> list[Phrase]:
    """Return the first letters of a name, together and apart, with and without small words."""
    weighty = tuple(word for word in name if word not in {"and", "for", "in", *listed("particles")})
    letters = {"".join(word[0] for word in one) for one in (name, weighty)}
    long = [one for one in letters if len(one) >= _FEWEST_INITIALS]
    return [phrase for one in long for phrase in ((one,), tuple(one))]
