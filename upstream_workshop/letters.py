"""Which characters nobody sees, and which belong together as one letter."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

# letters and marks by category, but drawn as nothing
_BLANK: Final = (
    0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x2800, 0x3164, 0xFFA0,
    *range(0x180B, 0x1810), *range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0),
)  # fmt: skip
_SYLLABLE_PARTS: Final = (*range(0x1160, 0x1200), *range(0xD7B0, 0xD7FC))  # that follow a first


@lru_cache(maxsize=4096)
def is_invisible(letter: str) -> bool:
    """Whether a character is drawn as nothing at all, not even as a space."""
    return unicodedata.category(letter) in ("Cc", "Cf", "Cs", "Cn", "Co") or ord(letter) in _BLANK


def without_invisible(text: str) -> str:
    """The text without characters drawn as nothing; tabs and line ends stay."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(letter for letter in text if letter in "\t\r\n" or not is_invisible(letter))


def clusters(text: str) -> Iterator[str]:
    """The letters of a text, each with the marks and the parts of its syllable that follow it."""
    letter = ""
    for each in text:
        if letter and (unicodedata.category(each)[0] == "M" or ord(each) in _SYLLABLE_PARTS):
            letter += each
        else:
            if letter:
                yield letter
            letter = each
    if letter:
        yield letter
