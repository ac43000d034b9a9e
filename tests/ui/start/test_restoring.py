"""Somebody looks for yesterday's state, sees what is in each backup, and gets it back as a new file."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from tests.ui.showing import settled
from ui.app import App
from ui.kit.settings import Settings
from ui.start.restoring.backup_list import when
from ui.start.restoring.backups_dialog import BackupsDialog
from upstream_workshop.agenda.templates import load_template
from upstream_workshop.people import queries
from upstream_workshop.people import services as people
from upstream_workshop.session_file.copies import backups
from upstream_workshop.themes import services as themes
from upstream_workshop.voting import services as voting
from upstream_workshop.voting.papers import services as paper_services


@pytest.fixture
def worked(app: App, tmp_path: Path) -> App:
    """A session with somebody in it, closed, opened again, and somebody more."""
    path = tmp_path / "mine.upstream"
    app.make(path, load_template("one-day"))
    settled(app.jobs)
    app.window.desk.do("Add", people.add_participant, "Siân Prys")
    app.close()
    app.open(path)
    app.window.desk.do("Add", people.add_participant, "Somebody more")
    return app


def cells(dialog: BackupsDialog) -> list[list[str]]:
    model = dialog.table.model()
    columns = range(model.columnCount())
    return [
        [str(model.index(row, column).data()) for column in columns]
        for row in range(model.rowCount())
    ]


def test_the_window_shows_what_is_in_each(worked: App) -> None:
    dialog = worked.show_backups()
    settled(worked.jobs)
    shown = cells(dialog)
    assert [row[1:] for row in shown] == [
        ["1 person", "Session closed"],
        ["only an agenda", "Session opened"],
    ]
    assert shown[0][0].startswith("Today ")
    dialog.close()


def test_restoring_makes_a_new_file_and_opens_it(worked: App, tmp_path: Path) -> None:
    original = worked.window.desk.workshop.path
    dialog = worked.show_backups()
    settled(worked.jobs)
    dialog.restore_to(tmp_path / "back")
    settled(worked.jobs)
    assert worked.window.desk.workshop.path == tmp_path / "back.upstream"
    assert [row.name for row in worked.window.desk.ask(queries.roster)] == ["Siân Prys"]
    worked.open(original)
    settled(worked.jobs)
    assert len(worked.window.desk.ask(queries.roster)) == 2


def test_it_replaces_nothing(worked: App, tmp_path: Path) -> None:
    dialog = worked.show_backups()
    settled(worked.jobs)
    dialog.restore_to(worked.window.desk.workshop.path)
    settled(worked.jobs)
    assert "exists already" in dialog.banner.words()
    assert dialog.isVisible()
    dialog.close()


def test_the_key_and_the_palette_open_it(worked: App, qtbot: QtBot) -> None:
    opened: list[BackupsDialog] = []
    worked.window.backups_requested.connect(
        lambda: opened.extend(worked.window.findChildren(BackupsDialog))
    )
    QTest.keyClick(
        worked.window,
        Qt.Key.Key_B,
        Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier,
    )
    assert opened
    for dialog in opened:
        dialog.close()


def test_from_the_start_page_of_all_sessions(worked: App, tmp_path: Path) -> None:
    worked.make(tmp_path / "other.upstream", load_template("one-day"))
    settled(worked.jobs)
    worked.close()
    worked.show_start()
    dialog = worked.show_backups()
    settled(worked.jobs)
    assert {row[1] for row in cells(dialog)} == {"mine", "other"}
    dialog.table.select(lambda row: row.session == "mine" and row.backup.why == "closed")
    dialog.restore_to(tmp_path / "back.upstream")
    settled(worked.jobs)
    assert [row.name for row in worked.window.desk.ask(queries.roster)] == [
        "Siân Prys",
        "Somebody more",
    ]


def test_a_stick_is_named_used_and_forgotten(
    worked: App, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(stick))
    dialog = worked.show_backups()
    settled(worked.jobs)
    dialog._on_second()
    assert str(stick) in dialog.second.toolTip() + dialog.second.text()
    dialog.close()
    path = worked.window.desk.workshop.path
    worked.close()
    # another computer, where there is only the stick
    elsewhere = App([], Settings(tmp_path / "new" / "settings.ini"))
    elsewhere.show_start()
    dialog = elsewhere.show_backups()
    settled(elsewhere.jobs)
    assert cells(dialog) == []
    assert dialog.none.isVisible()
    dialog._on_elsewhere()
    settled(elsewhere.jobs)
    assert [row.session for row in dialog.table.rows()] == [path.stem]
    dialog._on_second()
    dialog.forget.click()
    assert elsewhere.settings.second_backups is None
    dialog.close()
    assert elsewhere.start_page is not None
    elsewhere.start_page.close()


def test_a_backup_nobody_can_read_is_shown_as_such(worked: App) -> None:
    settled(worked.jobs)
    (newest, *_) = backups.listed(worked.current.opened.background.folder)
    newest.path.write_bytes(b"rubbish")
    dialog = worked.show_backups()
    settled(worked.jobs)
    assert cells(dialog)[0][1] == "cannot be read"
    dialog.restore_to(newest.path.with_name("back.upstream"))
    settled(worked.jobs)
    assert "no longer what was backed up" in dialog.banner.words()
    dialog.close()


def test_when_it_was() -> None:
    now = datetime.now().replace(hour=9, minute=5)
    assert when(now) == "Today 09:05"
    assert when(now - timedelta(days=1)) == "Yesterday 09:05"
    assert when(datetime(2020, 3, 2, 16, 0)) == "2 Mar 2020 16:00"


def test_it_is_said_which_slips_a_backup_does_not_hold(worked: App, tmp_path: Path) -> None:
    desk = worked.window.desk
    on = [desk.do("Add", themes.add_theme, title) for title in ("Bread", "Roses")]
    ballot = desk.do("Make", voting.make_ballot, "Priorities", on)
    desk.do("Open", voting.open_ballot, ballot)
    desk.do("Key", paper_services.key_paper, ballot, "1", {1: 1})
    worked.current.opened.background.keep("every ten minutes")
    settled(worked.jobs)
    dialog = worked.show_backups()
    settled(worked.jobs)
    assert cells(dialog)[0][1] == "2 people, no slips of the open secret vote"
    assert "“Priorities” was open, so its slips are not in this backup" in dialog.without.text()
    assert dialog.without.isVisible()
    dialog.table.select(lambda row: not row.without)
    assert not dialog.without.isVisible()
    dialog.close()
    worked.current.copies.save(tmp_path / "copy.upstream")
    with closing(sqlite3.connect(tmp_path / "copy.upstream")) as copy:
        assert copy.execute("SELECT number FROM ballot_paper").fetchall() == [("1",)]
