"""How a file of ballot papers is shown in the import dialog."""

from __future__ import annotations

from typing import Final

from resources.words import noop, say
from ui.importing.import_kinds import Kind, note

_PAPERS: Final = "(*.csv *.tsv *.xlsx *.ods *.soc *.soi *.toc *.toi *.cat *.pb *.yaml *.blt)"


def import_kind() -> Kind:
    """Return the description of imports of papers."""
    return Kind(
        "ballot-papers", say("Import ballot papers"), f"{say('Ballot papers')} {_PAPERS}",
        say("Paper"), say("Remark"), note, noop("Not taken from the file: {columns}"),
        has_name=True,
    )  # fmt: skip
