"""A presenter's remote sends its keys to the laptop: they turn the room's pages once this is switched on."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from ui.kit.desk import Desk
from ui.kit.settings import Settings
from ui.room_screen.slide_types import Slide
from ui.window.main_window import MainWindow

CARDS = tuple((f"Theme {n}", ("A long card about something",) * 9) for n in range(13))


def test_page_keys_turn_the_room_only_when_switched_on(
    qtbot: QtBot, desk: Desk, open_window: Callable[[Desk], MainWindow], settings: Settings
) -> None:
    window = open_window(desk)
    room = window.room_screen
    room.show_slide(Slide("Themes", clusters=CARDS))
    room.resize(960, 540)
    room.show()
    room.switched.emit()
    window.activateWindow()

    def turned(key: Qt.Key) -> bool:
        before = room.grab().toImage()
        qtbot.keyClick(window, key)
        return bool(room.grab().toImage() != before)

    assert not turned(Qt.Key.Key_PageDown), "they scroll until somebody asks for it"
    held = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClick(window, Qt.Key.Key_P, held)
    assert settings.remote
    assert turned(Qt.Key.Key_PageDown)
    assert turned(Qt.Key.Key_PageUp)
    qtbot.keyClick(window, Qt.Key.Key_P, held)
    assert not turned(Qt.Key.Key_PageDown)
    qtbot.keyClick(window, Qt.Key.Key_P, held)
    room.close()
    assert not any(key.isEnabled() for key in window._remote._keys)
