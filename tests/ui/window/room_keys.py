"""The key of each page in the rail."""

from __future__ import annotations

from PySide6.QtCore import Qt

from ui.rooms import ROOMS


def key_of(room: str) -> Qt.Key:
    """Return the key that, with Ctrl, shows the page of a room."""
    return Qt.Key(Qt.Key.Key_1 + [each.key for each in ROOMS].index(room))
