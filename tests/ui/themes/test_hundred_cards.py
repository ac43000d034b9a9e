"""A hundred cards from forty people's tables into themes, by keys alone, which are counted."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.showing import shown
from ui.kit.desk import Desk
from ui.kit.jobs import Jobs
from ui.themes.page import ThemesPage
from upstream_workshop.themes import queries

Key = Qt.Key
THEMES = ("Risk", "Money", "Measures", "Permission")


class Keys:
    """Presses keys where the focus is, and counts those that are not letters of a card."""

    def __init__(self, qtbot: QtBot) -> None:
        self._qtbot = qtbot
        self.pressed = 0

    def press(self, *keys: Qt.Key) -> None:
        for key in keys:
            self._qtbot.keyClick(QApplication.focusWidget(), key)
            self.pressed += 1

    def type(self, words: str) -> None:
        self._qtbot.keyClicks(QApplication.focusWidget(), words)


def test_a_hundred_cards_are_typed_and_sorted_without_the_mouse(
    qtbot: QtBot, desk: Desk, jobs: Jobs
) -> None:
    page, keys = shown(qtbot, ThemesPage(desk, jobs)), Keys(qtbot)
    texts = [f"n{number}" for number in range(100)]
    for text in texts:
        keys.type(text)
        keys.press(Key.Key_Return)
    assert keys.pressed == 100, "a card is its letters and Enter"
    assert [card.text for card in desk.ask(queries.loose_cards)] == texts
    keys.press(Key.Key_Down)
    page.wall.select_card(desk.ask(queries.cards)[0].id)
    for title in THEMES:
        keys.press(Key.Key_T)
        keys.type(title)
        keys.press(Key.Key_Return)
    before = keys.pressed
    for number in range(100 - len(THEMES)):
        keys.press((Key.Key_1, Key.Key_2, Key.Key_3, Key.Key_4)[number % 4])
    assert keys.pressed - before == 96, "a card goes into its theme by one key"
    assert desk.ask(queries.loose_cards) == ()
    assert [len(theme.cards) for theme in desk.ask(queries.themes)] == [25, 25, 25, 25]
    keys.press(Key.Key_Right, Key.Key_M)
    keys.type("Money")
    keys.press(Key.Key_Return)
    assert len(desk.ask(queries.themes)) == 3
