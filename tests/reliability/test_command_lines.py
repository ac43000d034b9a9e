"""Every verb of the command line meets every kind of bad path, and answers within ten seconds in one line.

`UPSTREAM_LONG=1` takes the whole product; else each kind of path meets each place of a path once.
"""

from __future__ import annotations

import itertools
import os
import re
import shutil
import socket
import sys
from collections.abc import Callable, Iterator
from contextlib import chdir, closing
from pathlib import Path

import pytest

from exports.seal import write_sealed
from tests.core import furnished
from tests.reliability import commands
from tests.reliability.commands import Case, Outcome
from tests.reliability.test_writers import fingerprint
from ui import cli
from upstream_workshop.workshop import Workshop

LONG = bool(os.environ.get("UPSTREAM_LONG"))
CONTROL = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069]")
pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="has pipes, devices and /proc")

# what each verb needs besides its paths
NEEDS = {
    "import": ("--as", "people", "--dry-run"),
    "tally": ("--ballot", "Themes"),
    "loops": ("--map", "Table 1"),
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


def paths_of(verb: cli.Verb) -> tuple[str, ...]:
    """The names of a verb's arguments that are paths, in order."""
    return tuple(
        names[0]
        for names, options in verb.arguments
        if not names[0].startswith("-") and options.get("type") is Path
    )


GOOD = {"file": "day.upstream", "source": "people.csv", "folder": "out", "out": "out.zip"}


def words(verb: cli.Verb, swapped: dict[str, str]) -> tuple[str, ...]:
    """A whole command line, with some of its paths swapped."""
    good = {**GOOD, "file": "new.upstream" if verb.name == "new" else GOOD["file"]}
    given = [swapped.get(name, good[name]) for name in paths_of(verb)]
    return (verb.name, *NEEDS.get(verb.name, ()), "--home", "home", "--", *given)


def every_pair() -> Iterator[tuple[cli.Verb, str, Callable[[Path], Path]]]:
    """Each path of each verb with each kind of bad path, or so many that each kind is met by all."""
    places = [(verb, name) for verb in cli.VERBS for name in paths_of(verb)]
    places = [place for place in places if place[0].name != "demo" or LONG]
    whole = itertools.product(places, enumerate(KINDS))
    for (at, (verb, name)), (number, kind) in itertools.product(
        enumerate(places), enumerate(KINDS)
    ):
        if LONG or verb.name in ("verify", "new", "archive", "import") or (at + number) % 4 == 0:
            yield verb, name, kind
    del whole


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


def test_bad_paths_are_answered(template: Path, tmp_path: Path) -> None:
    cases, before, labels = [], [], []
    for number, (verb, name, kind) in enumerate(every_pair()):
        place = tmp_path / str(number)
        shutil.copytree(template, place)
        bad = kind(place)
        cases.append(Case(words(verb, {name: str(bad)}), str(place)))
        before.append(fingerprint(place))
        labels.append(f"{verb.name} {name}={str(bad).removeprefix(str(tmp_path))[:60]!r}")
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
