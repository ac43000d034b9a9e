"""Twelve things somebody does with a session, killed or on a faulty disk at any one call to it.

Faulty is full, answering with errors, or closed to us.

Afterwards the files are as they were or as they were to become, whoever asked was told in one sentence,
and what was said to be done is done. `UPSTREAM_LONG=1` fails every call in every way instead of some.
"""

from __future__ import annotations

import errno
import os
import shutil
import sqlite3
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import datetime
from pathlib import Path

import pytest
from sqlalchemy import text

from exports.archive.verify import verify
from tests.exports.sealing import seal_archive
from tests.reliability.disks.faults import ERRORS, KILL, FaultyDisk, forked
from upstream_workshop.errors import WorkshopError
from upstream_workshop.people import services as people
from upstream_workshop.session_file import opening, schema
from upstream_workshop.session_file.copies import backups, thinning, working_copies, write_back
from upstream_workshop.session_file.workshop import Workshop
from upstream_workshop.storage import inspection
from upstream_workshop.themes.cards import services as card_services
from upstream_workshop.whole.report import read_report

LONG = bool(os.environ.get("UPSTREAM_LONG"))
SAMPLES = 3  # calls of a flow that fail in the short form
OLD_FILES = Path(__file__).parents[2] / "old_files"
NOW = datetime(2026, 12, 2, 9, 27, 14)

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="meets SQLite's Unix layer")

Flow = Callable[[Path, FaultyDisk], None]


def change(folder: Path, disk: FaultyDisk) -> None:
    with Workshop.open(folder / "a.upstream") as workshop:
        disk.switch(True)
        with workshop.change("Add") as session:
            people.add_participant(session, "New")
        disk.switch(False)


def change_much(folder: Path, disk: FaultyDisk) -> None:
    """More than fits the page cache, so that pages spill before the commit."""
    with Workshop.open(folder / "a.upstream") as workshop:
        workshop._open_file.driver.execute("PRAGMA cache_size=10")
        disk.switch(True)
        with workshop.change("Add") as session:
            card_services.add_cards(
                session, [f"Card {number} " + "x" * 900 for number in range(60)]
            )
        disk.switch(False)


def undo(folder: Path, disk: FaultyDisk) -> None:
    with Workshop.open(folder / "a.upstream") as workshop:
        with workshop.change("Wipe") as session:
            session.execute(text("DELETE FROM card"))
        disk.switch(True)
        workshop.undo()
        disk.switch(False)


def create(folder: Path, disk: FaultyDisk) -> None:
    disk.switch(True)
    Workshop.create(folder / "new.upstream").close()


def open_and_close(folder: Path, disk: FaultyDisk) -> None:
    disk.switch(True)
    Workshop.open(folder / "a.upstream").close()


def migrate(folder: Path, disk: FaultyDisk) -> None:
    disk.switch(True)
    Workshop.open(folder / "old.upstream").close()


def back_up(folder: Path, disk: FaultyDisk) -> None:
    with Workshop.open(folder / "a.upstream") as workshop:
        snapshot = workshop.snapshot()
        disk.switch(True)
        with closing(snapshot):
            backups.write(snapshot, folder / "backups", "opened", NOW)
        thinning.thin(folder / "backups")
        disk.switch(False)


def restore(folder: Path, disk: FaultyDisk) -> None:
    (made,) = backups.listed(folder / "made")
    disk.switch(True)
    backups.restore(made, folder / "restored.upstream")


def copy(folder: Path, disk: FaultyDisk) -> None:
    with Workshop.open(folder / "a.upstream") as workshop:
        disk.switch(True)
        workshop.copy_to(folder / "copy.upstream")
        disk.switch(False)


def take_out(folder: Path, disk: FaultyDisk) -> None:
    disk.switch(True)
    working_copies.make(folder / "a.upstream", folder / "shelf")


def put_back(folder: Path, disk: FaultyDisk) -> None:
    working_copy = working_copies.make(folder / "a.upstream", folder / "shelf")
    with (
        Workshop.open(working_copy.origin, working_copy.copy) as workshop,
        workshop.change("Add") as session,
    ):
        people.add_participant(session, "New")
    disk.switch(True)
    returned = write_back.put_back(working_copy, NOW)
    disk.switch(False)
    if returned.message:
        raise WorkshopError(returned.message)


def seal(folder: Path, disk: FaultyDisk) -> None:
    with Workshop.open(folder / "a.upstream") as workshop:
        with workshop.read() as session:
            report = read_report(session)
        disk.switch(True)
        seal_archive(workshop, report, folder / "sealed.zip")
        disk.switch(False)


