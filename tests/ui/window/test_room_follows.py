"""What the room sees follows its subject, the laptop keeps the keys, and the event can be named and dated."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from tests.ui.conftest import MOMENT
from ui.agenda import event_form
from ui.kit.desk import Desk
from ui.kit.jobs import Jobs
from ui.kit.settings import Settings
from ui.widgets.inputs.entry_line import EntryLine
from ui.window.commands.palette_items import palette_items
from ui.window.main_window import MainWindow
from upstream_workshop.agenda import queries as agenda
from upstream_workshop.agenda import services as day
from upstream_workshop.agenda.running import services as running_day
from upstream_workshop.agenda.templates import load_template
from upstream_workshop.themes import services as themes
from upstream_workshop.voting import queries as voting
from upstream_workshop.voting import services as votes
from upstream_workshop.voting.kinds import BallotState

Opener = Callable[[Desk], MainWindow]
CTRL = Qt.KeyboardModifier.ControlModifier


def sees(qtbot: QtBot, window: MainWindow, **parts: object) -> None:
    """Wait until the room sees a slide with these parts."""

    def does() -> bool:
        slide = window.room_screen.slide
        return all(getattr(slide, part, None) == value for part, value in parts.items())

    qtbot.waitUntil(does, timeout=10_000)


def test_the_room_follows_the_running_block_whatever_page_is_in_front(
    qtbot: QtBot, desk: Desk, open_window: Opener
) -> None:
    desk.do("Lay out", day.lay_out, load_template("one-day"))
    window = open_window(desk)
    window.go("run")
    window.send_page()
    now = datetime.now()
    blocks = desk.ask(agenda.agenda)
    for here in ("people", "run", "vote"):
        window.go(here)
        if desk.ask(agenda.current) is None:
            desk.do("Start", running_day.start, blocks[0].id, now)
        else:
            desk.do("Next", running_day.next_block, now)
        block = desk.ask(agenda.current)
        assert block is not None
        sees(qtbot, window, title=block.title, timer=True)
    desk.do("Rename", day.amend_block, block.id, title="Renamed", purpose="For you")
    sees(qtbot, window, title="Renamed", lead="For you")
    desk.undo()
    sees(qtbot, window, title=block.title)


def test_the_room_follows_a_ballot_through_all_its_states(
    qtbot: QtBot, furnished_desk: Desk, open_window: Opener
) -> None:
    desk = furnished_desk
    window = open_window(desk)
    page = window.go("vote")
    made = desk.ask(voting.ballots)
    ballot = next((row.id for row in made if row.state is BallotState.DRAFT), None)
    if ballot is None:
        ballot = desk.do("Make", votes.make_ballot, "Which?", ["One", "Two"])
    page.show_row(ballot)
    window.send_page()
    window.go("themes")
    sees(qtbot, window, lead="Voting opens soon")
    desk.do("Open", votes.open_ballot, ballot)
    sees(qtbot, window, lead="Voting is open")
    desk.do("Issue", votes.issue_papers, ballot, 0, 0)
    desk.do("Close", votes.close_ballot, ballot)
    sees(qtbot, window, lead="Voting is closed")
    desk.do("Reveal", votes.reveal_ballot, ballot)
    sees(qtbot, window, title="What we will work on")


def test_the_room_follows_the_themes(
    qtbot: QtBot, furnished_desk: Desk, open_window: Opener
) -> None:
    window = open_window(furnished_desk)
    window.go("themes")
    window.send_page()
    window.go("people")
    furnished_desk.do("Add", themes.add_theme, "A theme nobody had")
    qtbot.waitUntil(lambda: "A theme nobody had" in dict(window.room_screen.slide.clusters))


def test_no_key_typed_on_the_laptop_reaches_the_room_window(
    qtbot: QtBot, furnished_desk: Desk, open_window: Opener
) -> None:
    window = open_window(furnished_desk)
    field = window.go("people").findChild(EntryLine).field
    field.setFocus()
    qtbot.keyClick(window, Qt.Key.Key_F5)
    room = window.room_screen
    assert room.isVisible()
    assert room.windowFlags() & Qt.WindowType.WindowDoesNotAcceptFocus
    assert room.testAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
    assert QApplication.focusWidget() is field
    assert QApplication.activeWindow() is window
    qtbot.keyClicks(QApplication.focusWidget(), "be")
    assert field.text() == "be"
    assert not room.blanked
    room.activateWindow()  # as some systems do when a menu or a dialog closes
    qtbot.waitUntil(lambda: QApplication.activeWindow() is window)
    assert QApplication.focusWidget() is field
    here = window.screen().availableGeometry()
    assert room.width() * room.height() * 8 <= here.width() * here.height()


def test_escape_clears_the_line_before_it_closes_anything_on_every_page(
    qtbot: QtBot, furnished_desk: Desk, open_window: Opener
) -> None:
    window = open_window(furnished_desk)
    cleared = 0
    for room in window.rooms:
        page = window.go(room.key)
        for line in page.findChildren(EntryLine):
            if not line.isVisible():
                continue
            window.refuse("Something was refused.")
            line.field.setFocus()
            line.field.setText("half a name")
            qtbot.keyClick(line.field, Qt.Key.Key_Escape)
            assert line.field.text() == ""
            assert window.banner.isVisible()
            qtbot.keyClick(line.field, Qt.Key.Key_Escape)
            assert not window.banner.isVisible(), room.key
            cleared += 1
    assert cleared >= 3


def test_refused_text_stays_selected(
    qtbot: QtBot, furnished_desk: Desk, open_window: Opener
) -> None:
    window = open_window(furnished_desk)
    field: QLineEdit = window.go("people").findChild(EntryLine).field
    field.setFocus()
    field.setText("nobody at all")
    furnished_desk.refused.emit("Nobody is called that.")
    assert field.selectedText() == "nobody at all"


def test_title_dates_and_place_are_changed_by_key_and_by_palette(
    qtbot: QtBot, furnished_desk: Desk, open_window: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = furnished_desk
    window = open_window(desk)
    asked = {"title": "Dau ddiwrnod", "starts": date(2027, 3, 1), "place": "Bangor"}
    monkeypatch.setattr(event_form, "ask_form", lambda *_: asked)
    qtbot.keyClick(window, Qt.Key.Key_T, CTRL | Qt.KeyboardModifier.ShiftModifier)
    event = desk.ask(agenda.residential)
    assert (event.title, event.starts, event.place) == tuple(asked.values())
    assert "Title, dates and place" in [item.label for item in palette_items(window)]


@pytest.mark.parametrize(
    "starts", [date(2020, 1, 1), MOMENT.date() - timedelta(2), MOMENT.date() + timedelta(1)]
)
def test_a_plan_of_other_days_that_never_began_offers_to_begin_today(
    qtbot: QtBot, desk: Desk, open_window: Opener, starts: date
) -> None:
    desk.do("Found", day.found_residential, "Ours", starts)
    desk.do("Lay out", day.lay_out, load_template("two-day"))
    window = open_window(desk)
    today = window._now().date()
    window.show()
    assert window.banner.isVisible()
    (move,) = [
        b for b in window.banner.findChildren(QPushButton) if b.text() == "Let it begin today"
    ]
    move.click()
    assert desk.ask(agenda.residential).starts == today


@pytest.mark.parametrize("days", [0, 1])
def test_on_its_own_days_a_plan_offers_nothing(desk: Desk, open_window: Opener, days: int) -> None:
    desk.do("Found", day.found_residential, "Ours", MOMENT.date() - timedelta(days))
    desk.do("Lay out", day.lay_out, load_template("two-day"))
    assert not open_window(desk).banner.isVisible()


def test_the_window_fits_its_screen(
    qtbot: QtBot, desk: Desk, jobs: Jobs, settings: Settings
) -> None:
    """Which in tests is smaller than the window would like to be."""
    window = MainWindow(desk, jobs, settings)
    qtbot.addWidget(window)
    room = window.screen().availableGeometry()
    assert room.width() < 1366
    assert window.width() < room.width()
    assert window.height() < room.height()


def test_after_a_crash_the_room_screen_is_where_it_was(
    qtbot: QtBot, furnished_desk: Desk, jobs: Jobs, settings: Settings, open_window: Opener
) -> None:
    window = open_window(furnished_desk)
    window.go("themes")
    window.send_page()
    window.room_screen.toggle()
    sent = window.room_screen.slide
    assert sent is not None
    again = MainWindow(furnished_desk, jobs, Settings(settings.file))  # nobody closed the first
    qtbot.addWidget(again)
    qtbot.waitUntil(again.room_screen.isVisible)
    assert again.room_screen.slide == sent
    again.room_screen.toggle()
    assert Settings(settings.file).in_room is None
    again.close()


def test_the_banner_s_button_is_no_other_button_of_the_vote(
    qtbot: QtBot, furnished_desk: Desk, open_window: Opener
) -> None:
    window = open_window(furnished_desk)
    page = window.go("vote")
    ballots = furnished_desk.ask(voting.ballots)
    page.show_row(next(row.id for row in ballots if row.state is BallotState.OPEN))
    window.refuse("Something was refused.")
    seen = [b.text() for b in window.findChildren(QPushButton) if b.isVisible() and b.text()]
    assert {text for text in seen if seen.count(text) > 1} == set()


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("", None), ("{", None), ("7", None), ("null", None), ("[1, 2]", None), ("[" * 5000, None),
        ('["a.upstream", "vote", [1, "x"]]', ("a.upstream", "vote", (1, "x"))),
    ],
)  # fmt: skip
def test_a_damaged_note_of_what_the_room_saw_is_none(
    settings: Settings, written: str, read: object
) -> None:
    store = QSettings(str(settings.file), QSettings.Format.IniFormat)
    store.setValue("last/room", written)
    store.sync()
    assert Settings(settings.file).in_room == read
