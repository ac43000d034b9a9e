"""The part of the report about cards and themes."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy.orm import Session

from upstream_workshop.themes import queries
from upstream_workshop.themes.queries import CardRow, ThemeRow
from upstream_workshop.themes.theme_bases import ThemeBasis, theme_bases


@dataclass(frozen=True, slots=True)
class ThemesReport:
    """The themes with their cards, the cards in none, and what themes rest on."""

    themes: tuple[ThemeRow, ...]
    loose_cards: tuple[CardRow, ...]
    bases: tuple[ThemeBasis, ...] = ()


def read(session: Session) -> ThemesReport:
    """Read the report of cards and themes."""
    return ThemesReport(queries.themes(session), queries.loose_cards(session), theme_bases(session))
