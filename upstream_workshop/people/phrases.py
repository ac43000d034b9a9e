"""Where any of many phrases stands in a text, however it is spelt: accents, capitals, hyphens, no spaces."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Final, TypeAlias

from upstream_workshop.letters import is_invisible
from upstream_workshop.people.rules import folded

Phrase: TypeAlias = tuple[str, ...]  # folded words
Fits: TypeAlias = Callable[[str, Phrase], bool]

_WORD: Final = re.compile(r"[^\W_]+")
_GAP: Final = re.compile(r"\s*[^\w\s;:!?()\[\]]{0,2}_?\s*")  # between the words of one phrase
_TELLING: Final = 40  # letters by which the beginning of a phrase is looked up
_SHORTEST_SQUEEZED: Final = 5  # letters of a phrase that may be written with its spaces elsewhere
# of languages that put no spaces between words
_UNSPACED: Final = re.compile("[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of a text, and the phrase it spells."""

    start: int
    end: int
    phrase: Phrase


def phrase_of(text: str) -> Phrase:
    """The folded words of a text."""
    return tuple(_WORD.findall(_plain(text)[0]))


def phrase_finder(
    phrases: Iterable[Phrase], fits: Fits = lambda _text, _phrase: True
) -> Callable[[str], tuple[Stretch, ...]]:
    """What finds these phrases, the longest first, where what was typed for one fits it."""
    spelt: dict[str, list[Phrase]] = defaultdict(list)
    for phrase in sorted(set(phrases) - {()}):
        spelt["".join(phrase)].append(phrase)
    begins = _beginnings(spelt)
    unspaced = [phrase for phrase in set(phrases) if _UNSPACED.search("".join(phrase))]

    def find(text: str) -> tuple[Stretch, ...]:
        plain, places = _plain(text)
        words = [hit.span() for hit in _WORD.finditer(plain)]
        found: list[Stretch] = []
        at = 0
        while at < len(words):
            upto = at
            for end, run in _runs(plain, words, at, begins):
                for phrase in spelt.get("".join(run), ()):
                    start, stop = places[words[at][0]], places[words[end][1]]
                    if _spells(run, phrase) and fits(text[start:stop], phrase):
                        longest, upto = Stretch(start, stop, phrase), end + 1
            if upto > at:
                found.append(longest)
            at = max(upto, at + 1)
        return tuple(found) if not unspaced else _with_unspaced(found, plain, places, unspaced)

    return find


def _beginnings(spelt: Collection[str]) -> Callable[[str], bool]:
    """Return what tells whether letters may begin one of these, by so many of them as tell names apart.

    All beginnings of a very long one would take the square of its letters.
    """
    longest = max(map(len, spelt), default=0)
    begun = {one[:length] for one in spelt for length in range(1, min(len(one), _TELLING) + 1)}
    return lambda letters: len(letters) <= longest and letters[:_TELLING] in begun


def _runs(
    plain: str, words: list[tuple[int, int]], at: int, begins: Callable[[str], bool]
) -> Iterator[tuple[int, Phrase]]:
    """The words from here on, one more each time, as long as their letters begin a phrase."""
    run: Phrase = ()
    for end in range(at, len(words)):
        start, stop = words[end]
        if end > at and not _GAP.fullmatch(plain, words[end - 1][1], start):
            return
        run += (plain[start:stop],)
        if not begins("".join(run)):
            return
        yield end, run


def _spells(run: Phrase, phrase: Phrase) -> bool:
    """Whether words are a phrase; a longer one may be written with its spaces elsewhere."""
    return run == phrase or sum(map(len, phrase)) >= _SHORTEST_SQUEEZED


def _with_unspaced(
    found: list[Stretch], plain: str, places: list[int], unspaced: Iterable[Phrase]
) -> tuple[Stretch, ...]:
    """With those also that stand inside a run of letters, in writing without spaces."""
    for phrase in sorted(unspaced, key=lambda one: -len("".join(one))):
        for start, end in _occurrences(plain, "".join(phrase)):
            stretch = Stretch(places[start], places[end], phrase)
            if all(stretch.end <= one.start or one.end <= stretch.start for one in found):
                found.append(stretch)
    return tuple(sorted(found, key=lambda one: one.start))


def _occurrences(plain: str, letters: str) -> Iterator[tuple[int, int]]:
    at = plain.find(letters)
    while at >= 0:
        yield at, at + len(letters)
        at = plain.find(letters, at + len(letters))


def _plain(text: str) -> tuple[str, list[int]]:
    """The text folded, without what nobody sees, and where each of its letters stood."""
    if text.isascii() and text.isprintable():
        return text.lower(), list(range(len(text) + 1))
    letters: list[str] = []
    places: list[int] = []
    for at, letter in enumerate(text):
        if letter.isascii() or letter.isspace():
            plain = letter.lower() if letter.isspace() or not is_invisible(letter) else ""
        else:
            plain = "" if is_invisible(letter) else folded(letter)
        letters.append(plain)
        places += [at] * len(plain)
    # an accent written apart belongs to the letter before it
    return "".join(letters), [*places, len(text)]
