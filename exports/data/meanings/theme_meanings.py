"""What the tables of cards and themes mean, and the values of cards and themes in `session.json`.

Fields are named as in `exports/dictionary/common_fields.py`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from exports.data.meanings.table_meanings import CellType, Column, TableMeaning
from resources.words import noop
from upstream_workshop.themes.kinds import ThemeState

TABLES: Final[Mapping[str, TableMeaning]] = {
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
# fmt: off
FIELDS: Final[Mapping[str, str]] = {
    "themes": noop("The themes with their cards"),
    "loose_cards": noop("The cards in no theme"),
    "ThemeRow.state": noop("candidate, on the ballot, chosen, parked, or merged into another"),
    "came_from_id": noop("Id of the theme it was in before that one was merged; null for none"),
    "same_as_id": noop("Id of the card that says the same; null for none"),
    "private": noop("Whether it is still hidden; hidden cards are not exported"),
    "CardRow.x": noop("Place on the wall from the left, in points; null where it has none"),
    "CardRow.y": noop("Place on the wall from the top, in points; null where it has none"),
    "others": noop("The cards that say the same"),
}
# fmt: on
