"""Cells of a CSV that a spreadsheet would run: made harmless on the way out, and as they were on the way in.

An apostrophe goes before whatever a spreadsheet may take for a formula, at the start of a cell and after
whatever another spreadsheet may take for the end of one (a line's end, a semicolon, a tab, a bar). Blank,
invisible and quoting characters in front of it change nothing. What is put in here is taken out by the
same rule, so that every text comes back as it went.
"""

from __future__ import annotations

import re
from typing import Final

from upstream_workshop.letters import is_invisible

GUARD: Final = "'"

_START: Final = re.compile(
    "[=+\\-@＝＋－＠﹦﹢﹣﹫⁼⁺₌₊\u2212\ufb29]"
)  # and what systems fold to them
_HARMLESS: Final = frozenset("+-")  # the sign of a link, alone in its cell
_QUOTES: Final = frozenset("'\"`´‘’‚‛“”„‟«»‹›")
_END: Final = re.compile("[;|\t\n\r\x0b\x0c\x85\u2028\u2029]")


def guarded(cell: str) -> str:
    """The cell with an apostrophe before each stretch that a spreadsheet might run."""
    pieces, last = [], 0
    for at in _runs(cell):
        pieces += [cell[last:at], GUARD]
        last = at
    return "".join((*pieces, cell[last:]))


def unguarded(cell: str) -> str:
    """The cell as it was before `guarded`."""
    extra = {at for at in _runs(cell) if cell[at] == GUARD}
    return "".join(letter for at, letter in enumerate(cell) if at not in extra) if extra else cell


def is_run(cell: str) -> bool:
    """Whether a spreadsheet might run this cell, or a part of it."""
    return bool(_runs(cell))


def _runs(cell: str) -> list[int]:
    """Where stretches begin whose first letter that counts is one that starts a formula."""
    found: list[int] = []
    if not _START.search(cell):
        return found
    run = False  # whether what is read from here on would be run
    for at in range(len(cell) - 1, -1, -1):
        if _START.match(cell, at):
            run = cell[at] not in _HARMLESS or bool(cell[at + 1 :].strip())
        elif not _ignorable(cell[at]):
            run = False
        if run and (at == 0 or _END.match(cell, at - 1)):
            found.append(at)
    return found[::-1]


def _ignorable(letter: str) -> bool:
    """Whether it may stand before a formula without being seen: blanks, controls, marks, quotes."""
    return letter in _QUOTES or letter.isspace() or is_invisible(letter)
