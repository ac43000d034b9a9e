"""The list of findings, narrowed by a filter."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from resources.words import joined, say
from ui.evidence.discovery import Discovery
from ui.evidence.wording import (
    codes_words,
    kind_tone,
    use_tone,
)
from ui.widgets import Column, QuietTable
from ui.widgets.inputs.clearing_line import ClearingLine
from upstream_workshop.evidence.attribution import kind_words, standing_words, use_words
from upstream_workshop.evidence.queries import FindingRow


class FindingsView(QWidget):
    """A filter line and a table of findings.

    `opened(finding)` is emitted on Enter, `chosen_changed(finding or None)` as the selection changes.
    """

    opened = Signal(object)
    chosen_changed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._code_names: Mapping[int, str] = {}
        self.filter = ClearingLine()
        self.filter.setPlaceholderText(say("Filter the findings"))
        self.filter.setAccessibleName(say("Filter the findings"))
        self.filter.setClearButtonEnabled(True)
        self.table = QuietTable(self._columns(), say("Findings"), header=True)
        self.table.setMinimumHeight(1)
        self.table.set_words_when_empty(say("No finding has all these words."))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(self.filter)
        column.addWidget(self.table, 1)
        self.setFocusProxy(self.table)
        self.filter.textChanged.connect(self.table.set_filter)
        self.filter.returnPressed.connect(self.table.setFocus)
        self.table.activated_row.connect(self.opened)
        self.table.current_changed.connect(self.chosen_changed)

    def show_now(self, gathered: Discovery) -> None:
        """Show all findings, the last one first."""
        self._code_names = gathered.code_names
        self.table.set_rows(gathered.findings[::-1])

    def chosen(self) -> FindingRow | None:
        """Return the selected finding, or None."""
        row = self.table.current_row()
        return row if isinstance(row, FindingRow) else None

    def select(self, finding_id: int) -> None:
        """Select a finding; the filter is cleared if it hides it."""
        if not self.table.select(lambda row: row.id == finding_id):
            self.filter.clear()
            self.table.select(lambda row: row.id == finding_id)

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column(say("Finding"), lambda row: row.text, least=240),
            Column(say("No."), lambda row: f"{row.id}", width=52, weight="small", right=True),
            Column(
                say("Kind"),
                lambda row: kind_words(row.kind_name),
                tone=lambda row: kind_tone(row.kind_name),
                width=104,
            ),
            Column(say("Organisation"), lambda row: row.organisation, width=150, weight="soft"),
            Column(
                say("Codes"),
                lambda row: codes_words(row, self._code_names),
                least=130,
                weight="small",
            ),
            Column(say("Remark"), _remark, width=110, weight="small"),
            Column(
                say("Use"),
                lambda row: use_words(row.use),
                tone=lambda row: use_tone(row.use),
                width=92,
            ),
        )


def _remark(row: FindingRow) -> str:
    return joined((standing_words(row.standing), row.role), "{first} · {then}")
