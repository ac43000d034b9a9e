"""How ballot papers are shown while they are brought in."""

from __future__ import annotations

from typing import Final

from resources.words import say
from ui.importing.import_kinds import Kind, note

_PAPERS: Final = "(*.csv *.tsv *.xlsx *.ods *.soc *.soi *.toc *.toi *.cat *.pb *.yaml)"


def import_kind() -> Kind:
    """Papers, which go into a ballot; what is no option of it is named."""
    return Kind(
        "ballot-papers", say("Import papers"), f"{say('Ballot papers')} {_PAPERS}",
        say("Paper"), say("Remark"), note, say("Not on the ballot: {columns}"),
        has_name=True,
    )  # fmt: skip
