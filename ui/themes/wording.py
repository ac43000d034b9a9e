"""Texts about themes and their states."""

from __future__ import annotations

from typing import Final

from resources.words import count, say
from ui.themes.wall.card_painting import Heading
from upstream_workshop.themes.kinds import STATE_WORDS, ThemeState
from upstream_workshop.themes.queries import ThemeRow

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


def heading(number: int, row: ThemeRow) -> Heading:
    """Return what stands over the cards of a theme; up to 9, its number is the key that puts cards there."""
    state, _ = standing(row.state)
    cards = count(len(row.cards), "{n} card", "{n} cards")
    about = f"{cards} · {state}" if state else cards
    return Heading(row.title, about, number if number <= 9 else 0)


def loose_heading(cards: int) -> Heading:
    """Return what stands over the cards in no theme."""
    return Heading(say("Loose cards"), count(cards, "{n} card", "{n} cards"))
