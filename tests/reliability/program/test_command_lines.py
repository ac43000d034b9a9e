"""Every verb of the command line meets every kind of bad path, and answers within ten seconds in one line.

`UPSTREAM_LONG=1` takes the whole product; else each kind of path meets each place of a path once.
"""

from __future__ import annotations

import itertools
import json
import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import chdir, closing
from pathlib import Path

import pytest

from exports.seal import write_sealed
from tests.core import furnished
from tests.reliability.program import commands
from tests.reliability.program.commands import Case, Outcome
from tests.reliability.program.test_writers import fingerprint
from ui.cli import verb_list
from ui.cli.verb_types import Verb
from upstream_workshop.session_file.workshop import Workshop

LONG = bool(os.environ.get("UPSTREAM_LONG"))
CONTROL = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069]")
pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="has pipes, devices and /proc")

# what each verb needs besides its paths
NEEDS = {
    "import": ("--as", "people", "--dry-run"),
    "tally": ("--ballot", "Themes"),
    "loops": ("--map", "Table 1"),
    "compare": ("--map", "Table 1", "--map", "Table 2"),
    "erase": ("--person", "Nobody", "--dry-run"),
}


def a_pipe(place: Path) -> Path:
    os.mkfifo(place / "pipe")
    return place / "pipe"


def a_socket(place: Path) -> Path:
    with chdir(place), closing(socket.socket(socket.AF_UNIX)) as made:
        made.bind("socket")
    return place / "socket"


def a_loop(place: Path) -> Path:
    (place / "loop").symlink_to("loop")
    return place / "loop"


def a_loop_of_folders(place: Path) -> Path:
    (place / "round").symlink_to("round")
    return place / "round" / "day.upstream"


def a_dangling_link(place: Path) -> Path:
    (place / "dangling").symlink_to("nothing")
    return place / "dangling"


def a_link_to_a_device(place: Path) -> Path:
    (place / "zero").symlink_to("/dev/zero")
    return place / "zero"


def a_long_name(place: Path) -> Path:
    return place / ("n" * 300)


def a_name_that_just_fits(place: Path) -> Path:
    return place / ("n" * 255)


def a_long_path(place: Path) -> Path:
    return place.joinpath(*["p" * 200] * 25)


def below_a_file(place: Path) -> Path:
    (place / "a.txt").write_text("mine")
    return place / "a.txt" / "b"


def a_folder(place: Path) -> Path:
    (place / "folder").mkdir()
    return place / "folder"


def a_text(place: Path) -> Path:
    (place / "a text.csv").write_text("some words\n")
    return place / "a text.csv"


def nothing_in_it(place: Path) -> Path:
    (place / "empty").touch()
    return place / "empty"


def a_huge_file(place: Path) -> Path:
    with (place / "huge").open("wb") as file:
        file.write(b"PK\3\4")
        file.truncate(1 << 40)
    return place / "huge"


def a_huge_database(place: Path) -> Path:
    with (place / "huge.upstream").open("wb") as file:
        file.write(b"SQLite format 3\0")
        file.truncate(1 << 40)
    return place / "huge.upstream"


def a_name_of_commands(place: Path) -> Path:
    return place / "\x1b[31mred\x07\u202egnp\x9b"


def a_name_of_two_lines(place: Path) -> Path:
    return place / "one\ntwo is sound."


def a_name_that_is_no_text(place: Path) -> Path:
    return place / os.fsdecode(b"\xff\xfe.upstream")


KINDS: tuple[Callable[[Path], Path], ...] = (
    a_pipe, a_socket, a_loop, a_loop_of_folders, a_dangling_link, a_link_to_a_device, a_long_name,
    a_name_that_just_fits, a_long_path, below_a_file, a_folder, a_text, nothing_in_it, a_huge_file,
    a_huge_database, a_name_of_commands, a_name_of_two_lines, a_name_that_is_no_text,
    lambda place: Path("/dev/zero"),
    lambda place: Path("/dev/null"),
    lambda place: Path("/dev/tty"),
    lambda place: Path("/proc/kmsg"),
    lambda place: Path("/proc/self/mem"),
    lambda place: Path("/"),
    lambda place: Path(".."),
    lambda place: Path(":memory:"),
    lambda place: Path("file:x?mode=memory"),
    lambda place: Path("nowhere/at/all"),
    lambda place: place / "day.upstream",  # the session itself
)  # fmt: skip


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a session, an archive and a list in it."""
    folder = tmp_path_factory.mktemp("template")
    with Workshop.create(folder / "day.upstream") as workshop:
        furnished.furnish(workshop)
    write_sealed(folder / "kept.zip", {"a.txt": b"a"}, {}, lambda *_: None)
    (folder / "people.csv").write_text("Name,Organisation\nSiân Prŷs,Denbighshire\n", "utf-8")
    return folder


def paths_of(verb: Verb) -> tuple[str, ...]:
    """The names of a verb's arguments that are paths, in order."""
    return tuple(
        names[0]
        for names, options in verb.arguments
        if not names[0].startswith("-") and options.get("type") is Path
    )


