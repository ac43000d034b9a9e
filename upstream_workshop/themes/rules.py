"""Words on cards: lines pasted into cards, and cards that say nearly the same."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from upstream_workshop.people.rules import folded
from upstream_workshop.themes.kinds import ThemeState

# what somebody may say of a theme; it is merged by choosing the one it goes into
STATES: Final = tuple(state for state in ThemeState if state is not ThemeState.MERGED)
# others rely on these as they are
SETTLED: Final = frozenset({ThemeState.ON_THE_BALLOT, ThemeState.CHOSEN})

_BULLET: Final = re.compile(r"^\s*(?:[-*•·–‣◦]|\d{1,3}[.)])\s+")
_ENOUGH: Final = 9  # letters before a likeness means anything
_ALIKE: Final = 86  # of 100


def lines_of(pasted: str) -> tuple[str, ...]:
    """The cards in a pasted text: one a line, without bullets, numbering and blank lines."""
    lines = (" ".join(_BULLET.sub("", line).split()) for line in pasted.splitlines())
    return tuple(line for line in lines if line)


def nearest(typed: str, cards: Mapping[int, str]) -> int | None:
    """The id of the card most like what is being typed, accents and capitals aside; None if none is."""
    return nearest_folded(folded(typed), {card: folded(text) for card, text in cards.items()})


def nearest_folded(asked: str, known: Mapping[int, str]) -> int | None:
    """The same, for whoever keeps the cards folded because thousands are asked at every key."""
    if len(asked) < _ENOUGH:
        return None
    from rapidfuzz import fuzz, process  # loaded when first needed

    best = process.extractOne(asked, known, scorer=fuzz.WRatio, score_cutoff=_ALIKE)
    return None if best is None else best[2]
