"""Cells of a form that rank themes: several of them in order, the rank of one, or nothing chosen."""

from __future__ import annotations

import json
import re
from typing import Final

from upstream_workshop.letters import loosened

RANKS: Final = ("first", "second", "third", "fourth", "fifth")
SHORT: Final = ("1st", "2nd", "3rd", "4th", "5th")
_RANK_WORDS: Final = {
    word: n for n, pair in enumerate(zip(RANKS, SHORT, strict=True), 1) for word in pair
}
_RANK: Final = re.compile(
    r"^(?:rank |choice |column )?(\d{1,3}|[a-z]+|\d[a-z]{2})(?: (?:choice|preference|place))?$"
)
_FIGURE: Final = r"(\d{1,2})(?:[.):]|\s[-–](?=\s))"
_WORD: Final = rf"({'|'.join(_RANK_WORDS)})(?: choice| preference)?(?:[.):=]|\s?[-–]\s)"
_NUMBERED: Final = re.compile(rf"(?:^|[;,|>\n])\s*(?:{_FIGURE}|{_WORD})\s*", re.IGNORECASE)
_SPACED: Final = re.compile(r"(?:^|[\s;,|>])\s*(\d{1,2})[.):]\s+")  # if they count from 1
_NUMBERS_ALONE: Final = re.compile(r"^\d{1,2}(?:[\s,]+\d{1,2})+$")
_PARTING: Final = re.compile(r"[;|>\n]")
_AROUND: Final = " ;,|>\n"
# what people write who choose nothing, folded and without signs
_NO_CHOICE: Final = frozenset(
    (
        "", "n a", "na", "none", "nothing", "nil", "no preference", "no choice", "dont mind",
        "i dont mind", "not sure", "any", "anything", "either", "dim", "dim byd", "dim ots",
    )
)  # fmt: skip


def rank_in(cell: str) -> int | None:
    """Return the rank that a cell of a grid holds: 2, 2nd choice, second; else None."""
    found = _RANK.match(loosened(cell))
    return _number(found[1]) if found else None


def is_no_choice(cell: str) -> bool:
    """Tell whether a cell is blank, or says that nothing was chosen."""
    return loosened(cell) in _NO_CHOICE


def one_theme(cell: str) -> str:
    """Return the theme of a cell that holds one, without the sign that some forms put behind each answer."""
    return cell.strip(_AROUND)


def says_order(cell: str) -> bool:
    """Tell whether a list in a cell says in which order it is."""
    return bool(_NUMBERED.search(cell)) or ">" in cell


def listed(cell: str) -> list[str]:
    """Return the themes of one cell in order.

    Such as “A;B;C;”, “1. A; 2. B”, “1) A 2) B”, “2nd: B; 1st: A” or a line for each. Commas do not part them,
    unless there are numbers too: they may belong to a title.
    """
    if written := _json_list(cell):
        return written
    if numbered := _numbered(cell):
        themes = [theme for _, theme in sorted(numbered, key=lambda one: one[0])]
    elif _NUMBERS_ALONE.match(cell.strip()):
        themes = cell.replace(",", " ").split()
    else:
        themes = _PARTING.split(cell)
    return [theme for one in themes if (theme := one_theme(one))]


def _numbered(cell: str) -> list[tuple[int, str]]:
    """Return the number and the theme of each part of a list with numbers; none if it has none."""
    counted = list(map(int, _SPACED.findall(cell)))
    if len(counted) > 1 and counted == list(range(1, len(counted) + 1)):
        _, *pieces = _SPACED.split(cell)
        return list(zip(counted, pieces[1::2], strict=True))
    if len(_NUMBERED.findall(cell)) < 2 and not _NUMBERED.match(cell):
        return []
    _, *pieces = _NUMBERED.split(cell)
    parts = zip(pieces[::3], pieces[1::3], pieces[2::3], strict=True)
    return [(_number((number or word).casefold()) or 0, theme) for number, word, theme in parts]


def _number(word: str) -> int | None:
    return int(word) if word.isdecimal() else _RANK_WORDS.get(word)


def _json_list(cell: str) -> list[str]:
    """Return the texts of a list such as ["A","B"], as Microsoft Forms hands rankings on; else none."""
    if not cell.startswith("["):
        return []
    try:
        texts = json.loads(cell)
    except ValueError:
        return []
    return [one.strip() for one in texts if isinstance(one, str) and one.strip()]
