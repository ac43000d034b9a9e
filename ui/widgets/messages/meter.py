"""Meters: a share as a bar and in words."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from ui.widgets.labels import ElidedLabel
from ui.widgets.labels import label as words

_WHOLE = 1000


class Meter(QWidget):
    """A name and a percentage above a thin bar."""

    def __init__(self, label: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = label
        self._percent = words("", "small")
        self._bar = QProgressBar()
        self._bar.setRange(0, _WHOLE)
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(label)
        head = QHBoxLayout()
        head.addWidget(ElidedLabel(label, "small"), 1)
        head.addWidget(self._percent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        column.addLayout(head)
        column.addWidget(self._bar)
        self.set_share(0)

    def set_share(self, share: float, words: str = "") -> None:
        """Show a share from 0 to 1, with a text instead of the percentage if one is given."""
        self._bar.setValue(round(max(0.0, min(1.0, share)) * _WHOLE))
        text = words or f"{round(share * 100)} %"
        self._percent.setText(text)
        self.setAccessibleName(f"{self._name}: {text}")
