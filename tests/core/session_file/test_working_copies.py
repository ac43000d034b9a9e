"""A file on a stick or a share is worked on here and brought back; nothing is ever overwritten."""

from __future__ import annotations

import os
import shutil
import signal
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from sqlalchemy import text

from tests.core.elsewhere import opening_elsewhere
from upstream_workshop.errors import HeldError, WorkshopError
from upstream_workshop.people.model import Organisation
from upstream_workshop.session_file.copies import working_copies, write_back
from upstream_workshop.session_file.copies.working_copy_notes import WorkingCopy
from upstream_workshop.session_file.workshop import Workshop
from upstream_workshop.storage.files import disk, lock_notes

NOW = datetime(2026, 12, 2, 9, 27, 14)


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    """A session file on a stick."""
    (tmp_path / "stick").mkdir()
    path = tmp_path / "stick" / "a.upstream"
    with Workshop.create(path) as workshop:
        add(workshop, "York")
    return path


@pytest.fixture
def copies_folder(tmp_path: Path) -> Path:
    return tmp_path / "shelf"


def add(workshop: Workshop, name: str) -> None:
    with workshop.change("Add") as session:
        session.add(Organisation(name=name))


def names(path: Path) -> list[str]:
    with Workshop.open(path) as workshop, workshop.read() as session:
        return list(session.scalars(text("SELECT name FROM organisation ORDER BY id")))


def work(origin: Path, copies_folder: Path, name: str) -> WorkingCopy:
    working_copy = working_copies.make(origin, copies_folder)
    with Workshop.open(origin, working_copy.copy) as workshop:
        add(workshop, name)
    return working_copy


def beside(path: Path) -> list[str]:
    return sorted(found.name for found in path.parent.iterdir())


def nothing_is_left(copies_folder: Path) -> bool:
    return not list(working_copies.left_over(copies_folder)) and not list(copies_folder.iterdir())


def test_work_is_brought_back(stick: Path, copies_folder: Path) -> None:
    before = stick.read_bytes()
    working_copy = working_copies.make(stick, copies_folder)
    with Workshop.open(stick, working_copy.copy) as workshop:
        assert workshop.path == stick
        add(workshop, "Leeds")
        assert stick.read_bytes() == before
        assert "open in another window" in opening_elsewhere(working_copy.copy)
        with pytest.raises(HeldError, match=r"stick/a\.upstream is open in another window \("):
            working_copies.make(stick, copies_folder)
        assert lock_notes.words(stick)
    assert write_back.put_back(working_copy, NOW) == write_back.Return(stick)
    assert names(stick) == ["York", "Leeds"]
    assert beside(stick) == ["a.upstream"]
    assert nothing_is_left(copies_folder)


def test_work_goes_through_a_link_into_the_file_itself(stick: Path, copies_folder: Path) -> None:
    link = stick.with_name("link.upstream")
    link.symlink_to(stick.name)
    working_copy = working_copies.make(link, copies_folder)
    with Workshop.open(link, working_copy.copy) as workshop:
        add(workshop, "Leeds")
    assert write_back.put_back(working_copy, NOW) == write_back.Return(link)
    assert link.is_symlink()
    assert names(stick) == ["York", "Leeds"]


def test_work_is_not_brought_back_over_something_else(stick: Path, copies_folder: Path) -> None:
    working_copy = working_copies.make(stick, copies_folder)
    with Workshop.open(stick, working_copy.copy) as workshop:
        add(workshop, "Leeds")
    stick.unlink()
    os.mkfifo(stick)
    returned = write_back.put_back(working_copy, NOW)
    assert returned.path == working_copy.copy
    assert "safe on this computer" in returned.message
    assert stick.is_fifo()


def test_only_looking_writes_nothing(stick: Path, copies_folder: Path) -> None:
    mark = disk.mark(stick)
    working_copy = working_copies.make(stick, copies_folder)
    Workshop.open(stick, working_copy.copy).close()
    assert write_back.put_back(working_copy, NOW) == write_back.Return(stick)
    assert disk.mark(stick) == mark
    assert nothing_is_left(copies_folder)


def test_what_changed_meanwhile_is_not_overwritten(stick: Path, copies_folder: Path) -> None:
    working_copy = work(stick, copies_folder, "Mine")
    with Workshop.open(stick) as other:
        add(other, "Theirs")
    returned = write_back.put_back(working_copy, NOW)
    assert returned.path.name == "a (conflicted copy 2026-12-02 09.27).upstream"
    assert "changed by somebody else" in returned.message
    assert names(stick) == ["York", "Theirs"]
    assert names(returned.path) == ["York", "Mine"]
    assert nothing_is_left(copies_folder)


def test_two_conflicts_in_one_minute(stick: Path, copies_folder: Path) -> None:
    for name in ("One", "Two"):
        working_copy = work(stick, copies_folder, name)
        with Workshop.open(stick) as other:
            add(other, f"Theirs {name}")
        write_back.put_back(working_copy, NOW)
    assert len(beside(stick)) == 3


