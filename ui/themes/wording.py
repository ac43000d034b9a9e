"""Texts about the states of themes."""

from __future__ import annotations

from resources.words import say
from upstream_workshop.themes.kinds import ThemeState


def standing(state: ThemeState) -> tuple[str, str]:
    """Return a state in a word, and its tone.

    The word is empty for candidates and merged themes.
    """
    return {
        ThemeState.CANDIDATE: ("", "plain"),
        ThemeState.ON_THE_BALLOT: (say("on the ballot"), "river"),
        ThemeState.CHOSEN: (say("chosen"), "leaf"),
        ThemeState.PARKED: (say("parked"), "plain"),
        ThemeState.MERGED: ("", "plain"),
    }[state]
