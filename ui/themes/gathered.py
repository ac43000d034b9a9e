"""What has been gathered so far: the themes with their cards, and the loose ones."""

from __future__ import annotations

from dataclasses import dataclass

from upstream_workshop.themes.kinds import ThemeState
from upstream_workshop.themes.queries import CardRow, ThemeRow


@dataclass(frozen=True, slots=True)
class Gathered:
    """One reading of the session, and what the page asks of it."""

    themes: tuple[ThemeRow, ...] = ()
    loose: tuple[CardRow, ...] = ()

    @property
    def titles(self) -> dict[int, str]:
        """Every theme's title by its id."""
        return {theme.id: theme.title for theme in self.themes}

    @property
    def texts(self) -> dict[int, str]:
        """How every card reads, by its id."""
        every = [*self.loose, *(card for theme in self.themes for card in theme.cards)]
        return {card.id: card.text for card in every}

    @property
    def standing(self) -> tuple[ThemeRow, ...]:
        """The themes that may be voted on and shown: all but the parked ones."""
        return tuple(theme for theme in self.themes if theme.state != ThemeState.PARKED)

    def theme(self, theme_id: int | None) -> ThemeRow | None:
        """One theme, if it is still there."""
        return next((theme for theme in self.themes if theme.id == theme_id), None)
