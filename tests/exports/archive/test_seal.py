"""A sealed archive proves itself: any flipped bit, missing, added or renamed document is found."""

from __future__ import annotations

import os
import random
import shutil
import sqlite3
import zipfile
from contextlib import closing
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from exports.archive.parts import ENDING
from exports.archive.verify import verify
from exports.seal import MANIFEST, SESSION, write_sealed
from upstream_workshop import processes
from upstream_workshop.errors import WorkshopError
from upstream_workshop.processes import Ending, Program
from upstream_workshop.session_file.workshop import Workshop

LONG = bool(os.environ.get("UPSTREAM_LONG"))  # every bit, not a thousand of them


@pytest.fixture
def session_file(tmp_path: Path) -> Path:
    """A closed session file."""
    path = tmp_path / "closed.upstream"
    Workshop.create(path).close()
    return path


def quiet(_share: float, _doing: str) -> None:
    """Progress nobody watches."""


@pytest.fixture
def sealed(tmp_path: Path, session_file: Path) -> Path:
    """A small archive."""
    path = tmp_path / "archive.zip"
    contents = {"README.txt": b"read me " * 50, SESSION: session_file, "data/a ŵ.csv": b"name\r\nx"}
    write_sealed(path, contents, {"edition": "full"}, quiet)
    return path


def repacked(source: Path, target: Path, changes: dict[str, bytes | None]) -> Path:
    """The archive packed again, with some documents changed (or, with None, left out)."""
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w") as new:
        new.comment = old.comment
        kept: dict[str, bytes | None] = {name: old.read(name) for name in old.namelist()}
        for name, content in (kept | changes).items():
            if content is not None:
                new.writestr(name, content)
    return target


def test_a_fresh_archive_is_sound_and_any_unzipper_reads_it(sealed: Path) -> None:
    assert verify(sealed).sound, verify(sealed).problems
    with zipfile.ZipFile(sealed) as archive:
        assert archive.testzip() is None
        assert archive.read("data/a ŵ.csv") == b"name\r\nx"
        assert archive.namelist()[-1] == MANIFEST


def test_the_same_contents_are_the_same_bytes(sealed: Path, session_file: Path) -> None:
    again = sealed.with_name("again.zip")
    contents = {"README.txt": b"read me " * 50, SESSION: session_file, "data/a ŵ.csv": b"name\r\nx"}
    write_sealed(again, contents, {"edition": "full"}, quiet)
    assert again.read_bytes() == sealed.read_bytes()


def parts(path: Path) -> list[tuple[int, int, str]]:
    """Each stretch of an archive with the name of whatever is damaged when a bit in it is."""
    with zipfile.ZipFile(path) as archive:
        members, directory = archive.infolist(), archive.start_dir
    starts = [*(member.header_offset for member in members), directory]
    found = [
        (start, end, member.filename)
        for member, (start, end) in zip(members, pairwise(starts), strict=True)
    ]
    for member in members:
        end = directory + 46 + len(member.filename.encode())
        found.append((directory, end, member.filename))
        directory = end
    found.append((directory, directory + 22, ENDING))
    return [*found, (directory + 22, path.stat().st_size, "seal")]


def test_any_flipped_bit_is_found_and_the_document_named(sealed: Path) -> None:
    whole, stretches = sealed.read_bytes(), parts(sealed)
    names = {name for _, _, name in stretches if name not in (ENDING, "seal", MANIFEST)}
    assert [end for _, end, _ in stretches[:-1]] == [start for start, _, _ in stretches[1:]]
    dice = random.Random(7)
    bits = [
        (place, bit, name)
        for start, end, name in stretches
        for place in range(start, end)
        for bit in range(8)
    ]
    wrong = []
    for place, bit, name in bits if LONG else dice.sample(bits, 1_000):
        flipped = bytearray(whole)
        flipped[place] ^= 1 << bit
        sealed.write_bytes(flipped)
        told = "; ".join(verify(sealed).problems)
        others = {other for other in names - {name} if other in told} if name in names else set()
        if name not in told or others:
            wrong.append((name, place, bit, told))
    assert not wrong


@pytest.mark.parametrize("share", [0.0, 0.1, 0.5, 0.9, 0.999])
def test_a_shortened_archive_is_found(sealed: Path, share: float) -> None:
    whole = sealed.read_bytes()
    sealed.write_bytes(whole[: int(len(whole) * share)])
    assert not verify(sealed).sound


