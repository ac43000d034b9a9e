"""Chips: a state in a word, on a tinted background."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from ui.kit import theme
from ui.widgets.labels import restyle

TONES: Final = ("plain", "river", "leaf", "sun", "rose", "plum")


class Chip(QLabel):
    """A word or two on a rounded tint; the tone repeats what the word says and never replaces it.

    tone: one of TONES.
    icon: the name of an icon before the text.
    """

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
        """Show another text, in another tone if one is given."""
        self._tone = tone or self._tone
        self.setText(text)
        self.setAccessibleName(text)
        restyle(self, tone=self._tone)
        if self._icon:  # added to the margins that the style has just set
            beside = self.contentsMargins()
            beside.setLeft(theme.px("chip_pad") + theme.px(19) + 1)
            self.setContentsMargins(beside)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the text, as much of it as there is room for, and the icon."""
        room = self.contentsRect()
        shown = self.fontMetrics().elidedText(
            self.text(), Qt.TextElideMode.ElideRight, room.width()
        )
        if shown == self.text():
            super().paintEvent(event)
        else:
            painter = QPainter(self)
            self.drawFrame(painter)
            role = self.foregroundRole()
            self.style().drawItemText(
                painter, room, self.alignment(), self.palette(), True, shown, role
            )
            painter.end()
        if self._icon:
            side = theme.px(15)
            box = QRect(theme.px(10), (self.height() - side) // 2, side, side)
            painter = QPainter(self)
            theme.icon(self._icon, f"{self._tone}_text").paint(painter, box)
            painter.end()
