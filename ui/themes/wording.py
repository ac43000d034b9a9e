"""The Themes page's words: how the state of a theme reads, and the tone that repeats it."""

from __future__ import annotations

from resources.words import say
from upstream_workshop.themes.kinds import ThemeState


def standing(state: ThemeState) -> tuple[str, str]:
    """The state in a word, and its tone; blank for a candidate, as most are, and for what was merged."""
    return {
        ThemeState.CANDIDATE: ("", "plain"),
        ThemeState.ON_THE_BALLOT: (say("on the ballot"), "river"),
        ThemeState.CHOSEN: (say("chosen"), "leaf"),
        ThemeState.PARKED: (say("parked"), "plain"),
        ThemeState.MERGED: ("", "plain"),
    }[state]
