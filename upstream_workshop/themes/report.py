"""The part of the report about cards and themes."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy.orm import Session

from upstream_workshop.themes import queries
from upstream_workshop.themes.queries import CardRow, ThemeRow


@dataclass(frozen=True, slots=True)
class ThemesReport:
    """The themes with their cards, and the cards in none."""

    themes: tuple[ThemeRow, ...]
    loose_cards: tuple[CardRow, ...]


def read(session: Session) -> ThemesReport:
    """Read the report of cards and themes."""
    return ThemesReport(queries.themes(session), queries.loose_cards(session))
