"""The ways in which programs count the characters of a text, and which of them a file uses.

REFI-QDA counts Unicode code points from zero. Some programs count a stored carriage return with line
feed as one character and others as two, some count UTF-16 units, and some the byte order mark.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from typing import Final, NamedTuple

from upstream_workshop.letters import one_line
from upstream_workshop.readers.sources.plain_texts import unix_lines

MARK: Final = "\ufeff"
_LEAST: Final = 3  # letters of a snippet that tell something


class Snippet(NamedTuple):
    """A place as a file counts it, and the words that the file says are there."""

    start: int
    end: int
    words: str


class Counting:
    """Converts places in a file to places in its text with plain line ends.

    raw: the text as it is stored, perhaps with a byte order mark.
    pairs: whether a carriage return with line feed counts as two.
    units: whether UTF-16 units are counted.
    marked: whether the byte order mark counts.
    """

    def __init__(self, raw: str, *, pairs: bool, units: bool, marked: bool) -> None:
        self.text = unix_lines(raw)
        self._before = int(marked and raw.startswith(MARK))
        stored = raw.removeprefix(MARK)
        self._double: list[int] = []  # where characters stand that count as two, as counted
        place = 0
        for number, part in enumerate(stored.split("\r\n")):
            if number:
                if pairs:
                    self._double.append(place + len(self._double))
                place += 1
            if units:
                self._double += self._astral(part, place)
            place += len(part)

    def place(self, counted: int) -> int:
        """Return a place in the text; it may lie outside."""
        place = counted - self._before
        return place - bisect_left(self._double, place)

    def agreeing(self, snippets: Iterable[Snippet]) -> int:
        """Return how well snippets fit their places: two for the same words, one for their beginning."""
        return sum(
            _says(self.text[max(0, self.place(one.start)) : max(0, self.place(one.end))], one.words)
            for one in snippets
        )

    def _astral(self, part: str, at: int) -> list[int]:
        known = len(self._double)
        found = (number for number, letter in enumerate(part) if ord(letter) > 0xFFFF)
        return [at + number + known + before for before, number in enumerate(found)]


def counting_of(raw: str, snippets: Iterable[Snippet]) -> Counting:
    """Return the counting under which most places hold the words that are said to be there.

    Where no words tell, it is plain code points of what is stored, without the byte order mark.
    """
    told = [one for one in snippets if len("".join(one.words.split())) >= _LEAST]
    ways = [
        Counting(raw, pairs=pairs, units=units, marked=marked)
        for marked in (False, True)[: 1 + raw.startswith(MARK)]
        for units in (False, True)[: 1 + any(ord(letter) > 0xFFFF for letter in raw)]
        for pairs in (True, False)[: 1 + ("\r\n" in raw)]
    ]
    return max(ways, key=lambda way: way.agreeing(told)) if len(ways) > 1 else ways[0]


def _says(found: str, words: str) -> int:
    """Return 2 if words are those found, 1 if they are the beginning of them, else 0."""
    said = one_line(words).rstrip("….").rstrip()
    there = one_line(found)
    return (said != "") * (there.startswith(said) + (there == said))
