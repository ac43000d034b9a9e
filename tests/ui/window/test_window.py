"""The window as its operator uses it: rail keys, undo and redo, room screen, refusals, coming back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QLabel,
    QScrollArea,
    QScrollBar,
    QWidget,
)
from pytestqt.qtbot import QtBot

from tests.ui.showing import settled
from ui.kit import theme
from ui.kit.desk import Desk
from ui.kit.jobs import Jobs
from ui.kit.settings import Settings
from ui.page import Page
from ui.room_screen.slide_types import Slide
from ui.rooms import ROOMS, digit, shortcut
from ui.widgets import EntryLine, ProgressStrip
from ui.window.main_window import MainWindow
from upstream_workshop.people import queries as people
from upstream_workshop.people import services

Opener = Callable[[Desk], MainWindow]
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def test_the_rail_follows_its_keys(qtbot: QtBot, desk: Desk, open_window: Opener) -> None:
    assert [digit(number) for number in range(1, 12)] == [*"1234567890", ""]
    window = open_window(desk)
    for number, room in enumerate(ROOMS, 1):
        if digit(number):
            qtbot.keyClick(window, digit(number), CTRL)
        else:
            window.go(room.key)
        assert window.current is window.page(room.key)
        assert window.current.isVisible()


def test_the_rail_is_walked_by_arrows(qtbot: QtBot, desk: Desk, open_window: Opener) -> None:
    window = open_window(desk)
    window.go("run")
    entries = window.rail.findChildren(QAbstractButton)
    entries[0].setFocus()
    for _ in range(2):
        focus = QApplication.focusWidget()
        assert focus is not None
        qtbot.keyClick(focus, Qt.Key.Key_Down)
    assert entries[2].hasFocus()
    assert window.current is window.page("run"), "arrows only look"
    qtbot.keyClick(entries[2], Qt.Key.Key_Return)
    assert window.current is window.page("evidence")


def test_every_page_opens_on_a_furnished_session(
    qtbot: QtBot, furnished_desk: Desk, open_window: Opener
) -> None:
    window = open_window(furnished_desk)
    for room in ROOMS:
        page = window.go(room.key)
        page.grab()
        assert page.slide() is None or page.slide().title
        assert isinstance(page.commands(), tuple)
        assert isinstance(page.targets(), tuple)


def test_undo_and_redo_by_key_are_shown_in_the_strip(
    qtbot: QtBot, desk: Desk, open_window: Opener
) -> None:
    window = open_window(desk)
    window.go("people")
    desk.do_about("Add a person", "Siân Prys", services.add_participant, "Siân Prys")
    assert "Siân Prys" in window.strip.undo_button.accessibleName()
    focus = QApplication.focusWidget()
    assert focus is not None
    qtbot.keyClick(focus, Qt.Key.Key_Z, CTRL)
    assert desk.ask(people.roster) == ()
    assert not window.strip.undo_button.isEnabled()
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Z, CTRL | SHIFT)
    assert len(desk.ask(people.roster)) == 1
    qtbot.mouseClick(window.strip.undo_button, Qt.MouseButton.LeftButton)
    assert desk.ask(people.roster) == ()


def test_a_field_with_words_keeps_its_own_undo(
    qtbot: QtBot, desk: Desk, open_window: Opener
) -> None:
    window = open_window(desk)
    page = window.go("themes")
    desk.do("Add a person", services.add_participant, "Siân Prys")
    field = page.findChildren(EntryLine)[0].field
    field.setFocus()
    qtbot.keyClicks(field, "half a thought")
    qtbot.keyClick(field, Qt.Key.Key_Z, CTRL)
    assert field.text() == ""
    assert len(desk.ask(people.roster)) == 1
    qtbot.keyClick(field, Qt.Key.Key_Z, CTRL)
    assert desk.ask(people.roster) == ()


def test_room_screen_opens_shows_and_blanks_by_key(
    qtbot: QtBot, furnished_desk: Desk, open_window: Opener
) -> None:
    window = open_window(furnished_desk)
    window.go("themes")
    qtbot.keyClick(window, Qt.Key.Key_F5)
    assert window.room_screen.isVisible()
    assert window.room_screen.slide is None, "nothing was sent yet"
    qtbot.keyClick(window, Qt.Key.Key_F6)
    assert window.room_screen.slide == window.current.slide()
    qtbot.keyClick(window, Qt.Key.Key_F9)
    assert window.room_screen.blanked
    qtbot.keyClick(window.room_screen, Qt.Key.Key_B)
    assert not window.room_screen.blanked
    qtbot.keyClick(window, Qt.Key.Key_F5)
    assert not window.room_screen.isVisible()


def test_moving_about_never_reaches_the_room(
    qtbot: QtBot, furnished_desk: Desk, open_window: Opener
) -> None:
    window = open_window(furnished_desk)
    sent = Slide("Welcome")
    furnished_desk.room_requested.emit(sent)
    for room in ROOMS:
        window.go(room.key)
    furnished_desk.do("Add a person", services.add_participant, "Siân Prys")
    assert window.room_screen.slide is sent


def test_a_refusal_is_one_sentence_that_escape_closes(
    qtbot: QtBot, desk: Desk, jobs: Jobs, open_window: Opener
) -> None:
    window = open_window(desk)
    for tell in (desk.refused, jobs.failed):
        tell.emit("That file has no name column: choose another.")
        assert window.banner.isVisible()
        assert "name column" in window.banner.words()
        qtbot.keyClick(window, Qt.Key.Key_Escape)
        assert not window.banner.isVisible()


def test_long_work_can_be_cancelled(qtbot: QtBot, desk: Desk, settings: Settings) -> None:
    jobs = Jobs()
    window = MainWindow(desk, jobs, settings)
    qtbot.addWidget(window)
    window.show()
    stopped: list[bool] = []

    def work(ticket: object) -> None:
        from time import sleep

        while not ticket.cancelled:  # type: ignore[attr-defined]
            sleep(0.005)
        stopped.append(True)

    jobs.run("Placing people", work, stopped.append, window)
    cancels = lambda: [  # noqa: E731
        button
        for button in window.findChildren(QAbstractButton)
        if button.text() == "Cancel" and button.isVisible()
    ]
    qtbot.waitUntil(lambda: bool(cancels()))
    qtbot.mouseClick(cancels()[0], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: stopped == [True])
    qtbot.waitUntil(lambda: not cancels())
    window.close()


def test_the_window_comes_back_where_it_was(
    qtbot: QtBot, desk: Desk, jobs: Jobs, tmp_path: Path
) -> None:
    path = tmp_path / "remembered.ini"
    first = MainWindow(desk, jobs, Settings(path))
    first.show()
    first.go("maps")
    first.swap_theme()
    first.close()
    settings = Settings(path)
    settings.opened(desk.workshop.path)
    again = MainWindow(desk, jobs, Settings(path))
    qtbot.addWidget(again)
    assert again.current is again.page("maps")
    assert Settings(path).theme == "dark"
    assert Settings(path).last_session == desk.workshop.path
    assert Settings(path).recent == (desk.workshop.path,)
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    theme.apply(app, still=True)
    again.close()


def test_another_look_is_put_on_before_pages_are_built_and_after_the_old_ones_went(
    open_window: Opener, furnished_desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = open_window(furnished_desk)
    for room in window.rooms:
        window.go(room.key)
    built: list[int] = []
    apply = theme.apply

    def count(app: QApplication, *args: Any) -> None:
        built.append(len(window.findChildren(Page)))
        apply(app, *args)

    monkeypatch.setattr(theme, "apply", count)
    try:
        window.swap_theme()
        assert built == [0]
        assert len(window.findChildren(Page)) == 1
    finally:
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        apply(app, still=True)


@pytest.mark.parametrize("text", ["", "[look]\ntext=enormous\ntheme=7\n"])
def test_odd_settings_do_no_harm(tmp_path: Path, text: str) -> None:
    path = tmp_path / "odd.ini"
    path.write_text(text)
    settings = Settings(path)
    assert settings.text_percent == 100
    assert settings.theme in theme.NAMES
    assert settings.recent == ()
    assert settings.last_session is None


@pytest.mark.parametrize("furnished", [False, True])
def test_no_control_is_unnamed(
    qtbot: QtBot, request: pytest.FixtureRequest, open_window: Opener, furnished: bool
) -> None:
    window = open_window(request.getfixturevalue("furnished_desk" if furnished else "desk"))
    unnamed: list[str] = []
    for room in ROOMS:
        page = window.go(room.key)
        unnamed += [
            f"{room.key}: {type(widget).__name__} in {type(page).__name__}"
            for widget in window.findChildren(QWidget)
            if widget.isVisible() and _takes_focus(widget) and not _name(widget)
        ]
    assert not sorted(set(unnamed))


@pytest.mark.parametrize("percent", [100, 200])
def test_targets_are_24_px_or_more(
    qtbot: QtBot, furnished_desk: Desk, open_window: Opener, settings: Settings, percent: int
) -> None:
    window = open_window(furnished_desk)
    window.resize(1366, 768)
    settings.text_percent = percent
    window._dress()
    try:
        small: list[str] = []
        for room in ROOMS:
            window.go(room.key)
            small += [
                f"{room.key}: {_name(button)} {button.width()} x {button.height()}"
                for button in window.findChildren(QAbstractButton)
                if button.isVisible() and min(button.width(), button.height()) < 24
            ]
        assert not small
    finally:
        settings.text_percent = 100
        window._dress()


def test_typed_words_are_never_markup(qtbot: QtBot, desk: Desk, open_window: Opener) -> None:
    evil = "<b>Bob</b><img src=x>"
    desk.do("Add a person", services.add_participant, evil, evil)
    window = open_window(desk)
    for room in ROOMS:
        window.go(room.key)
        for label in window.findChildren(QLabel):
            if "Bob" in label.text():
                assert label.textFormat() == Qt.TextFormat.PlainText, room.key


def test_no_two_window_keys_are_the_same(qtbot: QtBot, desk: Desk, open_window: Opener) -> None:
    from ui.window.commands.window_actions import ACTIONS

    keys = [key for action in ACTIONS for key in action.keys]
    keys += [key for number in range(1, len(ROOMS) + 1) if (key := shortcut(number))]
    assert len(keys) == len(set(keys))
    assert not open_window(desk).findChildren(QAction, "unused")


def _takes_focus(widget: QWidget) -> bool:
    if isinstance(widget, QScrollArea | QScrollBar) or widget.focusProxy() is not None:
        return False
    if isinstance(widget.parent(), QAbstractSpinBox | QAbstractItemView):
        return False  # the inner field of a control that has the name
    return widget.focusPolicy() != Qt.FocusPolicy.NoFocus


def _name(widget: QWidget) -> str:
    own = widget.text() if isinstance(widget, QAbstractButton) else ""
    return widget.accessibleName() or own


def test_no_part_of_a_page_is_ever_a_window_of_its_own(
    qtbot: QtBot, furnished_desk: Desk, open_window: Opener
) -> None:
    """A part shown before it has a parent takes the keys away from the window."""
    shown: list[QWidget] = []

    class Watch(QObject):
        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            opens = event.type() == QEvent.Type.Show
            if opens and isinstance(watched, QWidget) and watched.isWindow():
                shown.append(watched)
            return False

    window = open_window(furnished_desk)
    watch = Watch()
    QApplication.instance().installEventFilter(watch)
    for room in ROOMS:
        window.go(room.key)
    QApplication.instance().removeEventFilter(watch)
    assert shown == []
    assert window.isActiveWindow()
    assert QApplication.focusWidget() is not None


def test_a_clock_set_back_is_said_once(
    qtbot: QtBot, desk: Desk, jobs: Jobs, settings: Settings
) -> None:
    moments = [datetime(2026, 12, 2, 9, 27)]
    window = MainWindow(desk, jobs, settings, now=lambda: moments[-1])
    qtbot.addWidget(window)
    moments.append(datetime(2026, 12, 2, 9, 26, 30))
    window.tick()
    assert window.banner.isHidden()
    moments.append(datetime(2026, 12, 2, 8, 26, 30))
    window.tick()
    assert "was set back by 60 min" in window.banner.words()
    window.banner.close_banner()
    window.tick()
    assert window.banner.isHidden()


def test_progress_is_shown_of_work_with_a_title_alone(
    qtbot: QtBot, desk: Desk, open_window: Opener
) -> None:
    window = open_window(desk)
    go_on = Event()
    for title in ("", "Writing"):
        window.jobs.run(title, lambda _: go_on.wait(10), lambda _: None, window)
    qtbot.waitUntil(lambda: any(strip.isVisible() for strip in window.findChildren(ProgressStrip)))
    assert len(window.findChildren(ProgressStrip)) == 1
    window.swap_theme()
    assert len(window.findChildren(ProgressStrip)) == 1
    go_on.set()
    settled(window.jobs)


def test_progress_is_gone_before_the_result_opens_a_dialog(
    qtbot: QtBot, desk: Desk, open_window: Opener
) -> None:
    window = open_window(desk)
    go_on = Event()
    seen: list[bool] = []

    def visible() -> bool:
        return any(strip.isVisible() for strip in window.findChildren(ProgressStrip))

    def look(_found: object) -> None:
        seen.append(visible())
        qtbot.wait(300)  # in which a short one would have been shown
        seen.append(visible())

    window.jobs.run("Trying", lambda _: None, look, window)
    settled(window.jobs)
    window.jobs.run("Trying", lambda _: go_on.wait(10), look, window)
    qtbot.waitUntil(visible)
    go_on.set()
    settled(window.jobs)
    assert seen == [False] * 4
