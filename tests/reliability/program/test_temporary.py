"""Nothing falls over where no temporary file can be made, and a fault of ours is one line and a log.

`UPSTREAM_LONG=1` lets every verb meet every spoilt folder, with a usable home too; else each meets one.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.core import furnished
from tests.reliability.program import commands
from tests.reliability.program.commands import Case
from ui.cli import guarding, verb_list, verbs
from upstream_workshop.session_file.workshop import Workshop

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="spoils folders as Linux does")


def missing(place: Path) -> Path:
    return place / "nowhere"


def a_file(place: Path) -> Path:
    (place / "file").write_text("no folder")
    return place / "file"


def read_only(_place: Path) -> Path:
    return Path("/proc")  # nobody may write there, root included


def full(_place: Path) -> Path:
    return Path("/dev/full")


SPOILT = (missing, a_file, read_only, full)
LINES = {
    "new": ("new.upstream",),
    "import": ("day.upstream", "people.csv", "--as", "people"),
    "tally": ("day.upstream", "--ballot", "None"),
    "workgroups": ("day.upstream",),
    "smallgroups": ("day.upstream", "--size", "3", "--rounds", "2"),
    "patterns": ("day.upstream", "--rows", "codes", "--columns", "kinds"),
    "loops": ("day.upstream", "--map", "None"),
    "compare": ("day.upstream", "--map", "None", "--map", "Other"),
    "export": ("day.upstream", "papers", "--only", "agenda"),
    "archive": ("day.upstream", "a.zip", "--edition", "redacted"),
    "verify": ("sealed.zip",),
    "erase": ("day.upstream", "--person", "Nobody", "--dry-run"),
    "repair": ("day.upstream", "copy.upstream"),
    "demo": ("out",),
}


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("place")
    with Workshop.create(made / "day.upstream") as workshop:
        furnished.furnish(workshop)
    (made / "people.csv").write_text("Name\nAnn\n")
    assert (
        verbs.main(["archive", *(str(made / name) for name in ("day.upstream", "sealed.zip"))]) == 0
    )
    return made


LONG = bool(os.environ.get("UPSTREAM_LONG"))


@pytest.mark.parametrize("home", ["usable", "spoilt"] if LONG else ["spoilt"])
@pytest.mark.parametrize("spoil", SPOILT)
def test_every_verb_answers_in_one_line_without_room_for_temporary_files(
    place: Path, tmp_path: Path, spoil: Callable[[Path], Path], home: str
) -> None:  # fmt: skip
    assert set(LINES) == {verb.name for verb in verb_list.VERBS}
    spoilt = spoil(tmp_path)
    cases = []
    turn = slice(None) if LONG else slice(SPOILT.index(spoil), None, len(SPOILT))  # each verb once
    for verb, words in list(LINES.items())[turn]:
        folder = tmp_path / verb
        shutil.copytree(place, folder)
        at = str(folder / "home") if home == "usable" else "/proc/home"
        cases.append(
            Case((verb, *words, "--home", at), str(folder), seconds=60, temporary=str(spoilt))
        )
    for case, outcome in zip(cases, commands.run(cases), strict=True):
        said = outcome.err.strip().splitlines()
        assert outcome.code in (0, guarding.REFUSED), (case, outcome)
        assert len(said) <= 1 + (home == "spoilt"), (case, outcome)
        assert "Traceback" not in outcome.err


FAULTY = """
import sys
from ui import __main__ as program
from upstream_workshop.{package} import {module}
def broken(*args, **named):
    raise KeyError("Si\u00e2n Pr\u0177s")
{module}.{name} = broken
sys.exit(program.main(sys.argv[1:]))
"""


@pytest.mark.parametrize("home", ["usable", "spoilt"])
@pytest.mark.parametrize(
    ("package", "module", "name"),
    [
        ("session_file.copies", "working_copies", "make_if_needed"),
        ("whole", "forgetting", "resume"),
    ],
)
def test_a_fault_of_ours_is_one_line_and_its_place_is_in_the_log(
    place: Path, tmp_path: Path, home: str, package: str, module: str, name: str
) -> None:
    at = tmp_path / "home" if home == "usable" else Path("/proc/home")
    words = ("tally", str(place / "day.upstream"), "--ballot", "None", "--home", str(at))
    done = subprocess.run(
        [sys.executable, "-c", FAULTY.format(package=package, module=module, name=name), *words],
        capture_output=True,
        cwd=commands.ROOT,
        text=True,
    )
    assert done.returncode == guarding.FAULT
    (line,) = done.stderr.splitlines()
    assert "KeyError" in line
    assert str(at / "log") in line
    assert "Prŷs" not in line
    if home == "usable":
        logged = (at / "log" / "app.log").read_text("utf-8")
        assert "in broken" in logged
        assert "Prŷs" not in logged
