"""A column that scrolls if it does not fit."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QSize, Qt
from PySide6.QtWidgets import QApplication, QFrame, QScrollArea, QWidget


def scrolled(inner: QWidget, parent: QWidget | None = None) -> QScrollArea:
    """Return a frameless vertical scroll area that Tab skips, around a widget."""
    return _Column(inner, parent)


def scrolled_whole(inner: QWidget, parent: QWidget | None = None) -> QScrollArea:
    """Return such a scroll area that is never narrower than the widget needs."""
    return _WholeColumn(inner, parent)


class _Column(QScrollArea):
    """Scrolls to the widget inside that gets the focus; to its top if it is too high."""

    def __init__(self, inner: QWidget, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setWidget(inner)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._follow)

    def _follow(self, _old: QWidget | None, now: QWidget | None) -> None:
        """Scroll to the widget that got the focus.

        Not while a mouse button is pressed: a pressed widget must not move before the button is
        released.
        """
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


class _WholeColumn(_Column):
    """Needs as much width as the widget inside, however that changes."""

    def minimumSizeHint(self) -> QSize:
        """Return the least width of the widget inside, and of the bar beside it."""
        hint, inner = super().minimumSizeHint(), self.widget()
        if inner is not None:
            bar = self.verticalScrollBar().sizeHint().width()
            hint.setWidth(max(hint.width(), inner.minimumSizeHint().width() + bar))
        return hint

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Ask for another width once the widget inside needs one."""
        if event.type() == QEvent.Type.LayoutRequest and watched is self.widget():
            self.updateGeometry()
        return super().eventFilter(watched, event)
