"""How a table of links is shown while it is brought in."""

from __future__ import annotations

from pathlib import Path

from resources.words import say
from ui.importing.import_kinds import TABLES, Kind, note, unused


def import_kind() -> Kind:
    """Links and factors, which go into a map that is called as the file unless somebody says otherwise."""
    return Kind(
        "map", say("Import map"), f"{say('Tables')} {TABLES}",
        say("Link or factor"), say("Sign"), note, unused(), has_name=True, named=_as_title,
        detail_width=72,
    )  # fmt: skip


def _as_title(path: Path) -> str:
    return path.stem.replace("_", " ").replace("-", " ").strip().capitalize()
