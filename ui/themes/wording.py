"""Texts about the states of themes."""

from __future__ import annotations

from typing import Final

from resources.words import say
from upstream_workshop.themes.kinds import STATE_WORDS, ThemeState

_UNSAID: Final = (ThemeState.CANDIDATE, ThemeState.MERGED)
_TONES: Final = {
    ThemeState.CANDIDATE: "plain",
    ThemeState.ON_THE_BALLOT: "river",
    ThemeState.CHOSEN: "leaf",
    ThemeState.PARKED: "plain",
    ThemeState.MERGED: "plain",
}


def standing(state: ThemeState) -> tuple[str, str]:
    """Return a state in a word, and its tone.

    The word is empty for candidates and merged themes.
    """
    return ("" if state in _UNSAID else say(STATE_WORDS[state]), _TONES[state])
