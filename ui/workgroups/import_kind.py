"""How a list of choices is shown while it is brought in."""

from __future__ import annotations

from resources.words import say
from ui.importing.import_kinds import TABLES, Kind, note, unused


def import_kind() -> Kind:
    """Choices of people."""
    return Kind(
        "choices", say("Import choices"), f"{say('Lists')} {TABLES}",
        say("Name"), say("Choices"), note, unused(),
    )  # fmt: skip
