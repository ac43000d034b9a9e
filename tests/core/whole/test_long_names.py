"""Names made from a session's own: none is too long for a disk, and none is cut inside a letter."""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Iterator
from itertools import accumulate, cycle
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from ui.cli import verbs
from upstream_workshop.file_names import file_name
from upstream_workshop.letters import clusters
from upstream_workshop.session_file.copies import backups, repairing
from upstream_workshop.storage.files import disk

NAME_MAX = 255  # bytes
SESSION_MAX = NAME_MAX - len("-journal")
SUFFIX = ".upstream"
LETTERS = (
    "a", "é", "e\u0301", "n\u0303\u0323", "ŵ", "क्षि", "한", "\u1112\u1161\u11ab", "漢", "𠀀", "🎓",
    "👩\u200d👩\u200d👧\u200d👦", "👍🏽", "🏴\U000e0067\U000e0062\U000e0077\U000e006c\U000e0073\U000e007f",
    "🇨🇾", "❤\ufe0f", "می\u200cخوا", "Z\u0351\u0352\u0353\u0354\u0355", " ", "-",
)  # fmt: skip


def filled(room: int, letters: list[str]) -> str:
    """As many of these letters in turn as a name of so many bytes takes, to the last byte."""
    stem = ""
    for letter in cycle(clusters("".join(letters))):
        if len(os.fsencode(stem + letter)) > room:
            return stem + "x" * (room - len(os.fsencode(stem)))
        stem += letter
    raise ValueError("nothing to fill it with")


STEMS = st.builds(
    filled,
    st.integers(1, SESSION_MAX - len(SUFFIX)) | st.just(SESSION_MAX - len(SUFFIX)),
    st.lists(st.sampled_from(LETTERS), min_size=1, max_size=6),
).filter(lambda stem: stem.strip(" ."))


ADDED = (
    " 2", " 9999", " copy", " repaired", ".format-12", " (damaged)", " 2026-12-01 10.00",
    " (conflicted copy 2026-12-01 10.00)",
)  # fmt: skip
# what may follow the session's own letters in any name made of it
TAIL = re.compile(r"(~[0-9a-f]{8})?(\.\d+(\.thread\d+)?\.new|\.open)?|( [0-9a-f]{8})?")


def derived(session: Path) -> Iterator[tuple[str, str]]:
    """Every name the app makes of a session's, and what is left when all that was added is taken off."""
    yield from (
        (path.name, path.name.removeprefix("."))
        for path in (
            backups.folder_for(session.parent, session),
            disk.draft(session),
            disk.draft(session, disk.of_this_thread()),
            session.with_name(f".{disk.short(session.name)}.open"),
        )
    )
    yield (
        repairing.suggested(session).name,
        repairing.suggested(session).name[: -len(f" repaired{SUFFIX}")],
    )
    for added in ADDED:
        once = disk.with_added(session, added)
        twice = disk.with_added(once, " 9999")
        assert twice.name.endswith(f" 9999{SUFFIX}")
        yield once.name, once.name.removesuffix(f"{added}{SUFFIX}")
        yield twice.name, twice.name.removesuffix(f" 9999{SUFFIX}").removesuffix(added)


@settings(deadline=None)
@given(STEMS)
@example("👩\u200d👩\u200d👧\u200d👦" * 9)
@example(filled(SESSION_MAX - len(SUFFIX), ["𠀀"]))
@example(filled(SESSION_MAX - len(SUFFIX), ["e\u0301"]))
def test_no_name_made_of_a_sessions_is_too_long_or_cuts_a_letter(stem: str) -> None:
    session = Path(tempfile.gettempdir()) / f"{stem}{SUFFIX}"
    starts = {""} | {*accumulate(clusters(stem))} | {*accumulate(clusters(session.name))}
    for name, own in derived(session):
        path = session.with_name(name)
        for beside in (path, disk.draft(path), disk.journal(disk.draft(path)), disk.journal(path)):
            assert len(os.fsencode(beside.name)) <= NAME_MAX, beside.name
        longest = max((start for start in starts if own.startswith(start)), key=len)
        rest = own[len(longest) :]
        assert any(rest in added for added in ADDED) or TAIL.fullmatch(rest), (
            own,
            stem,
        )
    for suffix in (".pdf", ".zip", " archive redacted.zip"):
        assert len(file_name(stem, set(), suffix).encode()) <= NAME_MAX


def test_names_that_are_taken_are_numbered_however_long(tmp_path: Path) -> None:
    for letter in ("𠀀", "e\u0301", "x"):
        path = tmp_path / f"{filled(SESSION_MAX - len(SUFFIX), [letter])}{SUFFIX}"
        for _ in range(4):
            free = disk.free_name(path)
            free.write_bytes(b"")
            assert disk.journal(free).name.encode()[NAME_MAX:] == b""
    assert len(list(tmp_path.iterdir())) == 12
    odd = tmp_path / ("a." + "b" * 250)  # what looks like a suffix is none
    odd.write_bytes(b"")
    disk.free_name(odd).write_bytes(b"")


@pytest.mark.parametrize("letter", ["𠀀", "e\u0301", "👩\u200d👩\u200d👧", "🇨🇾"])
def test_every_verb_takes_the_longest_name(tmp_path: Path, letter: str) -> None:
    """And whatever is left anywhere has a name of whole letters."""
    home, place = tmp_path / "home", tmp_path / "place"
    place.mkdir()
    stem = filled(SESSION_MAX - len(SUFFIX), [letter])
    session = place / f"{stem}{SUFFIX}"
    (place / "people.csv").write_text("Name\nSiân Prŷs\nAnn\n", "utf-8")
    out = place / filled(SESSION_MAX - len(".zip"), [letter])
    lines = (
        ("new", session),
        ("import", session, place / "people.csv", "--as", "people"),
        ("workgroups", session),
        ("export", session, place / "papers", "--only", "summary"),
        ("archive", session, f"{out}.zip"),
        ("verify", f"{out}.zip"),
        ("erase", session, "--person", "Ann"),
        ("verify", session),
        ("repair", session, repairing.suggested(session)),
    )
    for verb, *rest in lines:
        code = verbs.main([verb, *map(str, rest), "--home", str(home)])
        assert code == 0 or verb == "workgroups", verb  # there is nobody to place
    made = [path for path in (*home.rglob("*"), *place.rglob("*")) if letter in path.name]
    assert any(path.parent == home / "backups" for path in made)
    for path in made:
        whole = path.name.rpartition(letter)
        assert set(whole[2]) <= set(" .~0123456789abcdefupstreamzipx"), path.name
