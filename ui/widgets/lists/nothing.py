"""The text of a view that has nothing to show."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QAbstractItemView, QWidget

from ui.kit import theme


def show_if_empty(view: QAbstractItemView, words: str) -> None:
    """Paint a text in the middle of a view without rows; call this from its paintEvent."""
    model = view.model()
    if words and not (model is not None and model.rowCount()):
        show_in_the_middle(view.viewport(), words)


def show_in_the_middle(surface: QWidget, words: str) -> None:
    """Paint a text in the middle of a widget; call this from its paintEvent."""
    painter = QPainter(surface)
    painter.setFont(theme.font("body"))
    painter.setPen(theme.colour("soft"))
    room = surface.rect().adjusted(*(theme.px(side) for side in (24, 8, -24, -8)))
    painter.drawText(room, int(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap), words)
    painter.end()