def test_the_document_at_fault_is_named(sealed: Path, tmp_path: Path) -> None:
    changed = repacked(sealed, tmp_path / "b.zip", {"data/a ŵ.csv": b"name\r\ny"})
    assert any("data/a ŵ.csv is not what" in problem for problem in verify(changed).problems)
    missing = repacked(sealed, tmp_path / "c.zip", {"README.txt": None})
    assert "README.txt is missing" in verify(missing).problems
    added = repacked(sealed, tmp_path / "d.zip", {"extra.txt": b"hello"})
    assert "extra.txt was added after sealing" in verify(added).problems
    headless = repacked(sealed, tmp_path / "e.zip", {MANIFEST: None})
    assert any(MANIFEST in problem for problem in verify(headless).problems)
    merely = repacked(sealed, tmp_path / "f.zip", {})
    assert any("every document in it is whole" in problem for problem in verify(merely).problems)


def test_a_flip_inside_a_document_names_it(sealed: Path) -> None:
    whole = bytearray(sealed.read_bytes())
    with zipfile.ZipFile(sealed) as archive:
        place = archive.getinfo(SESSION).header_offset + 200
    whole[place] ^= 4
    sealed.write_bytes(whole)
    assert any(problem.startswith(SESSION) for problem in verify(sealed).problems)


def test_a_bomb_is_not_unpacked(tmp_path: Path, sealed: Path) -> None:
    bomb = repacked(sealed, tmp_path / "bomb.zip", {"README.txt": b"\0" * 50_000_000})
    assert "README.txt is not what was sealed" in verify(bomb).problems


def test_a_session_file_is_verified_without_being_touched(session_file: Path) -> None:
    before = session_file.read_bytes()
    assert verify(session_file).sound
    damaged = bytearray(before)
    damaged[4096:4200] = b"\xff" * 104
    broken = session_file.with_name("broken.upstream")
    broken.write_bytes(damaged)
    assert not verify(broken).sound
    assert session_file.read_bytes() == before


def test_a_session_file_is_looked_into_once_and_by_another_process(
    session_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[object] = []
    ask, connect = processes.ask, sqlite3.connect

    def count(program: Program, *about: Any, **more: Any) -> Ending:
        asked.append(program)
        return ask(program, *about, **more)

    def only_in_memory(database: str, *about: Any, **more: Any) -> sqlite3.Connection:
        assert str(session_file) not in database
        return connect(database, *about, **more)

    monkeypatch.setattr(processes, "ask", count)
    monkeypatch.setattr(sqlite3, "connect", only_in_memory)
    assert verify(session_file).sound
    assert len(asked) == 1


@pytest.mark.parametrize(
    ("harm", "why"),
    [
        ("UPDATE sqlite_schema SET rootpage = 2 WHERE name = 'card'", "damaged"),
        ("INSERT INTO mark VALUES (1, 77, 77, 1)", "no such row in"),
        ("INSERT INTO theme VALUES (1, 'Trust', '', 'nowhere', 1, NULL)", "theme, row 1: “state”"),
    ],
    ids=["two tables in one place", "a key that leads nowhere", "a state nobody knows"],
)
def test_what_is_wrong_in_a_session_file_is_one_sentence(
    session_file: Path, harm: str, why: str
) -> None:
    with closing(sqlite3.connect(session_file)) as file:
        file.execute("PRAGMA writable_schema=ON")
        file.execute("PRAGMA ignore_check_constraints=ON")
        file.execute(harm)
        file.commit()
    (problem,) = verify(session_file).problems
    assert why in problem


def test_a_database_of_another_program_is_not_sound(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE x (y)")
    other.close()
    assert not verify(path).sound


def test_what_cannot_be_read_is_refused_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(WorkshopError, match="cannot be read"):
        verify(tmp_path / "nowhere.zip")
    with pytest.raises(WorkshopError, match="cannot be read"):
        verify(tmp_path)
    words = tmp_path / "letter.zip"
    words.write_text("Dear all")
    assert not verify(words).sound


def test_a_copy_is_whole_while_the_workshop_stays_open(workshop: Workshop, tmp_path: Path) -> None:
    copy = tmp_path / "copy.upstream"
    workshop.copy_to(copy)
    assert verify(copy).sound
    moved = tmp_path / "moved.upstream"
    shutil.copy(copy, moved)
    with Workshop.open(moved), workshop.change("still ours"):
        pass


def test_a_cancelled_seal_leaves_nothing_behind(tmp_path: Path) -> None:
    def stop(_share: float, doing: str) -> None:
        if "b.txt" in doing:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_sealed(tmp_path / "x.zip", {"a.txt": b"a", "b.txt": b"b"}, {}, stop)
    assert list(tmp_path.iterdir()) == []
