"""A line in which words are looked for in the text of a source."""

from __future__ import annotations

import re

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from resources.words import say
from ui.widgets import label
from ui.widgets.inputs.clearing_line import ClearingLine


class TextSearch(QWidget):
    """Looks for typed words in a text, whatever their capitals and wherever its lines break.

    `found(start, end)` is emitted with the place of the words, in code points. Enter goes on to the
    next place, Shift+Enter back to the one before; `left()` is emitted on Escape.
    """

    found = Signal(int, int)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = ""
        self._places: list[tuple[int, int]] = []
        self._at = 0
        self.field = ClearingLine()
        self.field.setPlaceholderText(say("Find in the text"))
        self.field.setAccessibleName(say("Find in the text"))
        self.field.setClearButtonEnabled(True)
        self.said = label(role="small")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.field, 1)
        row.addWidget(self.said)
        self.setFocusProxy(self.field)
        self.field.textChanged.connect(lambda _: self._look())

    def search_in(self, text: str) -> None:
        """Look in a text from now on, beginning with nothing to find."""
        self._text = text
        self.field.clear()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go on to the next place on Enter, back with Shift, and leave on Escape."""
        back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._go(-1 if back else 1)
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _look(self) -> None:
        """Find all places of the words, and go to the first one."""
        words = r"\s+".join(map(re.escape, self.field.text().split()))
        hits = re.finditer(words, self._text, re.IGNORECASE) if words else ()
        self._places, self._at = [hit.span() for hit in hits], 0
        self._go(0)

    def _go(self, by: int) -> None:
        if self._places:
            self._at = (self._at + by) % len(self._places)
            self.found.emit(*self._places[self._at])
        self._say()

    def _say(self) -> None:
        if self._places:
            words = say("{n} of {total}", n=self._at + 1, total=len(self._places))
        else:
            words = say("not in this text") if self.field.text().strip() else ""
        self.said.setText(words)
