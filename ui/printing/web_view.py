"""A web page of ours in the preview, without the style that only a browser knows."""

from __future__ import annotations

import re
from typing import Any, Final

from PySide6.QtCore import QUrl
from PySide6.QtWidgets import QTextBrowser, QWidget

from resources.words import say

_STYLE: Final = re.compile(r"<style>.*?</style>", re.DOTALL)
_PICTURE: Final = re.compile(r'<svg role="img" aria-label="([^"]*)".*?</svg>', re.DOTALL)


class WebView(QTextBrowser):
    """Shows the text, tables and links of a page; a picture is shown by its description.

    Nothing is loaded from anywhere, and links lead only to places in the page.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setOpenLinks(False)
        self.setAccessibleName(say("Preview"))
        self.anchorClicked.connect(self._on_link)

    def show_page(self, page: str) -> None:
        """Show a page."""
        self.setHtml(_PICTURE.sub(r"<i>\1</i>", _STYLE.sub("", page)))

    def loadResource(self, kind: int, name: QUrl | str) -> Any:
        """Load nothing."""
        return None

    def _on_link(self, link: QUrl) -> None:
        if not link.scheme():
            self.scrollToAnchor(link.fragment())
