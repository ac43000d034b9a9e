"""Backups happen by themselves at the right moments, and never hold anybody up."""

from __future__ import annotations

import sqlite3
import time
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from tests.core import furnished
from tests.ui.showing import settled
from ui.kit.desk import Desk
from ui.kit.jobs import Jobs, Ticket
from ui.kit.settings import Settings
from ui.window.file_keeping.background_backups import BackgroundBackups
from upstream_workshop import rooms
from upstream_workshop.application.backup_scheduler import named
from upstream_workshop.application.session import OpenSession
from upstream_workshop.errors import WorkshopError
from upstream_workshop.people import services as people
from upstream_workshop.people.queries import roster
from upstream_workshop.session_file.copies import backups
from upstream_workshop.session_file.workshop import Workshop
from upstream_workshop.storage.files.ledger import Ledger
from upstream_workshop.themes import services as themes
from upstream_workshop.voting import queries, services
from upstream_workshop.voting.papers import services as paper_services
from upstream_workshop.whole import clearing
from upstream_workshop.whole.clearing import Cleared
from upstream_workshop.whole.erasures import Intent


class Clock:
    """A clock that moves on a second at each look."""

    def __init__(self) -> None:
        self.time = datetime(2026, 12, 2, 9, 0)

    def __call__(self) -> datetime:
        self.time += timedelta(seconds=1)
        return self.time


@pytest.fixture
def furnished_desk(qtbot: QtBot, furnished_workshop: Workshop, settings: Settings) -> Desk:
    with furnished_workshop.change("Close") as session:
        for ballot in queries.ballots(session):
            if ballot.state == "open":
                services.close_ballot(session, ballot.id)
    return Desk(OpenSession(furnished_workshop, settings.ledger, now=Clock()))


@pytest.fixture
def background(furnished_desk: Desk, jobs: Jobs, settings: Settings) -> BackgroundBackups:
    return BackgroundBackups(furnished_desk, jobs, settings, parent=furnished_desk)


def whys(background: BackgroundBackups) -> list[str]:
    settled(background._jobs)
    return [backup.why for backup in reversed(backups.listed(background.folder))]


def test_every_import_is_backed_up_before() -> None:
    names = {named(service) for service in furnished.services().values()}
    imports = {name for name in names if "import" in name}
    assert imports
    assert imports <= rooms.backups().keys() <= names


def test_before_and_not_after(
    background: BackgroundBackups, furnished_desk: Desk, jobs: Jobs
) -> None:
    before = furnished_desk.workshop.snapshot()
    (count,) = before.execute("SELECT count(*) FROM private_needs").fetchone()
    before.close()
    assert count
    furnished_desk.do("Wipe", people.wipe_needs)
    settled(jobs)
    (made,) = backups.listed(background.folder)
    assert made.why == "before a removal"
    assert b"private_needs" in made.path.read_bytes()
    backups.restore(made, made.path.with_name("back.upstream"))
    with closing(sqlite3.connect(made.path.with_name("back.upstream"))) as back:
        assert back.execute("SELECT count(*) FROM private_needs").fetchone() == (count,)


def test_only_when_something_changed(background: BackgroundBackups, furnished_desk: Desk) -> None:
    for _ in range(3):
        background.keep("every ten minutes")
    assert whys(background) == ["every ten minutes"]
    furnished_desk.do("Add", people.add_participant, "Somebody new")
    background.keep("every ten minutes")
    background.close()
    assert whys(background) == ["every ten minutes"] * 2
    furnished_desk.do("Add", people.add_participant, "Somebody else")
    background.close()
    assert whys(background)[-1] == "closed"


