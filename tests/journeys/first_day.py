"""A first day by keys alone, with a projector beside the laptop; prints what was seen as JSON.

Each key goes to the window that has the keyboard, as on a laptop. Before each one the words of the room
screen are compared with the rows of the session, which are read here by statements of their own. A process
of its own, because Qt reads its list of displays once.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from sqlalchemy import text

from tests.ui.window.room_keys import key_of
from ui.app import App
from ui.kit.settings import Settings
from upstream_workshop.whole import sample

Press = Callable[[], object]
Key = Qt.Key
NONE = Qt.KeyboardModifier.NoModifier
CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
ARRIVED: Final = ("ade", "sian", "iwan", "lea", "kit", "marta", "jo t", "nadia", "owen", "zain")
SLIPS: Final = ("1 1 1 2 2", "2 2 1", "1 2 8", "3 3 3 4 4", "2 1 3 5 5", "0", "1 6 7 7 8")
_PACE = 5  # milliseconds between two keys
_LOOKS = 1000  # turns after which what was waited for never comes
_TYPING = (QEvent.Type.KeyPress, QEvent.Type.KeyRelease, QEvent.Type.ShortcutOverride)


class FirstDay(QObject):
    """The keys of the day, and what the room saw before each of them."""

    def __init__(self, app: App) -> None:
        super().__init__()
        self.app = app
        self.faults: list[str] = []
        self.places = 0  # of the result that are revealed
        self.compared: dict[str, int] = {}
        self.stray = 0  # keys that reached the room's window
        self._shown = ""  # which page the room looks at
        self._keys = self._script()
        self._pressed: list[QWidget | None] = []  # the forms in which keys are being pressed
        app.qt.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Count what is typed into the room's window."""
        window = self.app.current.window
        if event.type() in _TYPING and window is not None:
            room = window.room_screen
            self.stray += watched in (room, room.windowHandle())
        return False

    def turn(self) -> None:
        """Compare, then press the next key; turns go on in a form that it opens."""
        QTimer.singleShot(_PACE, self, self.turn)
        front = QApplication.activeModalWidget()
        if front in self._pressed or not self._has_keys():
            return
        self._compare()
        press = next(self._keys, None)
        if press is None:
            self.app.close()
            QApplication.quit()
            return
        self._pressed.append(front)
        press()
        self._pressed.pop()

    # the day

    def _script(self) -> Iterator[Press]:
        yield from self._begin()
        yield from self._arrive()
        yield from self._gather()
        yield from self._vote()
        yield from self._go_on()

    def _begin(self) -> Iterator[Press]:
        yield from self._await(lambda: self.app.start_page is not None)
        yield self._key(Key.Key_Return)
        yield from self._await(lambda: _modal() == "FormDialog")
        yield from self._type("First day")
        for key in (Key.Key_Tab, Key.Key_Tab):
            yield self._key(key)
        yield from self._type("Bangor")
        yield self._key(Key.Key_Return)
        yield from self._await(lambda: "QFileDialog" in _modal())
        yield self._key(Key.Key_Return)
        yield from self._await(lambda: self.app.current.window is not None and not _modal())
        yield self._key(Key.Key_F5)
        yield self._key(Key.Key_N)
        yield self._send("run")
        yield self._key(Key.Key_N)

    def _arrive(self) -> Iterator[Press]:
        yield self._go("people")
        yield from self._import("people.csv", "participant")
        for name in ARRIVED[:5]:
            yield from self._line(name)
        yield self._send("people")
        for name in ARRIVED[5:]:
            yield from self._line(name)
        yield self._key(Key.Key_Z, CONTROL)

    def _gather(self) -> Iterator[Press]:
        yield self._go("run")
        yield self._key(Key.Key_N)
        yield self._send("run")
        yield self._key(Key.Key_F)
        yield self._go("themes")
        yield from self._import("cards.csv", "card")
        yield self._send("themes")
        yield from self._line("Be brave, said the bursar")  # its letters are keys elsewhere
        yield self._key(Key.Key_Escape)
        yield self._key(Key.Key_Down)
        yield self._key(Key.Key_1)
        yield self._key(Key.Key_F9)
        yield self._key(Key.Key_F9)

    def _vote(self) -> Iterator[Press]:
        yield self._key(Key.Key_Return, CONTROL)
        yield from self._await(lambda: bool(_modal()))
        yield self._key(Key.Key_Return, CONTROL)
        yield from self._await(lambda: not _modal())
        yield self._send("vote")
        yield self._key(Key.Key_Return, CONTROL)
        for slip in SLIPS:
            yield from self._line(slip)
        yield self._key(Key.Key_F4)
        yield from self._await(lambda: bool(_modal()))
        for key in (f"{len(SLIPS)}", "\t", f"{len(SLIPS)}"):
            yield from self._type(key)
        yield self._key(Key.Key_Return)
        yield from self._await(lambda: not _modal())
        yield self._key(Key.Key_Return, CONTROL)
        yield self._key(Key.Key_Return, CONTROL)
        yield self._key(Key.Key_Return, CONTROL)  # shows the room an empty chart
        ((options,),) = self._rows("SELECT count(*) FROM ballot_option")
        for places in range(1, options + 1):
            self.places = places
            yield self._key(Key.Key_Return, CONTROL)

    def _go_on(self) -> Iterator[Press]:
        yield self._go("run")
        yield self._send("run")
        for key in (Key.Key_N, Key.Key_P, Key.Key_P, Key.Key_X, Key.Key_N):
            yield self._key(key)
        yield self._key(Key.Key_N, SHIFT)
        yield self._key(Key.Key_PageDown)
        yield self._key(Key.Key_F5)

    # keys

    def _key(self, key: Qt.Key, held: Qt.KeyboardModifier = NONE) -> Press:
        return partial(self._click, key, held)

    def _click(self, key: Qt.Key | str, held: Qt.KeyboardModifier = NONE) -> None:
        QTest.keyClick(QGuiApplication.focusWindow(), key, held)

    def _has_keys(self) -> bool:
        """Whether a window of the laptop has the keyboard, which a window manager sees to."""
        window, focused = self.app.current.window, QGuiApplication.focusWindow()
        taken = window is not None and focused is window.room_screen.windowHandle()
        if taken and QGuiApplication.platformName() != "offscreen":
            self.faults.append("the room has the keyboard")
        if focused is None or taken:
            front = QApplication.activeModalWidget() or window or self.app.start_page
            if front is not None:
                front.activateWindow()
        return focused is not None and not taken

    def _type(self, words: str) -> Iterator[Press]:
        for letter in words:
            yield partial(self._click, letter)

    def _line(self, words: str) -> Iterator[Press]:
        yield from self._type(words)
        yield self._key(Key.Key_Return)

    def _go(self, page: str) -> Press:
        return self._key(key_of(page), CONTROL)

    def _send(self, page: str) -> Press:
        def send() -> None:
            self._shown = page
            self._click(Key.Key_F6)

        return send

    def _import(self, name: str, table: str) -> Iterator[Press]:
        """Import a file of the sample; it is there once the table has rows."""
        yield self._key(Key.Key_I, CONTROL)
        yield from self._await(lambda: "QFileDialog" in _modal())
        yield from self._line(str(sample.source(name)))
        yield from self._await(lambda: _modal() == "ImportDialog" and _can_be_kept())
        yield self._key(Key.Key_Return)
        yield from self._await(lambda: not _modal() and bool(self._rows(f"SELECT 1 FROM {table}")))

    def _await(self, there: Callable[[], bool]) -> Iterator[Press]:
        for _ in range(_LOOKS):
            if there():
                return
            yield lambda: None
        sys.exit(f"never came; in front is {_modal()}, the keys go to {QApplication.focusWidget()}")

    # comparing

    def _compare(self) -> None:
        window = self.app.current.window
        if window is None or not window.room_screen.isVisible():
            return
        words, wanted = window.room_screen.words(), self._wanted()
        if window.room_screen.blanked:
            wanted = "The room screen is black"
        kind = "black" if window.room_screen.blanked else self._shown
        self.compared[kind] = self.compared.get(kind, 0) + 1
        if words != wanted:
            self.faults.append(f"the room says {words!r}, the rows {wanted!r}")

    def _wanted(self) -> str:
        known = {
            "run": self._block, "people": self._people, "themes": self._themes,
            "vote": self._ballot,
        }  # fmt: skip
        return known[self._shown]() if self._shown else "The test card"

    def _rows(self, statement: str) -> list[Any]:
        return self.app.window.desk.ask(
            lambda session: list(session.connection().execute(text(statement)))
        )

    def _block(self) -> str:
        rows = self._rows(
            "SELECT title, purpose, started_at, ended_at, minutes + added AS lasts, paused_seconds, "
            "buffer OR (protected AND locked_at IS NOT NULL) AS pause FROM block "
            "WHERE track = '' AND (minutes + added > 0 OR minutes = 0) ORDER BY day, position"
        )
        now = next(n for n, row in enumerate(rows) if row.started_at and not row.ended_at)
        row, back = rows[now], ""
        if row.pause:
            over = datetime.fromisoformat(row.started_at) + timedelta(
                minutes=row.lasts, seconds=row.paused_seconds + 59
            )
            back = f"Please be back: {over:%H:%M}"
        following = f"Next: {rows[now + 1].title}"
        return ". ".join(filter(None, (row.title, row.purpose, back, following)))

    def _people(self) -> str:
        ((everybody, homes),) = self._rows(
            "SELECT count(*), count(DISTINCT organisation_id) FROM participant"
        )
        ((here,),) = self._rows("SELECT count(*) FROM attendance WHERE state = 'here' AND day = 1")
        return (
            f"Welcome. people here: {here}. still on their way: {everybody - here}. "
            f"organisations: {homes}"
        )

    def _themes(self) -> str:
        cards = self._rows(
            "SELECT theme.title, card.text FROM theme LEFT JOIN card ON theme_id = theme.id "
            "ORDER BY theme.position, theme.id, card.position, card.id"
        )
        titles = dict.fromkeys(row.title for row in cards)
        parts = [
            f"{each}: {', '.join(r.text for r in cards if r.title == each)}" for each in titles
        ]
        return ". ".join(("Our themes", *parts))

    def _ballot(self) -> str:
        ((question, state),) = self._rows("SELECT question, state FROM ballot")
        options = self._rows(
            "SELECT id, number, wording, theme_id FROM ballot_option ORDER BY number"
        )
        if state == "revealed":
            return self._result()
        stands = {"draft": "opens soon", "open": "is open", "closed": "is closed"}[state]
        shown = [f"{row.number}  {row.wording}" for row in options] if state != "closed" else []
        return ". ".join((question, f"Voting {stands}", *shown))

    def _result(self) -> str:
        points = self._rows(
            "SELECT wording, coalesce(sum(mark.value), 0) AS given, seats FROM ballot_option AS o "
            "JOIN ballot ON ballot.id = ballot_id LEFT JOIN mark ON option_id = o.id "
            "GROUP BY o.id ORDER BY given DESC, number"
        )
        least = max(points[points[0].seats - 1].given, 1)
        words = self.app.window.room_screen.words().split(". ")
        bars = [
            f"{row.wording}: {row.given} ✓" if row.given >= least else f"{row.wording}: {row.given}"
            for row in points[len(points) - self.places :]
        ]
        whole = self.places == len(points)
        foot = "✓ chosen" if whole else "From the last place to the first"
        return ". ".join((*words[:2], *bars, foot))  # title and rule are words of their own


def _modal() -> str:
    """The class of the dialog that has the keyboard, or nothing."""
    dialog, focused = QApplication.activeModalWidget(), QApplication.focusWidget()
    if dialog is None or focused is None or not dialog.isAncestorOf(focused):
        return ""
    return type(dialog).__name__


def _can_be_kept() -> bool:
    buttons = QApplication.activeModalWidget().findChildren(QPushButton)
    return any(button.isDefault() and button.isEnabled() for button in buttons)


def main(folder: Path) -> None:
    """Go through the day, and print what was seen."""
    app = App([], Settings(folder / "home" / "settings.ini"))
    day = FirstDay(app)
    app.begin(None)
    QTimer.singleShot(_PACE, day, day.turn)
    app.qt.exec()
    seen = {"faults": day.faults, "compared": day.compared, "stray": day.stray}
    sys.stdout.write(json.dumps(seen))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
