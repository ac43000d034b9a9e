"""The themes with their cards."""

from __future__ import annotations

from typing import Final

from exports.drawing.paper import Paper, count
from upstream_workshop.themes.kinds import ThemeState
from upstream_workshop.whole.report import Report

STATES: Final = {
    ThemeState.CANDIDATE: "",
    ThemeState.ON_THE_BALLOT: "Was on the ballot",
    ThemeState.CHOSEN: "Chosen",
    ThemeState.PARKED: "Parked",
    ThemeState.MERGED: "",
}


def write_themes(report: Report, paper: Paper) -> None:
    """Each theme, the chosen ones first, with the cards people put into it."""
    if not report.themes and not report.loose_cards:
        return
    paper.heading(2, "Themes")
    cards = sum(len(theme.cards) for theme in report.themes) + len(report.loose_cards)
    paper.say(f"{count(cards, 'card')} in {count(len(report.themes), 'theme')}.")
    for theme in sorted(report.themes, key=lambda theme: theme.state != ThemeState.CHOSEN):
        paper.room_for(90)
        paper.heading(3, theme.title)
        state = STATES[theme.state]
        paper.say(". ".join(part for part in (state, theme.description) if part))
        paper.items([card.text for card in theme.cards])
    if report.loose_cards:
        paper.room_for(90)
        paper.heading(3, "Cards in no theme")
        paper.items([card.text for card in report.loose_cards])
