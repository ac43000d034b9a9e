"""Whether a title is understood from end to end: nothing in it that could turn, limit or redirect it.

Harm comes from the word that nobody foresaw. So a title means for certain what it seems to mean only if
every word of it is listed for that meaning; whatever else may stand in it, it is asked about.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from re import Pattern
from typing import Final

from upstream_workshop.letters import loosened, one_line
from upstream_workshop.readers.signup.word_lists import (
    any_words,
    one_of,
    phrases,
    title_rows,
    words,
)

_NUMBERED: Final = re.compile(r"^(q|question|column)? ?\d+ (?=\D)")
_COPIED: Final = re.compile(
    r" \(\d+\)$"
)  # what `column_titles.titled` puts behind a title used twice
_MARK: Final = re.compile(r"\((required|optional|mandatory|gofynnol|dewisol)\)", re.IGNORECASE)
_CAPITAL: Final = re.compile(r"(?<=[a-z])(?=[A-Z])")
_PLURAL: Final = re.compile(r"\(e?s\)", re.IGNORECASE)
_OFFERED: Final = re.compile(  # the two answers, where a title names them
    r"\(?\b(yes\s*/\s*no|y\s*/\s*n|yes or no|no\s*/\s*yes|ie\s*/\s*na(ge)?|ydw\s*/\s*nac ydw|oui\s*/\s*non"
    r"|ja\s*/\s*nein|tak\s*/\s*nie)\b\)?",
    re.IGNORECASE,
)
_WORD: Final = re.compile(r"[^\W\d_]{3}")


def plain(title: str) -> str:
    """Return a title without what tools put around it: marks, copies, words run together."""
    apart = title if " " in title else _CAPITAL.sub(" ", title)  # givenName, as databases write it
    return _COPIED.sub("", _PLURAL.sub("s", _MARK.sub(" ", apart)))


def unnumbered(text: str) -> str:
    """Return a loosened text without the number of its question."""
    return _NUMBERED.sub("", loosened(text))


def without_answers(title: str) -> str:
    """Return a title without the two answers it offers, as in “Photographs? (yes/no)”."""
    return _OFFERED.sub(" ", title)


@lru_cache(maxsize=2048)
def is_understood(title: str, field: str) -> bool:
    """Tell whether every word of a title is one that a title of this field holds."""
    loose = unnumbered(plain(without_answers(title)))
    rows = [row for row in title_rows() if row.field == field]
    if loose == field or any(row.whole.fullmatch(loose) for row in rows):
        return True
    return bool(loose) and not _vocabulary(field).sub(" ", loose).strip()


def says_nothing(title: str) -> bool:
    """Tell whether a title leaves open what its column holds, as “x7”, “Column 3” or “Notes”."""
    rest = words("untitled").sub(" ", loosened(title))
    return not _WORD.search(rest)


def leftover(loose: str, *kinds: str) -> str:
    """Return what is left of a loosened text without all phrases of these kinds."""
    return one_line(any_words(*kinds).sub(" ", loose))


@cache
def _vocabulary(field: str) -> Pattern[str]:
    listed = [phrase for row in title_rows() if row.field == field for phrase in row.beside]
    return one_of((*listed, *phrases("little")))
