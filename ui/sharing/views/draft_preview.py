"""The preview of a draft: its text as it will look, with what its references show."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QUrl
from PySide6.QtWidgets import QTextBrowser, QWidget

from resources.words import say
from ui.kit.jobs import Jobs
from ui.sharing.draft_page import draft_page
from upstream_workshop.sharing.references.queries import ShownReference


class DraftPreview(QTextBrowser):
    """Shows Markdown; nothing is loaded from anywhere, and no link is followed.

    jobs: runs the reading of the text, off the UI thread.
    """

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._asked = 0  # how many texts were shown; what is read of earlier ones is dropped
        self._page = ""
        self.setOpenLinks(False)
        self.setAccessibleName(say("Preview"))

    def show_text(self, text: str, shown: Sequence[ShownReference]) -> None:
        """Show a text, once it is read; the place that is in view stays."""
        self._asked += 1
        asked = self._asked
        self._jobs.run(
            "",
            lambda _ticket: (asked, draft_page(text, shown)),
            self._show,
            self,
        )

    def loadResource(self, kind: int, name: QUrl | str) -> Any:
        """Load nothing."""
        return None

    def _show(self, read: tuple[int, str]) -> None:
        asked, page = read
        if asked != self._asked or page == self._page:
            return
        self._page = page
        place = self.verticalScrollBar().value()
        self.setHtml(page)
        self.verticalScrollBar().setValue(place)
