"""What the tables of cards and themes mean."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from exports.data.dictionary.meanings import CellType, Column, TableMeaning
from resources.words import noop
from upstream_workshop.themes.kinds import ThemeState

THEMES: Final[Mapping[str, TableMeaning]] = {
    "themes-csv": TableMeaning(
        "themes.csv",
        noop("One row for each theme."),
        {
            "theme": Column(noop("Its title")),
            "description": Column(noop("What it is about")),
            "state": Column(
                noop(
                    "Whether it is a candidate, on a ballot, chosen, parked, or merged into another"
                ),
                allowed=tuple(ThemeState),
            ),
            "cards": Column(noop("How many cards are in it"), CellType.NUMBER, noop("cards")),
        },
    ),
    "cards-csv": TableMeaning(
        "cards.csv",
        noop("One row for each card that was revealed."),
        {
            "text": Column(noop("What is on the card")),
            "theme": Column(noop("The theme it is in; blank for none")),
            "table": Column(noop("The table at which it was written")),
            "author": Column(noop("Who wrote it, where that is known")),
            "same as": Column(noop("The card that says the same, if there is one")),
        },
    ),
}