GOOD = {
    "file": "day.upstream",
    "source": "people.csv",
    "folder": "out",
    "out": "out.zip",
    "copy": "copy.upstream",
}


def words(verb: Verb, swapped: dict[str, str]) -> tuple[str, ...]:
    """A whole command line, with some of its paths swapped."""
    good = {**GOOD, "file": "new.upstream" if verb.name == "new" else GOOD["file"]}
    given = [swapped.get(name, good[name]) for name in paths_of(verb)]
    return (verb.name, *NEEDS.get(verb.name, ()), "--home", "home", "--", *given)


def every_pair() -> Iterator[tuple[Verb, str, Callable[[Path], Path]]]:
    """Each path of each verb with each kind of bad path, or so many that each kind is met by all."""
    places = [(verb, name) for verb in verb_list.VERBS for name in paths_of(verb)]
    places = [place for place in places if place[0].name != "demo" or LONG]
    for (at, (verb, name)), (number, kind) in itertools.product(
        enumerate(places), enumerate(KINDS)
    ):
        if LONG or (at + number) % (2 if verb.name == "verify" else 4) == 0:
            yield verb, name, kind


def is_clean(outcome: Outcome) -> bool:
    """Whether it was answered in time, without a traceback, in one line if it was refused."""
    lines = outcome.err.splitlines()
    said = outcome.out + outcome.err
    return (
        outcome.code in (0, 3)
        and "Traceback" not in said
        and not CONTROL.search(said)
        and (len(lines) == 1 if outcome.code == 3 else True)
    )


@pytest.fixture
def ground() -> Iterator[Path]:
    """A folder that is gone afterwards, with the huge files and pipes in it."""
    with tempfile.TemporaryDirectory() as folder:
        yield Path(folder)


def test_bad_paths_are_answered(template: Path, ground: Path) -> None:
    cases, before, labels = [], [], []
    for number, (verb, name, kind) in enumerate(every_pair()):
        place = ground / str(number)
        shutil.copytree(template, place)
        bad = kind(place)
        works_long = verb.name in ("demo", "export")  # where it works
        patience = 120 if works_long else commands.SECONDS
        cases.append(Case(words(verb, {name: str(bad)}), str(place), seconds=patience))
        before.append(fingerprint(place))
        labels.append(f"{verb.name} {name}={str(bad).removeprefix(str(ground))[:60]!r}")
    wrong = []
    for case, outcome, old, label in zip(cases, commands.run(cases), before, labels, strict=True):
        if not is_clean(outcome):
            wrong.append(
                f"{label}: {outcome.code} in {outcome.seconds:.1f} s: {outcome.err[-160:]!r}"
            )
        new = fingerprint(Path(case.folder))
        strays = {path for path in new if not path.startswith("home")} - old.keys()
        changed = [path for path in old if new.get(path) != old[path]]
        if changed or (outcome.code and strays):
            wrong.append(f"{label}: {outcome.code}: changed {changed}, strays {strays}")
    assert not wrong, "\n".join(wrong)


STREAMS = ((1,), (2,), (0, 1, 2), (0,))
ASKED: tuple[tuple[str, ...], ...] = (
    ("verify", "day.upstream"),
    ("verify", "kept.zip", "--json"),
    ("verify", "nothing.zip"),
    ("loops", "day.upstream", "--map", "Nothing of that name"),
    ("new", "ŵ\x1b[2J.upstream"),
    ("new", "ŵ two.upstream", "--json"),
    ("export", "day.upstream", "out", "--only", "agenda"),
    ("import", "day.upstream", "people.csv", "--as", "people", "--json"),
)


def asked(template: Path, tmp_path: Path, **how: object) -> list[tuple[Case, Outcome]]:
    """What comes of each of these, in a folder of its own."""
    cases = []
    for words_of_it in ASKED:
        place = tmp_path / str(len(list(tmp_path.iterdir())))
        shutil.copytree(template, place)
        cases.append(Case((*words_of_it, "--home", "home"), str(place), **how))  # type: ignore[arg-type]
    return list(zip(cases, commands.run(cases), strict=True))


@pytest.fixture(scope="module")
def usually(template: Path, tmp_path_factory: pytest.TempPathFactory) -> list[tuple[Case, Outcome]]:
    """What comes of these where everybody listens."""
    return asked(template, tmp_path_factory.mktemp("usually"))