def test_a_stick_that_was_pulled_out(stick: Path, copies_folder: Path) -> None:
    working_copy = work(stick, copies_folder, "Mine")
    away = stick.parent.rename(stick.parent.with_name("pocket"))
    returned = write_back.put_back(working_copy, NOW)
    assert returned.path == working_copy.copy
    assert "is not there now" in returned.message
    assert "safe on this computer" in returned.message
    assert [left.origin for left in working_copies.left_over(copies_folder)] == [stick]
    assert working_copies.is_left_over(stick, copies_folder)
    again = working_copies.make(stick, copies_folder)  # even without the stick
    assert again.found
    with Workshop.open(stick, again.copy) as workshop:
        add(workshop, "More")
    away.rename(stick.parent)
    assert write_back.put_back(again, NOW) == write_back.Return(stick)
    assert names(stick) == ["York", "Mine", "More"]
    assert nothing_is_left(copies_folder)


def test_a_file_that_was_removed_is_there_again(stick: Path, copies_folder: Path) -> None:
    working_copy = work(stick, copies_folder, "Mine")
    stick.unlink()
    assert "there again" in write_back.put_back(working_copy, NOW).message
    assert names(stick) == ["York", "Mine"]


def test_a_full_stick_keeps_the_work_here(
    stick: Path, copies_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    working_copy = work(stick, copies_folder, "Mine")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(write_back.shutil, "copyfile", full)
    returned = write_back.put_back(working_copy, NOW)
    assert "disk is full" in returned.message
    assert names(stick) == ["York"]
    assert beside(stick) == ["a.upstream"]
    monkeypatch.undo()
    assert write_back.put_back(working_copies.make(stick, copies_folder), NOW).path == stick
    assert names(stick) == ["York", "Mine"]


def test_a_damaged_copy_is_put_aside(stick: Path, copies_folder: Path) -> None:
    working_copy = work(stick, copies_folder, "Mine")
    working_copy.copy.write_bytes(b"rubbish")
    again = working_copies.make(stick, copies_folder)
    assert not again.found
    assert names(again.copy) == ["York"]
    assert [path.name for path in working_copy.copy.parent.glob("*damaged*")] == [
        "a (damaged).upstream"
    ]


def test_what_is_no_session_file_is_refused(stick: Path, copies_folder: Path) -> None:
    stick.write_text("shopping list")
    with pytest.raises(WorkshopError, match="not a session file"):
        working_copies.make(stick, copies_folder)
    assert stick.read_text() == "shopping list"


def killed(act: Callable[[], object]) -> None:
    child = os.fork()
    if child == 0:
        try:
            act()
        finally:
            os._exit(1)
    _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status), "it was not killed: this proved nothing"


def die(*_args: object) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_a_crash_while_working_loses_nothing(stick: Path, copies_folder: Path) -> None:
    def crash() -> None:
        workshop = Workshop.open(stick, working_copies.make(stick, copies_folder).copy)
        add(workshop, "Mine")
        die()

    killed(crash)
    assert names(stick) == ["York"]
    again = working_copies.make(stick, copies_folder)
    assert again.found
    assert names(again.copy) == ["York", "Mine"]
    assert write_back.put_back(again, NOW) == write_back.Return(stick)
    assert names(stick) == ["York", "Mine"]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
@pytest.mark.parametrize("moment", ["draft", "digest", "sync", "settle", "sync_folder", "discard"])
def test_killed_while_bringing_back(stick: Path, copies_folder: Path, moment: str) -> None:
    working_copy = work(stick, copies_folder, "Mine")

    def crash() -> None:
        setattr(disk, moment, die)
        write_back.put_back(working_copy, NOW)

    killed(crash)
    assert names(stick) in (["York"], ["York", "Mine"])
    returned = write_back.put_back(working_copies.make(stick, copies_folder), NOW)
    assert returned == write_back.Return(stick)
    assert names(stick) == ["York", "Mine"]
    assert nothing_is_left(copies_folder)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
@pytest.mark.parametrize("moment", ["digest", "sync", "settle", "discard"])
def test_killed_while_taking_out(stick: Path, copies_folder: Path, moment: str) -> None:
    def crash() -> None:
        setattr(disk, moment, die)
        working_copies.make(stick, copies_folder)

    killed(crash)
    assert names(stick) == ["York"]
    working_copy = work(stick, copies_folder, "Mine")
    assert write_back.put_back(working_copy, NOW) == write_back.Return(stick)
    assert names(stick) == ["York", "Mine"]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_a_file_a_crash_left_half_written_is_mended_on_the_copy(
    stick: Path, copies_folder: Path
) -> None:
    def crash() -> None:
        workshop = Workshop.open(stick)
        workshop._open_file.driver.execute("PRAGMA cache_size=2")
        workshop._open_file.driver.execute("PRAGMA cache_spill=1")
        workshop._open_file.driver.execute("BEGIN IMMEDIATE")
        for number in range(400):
            row = ("x" * 500 + str(number), "", "")
            workshop._open_file.driver.execute(
                "INSERT INTO organisation (name, region, initiative) VALUES (?, ?, ?)", row
            )
        die()

    killed(crash)
    assert disk.journal(stick).stat().st_size > 0, "nothing was half written: this proved nothing"
    kept = stick.parent.with_name("kept")
    shutil.copytree(stick.parent, kept)
    working_copy = working_copies.make(stick, copies_folder)
    with Workshop.open(stick, working_copy.copy) as workshop:
        add(workshop, "Mine")
    assert (kept / "a.upstream").read_bytes() == stick.read_bytes()
    assert write_back.put_back(working_copy, NOW).path == stick
    assert names(stick) == ["York", "Mine"]
