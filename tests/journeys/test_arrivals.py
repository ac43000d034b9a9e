"""A first morning by keyboard alone, its key strokes counted: forty people come in, and six ask or offer."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.showing import settled
from tests.ui.window.room_keys import key_of
from ui.importing.import_dialog import ImportDialog
from ui.kit.desk import Desk
from ui.kit.jobs import Jobs
from ui.kit.settings import Settings
from ui.people.page import PeoplePage
from ui.window.main_window import MainWindow
from upstream_workshop.application.session import OpenSession
from upstream_workshop.people import queries
from upstream_workshop.people.attendance import queries as attendance_queries
from upstream_workshop.people.rules import folded, found
from upstream_workshop.session_file.workshop import Workshop
from upstream_workshop.whole import sample

Key = Qt.Key
PLAIN = Qt.KeyboardModifier.NoModifier
CTRL = Qt.KeyboardModifier.ControlModifier
SPOKEN = (
    ("ade", "?", "Who has shared risk with a hospital?"),
    ("si", "+", "A bilingual workshop pack"),
    ("gw", "?", "Badges with room for a whole name"),
    ("nad", "+", "Eight questions and a kettle"),
    ("pia", "?", "How to leave a project well"),
    ("una", "?", "How to report learning to a full council"),
)


class Keyboard:
    """Presses keys on whatever has the focus in a window, and counts them."""

    def __init__(self, window: QWidget) -> None:
        self.window = window
        self.strokes = 0

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = PLAIN) -> None:
        self.strokes += 1
        QTest.keyClick(self._focus(), key, modifier)

    def type(self, text: str) -> None:
        for letter in text:
            self.strokes += 1
            QTest.keyClicks(self._focus(), letter)

    def tab_to(self, wanted: QWidget) -> None:
        for _ in range(80):
            if self._focus() is wanted:
                return
            self.press(Key.Key_Tab)
        pytest.fail(f"Tab never reaches {wanted.accessibleName()}, but {self._focus()}")

    def _focus(self) -> QWidget:
        return self.window.focusWidget() or self.window


@pytest.fixture
def sign_up(tmp_path: Path) -> Path:
    """Forty people as a tool might list them, its name column titled as nobody would guess."""
    with sample.source("people.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))[:40]
    path = tmp_path / "sign-up.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(("Who", "Council", "Job title"))
        writer.writerows((row["name"], row["organisation"], row["role"]) for row in rows)
    return path


@pytest.fixture
def window(qtbot: QtBot, workshop: Workshop, tmp_path: Path) -> Iterator[MainWindow]:
    made = MainWindow(Desk(OpenSession(workshop)), Jobs(), Settings(tmp_path / "settings.ini"))
    made.show()
    made.activateWindow()
    with qtbot.waitActive(made):
        pass
    yield made
    made.jobs.wait()
    made.close()
    made.deleteLater()


def correct_and_import(keys: Keyboard) -> None:
    """In the preview: say what the column means, then Import."""
    dialog = QApplication.activeModalWidget()
    if not isinstance(dialog, ImportDialog):
        QTimer.singleShot(20, lambda: correct_and_import(keys))
        return
    window, keys.window = keys.window, dialog
    try:
        settled(window.jobs)  # the first preview, which comes with its columns
        box: QComboBox = dialog.columns.combos["Who"]
        keys.tab_to(box)
        keys.press(Key.Key_Down)
        assert box.currentData() == "name"
        settled(window.jobs)
        keys.tab_to(dialog.keep)
        keys.press(Key.Key_Return)
    finally:
        keys.window = window
        if dialog.isVisible():  # else a mistake above would leave it open for ever
            dialog.reject()


def test_a_first_morning_by_keyboard_alone(
    qtbot: QtBot, window: MainWindow, sign_up: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keys = Keyboard(window)
    desk = window.desk
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(sign_up), ""))
    keys.press(key_of("people"), CTRL)
    page = window.current
    assert isinstance(page, PeoplePage)
    QTimer.singleShot(20, lambda: correct_and_import(keys))
    keys.press(Key.Key_I, CTRL)
    settled(window.jobs)
    people = desk.ask(queries.roster)
    assert len(people) == 40
    qtbot.wait(50)  # until the closed preview is gone, and with it its hold on the keyboard
    with qtbot.waitActive(window):
        window.activateWindow()
    page.setFocus()
    assert max(check_in(keys, person, people) for person in people) <= 4
    states = desk.ask(attendance_queries.attendance, 1)
    assert {states[person.id].state for person in people} == {"here"}
    keys.press(Key.Key_Tab, Qt.KeyboardModifier.ShiftModifier)
    keys.press(Key.Key_Right)
    keys.tab_to(page.offers.entry.field)
    for prefix, sign, words in SPOKEN:
        before = keys.strokes
        keys.type(f"{prefix}{sign} {words}")
        keys.press(Key.Key_Return)
        assert keys.strokes - before <= len(words) + len(prefix) + 3
    kept = [(row.kind, row.text) for row in desk.ask(queries.support)]
    assert kept == [({"?": "ask", "+": "offer"}[sign], words) for _, sign, words in SPOKEN]


def check_in(
    keys: Keyboard,
    person: queries.ParticipantRow,
    people: tuple[queries.ParticipantRow, ...],
) -> int:
    """Two letters, an arrow if somebody else comes first, Enter; how many strokes it took."""
    before = keys.strokes
    names = {one.id: one.name for one in people}
    words = folded(person.name).split()
    ways = {words[0][:2], words[-1][:2], words[0][0] + words[-1][0]}
    place = {letters: found(letters, names).index(person.id) for letters in sorted(ways)}
    letters = min(place, key=lambda one: place[one])
    keys.type(letters)
    for _ in range(place[letters]):
        keys.press(Key.Key_Down)
    keys.press(Key.Key_Return)
    return keys.strokes - before
