"""A column that scrolls where it does not fit, and otherwise is not noticed."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QFrame, QScrollArea, QWidget


def scrolled(inner: QWidget) -> QScrollArea:
    """Up and down only, no frame, and never a stop for the Tab key: what is inside has its own."""
    return _Column(inner)


class _Column(QScrollArea):
    """Whatever inside gets the keys is brought into view, whole if it can be, else from its top."""

    def __init__(self, inner: QWidget) -> None:
        super().__init__()
        self.setWidget(inner)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._follow)

    def _follow(self, _old: QWidget | None, now: QWidget | None) -> None:
        """Not under the mouse: what was pressed must not move away before it is released."""
        pressed = QApplication.mouseButtons() != Qt.MouseButton.NoButton
        inner = self.widget()
        if now is None or inner is None or pressed or not inner.isAncestorOf(now):
            return
        bar, room = self.verticalScrollBar(), self.viewport().height()
        top = now.mapTo(inner, QPoint(0, 0)).y()
        bottom = top + now.height()
        if top < bar.value() or now.height() >= room:
            bar.setValue(top)
        elif bottom > bar.value() + room:
            bar.setValue(bottom - room)
