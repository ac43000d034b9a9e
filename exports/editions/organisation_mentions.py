"""Organisations that too few people come from to hide in: their names, parts of them, their initials."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import Final, TypeAlias

from exports.editions.vocabulary import is_ordinary, words
from upstream_workshop.people.mentions import listed
from upstream_workshop.people.phrases import Phrase, phrase_finder, phrase_of

_SHORTEST: Final = 3  # letters of a part that is looked for
_FEWEST_INITIALS: Final = 2


@dataclass(frozen=True, slots=True)
class OrganisationMention:
    """A stretch that names an organisation; `sure` where it can hardly be anything else."""

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
    """What finds the hidden organisations; nothing in the name of a shown one or of a person is a part.

    With `whole` only their whole names are looked for.
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
    """Two words of it side by side, of which one tells which organisation it is."""
    return [pair for pair in pairwise(name) if any(map(_is_distinctive, pair))]


def _is_distinctive(word: str) -> bool:
    return len(word) >= _SHORTEST and word not in words("generic") | listed("particles")


def _initials(name: Phrase) -> list[Phrase]:
    """Its first letters, together or apart, with and without those of its small words."""
    weighty = tuple(word for word in name if word not in {"and", "for", "in", *listed("particles")})
    letters = {"".join(word[0] for word in one) for one in (name, weighty)}
    long = [one for one in letters if len(one) >= _FEWEST_INITIALS]
    return [phrase for one in long for phrase in ((one,), tuple(one))]
