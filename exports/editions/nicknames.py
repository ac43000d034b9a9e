"""Words that resemble names: short forms, beginnings, misspellings, names run together."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache
from typing import Final, TypeAlias

from rapidfuzz import process
from rapidfuzz.distance import OSA

from exports.editions.vocabulary import is_ordinary
from upstream_workshop.people.duplicates.first_names import also_called
from upstream_workshop.people.mentions import listed
from upstream_workshop.people.phrases import phrase_of
from upstream_workshop.people.queries import ParticipantRow
from upstream_workshop.people.rules import without_titles

# of a folded word, whether it has a capital that matters, and whether it begins a sentence
Likeness: TypeAlias = Callable[[str, bool, bool], bool]

_ENOUGH: Final = 3  # letters that two names must begin with in common
_WHOLE: Final = 4  # letters of a name that is also looked for inside words and misspelt
_LONG: Final = 7  # letters of a name in which two may be wrong
_EVERYWHERE: Final = frozenset(("an", "do", "may", "so", "will"))  # names that are in every text


def likeness_to(people: Iterable[ParticipantRow]) -> Likeness:
    """Return a function that checks whether a word, other than a name, may mean one of the people."""
    names = {
        word
        for person in people
        for word in phrase_of(without_titles(person.name))
        if len(word) > 1 and word not in listed("particles")
    }
    nicknames = frozenset(name for one in names for name in also_called(one)) - names
    beginnings = {name[:_ENOUGH] for name in names if len(name) >= _ENOUGH}
    long = sorted(name for name in names if len(name) >= _WHOLE)

    @cache
    def near(word: str) -> bool:
        """Of a word that is no ordinary one."""
        word = "".join(filter(str.isalpha, word))
        if len(word) < _ENOUGH:
            return False
        inside = any(word in name or name in word for name in long)
        return inside or word[:_ENOUGH] in beginnings or _misspelt(word, long, 2)

    def alike(word: str, capital: bool, first: bool) -> bool:
        if word in names:  # used as an ordinary word, since names were replaced before
            return word not in _EVERYWHERE
        if word in nicknames and (capital or not is_ordinary(word)):
            return True
        if not is_ordinary(word):
            return near(word)
        begun = len(word) >= _ENOUGH and any(name.startswith(word) for name in names)
        return capital and not first and (begun or _misspelt(word, long, 1))

    return alike


def _misspelt(word: str, names: list[str], most: int) -> bool:
    """Check whether a word is one letter off one of the names, or two letters off a long one."""
    if len(word) < _WHOLE:
        return False
    hits = process.extract(word, names, scorer=OSA.distance, score_cutoff=most, limit=None)
    return any(distance <= (2 if len(name) >= _LONG else 1) for name, distance, _ in hits)
