"""After any switch the keys are where the eye is, and a message's Undo belongs to what it says."""

from __future__ import annotations

from collections.abc import Callable
from itertools import permutations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from ui.kit.desk import Desk
from ui.kit.jobs import Ticket
from ui.kit.settings import Settings
from ui.rooms import ROOMS
from ui.widgets import ProgressStrip, StandingBanner
from ui.window.main_window import MainWindow
from upstream_workshop.maps.services import add_map
from upstream_workshop.people import queries as people
from upstream_workshop.people import services
from upstream_workshop.people.queries import roster
from upstream_workshop.themes.cards.services import add_card
from upstream_workshop.workgroups.services import add_workgroup

Opener = Callable[[Desk], MainWindow]
CTRL = Qt.KeyboardModifier.ControlModifier
KEYS = [room.key for room in ROOMS]


def press(qtbot: QtBot, window: MainWindow, key: str) -> None:
    at = QApplication.focusWidget() or window
    qtbot.keyClick(at, Qt.Key(Qt.Key.Key_1 + KEYS.index(key)), CTRL)


def check_keys(qtbot: QtBot, window: MainWindow, came_from: str) -> None:
    where = f"{came_from} to {window.settings.page}"

    def are_there() -> None:  # what is new on the page is shown with the next events
        assert window.current.has_keys(), f"{where}: {QApplication.focusWidget()}"

    qtbot.waitUntil(are_there, timeout=10_000)
    keys = QApplication.focusWidget()
    assert keys is not None
    assert keys.focusPolicy() != Qt.FocusPolicy.NoFocus, f"{where}: {keys} does nothing with keys"
    if isinstance(keys, QAbstractItemView) and keys.model().rowCount():
        assert keys.selectionModel().hasSelection(), f"{where}: no line of {keys} is selected"
        assert keys.selectionModel().isSelected(keys.currentIndex()), where


@pytest.fixture(params=["furnished", "empty"])
def either_desk(request: pytest.FixtureRequest) -> Desk:
    name = "furnished_desk" if request.param == "furnished" else "desk"
    desk: Desk = request.getfixturevalue(name)
    return desk


def test_every_switch_of_pages_takes_the_keys_along(
    qtbot: QtBot, either_desk: Desk, open_window: Opener
) -> None:
    window = open_window(either_desk)
    for here, there in permutations(KEYS, 2):
        press(qtbot, window, here)
        check_keys(qtbot, window, "anywhere")
        press(qtbot, window, there)
        check_keys(qtbot, window, here)


@pytest.mark.parametrize("key", KEYS)
def test_a_window_opened_again_has_the_keys_on_its_page(
    qtbot: QtBot, either_desk: Desk, settings: Settings, open_window: Opener, key: str
) -> None:
    settings.page = key
    window = open_window(either_desk)
    check_keys(qtbot, window, "opening")
    press(qtbot, window, key)
    check_keys(qtbot, window, key)


@pytest.mark.parametrize("key", KEYS)
def test_every_view_of_a_page_takes_the_keys(
    qtbot: QtBot, furnished_desk: Desk, open_window: Opener, key: str
) -> None:
    window = open_window(furnished_desk)
    press(qtbot, window, key)
    for _ in range(4):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab, CTRL)
        check_keys(qtbot, window, f"another view of {key}")


@pytest.mark.parametrize("key", KEYS)
def test_another_look_leaves_the_keys_on_the_page(
    qtbot: QtBot, furnished_desk: Desk, open_window: Opener, key: str
) -> None:
    window = open_window(furnished_desk)
    window.go(key)
    window.swap_theme()
    check_keys(qtbot, window, "the other theme")
    window.swap_theme()


@pytest.mark.parametrize("key", KEYS)
def test_the_palette_leads_the_keys_to_the_page(
    qtbot: QtBot, furnished_desk: Desk, open_window: Opener, key: str
) -> None:
    window = open_window(furnished_desk)
    window.go(KEYS[KEYS.index(key) - 1])
    palette = window.open_palette()
    title = next(room.title for room in ROOMS if room.key == key)
    qtbot.keyClicks(palette.field, f"go to {title}")
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    with qtbot.waitActive(window):  # the offscreen platform leaves that to us
        window.activateWindow()
    assert window.settings.page == key
    check_keys(qtbot, window, "the palette")


def undo_of(window: MainWindow) -> QPushButton:
    return next(button for button in window.toast.findChildren(QPushButton))


