"""The sheet of what was said: the findings behind a cell of the matrix, a code or a pattern."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from resources.words import joined, say
from ui.evidence.wording import correction_words
from ui.widgets import Sheet, hairline, label, scrolled
from upstream_workshop.evidence.attribution import attribution
from upstream_workshop.evidence.corrections.queries import CorrectionRow
from upstream_workshop.evidence.queries import FindingRow

NONE: Final[Mapping[int, Sequence[CorrectionRow]]] = MappingProxyType({})
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

    def show_findings(
        self,
        title: str,
        findings: Sequence[FindingRow],
        empty: str,
        corrections: Mapping[int, Sequence[CorrectionRow]] = NONE,
        summary: str = "",
    ) -> None:
        """Show findings under a title, and what was said of each; `empty` is said if there are none.

        summary: a line that a person wrote on all of them, shown first.
        """
        self.set_title(title)
        self._clear()
        if summary:
            self._column.addWidget(label(summary, "", wrap=True))
            self._column.addWidget(hairline())
        for row in findings[:_MOST]:
            self._column.addWidget(label(row.text, "strong", wrap=True))
            if row.quote and row.quote != row.text:
                self._column.addWidget(label(say("“{words}”", words=row.quote), wrap=True))
            number = say("No. {n}", n=row.id)
            whose = joined((number, attribution(row)), "{first} · {then}")
            self._column.addWidget(label(whose, "small", wrap=True))
            for each in corrections.get(row.id, ()):
                self._column.addWidget(label(correction_words(each), "small", wrap=True))
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
