"""Which of two undos Ctrl+Z means: that of a text field, or that of the session.

A field keeps the shortcut only while it contains typed text that it can undo.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit


def leaves_undo_alone(watched: QObject, event: QEvent) -> bool:
    """Check whether an event is Undo or Redo in a text field that has nothing to undo or redo."""
    if event.type() != QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
        return False
    if isinstance(watched, QPlainTextEdit):
        return _leaves_text_alone(watched, event)
    if not isinstance(watched, QLineEdit):
        return False
    keys = QKeySequence.StandardKey
    if event.matches(keys.Undo):
        return not (watched.text() and watched.isUndoAvailable())
    if event.matches(keys.Redo):
        return not (watched.text() and watched.isRedoAvailable())
    return False


def _leaves_text_alone(watched: QPlainTextEdit, event: QKeyEvent) -> bool:
    keys = QKeySequence.StandardKey
    if event.matches(keys.Undo):
        return not watched.document().isUndoAvailable()
    return event.matches(keys.Redo) and not watched.document().isRedoAvailable()
