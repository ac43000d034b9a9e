"""How a table of links is shown in the import dialog."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from resources.words import noop, say
from ui.importing.import_kinds import TABLES, Kind, note

_MAPS: Final = "*.json *.prsm *.loopy *.mmp *.graphml *.gexf *.mdl *.xmile *.stmx *.drawio *.xml"


def import_kind() -> Kind:
    """Return the description of imports of maps.

    A map is named after the file unless told otherwise.
    """
    files = TABLES.replace(")", f" {_MAPS})")
    return Kind(
        "map", say("Import map"), f"{say('Maps')} {files}",
        say("Link or factor"), say("Sign or note"), note, noop("Not taken of the file: {columns}"),
        has_name=True, named=_as_title, detail_width=180,
    )  # fmt: skip


def _as_title(path: Path) -> str:
    return path.stem.replace("_", " ").replace("-", " ").strip().capitalize()