@pytest.mark.parametrize("closed", STREAMS)
def test_nobody_listening_is_no_fault(
    template: Path,
    usually: list[tuple[Case, Outcome]],
    tmp_path: Path,
    closed: tuple[int, ...],
) -> None:
    for (_, usual), (case, found) in zip(
        usually, asked(template, tmp_path, closed=closed), strict=True
    ):
        assert is_clean(usual), usual
        assert found.code == usual.code, (case.words, found)
        assert "Traceback" not in found.err
        if 1 not in closed:
            assert bool(found.out) == bool(usual.out)


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "latin-1"])
def test_any_terminal_understands(template: Path, tmp_path: Path, encoding: str) -> None:
    for case, found in asked(template, tmp_path, encoding=encoding):
        assert is_clean(found), (case.words, found)
        if "--json" in case.words:
            values = json.loads(found.out)
            assert values.get("file", "ŵ two.upstream") == "ŵ two.upstream"


def test_an_answer_that_cannot_be_written_is_said(template: Path) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("there is no /dev/full here")
    with Path("/dev/full").open("w") as full:
        done = started(template, ("verify", "kept.zip"), stdout=full)
    assert done.returncode == 3
    assert done.stderr == b"The answer cannot be written (No space left on device).\n"


def test_a_reader_that_goes_away_ends_it_quietly(template: Path) -> None:
    for words_of_it in (("verify", "kept.zip"), ("--help",), ("verify", "--help")):
        reader, writer = os.pipe()
        os.close(reader)
        done = started(template, words_of_it, stdout=writer)
        os.close(writer)
        assert (done.returncode, done.stderr) == (0, b""), words_of_it


def test_commands_in_wrong_usage_are_words(template: Path) -> None:
    done = started(template, ("verify", "kept.zip", "--\x1b[31mred"), stdout=subprocess.PIPE)
    assert done.returncode == 2
    assert b"\x1b" not in done.stderr


def started(
    folder: Path, words_of_it: tuple[str, ...], stdout: object
) -> subprocess.CompletedProcess[bytes]:
    """The program itself, as somebody starts it."""
    return subprocess.run(
        [sys.executable, "-m", "ui", *words_of_it],
        stdout=stdout,  # type: ignore[call-overload]  # a file, a number or PIPE
        stderr=subprocess.PIPE,
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(commands.ROOT), "HOME": str(folder)},
        timeout=60,
        check=False,
    )


@pytest.mark.parametrize(
    ("words_of_it", "codes"),
    [
        (("tally", "day.upstream", "--ballot", "Priorities", "--seats", "0"), (2,)),
        (("tally", "day.upstream", "--ballot", "Priorities", "--seats", "-1"), (2,)),
        (("tally", "day.upstream", "--ballot", "Priorities", "--seats", "9" * 30), (2,)),
        (("tally", "day.upstream", "--ballot", "Priorities", "--seats", "9999"), (0, 3)),
        (("workgroups", "day.upstream", "--min", "5", "--max", "2"), (0, 3)),
        (("workgroups", "day.upstream", "--min", "9999", "--max", "9999"), (0, 3)),
        (("workgroups", "day.upstream", "--together", ";"), (3,)),
        (("new", "a.upstream", "--starts", "0001-01-01"), (2,)),
        (("new", "a.upstream", "--starts", "9999-12-31"), (2,)),
        (("new", "a.upstream", "--starts", "2199-12-31"), (0,)),
        (("new", "a.upstream", "--title", "t" * 100_000), (0, 3)),
        (("new", "a.upstream", "--title", "\udcff\x1b"), (0, 3)),
        (("new", "a.upstream", "--template", "../../../etc/passwd"), (3,)),
        (("new", "a.upstream", "--template", "\x1b[31m"), (3,)),
        (("archive", "day.upstream", "a.zip", "--keep-until", "9999-12-31"), (2,)),
        (("export", "day.upstream", "out", "--only", "\u202ereyalp\x1b"), (3,)),
        (("import", "day.upstream", "day.upstream", "--as", "people"), (3,)),
        (("import", "day.upstream", "people.csv", "--as", "people", "--into", "\udcff"), (2,)),
        (("verify", "kept.zip", "--home", "people.csv"), (0,)),
        (("verify", "kept.zip", "--home", "/dev/null"), (0,)),
        (("verify", ""), (3,)),
    ],
)  # fmt: skip
def test_odd_options(
    template: Path, tmp_path: Path, words_of_it: tuple[str, ...], codes: tuple[int, ...]
) -> None:
    place = tmp_path / "place"
    shutil.copytree(template, place)
    home = () if "--home" in words_of_it else ("--home", "home")
    (found,) = commands.run([Case((*words_of_it, *home), str(place))])
    assert found.code in codes, found
    assert "Traceback" not in found.err
    assert not CONTROL.search(found.out + found.err)
    if found.code == 3:
        assert len(found.err.splitlines()) == 1
        assert not (place / "a.upstream").exists()
