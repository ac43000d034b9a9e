"""How a list of choices is shown in the import dialog."""

from __future__ import annotations

from resources.words import say
from ui.importing.import_kinds import TABLES, Kind, note, unused


def import_kind() -> Kind:
    """Return the description of imports of choices."""
    return Kind(
        "choices", say("Import choices"), f"{say('Lists')} {TABLES}",
        say("Name"), say("Choices"), note, unused(),
    )  # fmt: skip
