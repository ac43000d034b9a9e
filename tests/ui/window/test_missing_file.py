"""The session file deleted, replaced or emptied while it is open: told at once, and the work kept."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QPushButton
from pytestqt.qtbot import QtBot

from tests.core.storage.test_presence import (
    FOREIGN,
    HARMLESS,
    VACANT,
    Disturb,
    deleted,
    emptied,
    overwritten,
    read_elsewhere,
)  # fmt: skip
from ui.app import App
from upstream_workshop.agenda.templates import load_template
from upstream_workshop.people import queries
from upstream_workshop.people import services as people
from upstream_workshop.session_file.copies import backups
from upstream_workshop.session_file.workshop import Workshop
from upstream_workshop.storage.files.presence import Absence


@pytest.fixture
def session(app: App, tmp_path: Path) -> Path:
    """A session open in the window, with somebody in it; at the end all is left."""
    path = tmp_path / "folder" / "mine.upstream"
    path.parent.mkdir()
    app.ask_last = lambda _absence: ""
    app.make(path, load_template("one-day"))
    app.window.desk.do("Add", people.add_participant, "Siân Prys")
    return path


def ways(app: App) -> dict[str, QPushButton]:
    standing = app.window._frame.standing
    found = standing.findChildren(QPushButton)
    return {made.accessibleName(): made for made in found if not made.isHidden()}


def saved(app: App) -> str:
    return app.window.strip._saved.accessibleName()


def standing(app: App) -> str:
    banner = app.window._frame.standing
    return "" if banner.isHidden() else banner.words()


def names_in(path: Path) -> list[str]:
    with Workshop.open(path) as workshop, workshop.read() as read:
        return [row.name for row in queries.roster(read)]


@pytest.mark.parametrize("disturb", [*VACANT, *FOREIGN], ids=lambda one: one.__name__)
def test_it_is_told_while_nobody_edits_and_at_each_edit(
    app: App, session: Path, disturb: Disturb
) -> None:
    assert saved(app).startswith("saved ")
    disturb(session)
    app.window.tick()
    assert saved(app) == "not saved"
    assert "mine.upstream" in standing(app)
    assert ("Put it back" in ways(app)) == (disturb in VACANT)
    assert "Save a copy elsewhere" in ways(app)
    assert app.window.desk.do("Add", people.add_participant, "Late") is None
    app.window.undo()
    assert "Nothing was changed" in app.window.banner.words()
    assert [row.name for row in app.window.desk.ask(queries.roster)] == ["Siân Prys"]


@pytest.mark.parametrize("disturb", HARMLESS, ids=lambda one: one.__name__)
def test_what_harms_nothing_is_not_told(app: App, session: Path, disturb: Disturb) -> None:
    disturb(session)
    app.window.tick()
    assert not standing(app)
    assert saved(app).startswith("saved ")


def test_the_clock_of_the_window_sees_it(app: App, session: Path, qtbot: QtBot) -> None:
    session.unlink()
    qtbot.waitUntil(lambda: saved(app) == "not saved", timeout=3000)


def test_put_back_it_goes_on(app: App, session: Path) -> None:
    session.unlink()
    app.window.tick()
    ways(app)["Put it back"].click()
    assert not standing(app)
    assert saved(app).startswith("saved ")
    app.window.desk.do("Add", people.add_participant, "Ade Okafor")
    app.window.undo()
    app.close()
    assert names_in(session) == ["Siân Prys"]


def test_somebody_elses_file_taken_away_it_can_be_put_back(app: App, session: Path) -> None:
    overwritten(session)
    app.window.tick()
    assert "Put it back" not in ways(app)
    session.rename(session.with_name("theirs"))
    app.window.tick()
    ways(app)["Put it back"].click()
    app.close()
    assert names_in(session) == ["Siân Prys"]
    assert session.with_name("theirs").read_bytes().startswith(b"precious")


def test_the_copy_is_gone_on_in(
    app: App, session: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    overwritten(session)
    theirs = session.read_bytes()
    app.window.tick()
    target = tmp_path / "kept.upstream"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    app.ask_last = lambda _absence: pytest.fail("the work is kept already")
    ways(app)["Save a copy elsewhere"].click()
    ways(app)["Go on in the copy"].click()
    qtbot.waitUntil(lambda: app.window.desk.workshop.path == target)
    assert app.window.desk.do("Add", people.add_participant, "Ade Okafor")
    app.close()
    assert names_in(target) == ["Ade Okafor", "Siân Prys"]
    assert session.read_bytes() == theirs


@pytest.mark.parametrize("disturb", [deleted, emptied, overwritten], ids=lambda one: one.__name__)
def test_closing_says_it_again_and_keeps_the_work(
    app: App, session: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, disturb: Disturb
) -> None:
    target = tmp_path / "kept.upstream"
    asked: list[Absence] = []

    def ask(absence: Absence) -> str:
        asked.append(absence)
        return "put back" if absence.vacant else "copy"

    app.ask_last = ask
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    disturb(session)
    app.window.close()
    app.close()
    assert len(asked) == 1
    assert names_in(session if asked[0].vacant else target) == ["Siân Prys"]


def test_left_on_purpose_it_is_in_the_backups(app: App, session: Path) -> None:
    session.unlink()
    app.window.tick()
    app.close()
    folder = backups.folder_for(app.settings.backups, session)
    assert names_in(backups.listed(folder)[0].path) == ["Siân Prys"]


def test_of_a_loan_the_local_copy_is_what_counts(app: App, stick: Path, qtbot: QtBot) -> None:
    path = stick / "mine.upstream"
    app.make(path, load_template("one-day"))
    qtbot.waitUntil(lambda: app.current.window is not None)
    app.window.desk.do("Add", people.add_participant, "Siân Prys")
    assert saved(app).startswith("saved here ")
    pocket = stick.rename(stick.with_name("pocket"))
    qtbot.waitUntil(lambda: "is not there now" in standing(app), timeout=3000)
    assert app.window.desk.do("Add", people.add_participant, "Ade Okafor")
    assert saved(app).startswith("saved here ")
    pocket.rename(stick)
    qtbot.waitUntil(lambda: not standing(app), timeout=3000)
    copy = app.window.desk.workshop._open_file.file
    copy.unlink()
    app.window.tick()
    assert saved(app) == "not saved"
    ways(app)["Put it back"].click()
    app.close()
    assert names_in(path) == ["Ade Okafor", "Siân Prys"]


def test_where_the_file_vanishes_the_fresh_copy_decides(
    app: App, session: Path, tmp_path: Path
) -> None:
    """Saved on screen, if and only if a copy of what the path names holds the work."""
    os.truncate(session, 0)
    app.window.tick()
    with pytest.raises(Exception, match="not a session file"):
        read_elsewhere(session, tmp_path)
    assert saved(app) == "not saved"
