"""The themes with their cards."""

from __future__ import annotations

from typing import Final

from exports.drawing.paper import Paper
from resources.words import count, joined, noop, say
from upstream_workshop.themes.kinds import ThemeState
from upstream_workshop.themes.queries import CardRow, ThemeRow
from upstream_workshop.whole.report import Report

STATES: Final = {
    ThemeState.CANDIDATE: "",
    ThemeState.ON_THE_BALLOT: noop("Was on the ballot"),
    ThemeState.CHOSEN: noop("Chosen"),
    ThemeState.PARKED: noop("Parked"),
    ThemeState.MERGED: "",
}


def write_themes(report: Report, paper: Paper) -> None:
    """Write each theme with its cards, the chosen themes first."""
    if not report.themes and not report.loose_cards:
        return
    paper.heading(2, say("Themes"))
    cards = sum(len(theme.cards) for theme in report.themes) + len(report.loose_cards)
    themes = count(len(report.themes), "{n} theme", "{n} themes")
    paper.say(count(cards, "{n} card in {themes}.", "{n} cards in {themes}.", themes=themes))
    for theme in sorted(report.themes, key=lambda theme: theme.state != ThemeState.CHOSEN):
        paper.room_for(90)
        paper.heading(3, theme.title)
        paper.say(joined((say(STATES[theme.state]), theme.description), "{first}. {then}"))
        _write_evidence(theme, paper)
        paper.items([_wordings(card) for card in theme.cards])
    if report.loose_cards:
        paper.room_for(90)
        paper.heading(3, say("Cards in no theme"))
        paper.items([_wordings(card) for card in report.loose_cards])


def _write_evidence(theme: ThemeRow, paper: Paper) -> None:
    """Write how many cards of a theme rest on findings, if any do."""
    found = sum(card.finding_id is not None for card in theme.cards)
    if found:
        paper.say(
            count(
                found,
                "{n} card of this theme was found on a visit.",
                "{n} cards of this theme were found on visits.",
            )
        )


def _wordings(card: CardRow) -> str:
    """Return a card's text, followed by those that say the same."""
    others = ", ".join(f"“{each.text}”" for each in card.others)
    return say("{text} (also: {others})", text=card.text, others=others) if others else card.text
