"""What people typed, made safe to print: nothing they write is ever taken for markup.

ReportLab reads `<img src=…>` in a paragraph as an order to embed a file, drops `<Bob>` without a
word, and takes minutes over a long run without spaces; so every value goes through `text`.
"""

from __future__ import annotations

import re
import textwrap
import unicodedata
from typing import Final, TypeAlias
from xml.sax.saxutils import escape

from exports.drawing import fonts

MISSING: Final = "\N{BALLOT BOX}"  # stands for a letter the font lacks
LONGEST_RUN: Final = 60
LONGEST_CHUNK: Final = 1_500


class Strong(str):
    """Words to be set heavier; still only words."""

    __slots__ = ()


Words: TypeAlias = str | tuple[str, ...]  # several runs are set one after the other, with a space


class _Printable(dict[int, str | None]):
    """A translation table that works out each code point when it first meets it."""

    def __missing__(self, code: int) -> str | None:
        self[code] = answer = self._shown(chr(code))
        return answer

    @staticmethod
    def _shown(letter: str) -> str | None:
        kind = unicodedata.category(letter)
        if letter == "\n" or kind.startswith("Z") or letter in "\t\r\v\f":
            return "\n" if letter in "\n\r" or kind in ("Zl", "Zp") else " "
        if kind in ("Cc", "Cf", "Cs") or "\N{VARIATION SELECTOR-1}" <= letter <= "\ufe0f":
            return None
        return letter if ord(letter) in fonts.letters() else MISSING


_PRINTABLE: Final = _Printable()
_TOO_LONG: Final = re.compile(rf"\S{{{LONGEST_RUN}}}(?=\S)")


def plain(value: str) -> str:
    """The value in letters the font has, without control characters, its long runs broken."""
    composed = unicodedata.normalize("NFC", value)
    return _TOO_LONG.sub(r"\g<0> ", composed.translate(_PRINTABLE)).strip()


def line(value: str) -> str:
    """The value as `plain` gives it, on one line."""
    return " ".join(plain(value).split())


def printable(value: str) -> str:
    """The value on one line, without control characters, in whatever letters it was typed."""
    kept = (" " if letter.isspace() else letter for letter in value)
    shown = (letter for letter in kept if unicodedata.category(letter) not in ("Cc", "Cf", "Cs"))
    return "".join(shown).strip()


def text(value: Words) -> str:
    """Words as markup that shows exactly what was typed."""
    runs = (value,) if isinstance(value, str) else value
    return " ".join(_markup(run, line(run)) for run in runs if run)


def paragraphs(value: Words) -> tuple[str, ...]:
    """Longer words as markup: one piece per line typed, none longer than ReportLab takes with ease."""
    if not isinstance(value, str):
        return (text(value),)
    return tuple(
        _markup(value, piece) for typed in plain(value).splitlines() for piece in _chunks(typed)
    )


def _chunks(typed: str) -> list[str]:
    if len(typed) <= LONGEST_CHUNK:
        return [typed] if typed.strip() else []
    return textwrap.wrap(typed, LONGEST_CHUNK, break_on_hyphens=False)


def _markup(run: str, shown: str) -> str:
    return f"<b>{escape(shown)}</b>" if isinstance(run, Strong) else escape(shown)
