"""The line into which corrections are keyed: the number on the sheet, a letter, words."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from resources.words import joined, say
from ui.widgets import EntryLine
from upstream_workshop.errors import WorkshopError
from upstream_workshop.evidence.attribution import standing_words
from upstream_workshop.evidence.corrections.typed_corrections import (
    TypedCorrection,
    read_correction,
)
from upstream_workshop.evidence.queries import FindingRow


class CorrectionLine(EntryLine):
    """An entry line for what was said of findings at the gallery walk.

    note: keeps a correction; returns whether it was kept.

    `noted(finding id)` is emitted when one was kept, `pointed(finding id)` while the number of a
    finding is typed, `left()` on Escape in an empty line.
    """

    noted = Signal(int)
    pointed = Signal(int)
    left = Signal()

    def __init__(
        self, note: Callable[[TypedCorrection], bool], parent: QWidget | None = None
    ) -> None:
        super().__init__(say("Number on the sheet, c d or a, and words"), "quotes", parent=parent)
        self._note = note
        self._findings: Mapping[int, FindingRow] = {}
        self.current: int | None = None  # the finding of the last line
        self.set_mode(say("Corrections"))
        self.set_hint(say("14 c confirmed · 14 d disputed · 14 a new wording (role) · Esc ends"))
        self.entered.connect(self._on_entered)
        self.edited.connect(self._on_edited)

    def know(self, findings: Mapping[int, FindingRow]) -> None:
        """Set the findings there are, by their numbers."""
        self._findings = findings
        if self.current not in findings:
            self.current = None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Leave on Escape in an empty line."""
        pressed = event if event.type() == QEvent.Type.KeyPress else None
        escape = isinstance(pressed, QKeyEvent) and pressed.key() == Qt.Key.Key_Escape
        if escape and not self.field.text():
            self.left.emit()
            return True
        return super().eventFilter(watched, event)

    def _on_entered(self, text: str) -> None:
        if not text.strip():
            return
        try:
            typed = read_correction(text, self.current)
        except WorkshopError as error:
            self.set_refusal(str(error))
            return
        if typed.finding_id not in self._findings:
            self.set_refusal(say("No finding has the number {n}.", n=typed.finding_id))
        elif self._note(typed):
            self.current = typed.finding_id
            self.field.clear()
            self.noted.emit(typed.finding_id)

    def _on_edited(self, text: str) -> None:
        number = text.strip().partition(" ")[0]
        finding = self._findings.get(int(number)) if number.isdecimal() else None
        if finding is not None:
            self.pointed.emit(finding.id)
        self.set_ghost(self._ghost(text, finding))

    def _ghost(self, text: str, finding: FindingRow | None) -> str:
        """Return what Enter would mean: the finding, and what is said of it."""
        if not text.strip():
            return ""
        try:
            typed = read_correction(text, self.current)
        except WorkshopError:
            return say("→ {meaning}", meaning=finding.text) if finding else ""
        about = self._findings.get(typed.finding_id)
        if about is None:
            return ""
        said = (standing_words(typed.standing), typed.role, about.text)
        return say("→ {meaning}", meaning=joined(said, "{first} · {then}"))
