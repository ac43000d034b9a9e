"""The preview of a draft: its text as it will look, with what its references show."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from PySide6.QtCore import QUrl
from PySide6.QtWidgets import QTextBrowser, QWidget

from exports.documents.handbook.markdown_paper import TextWriter, by_reference
from exports.drawing.web import WebSheet
from resources.words import say
from ui.kit import theme
from ui.kit.jobs import Jobs
from upstream_workshop.sharing.references.queries import ShownReference

_STYLE: Final = """
.lead {{ font-style: italic; margin-left: 16px; }}
table {{ border-collapse: collapse; }} td, th {{ border: 1px solid {line}; padding: 6px; }}
a {{ color: {link}; }}
"""


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
        colours = {"line": theme.colour("line").name(), "link": theme.colour("deep").name()}
        self.document().setDefaultStyleSheet(_STYLE.format(**colours))

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


def draft_page(text: str, shown: Sequence[ShownReference]) -> str:
    """Return a text in restricted Markdown as HTML, as it goes out; for a thread of its own.

    Maps are told in words: pictures are drawn when the text goes out.
    """
    sheet = WebSheet("", "")
    TextWriter(sheet, by_reference(shown), {}, above=0).write(text)
    return sheet.content()
