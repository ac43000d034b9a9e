"""Whatever the program does, it writes nowhere but at places its list knows."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot
from sqlalchemy import update

from tests.core import furnished
from tests.core.whole.test_erasing import NAME, sign_up
from ui.app import App
from ui.cli import verbs
from ui.kit.settings import Settings
from ui.printing.page import PrintingPage
from upstream_workshop.people import services as people
from upstream_workshop.session_file.copies import backups
from upstream_workshop.session_file.workshop import Workshop
from upstream_workshop.storage.files import ledger
from upstream_workshop.storage.files.ledger import Ledger
from upstream_workshop.voting.model import Ballot

OLD_FILES = Path(__file__).parents[2] / "old_files"
WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND


class Tracer:
    """Notes each path that is opened to be written, made or renamed to, by Python or by SQLite."""

    def __init__(self) -> None:
        self.on = False
        self.written: set[Path] = set()
        sys.addaudithook(self._hook)

    def _hook(self, event: str, given: tuple[Any, ...]) -> None:
        if not self.on:
            return
        if event == "open" and isinstance(given[0], (str, bytes)):
            self._note(given[0], bool(given[2] & WRITING))
        elif event in ("os.rename", "os.link"):
            self._note(given[1])
        elif event == "os.mkdir":
            self._note(given[0], not Path(os.fsdecode(given[0])).is_dir())
        elif event == "sqlite3.connect":  # what is only read is given as a URI
            self._note(given[0], not str(given[0]).startswith(("file:", ":")) and bool(given[0]))

    def _note(self, path: str | bytes | os.PathLike[str], written: bool = True) -> None:
        if written:
            self.written.add(Path(os.fsdecode(path)).absolute())


@pytest.fixture(scope="module")
def hooked() -> Tracer:
    """One for all tests, as a hook cannot be taken back."""
    return Tracer()


@pytest.fixture
def tracer(hooked: Tracer, tmp_path: Path) -> Iterator[Tracer]:
    hooked.written.clear()
    hooked.on = True
    yield hooked
    hooked.on = False


def unknown(tracer: Tracer, kept: Ledger) -> set[Path]:
    """What was written at no place of the list."""
    tracer.on = False
    known = {kept.home, *(place.path for place in kept.places(ledger.SECOND))}
    known |= {place.path for place in kept.places(ledger.OUTPUT)}
    sessions = [*kept.places(ledger.SESSION), *kept.places(ledger.ORIGINAL)]
    beside = tuple(
        {str(place.path.parent / name) for place in sessions for name in _names(place.path)}
    )
    return {
        path
        for path in tracer.written
        if not any(path.is_relative_to(place) for place in known)
        and not str(path).startswith(beside)
        and not path.is_relative_to("/dev")
        and "__pycache__" not in path.parts
        and not _is_draft_of(path, known)
    }


def _names(path: Path) -> tuple[str, str, str]:
    """A session, with its journal and original; its drafts, who has it open, and the draft of that."""
    return path.stem, f".{path.stem}", f"..{path.stem}"


def _is_draft_of(path: Path, known: set[Path]) -> bool:
    return any(
        path.parent == place.parent and path.name.startswith(f".{place.name}.") for place in known
    )


def test_the_command_writes_only_where_its_list_says(tracer: Tracer, tmp_path: Path) -> None:
    home = tmp_path / "home"
    here = tmp_path / "here"
    here.mkdir()
    file, old, source = here / "day.upstream", here / "old.upstream", here / "people.csv"
    source.write_text("Name,Organisation\nAda Lovelace,Engines\n", "utf-8")
    shutil.copyfile(OLD_FILES / "format-1.upstream", old)
    tracer.written.clear()
    for words in (
        ("new", file),
        ("import", file, source, "--as", "people"),
        ("loops", old, "--map", "none"),
        ("export", file, tmp_path / "papers", "--only", "people-csv"),
        ("archive", file, tmp_path / "sealed.zip"),
        ("verify", tmp_path / "sealed.zip"),
        ("erase", file, "--person", "Ada Lovelace"),
    ):
        verbs.main([*map(str, words), "--home", str(home)])
    assert {file, old} <= {place.path for place in Ledger(home).places(ledger.SESSION)}
    assert len(tracer.written) > 20
    assert unknown(tracer, Ledger(home)) == set()


def test_the_window_writes_only_where_its_list_says(
    tracer: Tracer, qapp: object, qtbot: QtBot, tmp_path: Path
) -> None:
    stick, here = tmp_path / "stick", tmp_path / "here"
    for folder in (stick, here):
        folder.mkdir()
    tracer.written.clear()
    settings = Settings(tmp_path / "home" / "settings.ini")
    settings.second_backups = stick
    app = App([], settings)
    with Workshop.create(here / "day.upstream") as workshop:
        furnished.furnish(workshop)
        with workshop.change("Sign up") as session:
            sign_up(session)
            session.execute(update(Ballot).values(state="closed"))  # or no backup would be made
    app.open(here / "day.upstream")
    app.window.desk.do("Add", people.add_participant, "Siân Prys")
    page = app.window.go("print")
    assert isinstance(page, PrintingPage)
    page.write_to(tmp_path / "papers", ("people-csv",))
    page.archive_to(tmp_path / "sealed.zip", "full")
    app.current.copies.save(here / "copy.upstream")
    assert app.jobs.settled()
    app.close()
    (folder, *_) = backups.sessions(settings.backups)
    backups.restore(backups.listed(folder)[0], here / "back.upstream")
    assert len(tracer.written) > 20
    assert unknown(tracer, settings.ledger) == set()


def test_the_tracer_sees_what_is_written_elsewhere(tracer: Tracer, tmp_path: Path) -> None:
    kept = Ledger(tmp_path / "home")
    (tmp_path / "stray.txt").write_text(f"{NAME} at {datetime.now() - timedelta(days=1)}")
    assert unknown(tracer, kept) == {tmp_path / "stray.txt"}
