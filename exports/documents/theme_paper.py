"""The themes with their cards."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from exports.documents.evidence.findings_paper import spoken
from exports.drawing.paper import Paper
from exports.drawing.safe_markup import Strong
from resources.words import count, noop, say
from upstream_workshop.evidence.bases import Counts, counts_words
from upstream_workshop.evidence.report import EvidenceReport
from upstream_workshop.letters import one_line
from upstream_workshop.themes.kinds import ThemeState
from upstream_workshop.themes.queries import CardRow, ThemeRow
from upstream_workshop.themes.report import ThemesReport
from upstream_workshop.whole.report import Report

_MOST_QUOTES: Final = 2  # of each theme
STATES: Final = {
    ThemeState.CANDIDATE: "",
    ThemeState.ON_THE_BALLOT: noop("Was on the ballot"),
    ThemeState.CHOSEN: noop("Chosen"),
    ThemeState.PARKED: noop("Parked"),
    ThemeState.MERGED: "",
}


def write_themes(report: Report, paper: Paper) -> None:
    """Write each theme with its cards in a paragraph, the chosen themes first."""
    if not report.themes and not report.loose_cards:
        return
    cards = sum(len(theme.cards) for theme in report.themes) + len(report.loose_cards)
    themes = count(len(report.themes), "{n} theme", "{n} themes")
    paper.say(count(cards, "{n} card in {themes}.", "{n} cards in {themes}.", themes=themes))
    for theme in sorted(report.themes, key=lambda theme: theme.state != ThemeState.CHOSEN):
        paper.room_for(90)
        paper.heading(3, theme.title)
        state, wordings = say(STATES[theme.state]), _together(theme.cards)
        paper.say(theme.description)
        _write_evidence(theme, report, paper)
        paper.say((Strong(f"{state}." if state else ""), wordings))
    if report.loose_cards:
        paper.room_for(90)
        paper.heading(3, say("Cards in no theme"))
        paper.say(_together(report.loose_cards))


def _together(cards: Sequence[CardRow]) -> str:
    """Return the wordings of cards in one paragraph."""
    return " · ".join(one_line(_wordings(card)) for card in cards)


def _write_evidence(theme: ThemeRow, report: Report, paper: Paper) -> None:
    """Write what a theme rests on, with some of what was said, if any of its cards was found."""
    bases = report.part(ThemesReport).bases
    basis = next((one for one in bases if one.theme_id == theme.id), None)
    if basis is None:
        return
    findings = counts_words(Counts(basis.findings, basis.organisations))
    paper.say(say("It rests on {findings}.", findings=findings))
    said = [one for one in report.part(EvidenceReport).findings if one.id in basis.finding_ids]
    paper.items([spoken(one) for one in said[:_MOST_QUOTES]])


def _wordings(card: CardRow) -> str:
    """Return a card's text, followed by those that say the same."""
    others = ", ".join(f"“{each.text}”" for each in card.others)
    return say("{text} (also: {others})", text=card.text, others=others) if others else card.text
