"""The words that people read, on screen and on paper, in the language that was chosen.

`say` and `count` look every text up in a catalogue (GNU gettext), by its English wording. A text is given as
one literal with named places, never put together from pieces: other languages order and bend words otherwise.
Names, and whatever people typed, are filled into the places and never looked up.
"""

from __future__ import annotations

import gettext
import os
import re
import string
from collections.abc import Iterable
from functools import reduce
from typing import Final

import resources

LANGUAGE: Final = "UPSTREAM_LANGUAGE"  # of the environment
ENGLISH: Final = "en"
PSEUDO: Final = (
    "en-XA"  # English in brackets, longer and with accents: shows what is not said from here
)
_PLACE: Final = re.compile(r"(\{[^{}]*\}|<[^<>]*>|&\w+;|%(?:\(\w+\))?\w)")
_ACCENTS: Final = str.maketrans("aceinouyACEINOUY", "áçéíñóúýÁÇÉÍÑÓÚÝ")
_LONGER: Final = 0.4  # of the letters; translations are longer than English by up to this


class PseudoTranslations(gettext.NullTranslations):
    """Answers each text in double brackets, with accents, and longer by two fifths."""

    def gettext(self, message: str) -> str:
        """The text so changed; places for values, and markup, stay as they are."""
        parts = _PLACE.split(message)
        plain = "".join(parts[::2])
        parts[::2] = [part.translate(_ACCENTS) for part in parts[::2]]
        return f"⟦{''.join(parts)}{'~' * round(len(plain) * _LONGER)}⟧" if message else ""

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        """The text for a number, so changed."""
        return self.gettext(msgid1 if n == 1 else msgid2)


def translations(language: str) -> gettext.NullTranslations:
    """The catalogue of a language; where there is none, English as it is."""
    if language == PSEUDO:
        return PseudoTranslations()
    folder = str(resources.path("languages"))
    return gettext.translation("upstream", folder, [language], fallback=True)


# one per process; those that this one starts are told the same by the environment
_spoken: Final = [translations(os.environ.get(LANGUAGE, ENGLISH))]


def speak(language: str) -> None:
    """Say everything in a language from now on; in English where there is no catalogue of it."""
    _spoken[0] = translations(language)


def language_tag() -> str:
    """The language that is spoken, as a PDF or a web page declares it (BCP 47)."""
    return _spoken[0].info().get("language", "en-GB")


def say(text: str, /, **values: object) -> str:
    """A text in the language that is spoken, its named places filled in.

    text: the English wording; one of the program's own, never what somebody typed.
    values: what stands in its places; without any, the text is not a pattern and braces are braces.
    """
    said = _spoken[0].gettext(text) if text else ""
    return said.format(**values) if values else said


def noop(text: str) -> str:
    """Mark a text that stands in a table and is said later, by `say` and the name of what holds it."""
    return text


def count(number: int, one: str, many: str, /, **values: object) -> str:
    """The text for a number of things: `one` or `many` in English, as many forms as another language has.

    number: it decides the form, and fills the place {n}.
    """
    return _spoken[0].ngettext(one, many, number).format(n=number, **values)


def forms(one: str, many: str, number: int) -> str:
    """The text for a number with its places left open, for those who fill them in another way."""
    return _spoken[0].ngettext(one, many, number)


def joined(parts: Iterable[str], pattern: str) -> str:
    """Whole texts as one, each joined to those before it by a pattern with the places {first} and {then}.

    parts: names, or clauses of which each can be read alone; empty ones are left out.
    """
    kept = list(filter(None, parts))
    return reduce(lambda first, then: say(pattern, first=first, then=then), kept) if kept else ""


def runs(text: str, /, **values: str) -> tuple[str, ...]:
    """A text like that of `say` in pieces: its own words without spaces at the ends, and the values.

    So a value keeps its class, by which it is drawn in bold, wherever a language puts it.
    """
    pieces: list[str] = []
    for words, place, _format, _conversion in string.Formatter().parse(_spoken[0].gettext(text)):
        pieces += [words.strip(), values[place] if place else ""]
    return tuple(piece for piece in pieces if piece)
