"""The printed sheet of keys says what the window and its pages do, and nothing else."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QKeySequence

from exports.documents.forms.key_sheet import shown_key
from resources.keys import KEYS
from resources.words import say
from ui.kit.desk import Desk
from ui.window.commands.window_actions import ACTIONS
from ui.window.main_window import MainWindow


def test_the_sheet_has_the_keys_of_the_window_and_of_each_page(
    furnished_desk: Desk, open_window: Callable[[Desk], MainWindow]
) -> None:
    window = open_window(furnished_desk)
    groups = {group.room: group for group in KEYS}
    assert list(groups) == ["", *(room.key for room in window.rooms)]
    found = [(action.keys[0], say(action.label)) for action in ACTIONS if action.keys]
    assert [(key, say(does)) for key, does in groups[""].keys] == found
    for room in window.rooms:
        window.go(room.key)
        offered = {(one.key, one.label) for one in window.current.commands() if one.key}
        printed = {(key, say(does)) for key, does in groups[room.key].keys}
        assert printed <= offered
        assert {key for key, _ in offered} == {key for key, _ in printed}
        assert say(groups[room.key].title) == say(room.title)


def test_a_key_is_named_as_on_the_keyboard() -> None:
    assert shown_key("Ctrl+Return") == "Ctrl+Enter"
    assert shown_key("Ctrl++") == "Ctrl++"
    assert shown_key("Del") == "Delete"
    for group in KEYS:
        for key, _ in group.keys:
            assert QKeySequence(key).toString(), key
