"""How a list of choices is shown while it is brought in."""

from __future__ import annotations

from ui.importing.import_kinds import TABLES, Kind, note, tr, unused


def import_kind() -> Kind:
    """Choices of people."""
    return Kind(
        "choices", tr("Import choices"), f"{tr('Lists')} {TABLES}",
        tr("Name"), tr("Choices"), note, unused(),
    )  # fmt: skip
