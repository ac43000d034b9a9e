"""The list of places: what a kill left is found by it, what lives is left alone, no failure holds work up."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from upstream_workshop.storage.files import disk, ledger
from upstream_workshop.storage.files.ledger import Ledger

ROOT = Path(__file__).parents[3]
LEAVES = """
import os, signal, sys
from pathlib import Path
from upstream_workshop.storage.files import disk, ledger
from upstream_workshop.storage.files.ledger import Ledger
home, folder = Path(sys.argv[1]), Path(sys.argv[2])
ledger.keep(Ledger(home))
made = disk.draft(folder / "report.pdf")
made.write_bytes(b"half")
disk.journal(made).write_bytes(b"half")
done = disk.draft(folder / "done.pdf")
done.write_bytes(b"whole")
disk.settle(done, folder / "done.pdf")
kept = ledger.temporary_folder()
(Path(kept.name) / "copy").write_bytes(b"half")
print("ready", flush=True)
if sys.argv[3] == "killed":
    os.kill(os.getpid(), signal.SIGKILL)
sys.stdin.read()
"""


def started(home: Path, folder: Path, what: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", LEAVES, str(home), str(folder), what],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
    )


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "out"
    made.mkdir()
    (made / ".report.pdf.1.new").write_bytes(b"somebody else's")
    return made


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def test_what_a_killed_process_left_goes_and_nothing_else(home: Path, folder: Path) -> None:
    started(home, folder, "killed").communicate(timeout=30)
    assert len(names(folder)) == 4
    assert len(names(home / "temporary")) == 1
    kept = Ledger(home)
    kept.begin()
    assert kept.clear() == ()
    assert names(folder) == {"done.pdf", ".report.pdf.1.new"}
    assert names(home / "temporary") == set()
    assert kept.left_behind() == ()
    kept.end()
    assert names(home / "running") == set()


def test_what_a_living_process_makes_is_left_alone(home: Path, folder: Path) -> None:
    living = started(home, folder, "living")
    assert living.stdout is not None
    assert living.stdout.readline() == "ready\n"
    kept = Ledger(home)
    kept.begin()
    assert kept.left_behind() == ()
    living.kill()
    living.communicate(timeout=30)
    assert len(kept.left_behind()) == 2
    kept.end()


def test_a_draft_on_a_stick_is_removed_when_it_is_back(home: Path, folder: Path) -> None:
    started(home, folder, "killed").communicate(timeout=30)
    away = folder.rename(folder.with_name("away"))
    kept = Ledger(home)
    kept.begin()
    assert len(kept.clear()) == 1
    away.rename(folder)
    assert kept.clear() == ()
    assert names(folder) == {"done.pdf", ".report.pdf.1.new"}
    kept.end()


def test_settled_or_discarded_a_draft_is_struck_out(home: Path, folder: Path) -> None:
    with ledger.keeping(Ledger(home)) as kept:
        made = disk.draft(folder / "a.pdf")
        with kept.written() as file:
            rows = file.execute("SELECT path FROM draft").fetchall()
        assert [os.fsdecode(path) for (path,) in rows] == [str(made)]
        made.write_bytes(b"whole")
        disk.settle(made, folder / "a.pdf")
        other = disk.draft(folder / "b.pdf")
        other.write_bytes(b"half")
        disk.discard(other)
        with kept.written() as file:
            assert file.execute("SELECT path FROM draft").fetchall() == []
    assert ledger.kept() is None


def test_a_place_is_kept_whatever_its_name(home: Path, tmp_path: Path) -> None:
    odd = tmp_path / os.fsdecode(b"caf\xe9 ?%41\n.upstream")
    kept = Ledger(home)
    kept.note(ledger.SESSION, odd, "x")
    kept.note(ledger.SESSION, odd, "x", 3)
    (place,) = Ledger(home).places(ledger.SESSION)
    assert (place.path, place.identity, place.count) == (odd, "x", 3)
    kept.strike(place)
    assert kept.places(ledger.SESSION) == ()


@pytest.mark.parametrize("trouble", ["a file", "no database", "a folder"])
def test_work_goes_on_where_no_list_can_be_kept(home: Path, folder: Path, trouble: str) -> None:
    if trouble == "a file":
        home.write_bytes(b"")
    else:
        home.mkdir()
        place = home / "places.sqlite"
        place.mkdir() if trouble == "a folder" else place.write_bytes(b"x" * 5000)
    with ledger.keeping(Ledger(home)) as kept:
        kept.note(ledger.SESSION, folder / "a", "x")
        made = disk.draft(folder / "a.pdf")
        made.write_bytes(b"whole")
        disk.settle(made, folder / "a.pdf")
        with ledger.temporary_folder() as name:
            assert Path(name).is_dir()
        assert kept.clear() == ()
        if trouble == "no database":
            assert len(kept.places(ledger.SESSION)) == 1


def test_an_entry_that_is_there_already_is_not_written_again(home: Path, folder: Path) -> None:
    kept = Ledger(home)
    kept.note(ledger.SESSION, folder / "a", "one", 1)
    mark = [place.stat().st_mtime_ns for place in home.iterdir()]
    kept.note(ledger.SESSION, folder / "a", "one", 1)
    assert [place.stat().st_mtime_ns for place in home.iterdir()] == mark
    kept.note(ledger.SESSION, folder / "a", "one", 2)
    assert [place.count for place in kept.places(ledger.SESSION)] == [2]
