"""How files of findings, sources and code books are shown in the import dialog."""

from __future__ import annotations

from resources.words import say
from ui.importing.import_kinds import TABLES, Kind, note, unused


def findings_kind() -> Kind:
    """Return the description of imports of findings."""
    return Kind(
        "findings", say("Import findings"), f"{say('Tables')} {TABLES}",
        say("Finding"), say("Codes"), note, unused(), detail_width=190,
    )  # fmt: skip


def source_kind() -> Kind:
    """Return the description of imports of sources."""
    files = f"{say('Texts, transcripts and projects')} (*.txt *.md *.docx *.odt *.vtt *.srt *.pdf *.qdpx)"
    return Kind(
        "source", say("Import sources"), files,
        say("Source"), say("Contents"), note, unused(), detail_width=190,
    )  # fmt: skip


def codebook_kind() -> Kind:
    """Return the description of imports of code books."""
    files = f"{say('Code books and tables')} (*.qdc *.qdpx *.csv *.tsv *.txt *.xlsx *.ods)"
    return Kind(
        "codebook", say("Import a code book"), files,
        say("Code"), say("Description"), note, unused(), detail_width=260,
    )  # fmt: skip
