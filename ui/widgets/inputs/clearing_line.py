"""A line that Escape clears before it closes or leaves anything."""

from __future__ import annotations

from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit


class ClearingLine(QLineEdit):
    """A line to search, narrow or add with; in an empty one Escape is what it is around it."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Clear the text on Escape, if there is any."""
        if event.matches(QKeySequence.StandardKey.Cancel) and self.text():
            self.clear()
        else:
            super().keyPressEvent(event)
