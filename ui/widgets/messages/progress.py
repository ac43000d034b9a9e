"""The progress of long work, with Cancel."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QPushButton, QWidget

from resources.words import say
from ui.kit import theme
from ui.widgets.buttons import button
from ui.widgets.labels import ElidedLabel

_WHOLE = 1000


class ProgressStrip(QFrame):
    """A line with a bar; `cancelled()` is emitted when the user cancels."""

    cancelled = Signal()

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "sheet")
        self._title = title
        self._words = ElidedLabel(title)
        self._bar = QProgressBar()
        self._bar.setRange(0, 0)
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(title)
        self._bar.setFixedWidth(theme.px(240))
        self._cancel: QPushButton = button(say("Cancel"), "x", self._on_cancel, role="link")
        row = QHBoxLayout(self)
        row.setContentsMargins(18, 5, 8, 5)
        row.setSpacing(14)
        row.addWidget(self._words, 1)
        row.addWidget(self._bar)
        row.addWidget(self._cancel)

    def set_progress(self, share: float, doing: str = "") -> None:
        """Show a share from 0 to 1, and what is being done."""
        self._bar.setRange(0, _WHOLE)
        self._bar.setValue(round(share * _WHOLE))
        self._words.set_text(f"{self._title}: {doing}" if doing else self._title)

    def _on_cancel(self) -> None:
        self._cancel.setEnabled(False)
        self._words.set_text(say("Stopping: {work}", work=self._title))
        self.cancelled.emit()
