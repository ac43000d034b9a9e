"""Escape in a field of a dialog: it takes back what was typed there, and only then closes the dialog."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QComboBox, QDialog, QLineEdit, QPlainTextEdit, QWidget


class TypingEscape(QObject):
    """Filters the events of the field in use in a dialog, and only of it.

    A filter on all would slow every one.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._on_focus_changed)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take back what was typed in the field on Escape, if anything was."""
        pressed = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress
        if (
            pressed
            and isinstance(event, QKeyEvent)
            and event.matches(QKeySequence.StandardKey.Cancel)
        ):
            return take_back(watched) or super().eventFilter(watched, event)
        return super().eventFilter(watched, event)

    def _on_focus_changed(self, left: QWidget | None, entered: QWidget | None) -> None:
        if left is not None:
            left.removeEventFilter(self)
        if entered is not None and isinstance(entered.window(), QDialog):
            entered.installEventFilter(self)


def take_back(field: QObject) -> bool:
    """Undo what was typed in a field since it was filled; return whether there was anything."""
    if isinstance(field, QComboBox):
        line = field.lineEdit()
        return line is not None and take_back(line)
    if isinstance(field, QLineEdit):
        was = field.text()
        while field.isUndoAvailable():
            field.undo()
        field.selectAll()
        return field.text() != was
    if isinstance(field, QPlainTextEdit) and not field.isReadOnly():
        document, before = field.document(), field.toPlainText()
        while document.isUndoAvailable():
            field.undo()
        return before != field.toPlainText()
    return False
