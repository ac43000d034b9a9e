"""What people typed, made safe to print: nothing they write is ever taken for markup.

ReportLab reads `<img src=…>` in a paragraph as an order to embed a file, drops `<Bob>` without a
word, and takes minutes over a long run without spaces; so every value goes through `text`.
"""

from __future__ import annotations

import re
import textwrap
import unicodedata
from collections.abc import Iterable
from typing import Final
from xml.sax.saxutils import escape

from exports import fonts, inks

MISSING: Final = "\N{BALLOT BOX}"  # stands for a letter the font lacks
LONGEST_RUN: Final = 60
LONGEST_CHUNK: Final = 1_500


class Markup(str):
    """ReportLab markup of our own making, with the words in it escaped already."""

    __slots__ = ()


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


def text(value: str) -> Markup:
    """A value as markup that shows exactly what was typed; markup of ours passes as it is."""
    return value if isinstance(value, Markup) else Markup(escape(line(value)))


def paragraphs(value: str) -> tuple[Markup, ...]:
    """A longer value: one piece per line typed, and none longer than ReportLab takes with ease."""
    if isinstance(value, Markup):
        return (value,)
    return tuple(
        Markup(escape(piece))
        for typed in plain(value).splitlines()
        for piece in textwrap.wrap(typed, LONGEST_CHUNK, break_on_hyphens=False)
    )


def strong(value: str) -> Markup:
    """The value in heavier letters."""
    return Markup(f"<b>{text(value)}</b>")


def soft(value: str) -> Markup:
    """The value in the quieter ink."""
    return Markup(f'<font color="{inks.css(inks.SOFT)}">{text(value)}</font>')


def joined(parts: Iterable[str], between: str = "") -> Markup:
    """Values and markup set one after the other; empty ones leave no trace."""
    return Markup(escape(between).join(text(part) for part in parts if part))
