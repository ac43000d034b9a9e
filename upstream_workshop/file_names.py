"""File names that all systems accept."""

from __future__ import annotations

import unicodedata
from typing import Final

from upstream_workshop.letters import clusters, is_invisible, one_line

LONGEST_NAME: Final = 100  # letters with the suffix
LONGEST_BYTES: Final = 200  # in UTF-8: systems take 255
_MOST_MARKS: Final = 8  # on one letter; no script has more
_NEVER_FIRST: Final = " -'’&)"  # would be read as an option, a quotation, or be ignored
_RESERVED: Final = frozenset(
    ["con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))]
)


def file_name(words: str, taken: set[str], suffix: str = "") -> str:
    """Return a file name made from typed words.

    taken: keys of the names in use; that of the new name is added.
    suffix: appended to the name.

    With its suffix it has at most `LONGEST_NAME` letters and `LONGEST_BYTES` bytes.
    """
    stem = _stem(words)
    number = 1
    name = _cut(stem, suffix)
    while _key(name) in taken:
        number += 1
        tail = f" ({number})"
        name = _cut(stem, tail + suffix) + tail
    taken.add(_key(name))
    return name + suffix


def _stem(words: str) -> str:
    """Return the words without letters that a system refuses, hides or interprets; never empty."""
    kept = "".join(
        letter if _is_kept(letter) else "" if is_invisible(letter) else " "
        for letter in unicodedata.normalize("NFC", words)
    )
    return one_line(kept).lstrip(_NEVER_FIRST) or "unnamed"


def _is_kept(letter: str) -> bool:
    group = unicodedata.category(letter)[0]
    return (group in "LNM" and not is_invisible(letter)) or letter in "-'’()&"


def _cut(stem: str, tail: str) -> str:
    """Return as many letters, each with its marks, as leave space for a tail.

    A reserved name is extended.
    """
    letters = LONGEST_NAME - len(tail)
    room = LONGEST_BYTES - len(tail.encode())
    name = ""
    for cluster in clusters(stem):
        longer = name + cluster[: 1 + _MOST_MARKS]
        if len(longer) > letters or len(longer.encode()) > room:
            break
        name = longer
    name = name.rstrip()
    return f"{name} (name)" if _key(name) in _RESERVED else name


def _key(name: str) -> str:
    """Return a key that is equal for names that some system takes for the same."""
    for _ in range(2):  # the result of case folding may change when folded again
        name = unicodedata.normalize("NFKD", name).upper().casefold()
    return name
