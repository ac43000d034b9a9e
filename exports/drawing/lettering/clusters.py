"""Clusters: the smallest pieces of shaped text, each of which stands in a text as one code point.

ReportLab sets one glyph for each code point, without ligatures, marks or joined letters. So a piece
of shaped text, such as a letter with its marks, gets a code point of its own in the private planes of
Unicode, and a glyph that is drawn from all the glyphs of the piece.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from threading import Lock
from typing import Final

FIRST: Final = 0xF0000  # plane 15, for private use
LAST: Final = 0x10FFFD
PRIVATE: Final = f"[{chr(FIRST)}-{chr(LAST)}]"  # for regular expressions
WEIGHTS: Final = (400, 600, 700)  # of Source Sans, Source Sans Semibold and Source Sans Bold

SPACE: Final = 200.0  # the width of a space, as in Source Sans


@dataclass(frozen=True, slots=True)
class Placed:
    """A glyph of a cluster.

    number: the glyph's number in its font.
    x, y: where it is drawn, in thousandths of the type size.
    """

    number: int
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Cluster:
    """A piece of shaped text.

    face: the index of its font in `faces.FACES`.
    text: the letters it shows.
    rightwards: False for a script that is written from right to left.
    glyphs: its glyphs at each of WEIGHTS.
    widths: its width at each of WEIGHTS, in thousandths of the type size.
    """

    face: int
    text: str
    rightwards: bool
    glyphs: tuple[tuple[Placed, ...], ...]
    widths: tuple[float, ...]


class _Register:
    """The code point of each cluster, given once for as long as the program runs."""

    def __init__(self) -> None:
        self._codes: dict[Cluster, int] = {}
        self._lock = Lock()
        self.clusters: dict[int, Cluster] = {}
        self.leftwards: set[int] = set()
        self.widths: tuple[dict[int, float], ...] = tuple({ord(" "): SPACE} for _ in WEIGHTS)

    def code(self, cluster: Cluster) -> int | None:
        """Return the code point of a cluster; None if there is none left."""
        with self._lock:
            code = self._codes.setdefault(cluster, FIRST + len(self._codes))
            if code <= LAST:
                self.clusters[code] = cluster
                if not cluster.rightwards:
                    self.leftwards.add(code)
                for widths, width in zip(self.widths, cluster.widths, strict=True):
                    widths[code] = width
        return code if code <= LAST else None


_REGISTER: Final = _Register()
code_of: Final = _REGISTER.code


def widths(weight: int) -> dict[int, float]:
    """Return the width of every code point given so far, in thousandths; it grows with them."""
    return _REGISTER.widths[WEIGHTS.index(weight)]


def clusters() -> Mapping[int, Cluster]:
    """Return every cluster so far, by its code point."""
    return _REGISTER.clusters


def logical(text: str) -> str:
    """Return a text with the letters that its clusters show, in the order in which they are read."""
    found = _REGISTER.clusters
    if found.keys().isdisjoint(map(ord, text)):
        return text
    return " ".join(_word(word) for word in text.split(" "))


def _word(word: str) -> str:
    """Return a word in the order of reading: what is written from right to left is turned round."""
    pieces: list[str] = []
    turned: list[str] = []
    for letter in word:
        cluster = _REGISTER.clusters.get(ord(letter))
        shown = letter if cluster is None else cluster.text
        if cluster is not None and not cluster.rightwards:
            turned.insert(0, shown)
            continue
        pieces += [*turned, shown]
        turned = []
    return "".join(pieces + turned)


def visual(line: str) -> str:
    """Return a line with its words in the order in which they stand, from left to right.

    In a text, words written from right to left follow each other in the order of reading, so that
    lines can be broken; on a line each run of them is turned round.
    """
    if not is_leftwards(line):
        return line
    words: list[str] = []
    turned: list[str] = []
    for word in line.split(" "):
        if is_leftwards(word):
            turned.insert(0, word)
            continue
        words += [*turned, word]
        turned = []
    return " ".join(words + turned)


def is_leftwards(text: str) -> bool:
    """Return whether anything in a text is written from right to left."""
    return not _REGISTER.leftwards.isdisjoint(map(ord, text))
