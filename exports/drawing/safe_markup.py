"""Escaping of typed text, so that none of it is read as markup.

ReportLab reads `<img src=…>` in a paragraph as an order to embed a file, drops `<Bob>` silently,
and takes minutes over a long run without spaces. So every value goes through `text` or
`paragraphs`.
"""

from __future__ import annotations

import re
import textwrap
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from typing import Final, TypeAlias
from xml.sax.saxutils import escape

from exports.drawing import fonts
from exports.drawing.lettering.clusters import PRIVATE, logical
from exports.drawing.lettering.shaping import JOINERS
from upstream_workshop.letters import one_line

LONGEST_RUN: Final = 200  # letters of a word that is set as it was typed
LONGEST_CHUNK: Final = 1_500
LONGEST_RUN_ON: Final = (
    50_000  # letters of a name, a cell or an entry; no file keeps so long a text
)


class Strong(str):
    """Text in a heavier weight."""

    __slots__ = ()


class Link(str):
    """An address that can be clicked."""

    __slots__ = ()

    @property
    def target(self) -> str:
        """What it leads to: an e-mail is written to."""
        return f"mailto:{self}" if "@" in self and "://" not in self else str(self)


Words: TypeAlias = str | tuple[str, ...]  # runs of text; `spaced` says what is between them


class _Printable(dict[int, str | None]):
    """A translation table that computes the replacement of a code point when it is first needed."""

    def __missing__(self, code: int) -> str | None:
        self[code] = answer = self._shown(chr(code))
        return answer

    @staticmethod
    def _shown(letter: str) -> str | None:
        kind = unicodedata.category(letter)
        if letter == "\n" or kind.startswith("Z") or letter in "\t\r\v\f":
            return "\n" if letter in "\n\r" or kind in ("Zl", "Zp") else " "
        return letter if _is_seen(letter) or _shapes(letter) else None


def _is_seen(letter: str) -> bool:
    return unicodedata.category(letter) not in ("Cc", "Cf", "Cs")


def _shapes(letter: str) -> bool:
    """Return whether an invisible letter changes how those beside it are drawn."""
    return letter in JOINERS or "\U000e0020" <= letter <= "\U000e007f"


_PRINTABLE: Final = _Printable()
_CLOSING: Final = frozenset(",.;:!?)]}’”%…")
_OPENING: Final = frozenset("([{‘“")
_CLUSTERS: Final = re.compile(f"{PRIVATE}+(?: {PRIVATE}+)*")
_TOO_LONG: Final = re.compile(rf"\S{{{LONGEST_RUN + 1},}}")
_PIECE: Final = re.compile(r"\S{60}(?=\S)")


def plain(value: str) -> str:
    """Return text in letters that the fonts have; drop control characters.

    A word of more than LONGEST_RUN letters is broken into pieces: ReportLab is slow with it.

    Letters that Source Sans lacks are clusters; `logical` turns them into what was typed.
    """
    composed = unicodedata.normalize("NFC", value)
    return _TOO_LONG.sub(_in_pieces, fonts.settable(composed.translate(_PRINTABLE))).strip()


def _in_pieces(word: re.Match[str]) -> str:
    return _PIECE.sub(r"\g<0> ", word[0])


def line(value: str) -> str:
    """Return the text as by `plain`, on one line, no longer than `bounded`."""
    return one_line(plain(bounded(value)))


def bounded(value: str) -> str:
    """Return a text of at most LONGEST_RUN_ON letters; an ellipsis marks a cut.

    One name stands on many pages, and in narrow cells, in which ReportLab is slow with a long text.
    """
    if len(value) <= LONGEST_RUN_ON:
        return value
    return type(value)(f"{value[:LONGEST_RUN_ON].rstrip()}…")


def printable(value: str) -> str:
    """Return the text on one line without control characters, in any letters."""
    kept = (" " if letter.isspace() else letter for letter in logical(value))
    shown = (
        letter
        for letter in kept
        if unicodedata.category(letter) not in ("Cc", "Cf", "Cs") or _shapes(letter)
    )
    return "".join(shown).strip()


def text(value: Words) -> str:
    """Return markup that shows exactly the text."""
    return "".join(space + _markup(run, line(run)) for space, run in spaced(value))


def spaced(value: Words) -> Iterator[tuple[str, str]]:
    """Yield the runs of a text, each with what stands before it: a space, or nothing.

    There is none before the first, before a mark such as a comma, and after an opening bracket.
    """
    runs = [run for run in ((value,) if isinstance(value, str) else value) if run]
    for before, run in pairwise(("", *runs)):
        apart = before and run.lstrip()[:1] not in _CLOSING and before.rstrip()[-1:] not in _OPENING
        yield (" " if apart else ""), run


def paragraphs(value: Words) -> tuple[str, ...]:
    """Return markup for each line of a longer text.

    Very long lines are divided, since ReportLab is slow with them.
    """
    if not isinstance(value, str):
        return tuple(text(part) for part in divided(value))
    return tuple(
        _markup(value, piece) for typed in plain(value).splitlines() for piece in _chunks(typed)
    )


def announces(value: Words) -> bool:
    """Return whether a text ends with a colon or a question, so that it stays with what follows."""
    return isinstance(value, str) and value.rstrip().endswith((":", "?"))


def divided(value: Words) -> list[tuple[str, ...]]:
    """Return the runs of a text in parts that are not too long for ReportLab; most texts are one part."""
    runs = tuple(map(bounded, (value,) if isinstance(value, str) else value))
    if sum(map(len, runs)) <= LONGEST_CHUNK:
        return [runs]
    parts: list[tuple[str, ...]] = [()]
    for run in runs:
        for piece in textwrap.wrap(run, LONGEST_CHUNK, break_on_hyphens=False):
            if sum(map(len, parts[-1])) + len(piece) > LONGEST_CHUNK:
                parts.append(())
            parts[-1] += (type(run)(piece),)
    return [part for part in parts if part]


def _chunks(typed: str) -> list[str]:
    if len(typed) <= LONGEST_CHUNK:
        return [typed] if typed.strip() else []
    return textwrap.wrap(typed, LONGEST_CHUNK, break_on_hyphens=False)


def _markup(run: str, shown: str) -> str:
    escaped = _CLUSTERS.sub(_in_their_font, escape(shown))
    return f"<b>{escaped}</b>" if isinstance(run, Strong) else escaped


def _in_their_font(found: re.Match[str]) -> str:
    return f'<font name="{fonts.CLUSTERS[fonts.REGULAR]}">{found[0]}</font>'


def lines_within(words: str, room: float, size: float = 12) -> list[str]:
    """Return a text, for a picture, in lines no wider than a room in points; a longer word is divided."""
    found: list[str] = []
    for word in line(words).split():
        longer = f"{found[-1]} {word}" if found else word
        if found and _is_within(longer, room, size):
            found[-1] = longer
        else:
            found += _divided(word, room, size)
    return found


def _divided(word: str, room: float, size: float) -> list[str]:
    pieces = [""]
    taken = 0.0
    for letter in word:
        wide = _letter_width(letter, size)
        if pieces[-1] and taken + wide > room:
            pieces.append("")
            taken = 0.0
        pieces[-1] += letter
        taken += wide
    return pieces


@lru_cache(maxsize=4096)
def _letter_width(letter: str, size: float) -> float:
    return fonts.width(letter, fonts.STRONG, size)


def _is_within(words: str, room: float, size: float) -> bool:
    return fonts.width(words, fonts.STRONG, size) <= room