def test_at_ballots_and_without_the_papers_of_a_secret_one_that_are_being_keyed(
    background: BackgroundBackups, furnished_desk: Desk
) -> None:
    desk = furnished_desk
    wanted = [desk.do("Add", themes.add_theme, title) for title in ("One more", "And another")]
    made = desk.do("Make", services.make_ballot, "Secret", wanted, secret=True)
    assert made is not None
    desk.do("Open", services.open_ballot, made)
    assert whys(background) == ["a ballot opened"]
    desk.do("Issue", services.issue_papers, made, 1, 1)
    desk.do("Key", paper_services.key_paper, made, "1", {1: 1})
    background.keep("every ten minutes")
    assert held(background, made) == {"a ballot opened": 0, "every ten minutes": 0}
    desk.do("Close", services.close_ballot, made)
    assert held(background, made)["a ballot closed"] == 1
    desk.undo()
    assert set(held(background, made).values()) == {0}
    desk.do("Key", paper_services.key_paper, made, "2", {1: 1})
    desk.do("Issue", services.issue_papers, made, 2, 2)
    desk.do("Close", services.close_ballot, made)
    assert set(held(background, made).values()) == {0, 2}
    for backup in backups.listed(background.folder):
        backups.prove(backup)


def held(background: BackgroundBackups, ballot: int) -> dict[str, int]:
    """How many papers of a ballot the backups hold, by why they were made; the most of equal ones."""
    settled(background._jobs)
    found: dict[str, int] = {}
    for backup in backups.listed(background.folder):
        with closing(sqlite3.connect(backup.path)) as file:
            counted = "SELECT count(*) FROM ballot_paper WHERE ballot_id = ?"
            (papers,) = file.execute(counted, (ballot,)).fetchone()
        found[backup.why] = max(papers, found.get(backup.why, 0))
    return found


def test_a_stick_gets_them_too(
    background: BackgroundBackups, jobs: Jobs, settings: Settings, tmp_path: Path
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    settings.second_backups = stick
    background.keep("opened")
    settled(jobs)
    (there,) = backups.sessions(stick / "Upstream Workshop backups")
    (copied,) = backups.listed(there)
    backups.prove(copied)
    assert copied.path.name == backups.listed(background.folder)[0].path.name


def test_a_stick_that_is_gone_is_said_once_and_work_goes_on(
    background: BackgroundBackups,
    furnished_desk: Desk,
    settings: Settings,
    tmp_path: Path,
    jobs: Jobs,
) -> None:
    settings.second_backups = tmp_path / "stick"
    said: list[str] = []
    background.failed.connect(said.append)
    for name in ("One", "Two"):
        assert furnished_desk.do("Add", people.add_participant, name)
        background.keep("every ten minutes")
        settled(jobs)
    assert len(said) == 1
    assert "stick is not there now" in said[0]
    assert len(backups.listed(background.folder)) == 2


def test_a_backup_that_cannot_be_written_is_said_and_tried_again(
    background: BackgroundBackups, furnished_desk: Desk, jobs: Jobs, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    background.failed.connect(said.append)

    def full(*_: object) -> None:
        raise WorkshopError("The disk is full.")

    with monkeypatch.context() as patched:
        patched.setattr(backups, "write", full)
        background.keep("every ten minutes")
        settled(jobs)
    assert said == [
        "No backup could be made: The disk is full. Your work is saved in the session file."
    ]
    background.keep("every ten minutes")
    assert whys(background) == ["every ten minutes"]


def test_erasing_waits_for_what_runs_and_the_window_is_drawn_meanwhile(
    qtbot: QtBot, background: BackgroundBackups, furnished_desk: Desk, jobs: Jobs
) -> None:
    """A backup on its way to a slow disk holds the person yet: it ends before the copies go."""
    done: list[str] = []

    def slow(_ticket: Ticket) -> None:
        time.sleep(0.8)
        done.append("on the disk")

    jobs.run("Backing up", slow, lambda _: None, background)
    gaps, last = [0.0], [time.monotonic()]

    def tick() -> None:
        now = time.monotonic()
        gaps.append(now - last[0])
        last[0] = now

    clock = QTimer()
    clock.timeout.connect(tick)
    clear = clearing.clear

    def cleared(ledger: Ledger, intent: Intent) -> Cleared:
        done.append("cleared")
        return clear(ledger, intent)

    her = furnished_desk.ask(roster)[0].id
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(clearing, "clear", cleared)
        clock.start(20)
        assert furnished_desk.erase("Erase", her, ())
        clock.stop()
    assert done == ["on the disk", "cleared"]
    assert len(gaps) > 10
    assert max(gaps) < 0.5
    settled(jobs)
