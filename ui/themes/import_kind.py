"""How a file of cards is shown in the import dialog."""

from __future__ import annotations

from resources.words import say
from ui.importing.import_kinds import TABLES, Kind, note, unused


def import_kind() -> Kind:
    """Return the description of imports of cards."""
    return Kind(
        "cards", say("Import cards"), f"{say('Tables')} {TABLES}",
        say("Card"), say("Theme"), note, unused(), detail_width=190,
    )  # fmt: skip
