"""The preview of a draft: its text as it will look, with what its references show."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from PySide6.QtCore import QUrl
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QTextBrowser, QWidget

from resources.words import joined, say
from upstream_workshop.sharing.references.queries import ShownReference
from upstream_workshop.sharing.references.rules import replaced_references


class DraftPreview(QTextBrowser):
    """Shows Markdown; nothing is loaded from anywhere, and no link is followed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setOpenLinks(False)
        self.setAccessibleName(say("Preview"))

    def show_text(self, text: str, shown: Iterable[ShownReference]) -> None:
        """Show a text; the place that is in view stays."""
        place = self.verticalScrollBar().value()
        self.document().setMarkdown(
            with_references(text, {one.reference: one for one in shown}),
            QTextDocument.MarkdownFeature.MarkdownNoHTML
            | QTextDocument.MarkdownFeature.MarkdownDialectGitHub,
        )
        self.verticalScrollBar().setValue(place)

    def loadResource(self, kind: int, name: QUrl | str) -> Any:
        """Load nothing."""
        return None


def with_references(text: str, shown: Mapping[str, ShownReference]) -> str:
    """Return Markdown in which each reference is replaced by what it shows."""

    def words(typed: str) -> str:
        one = shown.get(typed)
        if one is None or one.broken:
            return say("[{reference}: nothing to show]", reference=typed)
        return joined((one.words.replace("\n", " "), one.source), "{first} – {then}")

    return replaced_references(text, words)
