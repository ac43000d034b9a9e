"""Something nobody foresaw: editing stops, a copy can be had, and the log keeps quiet about people."""

from __future__ import annotations

import logging
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QPushButton
from sqlalchemy import text
from sqlalchemy.orm import Session

from tests.ui.showing import settled
from ui import app_loop
from ui.app import App
from ui.kit import log
from ui.kit.jobs import Jobs
from upstream_workshop.agenda.templates import load_template
from upstream_workshop.people import queries
from upstream_workshop.people import services as people
from upstream_workshop.session_file import schema
from upstream_workshop.session_file.workshop import Workshop

SECRET = "Gwenhwyfar Anharad-ap-Llywelyn"


@pytest.fixture
def app(app: App, tmp_path: Path) -> App:
    """A session open in the window, with somebody in it."""
    app.make(tmp_path / "mine.upstream", load_template("one-day"))
    app.window.desk.do("Add", people.add_participant, "Siân Prys")
    return app


def break_down(app: App, error: BaseException | None = None) -> None:
    try:
        raise error or KeyError(SECRET)
    except BaseException as raised:
        app_loop._hook(app)(type(raised), raised, raised.__traceback__)


def press(app: App, words: str) -> None:
    (found,) = [
        made
        for made in app.window._frame.standing.findChildren(QPushButton)
        if made.accessibleName() == words
    ]
    found.click()


def test_editing_stops_and_the_banner_stays(app: App) -> None:
    break_down(app)
    standing = app.window._frame.standing
    assert standing.isVisible()
    assert "editing has stopped" in standing.words()
    assert SECRET not in standing.words()
    assert app.window.desk.do("Add", people.add_participant, "Too late") is None
    app.window.undo()
    app.window.redo()
    assert [row.name for row in app.window.desk.ask(queries.roster)] == ["Siân Prys"]
    app.window.swap_theme()
    assert not app.window._frame.standing.isHidden()
    break_down(app)  # again: still one banner
    assert len(app.window._frame.standing.findChildren(QPushButton)) == 2


def test_a_copy_can_be_saved_elsewhere(
    app: App, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    break_down(app)
    target = tmp_path / "rescued"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    press(app, "Save a copy elsewhere")
    with Workshop.open(tmp_path / "rescued.upstream") as copy, copy.read() as session:
        assert [row.name for row in queries.roster(session)] == ["Siân Prys"]


def test_a_copy_never_takes_the_sessions_place(app: App) -> None:
    path = app.window.desk.workshop.path
    app.current.copies.save(path)
    assert "is the session itself" in app.window.banner.words()
    app.current.copies.save(path.parent / "nowhere" / "copy.upstream")
    assert "nowhere" in app.window.banner.words()


def test_opened_again_it_can_be_edited(app: App) -> None:
    break_down(app)
    press(app, "Open again")
    assert not app.window._frame.standing.isVisible()
    assert app.window.desk.do("Add", people.add_participant, "In time")


def test_an_error_in_the_middle_of_a_change_keeps_nothing_of_it(app: App) -> None:
    def half(session: Session) -> None:
        people.add_participant(session, SECRET)
        session.flush()
        raise ZeroDivisionError(SECRET)

    try:
        app.window.desk.do("Add", half)
    except ZeroDivisionError as error:
        break_down(app, error)
    press(app, "Open again")
    assert [row.name for row in app.window.desk.ask(queries.roster)] == ["Siân Prys"]


def test_a_newer_file_stands_there_to_be_looked_at(app: App, tmp_path: Path) -> None:
    app.close()
    path = tmp_path / "mine.upstream"
    newer = schema.Version(schema.FORMAT + 1, schema.FORMAT)
    with closing(sqlite3.connect(path)) as file:
        file.execute(f"PRAGMA user_version={newer.user_version}")
    before = path.read_bytes()
    app.open(path)
    assert "newer Upstream Workshop" in app.window._frame.standing.words()
    assert app.window.desk.do("Add", people.add_participant, "No") is None
    assert len(app.window._frame.standing.findChildren(QPushButton)) == 1
    for room in app.window.rooms:
        app.window.go(room.key)
    app.close()
    assert path.read_bytes() == before


# the log


@pytest.fixture
def logged(tmp_path: Path) -> Iterator[Path]:
    root = logging.getLogger()
    kept, level = root.handlers[:], root.level
    root.handlers.clear()
    log.keep_in(tmp_path / "log")
    yield tmp_path / "log" / "app.log"
    for handler in root.handlers:
        handler.close()
    root.handlers[:] = kept
    root.setLevel(level)


def sql_error(workshop: Workshop) -> None:
    with workshop.change("Add") as session:
        session.execute(text("INSERT INTO card (nothing) VALUES (:it)"), {"it": SECRET})


def value_error(_workshop: Workshop) -> None:
    raise ValueError(f"cannot place {SECRET}")


def caused(_workshop: Workshop) -> None:
    try:
        {}[SECRET]
    except KeyError as error:
        raise RuntimeError(SECRET) from error


def noted(_workshop: Workshop) -> None:
    error = TypeError(SECRET)
    error.add_note(SECRET)
    raise error


@pytest.mark.parametrize("fault", [sql_error, value_error, caused, noted])
def test_the_log_says_where_and_never_what(app: App, logged: Path, fault) -> None:
    try:
        fault(app.window.desk.workshop)
    except Exception as error:
        break_down(app, error)
    logging.getLogger("sqlalchemy.engine").warning("parameters %r", SECRET)
    written = logged.read_text("utf-8")
    assert fault.__name__ in written
    assert "test_trouble.py:" in written
    assert "a message of sqlalchemy.engine, not kept" in written
    for word in SECRET.split():
        assert word not in written


def test_a_job_that_fails_is_logged_without_words_too(jobs: Jobs, logged: Path) -> None:
    def work(_ticket: object) -> None:
        raise LookupError(SECRET)

    jobs.run("Work", work, lambda _answer: None, jobs)
    settled(jobs)
    written = logged.read_text("utf-8")
    assert "a job failed" in written
    assert "LookupError" in written
    assert SECRET not in written


def test_the_terminal_hears_all_and_a_file_nothing(
    app: App, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    break_down(app)
    assert SECRET not in capsys.readouterr().err
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    break_down(app)
    assert SECRET in capsys.readouterr().err
