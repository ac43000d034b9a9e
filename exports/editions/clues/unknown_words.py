"""Words that may be somebody’s name because no ordinary word is written like them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Final

from exports.editions.clues.clue import CAPITAL, UNKNOWN, Clue, Rule
from exports.editions.clues.text_words import are_capitals_common, words_of
from exports.editions.vocabulary import is_name_too, is_ordinary, words
from upstream_workshop.people.phrases import phrase_of

_KNOWN: Final = 0.6  # of the words of a text; above this share, an unknown one is a clue


def unknown_words(small: frozenset[str], shown: Iterable[str]) -> Rule:
    """Return a rule for words that are not ordinary, or not with a capital where they have one."""
    organisations = {word for name in shown for word in phrase_of(name)}

    @cache
    def ordinary(plain: str) -> bool:
        return is_ordinary(plain) or plain in organisations or plain.isdigit()

    def rule(text: str) -> Iterator[Clue]:
        said = words_of(text)
        shouted = are_capitals_common(said)
        foreign = sum(map(ordinary, (word.plain for word in said))) < _KNOWN * len(said)
        for word in said:
            if not ordinary(word.plain):
                if word.capital or not foreign:
                    yield Clue(word.start, word.end, CAPITAL if word.capital else UNKNOWN)
            elif word.capital and not word.first and not shouted:
                everyday = word.plain in words("generic") | words("public") | organisations
                known = everyday or word.plain in small
                if not known or (is_name_too(word.plain) and word.plain not in words("public")):
                    yield Clue(word.start, word.end, CAPITAL)

    return rule
