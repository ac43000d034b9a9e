"""The buttons above the plan: where words are large they give up caps, then words, to leave it the room."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from resources.words import say
from ui.widgets import button
from ui.widgets.buttons import KeyButton
from ui.widgets.flow_layout import FlowLayout

_GAP: Final = 10
_MANNERS: Final = ((True, True), (False, True), (False, False))  # with caps, with words


class PlanBar(QWidget):
    """A choice of views and some buttons in one row, as long as that can be done.

    views: the choice, at the left.
    """

    def __init__(self, views: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._views = views
        self._words: dict[KeyButton, str] = {}
        self._row = FlowLayout(self, _GAP)
        self._row.addWidget(views)

    def add(self, text: str, icon: str, slot: Callable[[], object], key: str) -> KeyButton:
        """Add a button with its key; return it."""
        made = button(text, icon, slot, key)
        made.setToolTip(say("{words}  {key}", words=text, key=key))
        self._words[made] = text
        self._row.addWidget(made)
        return made

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show of caps and words what fits into one row."""
        super().resizeEvent(event)
        if event.oldSize().width() != self.width():
            self._fit()

    def _fit(self) -> None:
        room = self.width() - self._views.sizeHint().width()
        for caps, words in _MANNERS:
            for made, text in self._words.items():
                made.show_cap(caps)
                made.setText(text if words else "")
            if sum(made.sizeHint().width() + _GAP for made in self._words) <= room:
                return
