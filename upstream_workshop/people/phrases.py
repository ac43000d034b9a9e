"""Where any of many phrases stands in a text, however it is spelt: accents, capitals, hyphens, no spaces."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import chain
from typing import Final, Protocol, TypeAlias, TypeVar

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


class Placed(Protocol):
    """Whatever stands from one letter of a text to another."""

    @property
    def start(self) -> int:
        """Where it begins."""

    @property
    def end(self) -> int:
        """Where it is over."""


Found = TypeVar("Found", bound=Placed)


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of a text, and the phrase it spells."""

    start: int
    end: int
    phrase: Phrase


def phrase_of(text: str) -> Phrase:
    """The folded words of a text."""
    return _folded(text).words


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
        folded_text = _folded(text)
        first_words = set(filter(begins, set(folded_text.words)))
        found: list[Stretch] = []
        upto = 0
        for at in _indices(folded_text.words, first_words):
            if at >= upto and (longest := _longest(text, folded_text, at)):
                found.append(longest[0])
                upto = longest[1]
        return tuple(_with_unspaced(text, folded_text, found, unspaced) if unspaced else found)

    def _longest(text: str, folded_text: _Folded, at: int) -> tuple[Stretch, int] | None:
        """Return the longest phrase from a word on, and the number of the word after it."""
        longest = None
        for end, letters in _runs(folded_text, at, begins):
            for phrase in spelt.get(letters, ()):
                start, stop = folded_text.typed(at, end)
                # a longer one may be written with its spaces elsewhere
                spells = len(letters) >= _SHORTEST_SQUEEZED or (
                    folded_text.words[at : end + 1] == phrase
                )
                if spells and fits(text[start:stop], phrase):
                    longest = Stretch(start, stop, phrase), end + 1
        return longest

    return find


def _indices(words: Sequence[str], wanted: Collection[str]) -> list[int]:
    return [at for at, word in enumerate(words) if word in wanted] if wanted else []


def _beginnings(spelt: Collection[str]) -> Callable[[str], bool]:
    """Return what tells whether letters may begin one of these, by so many of them as tell names apart.

    All beginnings of a very long one would take the square of its letters.
    """
    longest = max(map(len, spelt), default=0)
    begun = {one[:length] for one in spelt for length in range(1, min(len(one), _TELLING) + 1)}
    return lambda letters: len(letters) <= longest and letters[:_TELLING] in begun


def _runs(text: _Folded, at: int, begins: Callable[[str], bool]) -> Iterator[tuple[int, str]]:
    """The letters of the words from here on, of one more each time, as long as they begin a phrase."""
    letters = text.words[at]
    end = at
    while begins(letters):
        yield end, letters
        end += 1
        if end == len(text.words) or not text.is_joined(end):
            return
        letters += text.words[end]


def _with_unspaced(
    typed: str, text: _Folded, found: list[Stretch], unspaced: Iterable[Phrase]
) -> list[Stretch]:
    """With those also that stand inside a run of letters, in writing without spaces.

    A letter that is folded to several, such as ㍿, is found whole for any of them.
    """
    inside = (
        Stretch(text.places[start], max(text.places[end], text.places[end - 1] + 1), phrase)
        for phrase in sorted(unspaced, key=lambda one: -len("".join(one)))
        for start, end in _occurrences(text.plain, "".join(phrase))
    )
    return sorted(without_overlaps(typed, found, inside), key=lambda one: one.start)


def _occurrences(plain: str, letters: str) -> Iterator[tuple[int, int]]:
    at = plain.find(letters)
    while at >= 0:
        yield at, at + len(letters)
        at = plain.find(letters, at + len(letters))


@dataclass(frozen=True)
class _Folded:
    """A text folded, without what nobody sees.

    words: its words, folded.
    places: where each of its letters stood in the text that was typed, and how long that was.
    """

    plain: str
    words: Phrase
    places: Sequence[int]

    @cached_property
    def spans(self) -> list[tuple[int, int]]:
        """Where each word begins and is over in the folded text."""
        return [hit.span() for hit in _WORD.finditer(self.plain)]

    def is_joined(self, number: int) -> bool:
        """Return whether a word and the one before it may be of one phrase."""
        before, start = self.spans[number - 1][1], self.spans[number][0]
        return bool(_GAP.fullmatch(self.plain, before, start))

    def typed(self, first: int, last: int) -> tuple[int, int]:
        """Return where these words and all between them stand in the text that was typed."""
        return self.places[self.spans[first][0]], self.places[self.spans[last][1]]


@lru_cache(maxsize=4)  # several finders look into one text after each other
def _folded(text: str) -> _Folded:
    """Return a text folded; an accent written apart belongs to the letter before it."""
    if text.isascii() and text.isprintable():
        return _Folded(text.lower(), tuple(_WORD.findall(text.lower())), range(len(text) + 1))
    letters = list(map(_folded_letter, text))
    plain = "".join(letters)
    places = [at for at, letter in enumerate(letters) for _ in letter]
    return _Folded(plain, tuple(_WORD.findall(plain)), [*places, len(text)])


@lru_cache(maxsize=4096)
def _folded_letter(letter: str) -> str:
    """Return a letter folded; nothing for one that nobody sees."""
    if letter.isascii() or letter.isspace():
        return letter.lower() if letter.isspace() or not is_invisible(letter) else ""
    return "" if is_invisible(letter) else folded(letter)


def without_overlaps(text: str, *found: Iterable[Found]) -> list[Found]:
    """Return whatever was found in a text that shares no letter with any before it."""
    taken = bytearray(len(text))
    kept: list[Found] = []
    for one in chain.from_iterable(found):
        if taken.find(1, one.start, one.end) < 0:
            taken[one.start : one.end] = b"\1" * (one.end - one.start)
            kept.append(one)
    return kept


def replaced(text: str, found: Iterable[Found], instead: Callable[[Found], str]) -> str:
    """Return the text with each stretch found put another way; no letter of any is left where two overlap."""
    pieces: list[str] = []
    upto = 0
    for one in sorted(found, key=lambda each: each.start):
        pieces += (text[upto : one.start], instead(one))
        upto = max(upto, one.end)
    return "".join((*pieces, text[upto:])) if pieces else text


def blanked(text: str, found: Iterable[Placed]) -> str:
    """Return the text with each stretch found replaced by as many commas, which no rule matches."""
    return replaced(text, found, lambda one: "," * (one.end - one.start))
