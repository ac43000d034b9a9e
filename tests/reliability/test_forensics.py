"""Erased, not a byte of the name is left: not in the file, its journal, backups, log or settings."""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime
from logging.handlers import RotatingFileHandler
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QDialog
from sqlalchemy import update

from tests.core import furnished
from tests.core.test_erasing import NAME, sign_up
from tests.traces import traces
from ui import cli, log
from ui.app import App
from ui.people.erasing import EraseDialog
from ui.settings import Settings
from upstream_workshop import backups, schema
from upstream_workshop.models import Ballot
from upstream_workshop.people import services as people
from upstream_workshop.people.queries import roster
from upstream_workshop.workshop import Workshop


@pytest.fixture
def session_file(tmp_path: Path) -> Path:
    """A session she is in, everywhere, with steps taken back and done again."""
    path = tmp_path / "day.upstream"
    with Workshop.create(path) as workshop:
        furnished.furnish(workshop)
        with workshop.change("Sign up") as session:
            her = sign_up(session)
        for number in range(40):  # so that pages split and fill
            with workshop.change("Sign up") as session:
                people.add_participant(session, f"{NAME} {number}", f"Council {number}")
            with workshop.change("Mend") as session:
                people.amend_participant(session, her, role=f"{NAME}, clerk {number}")
        for _ in range(10):
            workshop.undo()
        for _ in range(5):
            workshop.redo()
        with workshop.change("Take namesakes off") as session:
            for row in roster(session):
                if row.name.startswith(f"{NAME} "):
                    people.remove_participant(session, row.id)
            session.execute(update(Ballot).values(state="closed"))  # or no backup would be made
    return path


@pytest.fixture
def logs(tmp_path: Path) -> Iterator[Path]:
    """A log as the app keeps it."""
    folder = tmp_path / "logs"
    folder.mkdir()
    handler = RotatingFileHandler(folder / "app.log", encoding="utf-8")
    handler.setFormatter(log.WordlessFormatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    logging.getLogger().addHandler(handler)
    yield folder
    logging.getLogger().removeHandler(handler)
    handler.close()


def test_erased_in_the_window_nothing_is_left(
    qapp: QApplication,
    session_file: Path,
    logs: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    app = App([], Settings(tmp_path / "home" / "settings.ini"))
    monkeypatch.setattr(EraseDialog, "exec", lambda _self: QDialog.DialogCode.Accepted)
    app.open(session_file)
    try:
        raise ValueError(f"{NAME} cannot be")
    except ValueError:
        logging.getLogger("ui.app").exception("unexpected error")
    page = app.window.go("people")
    with app.window.desk.workshop.read() as session:
        her = next(row.id for row in roster(session) if row.name == NAME)
    page.show_row(her)
    assert app.jobs.settled()
    assert {name.split("/")[0] for name in traces(tmp_path, NAME)} == {"day.upstream", "home"}
    page.deeds.erase()
    assert app.jobs.settled()
    assert traces(tmp_path, NAME) == set()
    assert traces(tmp_path, "gwyn@example.org") == set()
    assert len(backups.listed(backups.folder_for(app.settings.backups, session_file))) == 1
    assert app.window.desk.workshop.undo_label is None
    app.close()
    assert traces(tmp_path, NAME) == set()
    with Workshop.open(session_file) as workshop, workshop.read() as session:
        assert not [row for row in roster(session) if row.name == NAME]


def test_erased_by_command_nothing_is_left(session_file: Path, tmp_path: Path) -> None:
    home = tmp_path / "home"
    root = home / "backups"
    with Workshop.open(session_file) as workshop, closing(workshop.snapshot()) as taken:
        backups.write(taken, backups.folder_for(root, session_file), "x", datetime(2026, 12, 1))
    assert len(traces(tmp_path, NAME)) == 2
    asked = ["erase", str(session_file), "--person", NAME, "--home", str(home)]
    assert cli.main([*asked, "--dry-run"]) == 0
    assert len(traces(tmp_path, NAME)) == 2
    assert cli.main(asked) == 0
    assert traces(tmp_path, NAME) == set()


def test_the_search_finds_what_careless_deleting_leaves(tmp_path: Path) -> None:
    path = tmp_path / "careless.upstream"
    with Workshop.create(path) as workshop, workshop.change("Sign up") as session:
        for number in range(50):
            people.add_participant(session, f"{NAME} {number}")
    with closing(sqlite3.connect(path)) as file:
        file.execute("PRAGMA secure_delete=OFF")
        file.execute("DELETE FROM participant")
        file.commit()
    assert traces(tmp_path, NAME) == {path.name}
    assert ("secure_delete", 1) in schema.PRAGMAS
