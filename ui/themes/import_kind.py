"""How a file of cards is shown while it is brought in."""

from __future__ import annotations

from resources.words import say
from ui.importing.import_kinds import TABLES, Kind, note, unused


def import_kind() -> Kind:
    """Cards, with their themes."""
    return Kind(
        "cards", say("Import cards"), f"{say('Tables')} {TABLES}",
        say("Card"), say("Theme"), note, unused(), detail_width=190,
    )  # fmt: skip
