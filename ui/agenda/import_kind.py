"""How a plan from another tool is shown in the import dialog."""

from __future__ import annotations

from resources.words import noop, say
from ui.importing.import_kinds import TABLES, Kind, note


def import_kind() -> Kind:
    """Return the description of imports of plans."""
    files = TABLES.replace(")", " *.json *.ics)")
    return Kind(
        "agenda", say("Import plan"), f"{say('Plans')} {files}",
        say("Block"), say("When"), note, noop("Not used: {columns}"), detail_width=190,
    )  # fmt: skip
