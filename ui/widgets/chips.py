"""Chip: a state in a word, on the tint of its meaning."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from ui.kit import theme
from ui.widgets.labels import restyle

TONES: Final = ("plain", "river", "leaf", "sun", "rose", "plum")


class Chip(QLabel):
    """A word or two in a rounded tint; the tone repeats what the word says, never replaces it."""

    def __init__(
        self, text: str, tone: str = "plain", icon: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setProperty("role", "chip")
        self._icon = icon
        if icon:
            theme.icon(icon)  # a wrong name fails here, not while painting
        self._tone = tone
        self.set(text, tone)

    def set(self, text: str, tone: str = "") -> None:
        """Say something else, in another tone if one is given."""
        self._tone = tone or self._tone
        self.setText(text)
        self.setAccessibleName(text)
        restyle(self, tone=self._tone)
        if self._icon:  # beside the margins of the style, which has just set them
            beside = self.contentsMargins()
            beside.setLeft(theme.px("chip_pad") + theme.px(19) + 1)
            self.setContentsMargins(beside)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The words, and the icon before them."""
        super().paintEvent(event)
        if self._icon:
            side = theme.px(15)
            box = QRect(theme.px(10), (self.height() - side) // 2, side, side)
            painter = QPainter(self)
            theme.icon(self._icon, f"{self._tone}_text").paint(painter, box)
            painter.end()
