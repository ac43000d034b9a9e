"""The line at the foot of a page that says which keys do what there."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QWidget

from ui.kit import theme
from ui.widgets.labels import ElidedLabel

_LEAST: Final = 420  # px at 100 %: the least height of a page that shows a hint


class HintLine(ElidedLabel):
    """A small line that is left out where its page has little room, or nothing to give a hint on."""

    def __init__(self, page: QWidget) -> None:
        super().__init__("", "small", page)
        self._page = page
        self._is_wanted = True
        page.installEventFilter(self)

    def want(self, wanted: bool) -> None:
        """Show the line where there is room, or leave it out."""
        self._is_wanted = wanted
        self.setVisible(wanted and self._page.height() >= theme.px(_LEAST))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Look at the room anew as the page gets another size."""
        if event.type() == QEvent.Type.Resize:
            self.want(self._is_wanted)
        return super().eventFilter(watched, event)
