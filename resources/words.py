"""The texts that people read, on screen and on paper, in the chosen language.

`say` and `count` look up each text in a catalogue (GNU gettext) by its English wording. A text is
one literal with named places and is never composed from pieces, since other languages have another
word order and inflection. Names and typed texts are inserted into the places and not looked up.
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
PSEUDO: Final = "en-XA"  # English in brackets: a text without brackets was not looked up
_PLACE: Final = re.compile(r"(\{[^{}]*\}|<[^<>]*>|&\w+;|%(?:\(\w+\))?\w)")
_ACCENTS: Final = str.maketrans("aceinouyACEINOUY", "áçéíñóúýÁÇÉÍÑÓÚÝ")
_LONGER: Final = 0.4  # of the letters, by which translations may be longer than English


class PseudoTranslations(gettext.NullTranslations):
    """A catalogue that puts each text in double brackets, with accents and 40 % longer."""

    def gettext(self, message: str) -> str:
        """Return the changed text; places for values, and markup, are not changed."""
        parts = _PLACE.split(message)
        plain = "".join(parts[::2])
        parts[::2] = [part.translate(_ACCENTS) for part in parts[::2]]
        return f"⟦{''.join(parts)}{'~' * round(len(plain) * _LONGER)}⟧" if message else ""

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        """Return the changed text for a number."""
        return self.gettext(msgid1 if n == 1 else msgid2)


def translations(language: str) -> gettext.NullTranslations:
    """Return the catalogue of a language; one that changes nothing if there is none."""
    if language == PSEUDO:
        return PseudoTranslations()
    folder = str(resources.path("languages"))
    return gettext.translation("upstream", folder, [language], fallback=True)


# one per process; child processes take theirs from the same environment variable
_spoken: Final = [translations(os.environ.get(LANGUAGE, ENGLISH))]


def speak(language: str) -> None:
    """Set the language of all texts; English is used if it has no catalogue."""
    _spoken[0] = translations(language)


def language_tag() -> str:
    """Return the language as a PDF or a web page declares it (BCP 47)."""
    return _spoken[0].info().get("language", "en-GB")


def say(text: str, /, **values: object) -> str:
    """Return a text in the chosen language, with its named places filled in.

    text: the English wording, a literal in the program and never a typed text.
    values: the values of the places; without any, braces in the text are not places.
    """
    said = _spoken[0].gettext(text) if text else ""
    return said.format(**values) if values else said


def noop(text: str) -> str:
    """Mark a text in a table for the catalogue and return it; `say` is called with it later."""
    return text


def count(number: int, one: str, many: str, /, **values: object) -> str:
    """Return the text for a number of things.

    number: selects the form, and fills the place {n}.
    one, many: the English wordings; another language may have more forms.
    values: the values of other places.
    """
    return _spoken[0].ngettext(one, many, number).format(n=number, **values)


def forms(one: str, many: str, number: int) -> str:
    """Return the text for a number with its places not yet filled in, as argparse needs it."""
    return _spoken[0].ngettext(one, many, number)


def joined(parts: Iterable[str], pattern: str) -> str:
    """Join texts by a pattern with the places {first} and {then}.

    parts: names, or clauses of which each is complete; empty ones are left out.
    """
    kept = list(filter(None, parts))
    return reduce(lambda first, then: say(pattern, first=first, then=then), kept) if kept else ""


def runs(text: str, /, **values: str) -> tuple[str, ...]:
    """Return a text like that of `say` in pieces: its own words, without spaces at the ends, and the values.

    A value keeps its class, by which it is drawn in bold, wherever the language puts it.
    """
    pieces: list[str] = []
    for words, place, _format, _conversion in string.Formatter().parse(_spoken[0].gettext(text)):
        pieces += [words.strip(), values[place] if place else ""]
    return tuple(piece for piece in pieces if piece)
