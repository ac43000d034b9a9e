"""The keys of a presenter's remote, which sends them to the laptop and not to the room."""

from __future__ import annotations

from functools import partial
from typing import Final

from PySide6.QtCore import QObject
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from resources.words import say
from ui.kit.settings import Settings
from ui.room_screen.room_screen import RoomScreen

_PAGES: Final = {"PgDown": 1, "PgUp": -1}


class PresenterRemote(QObject):
    """Page Down and Page Up turn the pages of the open room screen, once this is switched on.

    Without it they scroll the list that has the keyboard, as everywhere.
    """

    def __init__(self, window: QWidget, room: RoomScreen, settings: Settings) -> None:
        super().__init__(window)
        self._room = room
        self._settings = settings
        self._keys = [QShortcut(QKeySequence(key), window) for key in _PAGES]
        for key, pages in zip(self._keys, _PAGES.values(), strict=True):
            key.activated.connect(partial(room.turn, pages))
        room.switched.connect(self._follow)
        self._follow()

    def toggle(self) -> str:
        """Switch the keys on or off, and return a sentence about what they do now."""
        self._settings.remote = not self._settings.remote
        self._settings.save()
        self._follow()
        if self._settings.remote:
            return say("Page Up and Page Down turn the pages of the room screen")
        return say("Page Up and Page Down scroll lists again")

    def _follow(self) -> None:
        for key in self._keys:
            key.setEnabled(self._settings.remote and self._room.isVisible())
