"""The sheet of what was said: the findings behind a cell of the matrix, a code or a pattern."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from resources.words import say
from ui.widgets import Sheet, hairline, label, scrolled
from upstream_workshop.evidence.attribution import attribution
from upstream_workshop.evidence.queries import FindingRow

_MOST = 60  # findings that are shown at once


class QuotesSheet(Sheet):
    """Shows findings in full, each with its quote and whose it is; it scrolls by keys."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._shown: tuple[FindingRow, ...] = ()
        self._inner = QWidget()
        self._column = QVBoxLayout(self._inner)
        self._column.setContentsMargins(0, 0, 8, 0)
        self._column.setSpacing(6)
        self.area = scrolled(self._inner)
        self.area.setAccessibleName(say("What was said"))
        self.area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.body.addWidget(self.area, 1)
        self.setFocusProxy(self.area)

    def show_findings(self, title: str, findings: Sequence[FindingRow], empty: str) -> None:
        """Show findings under a title; `empty` is said if there are none."""
        self.set_title(title)
        self._clear()
        for row in findings[:_MOST]:
            self._column.addWidget(label(row.text, "strong", wrap=True))
            if row.quote and row.quote != row.text:
                self._column.addWidget(label(say("“{words}”", words=row.quote), wrap=True))
            self._column.addWidget(label(attribution(row), "small", wrap=True))
            self._column.addWidget(hairline())
        if len(findings) > _MOST:
            self._column.addWidget(label(say("and {n} more", n=len(findings) - _MOST), "small"))
        if not findings:
            self._column.addWidget(label(empty, "soft", wrap=True))
        self._column.addStretch(1)

    def _clear(self) -> None:
        while item := self._column.takeAt(0):
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
