"""The texts of cards: pasted lines, and cards that say nearly the same."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from upstream_workshop.people.rules import folded
from upstream_workshop.themes.kinds import ThemeState

# the states that can be set; a theme becomes merged by merging it only
STATES: Final = tuple(state for state in ThemeState if state is not ThemeState.MERGED)
# ballots and workgroups rely on themes in these states
SETTLED: Final = frozenset({ThemeState.ON_THE_BALLOT, ThemeState.CHOSEN})

_BULLET: Final = re.compile(r"^\s*(?:[-*•·–‣◦]|\d{1,3}[.)])\s+")
_ENOUGH: Final = 9  # letters; shorter texts are not compared
_ALIKE: Final = 86  # percent


def lines_of(pasted: str) -> tuple[str, ...]:
    """Return the cards in a pasted text: one per line, without bullets, numbers and blank lines."""
    lines = (" ".join(_BULLET.sub("", line).split()) for line in pasted.splitlines())
    return tuple(line for line in lines if line)


def nearest(typed: str, cards: Mapping[int, str]) -> int | None:
    """Return the id of the card most like a text, ignoring accents and case; None if none is.

    typed: the text that is being typed.
    cards: the texts of cards by id.
    """
    return nearest_folded(folded(typed), {card: folded(text) for card, text in cards.items()})


def nearest_folded(asked: str, known: Mapping[int, str]) -> int | None:
    """Do the same as `nearest` for texts that are folded already.

    A caller that asks after every key stroke keeps thousands of cards folded.
    """
    if len(asked) < _ENOUGH:
        return None
    from rapidfuzz import fuzz, process  # loaded when first needed

    best = process.extractOne(asked, known, scorer=fuzz.WRatio, score_cutoff=_ALIKE)
    return None if best is None else best[2]
