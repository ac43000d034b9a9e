"""How texts of products are shown in the import dialog."""

from __future__ import annotations

from resources.words import say
from ui.importing.import_kinds import Kind, note, unused


def product_kind() -> Kind:
    """Return the description of imports of a text as a draft."""
    return Kind(
        "draft", say("Import a text"), f"{say('Texts')} (*.md *.markdown *.txt *.docx *.odt)",
        say("Product"), say("What becomes of it"), note, unused(), has_name=True,
    )  # fmt: skip
