"""How files of responses are shown in the import dialog."""

from __future__ import annotations

from resources.words import say
from ui.importing.import_kinds import Kind, note, unused


def responses_kind() -> Kind:
    """Return the description of imports of responses to a draft."""
    files = (
        f"{say('Tables, and Word documents with comments')} (*.docx *.csv *.tsv *.txt *.xlsx *.ods)"
    )
    return Kind(
        "responses", say("Import responses"), files,
        say("Response"), say("About"), note, unused(), detail_width=120,
    )  # fmt: skip