@pytest.fixture
def added(furnished_desk: Desk, open_window: Opener) -> MainWindow:
    """A window in which somebody was just added, by another way than the page in front."""
    window = open_window(furnished_desk)
    furnished_desk.do("Add a person", services.add_participant, "Zoltan Example")
    return window


def is_listed(window: MainWindow) -> bool:
    return any(row.name == "Zoltan Example" for row in window.desk.ask(roster))


def test_words_about_no_step_offer_no_undo(added: MainWindow) -> None:
    added.desk.reported.emit("sample.zip is sound")
    assert added.toast.isVisible()
    assert not undo_of(added).isVisible()


def test_words_about_a_step_take_back_that_step(qtbot: QtBot, added: MainWindow) -> None:
    added.desk.report_step("Zoltan Example added")
    qtbot.mouseClick(undo_of(added), Qt.MouseButton.LeftButton)
    assert not is_listed(added)
    assert added.current.has_keys()


def test_undo_leaves_the_message_once_something_else_was_done(added: MainWindow) -> None:
    added.desk.report_step("Zoltan Example added")
    added.desk.do("Add a person", services.add_participant, "Somebody Else")
    assert added.toast.isVisible()
    assert not undo_of(added).isVisible()
    undo_of(added).click()
    assert is_listed(added)
    assert len([row for row in added.desk.ask(roster) if row.name == "Somebody Else"]) == 1


def test_a_deed_that_changed_nothing_or_was_refused_offers_no_undo(added: MainWindow) -> None:
    desk = added.desk
    person = desk.ask(people.roster)[0]
    for name, kept in ((person.name, True), ("", False)):
        desk.do("Edit person", services.amend_participant, person.id, name=name)
        assert desk.kept is kept
        desk.report_step("Nothing new")
        assert not undo_of(added).isVisible()


def test_a_refused_check_in_is_not_reported(
    qtbot: QtBot, furnished_desk: Desk, open_window: Opener
) -> None:
    window = open_window(furnished_desk)
    window.go("people")
    heard: list[str] = []
    furnished_desk.reported.connect(heard.append)
    furnished_desk.workshop.stop("Nothing can be changed now.")
    keys: QWidget | None = QApplication.focusWidget()
    assert keys is not None
    qtbot.keyClicks(keys, furnished_desk.ask(roster)[1].name)
    qtbot.keyClick(keys, Qt.Key.Key_Return)
    assert heard == []
    assert "Nothing was changed" in window.banner.words()
    assert "Nothing can be changed now." in window.findChildren(StandingBanner)[0].words()


@pytest.mark.parametrize("key", KEYS)
def test_a_banner_closed_by_mouse_leaves_the_keys_on_the_page(
    qtbot: QtBot, either_desk: Desk, open_window: Opener, key: str
) -> None:
    window = open_window(either_desk)
    window.go(key)
    window.refuse("Nobody is called that.")
    close = window.banner.findChildren(QPushButton)[0]
    close.setFocus()
    qtbot.keyClick(close, Qt.Key.Key_Space)
    assert not window.banner.isVisible()
    check_keys(qtbot, window, "the banner")


@pytest.mark.parametrize("key", KEYS)
def test_work_that_ends_leaves_the_keys_on_the_page(
    qtbot: QtBot, either_desk: Desk, open_window: Opener, key: str
) -> None:
    window = open_window(either_desk)
    window.go(key)
    ticket = Ticket(window)
    window.jobs.started.emit(ticket, "Looking")
    strip = window.findChildren(ProgressStrip)[-1]
    strip.show()
    cancel = strip.findChildren(QPushButton)[0]
    cancel.setFocus()
    qtbot.keyClick(cancel, Qt.Key.Key_Space)
    assert ticket.cancelled
    ticket.ended.emit()
    check_keys(qtbot, window, "the work")


@pytest.mark.parametrize(
    ("key", "label", "service", "given"),
    [
        ("people", "Add person", services.add_participant, ("Zoltan Example",)),
        ("themes", "Add card", add_card, ("Meetings that end on time",)),
        ("maps", "New map", add_map, ("Housing",)),
        ("workgroups", "Add group", add_workgroup, ("Risk",)),
    ],
)
def test_a_page_that_fills_and_empties_keeps_the_keys(
    qtbot: QtBot,
    desk: Desk,
    open_window: Opener,
    key: str,
    label: str,
    service: Callable[..., object],
    given: tuple[str, ...],
) -> None:
    window = open_window(desk)
    window.go(key)
    desk.do(label, service, *given)
    check_keys(qtbot, window, label)
    window.undo()
    check_keys(qtbot, window, "Undo")
    window.redo()
    check_keys(qtbot, window, "Redo")
