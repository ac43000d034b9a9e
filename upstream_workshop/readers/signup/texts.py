"""What people wrote, without the words that say nothing, and in the parts they wrote it in."""

from __future__ import annotations

import re
from typing import Final

from upstream_workshop.letters import loosened, one_line
from upstream_workshop.readers.signup.word_lists import words

_SHORT: Final = 4  # words that can hardly be a sentence
_MACHINE_MADE: Final = re.compile(r";\S|;\s*$")  # as Forms writes several choices


def is_nothing(text: str) -> bool:
    """Tell whether a text says only that there is nothing to say: “n/a”, “None at present”, “–”."""
    loose = loosened(text)
    if not loose:
        return True
    if words("nothing").fullmatch(loose):
        return True
    found = words("nothing").search(loose)
    rest = words("padding").sub(" ", words("nothing").sub(" ", loose))
    return bool(found) and not rest.strip()


def something(text: str) -> str:
    """Return the text in single spaces, or a blank if it says nothing."""
    plain = one_line(text)
    return "" if is_nothing(plain) else plain


def parts_of(text: str) -> tuple[str, ...]:
    """Return the parts of a text, each line one, and at semicolons where every part stands alone."""
    found: list[str] = []
    for line in text.splitlines():
        pieces = [one_line(piece) for piece in line.split(";")]
        pieces = [piece for piece in pieces if piece]
        alone = len(pieces) > 1 and _stand_alone(line, pieces)
        found += pieces if alone else [one_line(line)]
    return tuple(dict.fromkeys(part for part in found if part and _says_something(part)))


def _says_something(part: str) -> bool:
    return not is_nothing(part) and not words("elsewhere").fullmatch(loosened(part))


def _stand_alone(line: str, pieces: list[str]) -> bool:
    if any(words("connective").match(loosened(piece)) for piece in pieces[1:]):
        return False
    if _MACHINE_MADE.search(line) or all(len(piece.split()) <= _SHORT for piece in pieces):
        return True
    begins = [piece[0].isupper() or not piece[0].isalpha() for piece in pieces]
    return all(begins)
