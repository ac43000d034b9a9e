"""Where in somebody's words a person is named: by the whole name, a part of it, however it is spelt."""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import chain
from typing import Final, TypeAlias

import resources
from upstream_workshop.people.phrases import Phrase, Stretch, phrase_finder, phrase_of
from upstream_workshop.people.rules import without_titles

Finder: TypeAlias = Callable[[str], "tuple[Mention, ...]"]

_SHORT: Final = 2  # letters: a name that short may be anything where it has no capital
_OWN_WORDS: Final = (("a",), ("i",))  # that follow a name without belonging to it
_TYPED_WORD: Final = re.compile(r"[^\W_]+")


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
    whole, initialled, parts = _spellings(names)
    spared = _spared(left_alone, whole, parts)

    def fits(typed: str, phrase: Phrase) -> bool:
        if phrase in spared or phrase in whole:
            return True
        if phrase in parts:
            return typed[0].isupper() or not _is_word_too(phrase)
        return all(word[0].isupper() for word in _TYPED_WORD.findall(typed))

    find_phrases = phrase_finder({*whole, *initialled, *parts, *spared}, fits)

    def mention(found: Stretch) -> Mention:
        if found.phrase in parts and found.phrase not in whole:
            word_too = _is_word_too(found.phrase)
            return Mention(found.start, found.end, parts[found.phrase], False, word_too)
        people = whole.get(found.phrase) or initialled[found.phrase]
        return Mention(found.start, found.end, people, True)

    def find(text: str) -> tuple[Mention, ...]:
        return tuple(mention(one) for one in find_phrases(text) if one.phrase not in spared)

    return find


_Spelt: TypeAlias = dict[Phrase, frozenset[int]]  # and whom it may mean


def _spellings(names: Mapping[int, str]) -> tuple[_Spelt, _Spelt, _Spelt]:
    """Whole names in any order or without the middle ones; with one initial; and each part alone."""
    whole: defaultdict[Phrase, set[int]] = defaultdict(set)
    initialled: defaultdict[Phrase, set[int]] = defaultdict(set)
    parts: defaultdict[Phrase, set[int]] = defaultdict(set)
    for id_, name in names.items():
        words: list[Phrase] = [
            phrase
            for word in without_titles(name).replace(",", " ").split()
            if (phrase := phrase_of(word))
        ]
        squeezed: list[Phrase] = [("".join(word),) for word in words]  # O'Brien, OBrien
        for spelt in (words, squeezed):
            for order in _orders(spelt):
                whole[tuple(chain(*order))].add(id_)
            for pair in _with_initial(spelt):
                initialled[tuple(chain(*pair))].add(id_)
        for part in chain.from_iterable((word, *((piece,) for piece in word)) for word in words):
            if len("".join(part)) > 1 and " ".join(part) not in listed("particles"):
                parts[part].add(id_)
    frozen = [
        {spelt: frozenset(ids) for spelt, ids in one.items()} for one in (whole, initialled, parts)
    ]
    return frozen[0], frozen[1], frozen[2]


def _orders(words: list[Phrase]) -> tuple[list[Phrase], ...]:
    """A name of several words as people put it; a single one is but a part."""
    if len(words) < 2:
        return ()
    first, last = words[0], words[-1]
    return words, [last, *words[:-1]], [first, last], [last, first]


def _with_initial(words: list[Phrase]) -> tuple[tuple[Phrase, Phrase], ...]:
    if len(words) < 2:
        return ()
    first, last = words[0], words[-1]
    letter, end = (first[0][:1],), (last[0][:1],)
    both = ((letter, last), (last, letter), (first, end))
    return tuple(pair for pair in both if pair[1] not in _OWN_WORDS)


def _spared(left_alone: Iterable[str], whole: _Spelt, parts: _Spelt) -> frozenset[Phrase]:
    """What is left alone, unless it names somebody."""
    organisations = {phrase_of(one) for one in left_alone} - {(), *parts}
    return frozenset(
        phrase
        for phrase in organisations
        if not any(f" {' '.join(name)} " in f" {' '.join(phrase)} " for name in whole)
    )


def _is_word_too(part: Phrase) -> bool:
    return len("".join(part)) <= _SHORT or " ".join(part) in listed("words_too")


@cache
def listed(name: str) -> frozenset[str]:
    """One of the lists in resources/people/names.toml, in small letters and without accents."""
    content = resources.path("people/names.toml").read_text("utf-8")
    return frozenset(tomllib.loads(content)[name].split())
