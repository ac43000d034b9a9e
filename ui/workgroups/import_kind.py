"""How lists of choices, and forms that came back, are shown in the import dialog."""

from __future__ import annotations

from typing import Final

from resources.words import say
from ui.importing.import_kinds import TABLES, Kind, note, unused

_FORMS: Final = TABLES.replace("(", "(*.docx ")


def import_kind() -> Kind:
    """Return the description of imports of choices."""
    return Kind(
        "choices", say("Import choices"), f"{say('Lists')} {TABLES}",
        say("Name"), say("Choices"), note, unused(),
    )  # fmt: skip


def forms_kind() -> Kind:
    """Return the description of imports of forms that came back."""
    return Kind(
        "forms", say("Import forms that came back"), f"{say('Forms and lists')} {_FORMS}",
        say("Whose form"), say("Answer"), note, unused(), several=True,
    )  # fmt: skip
