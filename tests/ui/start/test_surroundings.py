"""The app starts and stays with nothing but the session: as somebody meets it, in a process of its own."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from itertools import combinations
from pathlib import Path

import pytest

from upstream_workshop.people import services as people
from upstream_workshop.session_file.workshop import Workshop

FOLDERS = {
    "config": "XDG_CONFIG_HOME",
    "data": "XDG_DATA_HOME",
    "log": "XDG_STATE_HOME",
    "cache": "XDG_CACHE_HOME",
    "temp": "TMPDIR",
    "home": "HOME",
}


@pytest.fixture
def session(tmp_path: Path) -> Path:
    path = tmp_path / "mine.upstream"
    with Workshop.create(path) as workshop, workshop.change("Add") as opened:
        people.add_participant(opened, "Siân Prys")
    return path


def surroundings(folder: Path) -> dict[str, str]:
    """A computer of its own, with a folder for everything."""
    for name in FOLDERS:
        (folder / name).mkdir(parents=True)
    return {variable: str(folder / name) for name, variable in FOLDERS.items()}


@pytest.fixture(autouse=True)
def always_answers() -> None:
    """The windows are in other processes, for which a test waits."""


@pytest.fixture(scope="module")
def starter() -> Iterator[subprocess.Popen[str]]:
    """A process that has loaded the app, and starts it."""
    with subprocess.Popen(
        [sys.executable, "-m", "tests.ui.started", "serve"],
        cwd=Path(__file__).parents[3],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        yield process


Start = Callable[..., dict[str, object]]


@pytest.fixture
def start(starter: subprocess.Popen[str]) -> Start:
    """Starts the app; answers what stood on the screen. It ended in order unless it was to die."""
    rest = {name: value for name, value in os.environ.items() if name not in FOLDERS.values()}

    def started(
        around: dict[str, str], path: Path | str = "", end: str = "close"
    ) -> dict[str, object]:
        given = [{**rest, "QT_QPA_PLATFORM": "offscreen", **around}, str(path), end]
        assert starter.stdin is not None
        assert starter.stdout is not None
        starter.stdin.write(json.dumps(given) + "\n")
        starter.stdin.flush()
        code, out, err = json.loads(starter.stdout.readline())
        assert "Traceback" not in err, err
        said, *ended = out.splitlines()
        assert (code, ended) == ((-9, []) if end == "die" else (0, ["ended"])), err
        found: dict[str, object] = json.loads(said)
        return found

    return started


def test_started_from_nothing_it_is_the_same(session: Path, tmp_path: Path) -> None:
    around = surroundings(tmp_path / "around")
    done = subprocess.run(
        [sys.executable, "-m", "tests.ui.started", str(session), "close"],
        cwd=Path(__file__).parents[3],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", **around},
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert (done.returncode, "Traceback" in done.stderr) == (0, False), done.stderr
    said, ended = done.stdout.splitlines()
    assert (json.loads(said)["window"], ended) == (True, "ended")


def a_file(folder: Path) -> None:
    folder.rmdir()
    folder.write_text("no folder")


def a_dead_link(folder: Path) -> None:
    folder.rmdir()
    folder.symlink_to(folder / "itself")


@pytest.mark.parametrize("spoil", [a_file, a_dead_link], ids=lambda one: one.__name__)
def test_with_no_folder_at_all_the_session_opens(
    start: Start, session: Path, tmp_path: Path, spoil: Callable[[Path], None]
) -> None:
    around = surroundings(tmp_path / "around")
    for name in FOLDERS:
        spoil(tmp_path / "around" / name)
    found = start(around, session)
    assert found["window"]
    assert "Your settings cannot be kept" in str(found["said"])
    assert "No backup could be made" in str(found["said"])
    assert "No log can be kept" in str(found["said"])


def unset(*names: str) -> Callable[[dict[str, str]], None]:
    def spoil(around: dict[str, str]) -> None:
        for name in names:
            del around[FOLDERS[name]]

    return spoil


def relative(around: dict[str, str]) -> None:
    for name in ("config", "data", "log"):
        around[FOLDERS[name]] = f"some/{name}"


def filled(name: str, inside: str = "") -> Callable[[dict[str, str]], None]:
    """A file where a folder should be."""

    def spoil(around: dict[str, str]) -> None:
        path = Path(around[FOLDERS[name]]) / inside
        if path.is_dir():
            path.rmdir()
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("no folder")

    return spoil


def garbled(around: dict[str, str]) -> None:
    path = Path(around[FOLDERS["config"]]) / "upstream-workshop" / "settings.ini"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(bytes(range(256)) * 40)


BACKUPS, SETTINGS, LOG = "No backup could be made", "settings cannot be kept", "No log can be kept"
ANEW = "settings could not be read"
SAID = (BACKUPS, SETTINGS, LOG, ANEW)
# how one of them may be spoilt, and what is said of that
SPOILT: Mapping[str, tuple[Callable[[dict[str, str]], None], str]] = {
    "config a file": (filled("config"), SETTINGS),
    "data a file": (filled("data"), BACKUPS),
    "log a file": (filled("log"), LOG),
    "cache a file": (filled("cache"), ""),
    "temp a file": (filled("temp"), ""),
    "backups a file": (filled("data", "upstream-workshop/backups"), BACKUPS),
    "settings garbled": (garbled, ANEW),
    "no home": (unset("home"), ""),
    "home a file": (filled("home"), ""),
    "no cache": (unset("cache"), ""),
}
IMPOSSIBLE = (
    ("config a file", "settings garbled"),
    ("data a file", "backups a file"),
    ("no home", "home a file"),
)
PAIRS = [pair for pair in combinations(SPOILT, 2) if pair not in IMPOSSIBLE]
LONG = bool(os.environ.get("UPSTREAM_LONG"))


@pytest.mark.parametrize("pair", PAIRS if LONG else PAIRS[::4], ids=" and ".join)
def test_whatever_two_are_spoilt_the_window_stands_and_says_so(
    start: Start, session: Path, tmp_path: Path, pair: tuple[str, str]
) -> None:
    """`UPSTREAM_LONG=1` takes every pair."""
    around = surroundings(tmp_path / "around")
    for name in pair:
        SPOILT[name][0](around)
    found = start(around, session)
    assert found["window"]
    said = str(found["said"])
    expected = {SPOILT[name][1] for name in pair} - {""}
    assert {each for each in SAID if each in said} == expected
    for each in expected:
        assert said.count(each) == 1


@pytest.fixture
def full_disk(tmp_path: Path) -> Iterator[Path]:
    """A small disk of its own with no room left."""
    place = tmp_path / "around"
    place.mkdir()
    mounted = shutil.which("mount") and subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(place)], capture_output=True
    )
    if not mounted or mounted.returncode:
        pytest.skip("needs leave to mount a small disk")
    try:
        yield place
    finally:
        subprocess.run(["umount", "-l", str(place)], check=True)


def test_on_a_full_disk_the_window_stands_and_says_so(
    start: Start, session: Path, full_disk: Path
) -> None:
    around = surroundings(full_disk)
    with suppress(OSError), (full_disk / "filling").open("wb", buffering=0) as file:
        while file.write(b"x" * 512):
            pass
    found = start(around, session)
    assert found["window"]
    assert BACKUPS in str(found["said"])


@pytest.mark.parametrize("spoil", [relative, unset("config", "data", "log")])
def test_folders_that_are_named_wrongly_or_not_at_all_are_no_trouble(
    start: Start, session: Path, tmp_path: Path, spoil: Callable[[dict[str, str]], None]
) -> None:
    around = surroundings(tmp_path / "around")
    spoil(around)
    assert start(around, session)["window"]
    assert not (Path(__file__).parents[3] / "some").exists()


def test_without_a_home_it_starts(start: Start, tmp_path: Path) -> None:
    around = surroundings(tmp_path / "around")
    (tmp_path / "around" / "home").rmdir()
    assert start({"HOME": str(tmp_path / "around" / "home"), "TMPDIR": around["TMPDIR"]})["start"]


def test_killed_within_a_minute_it_begins_on_the_start_page(
    start: Start, session: Path, tmp_path: Path
) -> None:
    around = surroundings(tmp_path / "around")
    assert start(around, session, "die")["window"]
    after_one = start(around)
    assert after_one["start"]
    assert not after_one["window"]
    assert "ended unexpectedly within a minute of opening mine.upstream" in str(after_one["said"])
    assert start(around, end="die")["window"], "closed in order, it is opened again"
    assert start(around, session)["start"], "even when it is asked for"
    after_two = start(around)
    assert after_two["start"]
    assert "nothing is opened by itself" in str(after_two["said"])
    assert start(around, session)["window"]
    assert start(around)["window"], "closed in order, all is well"


def test_opened_again_a_synchronised_session_stays(
    start: Start, session: Path, tmp_path: Path
) -> None:
    around = surroundings(tmp_path / "around")
    (tmp_path / ".stfolder").mkdir()
    found = start(around, session, "open again")
    assert found["window"]
    assert not found["start"]
