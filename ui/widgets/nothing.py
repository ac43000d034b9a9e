"""What a list says while it has nothing to show."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QAbstractItemView

from ui import theme


def say_if_empty(view: QAbstractItemView, words: str) -> None:
    """Paint these words in the middle of a view without rows; called from its paintEvent."""
    model = view.model()
    if not words or (model is not None and model.rowCount()):
        return
    painter = QPainter(view.viewport())
    painter.setFont(theme.font("body"))
    painter.setPen(theme.colour("soft"))
    room = view.viewport().rect().adjusted(*(theme.px(side) for side in (24, 8, -24, -8)))
    painter.drawText(room, int(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap), words)
    painter.end()
