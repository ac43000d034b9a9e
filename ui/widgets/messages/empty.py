"""The content of an empty page: what the page is for, and the first steps."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from ui.kit import theme
from ui.widgets.buttons import button
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.labels import Glyph, label

_MEASURE = 560  # px at 100 %: a comfortable width of a line


class EmptyState(QWidget):
    """An icon, a title, a text and buttons for first steps, in the middle of the page."""

    def __init__(self, icon: str, title: str, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(title)
        self._steps = FlowLayout(centred=True)
        column = QVBoxLayout(self)
        column.setSpacing(10)
        column.addStretch(1)
        column.addWidget(Glyph(icon, "river", 44), 0, Qt.AlignmentFlag.AlignHCenter)
        for words in (_centred(title, "section"), _centred(text, "soft")):
            column.addLayout(_between_stretches(words))
        column.addSpacing(8)
        column.addLayout(self._steps)
        column.addStretch(1)

    def add_step(
        self,
        text: str,
        icon: str,
        slot: Callable[[], object],
        main: bool = False,
        shortcut: str = "",
    ) -> QPushButton:
        """Add a button for a first step; Enter presses the main one, or else the first."""
        made = button(text, icon, slot, shortcut, main=main)
        self._steps.addWidget(made)
        if main or self.focusProxy() is None:
            self.setFocusProxy(made)
        return made


def _centred(text: str, role: str) -> QLabel:
    made = label(text, role, wrap=True)
    made.setAlignment(Qt.AlignmentFlag.AlignCenter)
    made.setMaximumWidth(theme.px(_MEASURE))
    return made


def _between_stretches(widget: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.addStretch(1)
    row.addWidget(widget, 20)
    row.addStretch(1)
    return row
