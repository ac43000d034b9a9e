"""Whose Ctrl+Z it is: a field keeps it only while it has typed words of its own to take back."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit


def leaves_undo_alone(watched: QObject, event: QEvent) -> bool:
    """Whether this is Undo or Redo pressed in a field that has nothing typed in it."""
    if event.type() != QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
        return False
    if not isinstance(watched, QLineEdit):
        return False
    keys = QKeySequence.StandardKey
    if event.matches(keys.Undo):
        return not (watched.text() and watched.isUndoAvailable())
    if event.matches(keys.Redo):
        return not (watched.text() and watched.isRedoAvailable())
    return False
