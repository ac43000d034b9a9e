"""How a file of cards is shown while it is brought in."""

from __future__ import annotations

from ui.importing.import_kinds import TABLES, Kind, note, tr, unused


def import_kind() -> Kind:
    """Cards, with their themes."""
    return Kind(
        "cards", tr("Import cards"), f"{tr('Tables')} {TABLES}",
        tr("Card"), tr("Theme"), note, unused(), detail_width=190,
    )  # fmt: skip
