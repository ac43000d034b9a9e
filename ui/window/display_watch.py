"""The class DisplayWatch: says when the second display is gone, and when it is back."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from resources.words import say
from ui.kit.desk import Desk
from ui.room_screen.room_screen import RoomScreen
from ui.widgets.messages.banner import Banner


class DisplayWatch(QObject):
    """Tells in the window what became of the display of the room screen.

    banner: returns the banner, which is built anew with another theme.
    refuse: shows a sentence in it, beside what is being said.
    """

    def __init__(
        self,
        room_screen: RoomScreen,
        desk: Desk,
        banner: Callable[[], Banner],
        refuse: Callable[[str], None],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._banner = banner
        self._refuse = refuse
        room_screen.left.connect(self._on_gone)
        room_screen.returned.connect(self._on_back)

    def _on_gone(self) -> None:
        self._refuse(_gone())

    def _on_back(self) -> None:
        if self._banner().words() == _gone():
            self._banner().close_banner()
        self._desk.reported.emit(
            say("The second display is back, and shows the room screen again.")
        )


def _gone() -> str:
    return say(
        "The second display is gone, so the room screen is a small window now. It goes back by itself "
        "once the display is there again; F5 sends it to another one."
    )