FLOWS: tuple[Flow, ...] = (
    create, open_and_close, change, change_much, undo, migrate, back_up, restore, copy, take_out,
    put_back, seal,
)  # fmt: skip


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A session, an old one, and a backup."""
    folder = tmp_path_factory.mktemp("template")
    with Workshop.create(folder / "a.upstream") as workshop:
        with workshop.change("Add") as session:
            people.add_participant(session, "Siân Prys")
            card_services.add_cards(session, [f"Card {number}" for number in range(40)])
        backups.write(workshop._open_file.driver, folder / "made", "opened", NOW)
    shutil.copyfile(OLD_FILES / "format-1.upstream", folder / "old.upstream")
    return folder


def in_child(folder: Path, flow: Flow, disk: FaultyDisk) -> tuple[str, list[str], list[str]]:
    """Do it in a process whose disk is faulty; what came of it, the calls it made, those that failed."""
    killed_by, done = forked(lambda: _done(folder, flow, disk))
    if killed_by:
        return "killed", [], []
    outcome, calls, failed = done
    return outcome, calls, failed


def _done(folder: Path, flow: Flow, disk: FaultyDisk) -> tuple[str, list[str], list[str]]:
    # its reading is done here too, so that it can fail
    opening._inspected = lambda path, mode, *_: inspection.inspect(
        path, mode, 60, schema.expected()
    )  # type: ignore[assignment]
    disk.lay_under()
    try:
        flow(folder, disk)
        outcome = "done"
    except WorkshopError as refusal:
        outcome = f"refused: {refusal}"
    except BaseException as bug:
        outcome = f"bug: {bug!r} from {bug.__cause__ or bug.__context__!r}"
    disk.switch(False)
    return outcome, disk.calls, disk.failed


def seen(folder: Path) -> dict[str, object]:
    """Every file somebody would look for, by what is in it; each must open."""
    found: dict[str, object] = {}
    for path in sorted(folder.rglob("*.upstream")):
        name = str(path.relative_to(folder))
        if path.name.startswith(".") or "shelf" in path.parts:
            continue
        found[name] = rows(path)
    for path in folder.glob("*.zip"):
        found[path.name] = verify(path).problems
    return found


def rows(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """All rows as SQLite sees them in a mended file, but the history, whose times differ, and the stamp.

    Ids that are drawn by lot are left out too.
    """
    with closing(sqlite3.connect(path)) as file:
        opening.check_content(file, path)
        assert file.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        names = file.execute("SELECT name FROM sqlite_schema WHERE type='table'").fetchall()
        found = {}
        for (name,) in names:
            if name not in ("history", "stamp"):
                columns = file.execute("SELECT name FROM pragma_table_info(?)", (name,)).fetchall()
                kept = ", ".join(f'"{column}"' for (column,) in columns if column != "uid")
                found[name] = file.execute(f'SELECT {kept} FROM "{name}" ORDER BY id').fetchall()
        return found


def faults(flow: Flow, template: Path, tmp_path: Path) -> Iterator[tuple[int, int, bool]]:
    """Which call fails, how, and whether all after it do too."""
    for error in ERRORS:
        folder = fresh(template, tmp_path / "count")
        outcome, calls, _ = in_child(folder, flow, FaultyDisk(folder, 0, error))
        assert outcome == "done", outcome
        assert calls or error == errno.EACCES, "no call was met: this proves nothing"
        step = 1 if LONG else max(1, len(calls) // SAMPLES)
        first = 1 + ERRORS.index(error) % step
        for at in range(first, len(calls) + 1, step):
            for lasting in (False, True) if LONG and error != KILL else (at % 2 == 0,):
                yield at, error, lasting


def fresh(template: Path, folder: Path) -> Path:
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(template, folder)
    return folder


@pytest.mark.parametrize("flow", FLOWS, ids=lambda flow: flow.__name__)
def test_old_or_new_and_a_clear_word(flow: Flow, template: Path, tmp_path: Path) -> None:
    folder = fresh(template, tmp_path / "work")
    old = seen(folder)
    if flow is undo:
        with Workshop.open(folder / "a.upstream") as workshop, workshop.change("Wipe") as session:
            session.execute(text("DELETE FROM card"))
        old = seen(folder)
        folder = fresh(template, folder)
    in_child(folder, flow, FaultyDisk(folder))
    new = seen(folder)
    refused = 0
    for at, error, lasting in faults(flow, template, tmp_path):
        folder = fresh(template, folder)
        outcome, _, failed = in_child(folder, flow, FaultyDisk(folder, at, error, lasting))
        what = "kill" if error == KILL else os.strerror(error)
        where = f"{what} at {at}, {failed}: {outcome}"
        assert (outcome == "killed") == (error == KILL), where
        found = seen(folder)
        assert not outcome.startswith("bug"), where
        if outcome == "done":
            assert found == new, where
        else:
            refused += 1
            assert outcome.endswith((".", "killed")), where
            assert "\n" not in outcome, where
            for name in found.keys() | old.keys():
                assert found.get(name) in (old.get(name), new.get(name)), f"{name}: {where}"
    assert refused, "nothing failed: this proved nothing"
