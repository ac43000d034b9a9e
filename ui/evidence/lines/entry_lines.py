"""The line of the Evidence page: of findings, or of corrections while those are keyed."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.evidence.discovery import Discovery
from ui.evidence.evidence_actions import EvidenceActions
from ui.evidence.lines.correction_line import CorrectionLine
from ui.evidence.lines.finding_line import FindingLine


class EntryLines(QWidget):
    """Two entry lines, one of them shown.

    `corrected(whether)` is emitted as corrections begin or end.
    """

    corrected = Signal(bool)

    def __init__(self, actions: EvidenceActions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.finding = FindingLine(actions.note)
        self.correction = CorrectionLine(actions.correct)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.finding)
        column.addWidget(self.correction)
        self.correction.hide()
        self.correction.left.connect(lambda: self.correct(False))

    def know(self, gathered: Discovery) -> None:
        """Set what the lines may refer to."""
        self.finding.know(gathered)
        self.correction.know({row.id: row for row in gathered.findings})

    def correct(self, correcting: bool) -> None:
        """Show the line of corrections in place of that of findings, or the other way round."""
        self.finding.setHidden(correcting)
        self.correction.setHidden(not correcting)
        self.corrected.emit(correcting)
        (self.correction if correcting else self.finding).field.setFocus()
