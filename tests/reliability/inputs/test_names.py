"""A path is a path: whatever a file is called, every verb uses that file and leaves no other.

Names are drawn from all there are, bytes that are no text included. `UPSTREAM_LONG=1` draws many more.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import sys
import tempfile
import unicodedata
from collections.abc import Iterator, Sequence
from contextlib import closing, suppress
from pathlib import Path
from urllib.parse import unquote

import pytest
from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st

from tests.reliability.program import commands
from tests.reliability.program.commands import Case
from tests.reliability.program.test_command_lines import is_clean
from tests.reliability.program.test_writers import fingerprint
from upstream_workshop.session_file.workshop import Workshop

LONG = bool(os.environ.get("UPSTREAM_LONG"))
pytestmark = pytest.mark.skipif(
    sys.platform != "linux", reason="names are plain bytes on Linux alone"
)

PIECES = (
    "?", "#", "%", "%41", "%00", "%2F", "*", "[a]", "[", "~", "$HOME", "`id`", ";", "&", "&amp;", "|",
    "'", '"', "<b>", "\\", ":", ":memory:", "file:", "?mode=memory", "{path}", "{0}", "%s", " ", "  ",
    ".", "..", "-", "--json", "\n", "\r", "\t", "\x1b[31m", "\x7f", "\u202e", "\u200b", "\ufeff", "é",
    "e\u0301", "ﬁ", "ß", "İ", "Ŵ", "\U0001f600", "\ud7ff", ".upstream", ".upstream-journal", ".zip",
    ".new", ".open", "con", "a", "Day 2", *(os.fsdecode(bytes([byte])) for byte in (0x80, 0xC3, 0xFF)),
)  # fmt: skip
NAMES = (
    st.lists(st.sampled_from(PIECES) | st.characters(exclude_characters="/\0", exclude_categories=["Cs"]),
             min_size=1, max_size=12)
    .map("".join)
    .map(lambda name: os.fsdecode(os.fsencode(name)))
    .filter(lambda name: name not in (".", "..") and len(os.fsencode(name)) <= 255)
)  # fmt: skip
ODD = (
    "Day 2?draft.upstream", "100%41.upstream", ":memory:", "file:x?mode=memory", "-x.upstream", "~*[a]",
    "n" * 255, "n" * 247, "ŵ" * 120 + "..", " a\nb", "e\u0301.upstream", os.fsdecode(b"\xff.upstream"),
    "#.upstream", "day.upstream-journal",
)  # fmt: skip


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A session with nothing in it."""
    path = tmp_path_factory.mktemp("empty") / "empty.upstream"
    Workshop.create(path).close()
    return path


def twins(name: str) -> Iterator[str]:
    """Other names that this one could be taken for."""
    cut = (name.split(mark)[0] for mark in "?#%\n;")
    forms = (unicodedata.normalize(form, name) for form in ("NFC", "NFD", "NFKC"))
    others = {
        *cut,
        *forms,
        unquote(name),
        name.strip(),
        name.rstrip("."),
        name.lower(),
        name.upper(),
    }
    for other in sorted(others - {name, "", ".", ".."}):
        if (
            "/" not in other
            and "\0" not in other
            and not other.endswith(("-journal", "-wal", "-shm"))
        ):
            yield other


LINES = (
    ("import", "--as", "people", "--", "NAME", "people.csv"),
    ("verify", "--", "NAME"),
    ("archive", "--", "NAME", "out/NAME"),
    ("verify", "--", "out/NAME"),
    ("erase", "--person", "Siân Prŷs", "--", "NAME"),
    ("tally", "--ballot", "None", "--", "NAME"),
    ("loops", "--map", "None", "--", "NAME"),
    ("workgroups", "--", "NAME"),
    ("export", "--only", "agenda", "--", "NAME", "out/out NAME"),
)
REFUSED = ("tally", "loops", "workgroups")  # there is nothing in it


@settings(
    max_examples=15 if LONG else 1,
    deadline=None,
    derandomize=not LONG,
    phases=(Phase.explicit, Phase.generate),
    suppress_health_check=list(HealthCheck),
)
@given(st.lists(NAMES, min_size=6, max_size=6))
@example(ODD)
def test_every_verb_uses_the_file_that_was_named(empty: Path, names: Sequence[str]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        places = []
        for number, name in enumerate(dict.fromkeys(names)):
            place = Path(folder) / str(number)
            place.mkdir()
            (place / "people.csv").write_text("Name\nSiân Prŷs\n", "utf-8")
            for other in twins(name):
                with suppress(OSError):
                    shutil.copyfile(empty, place / other)
            places.append((name, place))
        wrong = list(_used(places))
    assert not wrong, "\n".join(wrong)


def _used(places: list[tuple[str, Path]]) -> Iterator[str]:
    before = {place: fingerprint(place) for _, place in places}
    made = _run(places, ("new", "--", "NAME"))
    kept = []
    for (name, place), outcome in zip(places, made, strict=True):
        strays = set(_seen(place)) - before[place].keys() - ({name} if outcome.code == 0 else set())
        if not is_clean(outcome) or strays:
            yield f"new {name!r}: {outcome} {strays}"
        elif outcome.code == 0:
            kept.append((name, place))
    for verb in LINES if LONG else LINES[:5]:
        done = _run(kept, verb)
        for (name, place), outcome in zip(kept, done, strict=True):
            strays = set(_seen(place)) - before[place].keys() - {name}
            strays = {one for one in strays if one.split("/")[0] != "out"}
            if not is_clean(outcome) or strays or outcome.code != (verb[0] in REFUSED) * 3:
                yield f"{verb[0]} {name!r}: {outcome} {strays}"
            if verb[0] == "import" and _people(place / name) != 1:
                yield f"{name!r}: the list went elsewhere"
    for _, place in places:
        now = fingerprint(place)
        yield from (
            f"{place}: {one!r} changed" for one in before[place] if now[one] != before[place][one]
        )


def _run(places: list[tuple[str, Path]], verb: tuple[str, ...]) -> list[commands.Outcome]:
    def line(name: str) -> tuple[str, ...]:
        cut = os.fsdecode(
            os.fsencode(name)[:200]
        )  # what is added would be too much of a longer one
        swapped = [
            word.replace("out NAME", f"out {cut}").replace("NAME", name) for word in verb[1:]
        ]
        return (verb[0], "--home", "home", *swapped)

    return commands.run([Case(line(name), str(place)) for name, place in places])


def _seen(place: Path) -> list[str]:
    return [str(path.relative_to(place)) for path in place.rglob("*") if "home" not in path.parts]


def _people(path: Path) -> int:
    with closing(sqlite3.connect(path.absolute())) as file:
        return int(file.execute("SELECT count(*) FROM participant").fetchone()[0])
