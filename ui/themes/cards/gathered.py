"""A snapshot of themes and cards."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from upstream_workshop.themes.kinds import ThemeState
from upstream_workshop.themes.queries import CardRow, ThemeRow


@dataclass(frozen=True)
class Gathered:
    """The themes with their cards, the cards in no theme, and how many cards are not revealed yet."""

    themes: tuple[ThemeRow, ...] = ()
    loose: tuple[CardRow, ...] = ()
    private: int = 0

    @property
    def titles(self) -> dict[int, str]:
        """The titles of all themes by id."""
        return {theme.id: theme.title for theme in self.themes}

    @cached_property
    def texts(self) -> dict[int, str]:
        """The texts of all cards by id."""
        return {card.id: card.text for card in self.cards}

    @cached_property
    def cards(self) -> tuple[CardRow, ...]:
        """All cards that are shown, the loose ones first."""
        return (*self.loose, *(card for theme in self.themes for card in theme.cards))

    @cached_property
    def tables(self) -> tuple[str, ...]:
        """The tables that cards come from, in order."""
        return tuple(sorted({card.table for card in self.cards if card.table}))

    @property
    def standing(self) -> tuple[ThemeRow, ...]:
        """The themes that may be voted on and shown, which are all but the parked ones."""
        return tuple(theme for theme in self.themes if theme.state != ThemeState.PARKED)

    def theme(self, theme_id: int | None) -> ThemeRow | None:
        """Return a theme, or None if it no longer exists."""
        return next((theme for theme in self.themes if theme.id == theme_id), None)
