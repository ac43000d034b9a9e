"""The sheet of what a slot or a statement rests on, and who is silent on it."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from resources.words import say
from ui.framework.framework_now import FrameworkNow
from ui.framework.framework_wording import (
    finding_words,
    silent_words,
    source_words,
    support_words,
)
from ui.widgets import Sheet, hairline, label, scrolled
from upstream_workshop.framework.queries import SlotRow, StatementRow

_MOST: Final = 40  # findings that are shown at once


class SupportSheet(Sheet):
    """Shows the findings under a statement or a slot in full; it scrolls by keys."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        inner = QWidget()
        self._column = QVBoxLayout(inner)
        self._column.setContentsMargins(0, 0, 8, 0)
        self._column.setSpacing(6)
        self.area = scrolled(inner)
        self.area.setAccessibleName(say("What it rests on"))
        self.area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.body.addWidget(self.area, 1)
        self.setFocusProxy(self.area)

    def show_row(self, now: FrameworkNow, row: SlotRow | StatementRow | None) -> None:
        """Show what a row rests on; nothing for None."""
        self._clear()
        if isinstance(row, SlotRow):
            self.set_title(row.name)
            self._say(row.question, "soft")
            self._show_support(now, row.statements)
        elif isinstance(row, StatementRow):
            self.set_title(row.text)
            self._say(source_words(row), "soft")
            for words in row.wordings[::-1]:
                self._say(say("Earlier: {words}", words=words), "small")
            self._show_support(now, (row,))
        else:
            self.set_title("")
        self._column.addStretch(1)

    def _show_support(self, now: FrameworkNow, statements: tuple[StatementRow, ...]) -> None:
        found = now.support(statements)
        self._say(support_words(found) or say("Rests on no finding yet."), "strong")
        if silent := silent_words(found):
            self._say(say("Silent on it: {names}", names=silent), "small")
        for finding in found.findings[:_MOST]:
            self._column.addWidget(hairline())
            self._say(finding.text)
            if finding.quote and finding.quote != finding.text:
                self._say(say("“{words}”", words=finding.quote), "soft")
            self._say(finding_words(finding), "small")
        if len(found.findings) > _MOST:
            self._say(say("and {n} more", n=len(found.findings) - _MOST), "small")

    def _say(self, words: str, role: str = "") -> None:
        if words:
            self._column.addWidget(label(words, role, wrap=True))

    def _clear(self) -> None:
        while item := self._column.takeAt(0):
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
