"""Ctrl+K: what is typed finds what is meant, and Enter does it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QShortcut
from pytestqt.qtbot import QtBot

from ui.kit.desk import Desk
from ui.rooms import shortcut
from ui.window.commands.palette import Palette, matches
from ui.window.commands.palette_items import PaletteItem, palette_items
from ui.window.main_window import MainWindow
from upstream_workshop.maps import queries as maps
from upstream_workshop.people import services
from upstream_workshop.themes import queries as themes
from upstream_workshop.workgroups import queries as workgroups

Opener = Callable[[Desk], MainWindow]


def commands(*labels: str) -> list[PaletteItem]:
    return [PaletteItem(label, "", lambda: None) for label in labels]


def labels(found: list[PaletteItem]) -> list[str]:
    return [offer.label for offer in found]


def test_accents_and_case_do_not_matter() -> None:
    assert labels(matches("sian PR", commands("Siân Prys", "Ade"))) == ["Siân Prys"]


def test_beginnings_come_first() -> None:
    found = matches("vote", commands("Go to Vote", "Vote: open", "Close"))
    assert labels(found) == ["Vote: open", "Go to Vote"]


def test_a_slip_of_the_finger_still_finds() -> None:
    assert labels(matches("reframng rsk", commands("Reframing risk", "Maps")))[:1] == [
        "Reframing risk"
    ]


def test_nothing_like_it_finds_nothing() -> None:
    assert matches("qqqqqqqq", commands("Reframing risk")) == []


def test_no_words_show_the_first_commands() -> None:
    assert labels(matches("", commands("One", "Two"))) == ["One", "Two"]


def test_enter_runs_the_chosen_one(qtbot: QtBot) -> None:
    ran: list[str] = []
    palette = Palette(
        [PaletteItem(n, "", lambda n=n: ran.append(n)) for n in ("One", "Two", "Twofold")]
    )
    qtbot.addWidget(palette)
    palette.show()
    qtbot.keyClicks(palette.field, "two")
    qtbot.keyClick(palette.field, Qt.Key.Key_Down)
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    assert ran == ["Twofold"]
    assert not palette.isVisible()


def test_escape_leaves_and_enter_on_nothing_stays(qtbot: QtBot) -> None:
    palette = Palette(commands("One"))
    qtbot.addWidget(palette)
    palette.show()
    qtbot.keyClicks(palette.field, "qqqqqq")
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    assert palette.isVisible()
    qtbot.keyClick(palette.field, Qt.Key.Key_Escape)
    assert (palette.isVisible(), palette.field.text()) == (True, "")
    qtbot.keyClick(palette.field, Qt.Key.Key_Escape)
    assert not palette.isVisible()


def test_a_person_is_gone_to_by_name(qtbot: QtBot, desk: Desk, open_window: Opener) -> None:
    desk.do("Add a person", services.add_participant, "Siân Prys", "Denbighshire")
    window = open_window(desk)
    window.go("maps")
    qtbot.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    palette = window.palette_dialog
    assert palette is not None
    qtbot.keyClicks(palette.field, "sian prys")
    assert any("Siân Prys" in command.label for command in palette.found())
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    assert window.current is window.page("people")


def test_every_room_is_in_the_palette(qtbot: QtBot, desk: Desk, open_window: Opener) -> None:
    window = open_window(desk)
    offered = labels(list(palette_items(window)))
    assert "Go to Workgroups" in offered
    assert "Send this page to the room" in offered
    told = [(offer.label, offer.hint) for offer in palette_items(window)]
    assert len(told) == len(set(told)), "two entries that read the same"


def test_whatever_has_a_name_is_offered_by_that_name(furnished_desk: Desk) -> None:
    pairs = (
        (themes.theme_titles, themes.themes),
        (workgroups.workgroup_titles, workgroups.workgroups),
        (maps.map_titles, maps.maps),
    )
    for titles, rows in pairs:
        whole = furnished_desk.ask(rows)
        assert whole
        assert furnished_desk.ask(titles) == tuple((row.id, row.title) for row in whole)


def test_opened_again_and_again_there_is_one_palette(
    open_window: Opener, desk: Desk, qtbot: QtBot
) -> None:
    window = open_window(desk)
    for _ in range(5):
        window.open_palette().close()
    qtbot.waitUntil(lambda: len(window.findChildren(Palette)) == 1)


def test_every_page_has_the_control_keys_that_its_commands_name(
    desk: Desk, open_window: Opener
) -> None:
    """Either for the whole page, or for the selected row as one of its verbs."""
    window = open_window(desk)
    for room in window.rooms:
        page = window.go(room.key)
        bound = {each.key().toString() for each in page.findChildren(QShortcut)}
        bound |= {verb.key for verb in page.verbs}
        named = {each.key for each in page.commands() if each.key.startswith("Ctrl")}
        assert named <= bound, room.key


def test_no_two_rooms_have_one_key() -> None:
    keys = [shortcut(number) for number in range(1, 15)]
    assert keys[:10] == [f"Ctrl+{digit}" for digit in "1234567890"]
    assert not any(keys[10:])
