"""Invisible characters, letters of several characters, and the longest texts that are stored."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

SHORT: Final = 2_000  # characters of a name or a title
LONG: Final = 20_000  # characters of a card, a note or a charter: about seven pages
BULK: Final = 2_000_000  # characters of what another program wrote, kept to be given back
# characters of visible categories that are drawn as nothing
_BLANK: Final = (
    0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x2800, 0x3164, 0xFFA0,
    *range(0x180B, 0x1810), *range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0),
)  # fmt: skip
_FOLLOWING: Final = frozenset(
    # later parts of Hangul syllables; skin tones; tags of flags
    (
        *range(0x1160, 0x1200),
        *range(0xD7B0, 0xD7FC),
        *range(0x1F3FB, 0x1F400),
        *range(0xE0020, 0xE0080),
    )
)
_LONGEST_TITLE: Final = 300  # a question may be long; patterns are not run over a novel
_BULLET: Final = re.compile(r"^\s*(?:[-*•·–‣◦▪●]|\d{1,3}[.)])\s+")
_WORDLESS: Final = re.compile(r"[\W_]+")
_JOINER: Final = "\u200d"
_JOINERS: Final = ("\u200c", _JOINER)
_FLAGS: Final = frozenset(map(chr, range(0x1F1E6, 0x1F200)))  # two of them make one flag


@lru_cache(maxsize=4096)
def is_invisible(letter: str) -> bool:
    """Check whether a character is drawn as nothing at all, not even as a space."""
    return unicodedata.category(letter) in ("Cc", "Cf", "Cs", "Cn", "Co") or ord(letter) in _BLANK


def has_words(text: str) -> bool:
    """Check whether a text has anything that is drawn, besides spaces."""
    return any(not each.isspace() and not is_invisible(each) for each in text)


def without_invisible(text: str) -> str:
    """Return the text without invisible characters; tabs and line ends are kept."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(letter for letter in text if letter in "\t\r\n" or not is_invisible(letter))


@lru_cache(maxsize=8192)
def one_line(text: str) -> str:
    """Return a text with single spaces between its words and none around them."""
    return " ".join(text.split())


def without_bullet(line: str) -> str:
    """Return a line of a list without the bullet, dash or number that it begins with."""
    return _BULLET.sub("", line)


def as_seen(text: str) -> str:
    """Return a text without what nobody sees of it: case, spaces and how accents are put on letters.

    “ŵ” may be one character or two, and what is pasted may hold characters that are drawn as nothing.
    """
    if not text.isascii():
        text = unicodedata.normalize("NFD", without_invisible(text))
    return unicodedata.normalize("NFC", " ".join(text.casefold().split()))


def loosened(title: str) -> str:
    """Return a title without case, accents, punctuation and doubled spaces."""
    letters = title[:_LONGEST_TITLE].casefold()
    if not letters.isascii():
        plain = unicodedata.normalize("NFKD", letters)
        letters = "".join(c for c in plain if not unicodedata.combining(c))
    return _WORDLESS.sub(" ", letters.replace("'", "").replace("’", "")).strip()


def clusters(text: str) -> Iterator[str]:
    """Yield the letters of a text as they are drawn, each with the characters joined to it."""
    letter = ""
    for each in text:
        if letter and _belongs(letter, each):
            letter += each
        else:
            if letter:
                yield letter
            letter = each
    if letter:
        yield letter


def _belongs(letter: str, each: str) -> bool:
    """Check whether a character belongs to the letter before it."""
    if each in _JOINERS or letter[-1] == _JOINER or ord(each) in _FOLLOWING:
        return True
    if each in _FLAGS:
        return letter[-1] in _FLAGS and len(letter) % 2 == 1
    return unicodedata.category(each)[0] == "M"
