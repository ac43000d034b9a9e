"""Erased, not a byte of the name is left: not in the file, its journal, backups, log or settings."""

from __future__ import annotations

import logging
import os
import shutil
import signal
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime, timedelta
from logging.handlers import RotatingFileHandler
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QDialog, QLabel
from sqlalchemy import update

from tests.core import furnished
from tests.core.whole.test_erasing import NAME, sign_up
from tests.traces import traces
from ui.app import App
from ui.cli import verbs
from ui.kit import log
from ui.kit.settings import Settings
from ui.people.roster.erase_dialog import EraseDialog
from upstream_workshop.people import services as people
from upstream_workshop.people.queries import roster
from upstream_workshop.session_file import schema
from upstream_workshop.session_file.copies import backups, working_copies, write_back
from upstream_workshop.session_file.workshop import Workshop
from upstream_workshop.storage.files import disk, ledger
from upstream_workshop.storage.files.ledger import Ledger
from upstream_workshop.voting.model import Ballot


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
    page.handlers.erase()
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
    assert verbs.main([*asked, "--dry-run"]) == 0
    assert len(traces(tmp_path, NAME)) == 2
    assert verbs.main(asked) == 0
    assert traces(tmp_path, NAME) == set()


def lead_a_rich_life(session_file: Path, home: Path, folder: Path) -> Path:
    """Renamed, moved, a second folder of backups, kills, a restored and a conflicted copy, an archive."""
    settings = Settings(home / "settings.ini")
    for name in ("first stick", "second stick"):
        (folder / name).mkdir()
        settings.second_backups = folder / name
        for _ in range(2):
            session_file = session_file.rename(session_file.with_stem(f"{session_file.stem}x"))
            back_up(session_file, settings)
    settings.second_backups = None
    away = folder / "away"
    away.mkdir()
    session_file = session_file.rename(away / "residential.upstream")
    kill_in_the_middle(session_file, home, folder)
    with ledger.keeping(settings.ledger):
        (newest, *_) = backups.listed(
            backups.folder_for(settings.backups, back_up(session_file, settings))
        )
        backups.restore(newest, away / "restored.upstream")
        working_copy = working_copies.make(session_file, settings.working_copies)
        with Workshop.open(session_file) as workshop, workshop.change("Add") as session:
            people.add_participant(session, "Changed meanwhile")
        with (
            Workshop.open(session_file, working_copy.copy) as workshop,
            workshop.change("Add") as session,
        ):
            people.add_participant(session, "Changed here")
        write_back.put_back(working_copy, datetime.now())
    for verb in (
        ("export", folder / "papers", "--only", "people-csv"),
        ("archive", folder / "sealed.zip"),
    ):
        name, *more = map(str, verb)
        assert verbs.main([name, str(session_file), *more, "--home", str(home)]) == 0
    return session_file


def back_up(session_file: Path, settings: Settings) -> Path:
    with ledger.keeping(settings.ledger), Workshop.open(session_file) as workshop:
        with workshop.change("Add") as session:
            people.add_participant(session, f"Person of {session_file.stem}")
        folder = backups.folder_for(settings.backups, session_file)
        with closing(workshop.snapshot()) as taken:
            made = backups.write(taken, folder, "opened", datetime.now() - timedelta(minutes=5))
        assert made is not None
        if settings.second_backups is not None:
            backups.second(made, settings.second_backups / ledger.IN_SECOND / folder.name)
    return session_file


def kill_in_the_middle(session_file: Path, home: Path, folder: Path) -> None:
    """Of a copy, of a temporary copy and of an archive: what each leaves has her in it."""
    child = os.fork()
    if child == 0:
        ledger.keep(Ledger(home))
        for target in (session_file, folder / "sealed.zip", home / "backups" / "a" / "b.upstream"):
            target.parent.mkdir(exist_ok=True, parents=True)
            shutil.copyfile(session_file, disk.draft(target))
        kept = ledger.temporary_folder()
        shutil.copyfile(session_file, Path(kept.name) / "session.upstream")
        os.kill(os.getpid(), signal.SIGKILL)
    os.waitpid(child, 0)


# what lies elsewhere by design, and is named to whoever erases
OUT_OF_REACH = {"papers", "sealed.zip", "away/restored.upstream"}


def out_of_reach(found: set[str]) -> set[str]:
    """The places that were found, without what is another session file or was given away."""
    return {
        name
        for name in found
        if not name.startswith(tuple(OUT_OF_REACH)) and "conflicted copy" not in name
    }


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
@pytest.mark.parametrize("way", ["window", "command"])
def test_after_a_rich_life_nothing_is_left_in_any_place(
    qapp: QApplication,
    session_file: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    way: str,
) -> None:
    home = tmp_path / "home"
    session_file = lead_a_rich_life(session_file, home, tmp_path)
    found = traces(tmp_path, NAME)
    for part in (
        "first stick",
        "second stick",
        "home/backups",
        "papers",
        "sealed.zip",
        "conflicted",
    ):
        assert [name for name in found if part in name], part
    if way == "command":
        capsys.readouterr()
        asked = [
            "erase",
            str(session_file),
            "--person",
            NAME,
            "--words",
            "all",
            "--home",
            str(home),
        ]
        assert verbs.main(asked) == 0
        said = capsys.readouterr().out
    else:
        said = erased_in_the_window(session_file, home, monkeypatch)
    found = traces(tmp_path, NAME) | traces(tmp_path, "gwyn@example.org")
    assert out_of_reach(found) == set()
    for place in (*OUT_OF_REACH, "conflicted copy"):
        assert place in said
    assert not list(tmp_path.rglob("*.new"))
    assert list((home / "temporary").iterdir()) == [] or way == "window"


def erased_in_the_window(session_file: Path, home: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """Erase her there, and close it; what the dialog said."""
    said: list[str] = []

    def accept(dialog: EraseDialog) -> QDialog.DialogCode:
        said.extend(found.text() for found in dialog.findChildren(QLabel))
        for box in dialog.boxes.values():
            box.setChecked(True)
        return QDialog.DialogCode.Accepted

    monkeypatch.setattr(EraseDialog, "exec", accept)
    app = App([], Settings(home / "settings.ini"))
    app.open(session_file)
    assert app.jobs.settled()
    page = app.window.go("people")
    with app.window.desk.workshop.read() as session:
        her = next(row.id for row in roster(session) if row.name == NAME)
    page.show_row(her)
    page.handlers.erase()
    assert app.jobs.settled()
    app.close()
    return " ".join(said)


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
