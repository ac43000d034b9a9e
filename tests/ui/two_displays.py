"""The window and the room screen on two displays, one of which comes and goes; prints what it sees as JSON.

A process of its own, because Qt reads its list of displays once.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from ui.app import App
from ui.kit.settings import Settings
from ui.room_screen import room_display
from upstream_workshop.agenda.templates import load_template


def main(folder: Path) -> None:
    """Open the room screen, take its display away, swap them, bring it back."""
    app = App([], Settings(folder / "home" / "settings.ini"))
    app.make(folder / "mine.upstream", load_template("one-day"))
    window = app.window
    room = window.room_screen
    first, second = QGuiApplication.screens()
    seen: list[tuple[bool, bool, int, str]] = []

    def look() -> None:
        QTest.qWait(30)
        covers = window.screen().geometry().intersected(room.geometry())
        share = covers.width() * covers.height() * 100
        area = window.screen().geometry().width() * window.screen().geometry().height()
        words = "" if window.banner.isHidden() else window.banner.words()
        seen.append((room.isVisible(), room.isFullScreen(), share // area, words))

    def announce(*there: object) -> None:
        room._display._screens = lambda: list(there)
        app.qt.screenRemoved.emit(second)

    room.toggle()
    look()
    announce(first)
    look()
    known = room_display.identity
    room_display.identity = lambda _screen: ("another", "", "", "")
    announce(first, second)
    look()
    room_display.identity = known
    announce(first, second)
    look()
    room._display._here = lambda: second  # the operator's window is moved over there
    announce(first, second)
    QTest.qWait(30)
    seen.append((room.isVisible(), room.isFullScreen(), 0, room.screen().name()))
    room.toggle()
    look()
    app.close()
    sys.stdout.write(json.dumps(seen))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
