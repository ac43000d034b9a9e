"""Toasts: a short message at the foot of the window that disappears by itself."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from resources.words import say
from ui.kit import theme
from ui.widgets.buttons import button
from ui.widgets.labels import ElidedLabel

_STAYS = 6000  # milliseconds


class Toast(QFrame):
    """A message over the foot of its parent; `undone()` is emitted when Undo is pressed."""

    undone = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("role", "toast")
        self._words = ElidedLabel()
        self._undo = button(say("Undo"), slot=self._on_undo)
        self._clock = QTimer(self)
        self._clock.setSingleShot(True)
        self._clock.timeout.connect(self.hide)
        row = QHBoxLayout(self)
        row.setContentsMargins(18, 9, 10, 9)
        row.setSpacing(14)
        row.addWidget(self._words, 1)
        row.addWidget(self._undo)
        parent.installEventFilter(self)
        self.hide()

    def say(self, words: str, undo: bool = False) -> None:
        """Show a message and announce it to screen readers.

        undo: whether to offer Undo.
        """
        self._words.set_text(words)
        self._undo.setVisible(undo)
        self._place()
        self.show()
        self.raise_()
        self._clock.start(_STAYS)
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))

    def withdraw_undo(self) -> None:
        """Hide Undo, because another change was made since."""
        self._undo.hide()

    def words(self) -> str:
        """Return the message."""
        return self._words.whole()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Move with the foot of the window when it changes size."""
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)

    def _place(self) -> None:
        parent = self.parentWidget()
        assert parent is not None  # the constructor asks for one
        self.adjustSize()
        width = min(self.sizeHint().width() + theme.px(40), parent.width() - 40)
        left = (parent.width() - width) // 2
        self.setGeometry(left, parent.height() - self.height() - 24, width, self.height())

    def _on_undo(self) -> None:
        self.hide()
        self.undone.emit()
