"""What is no sound session file is refused in words and left as it is."""

from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path

import pytest

from tests.core.session_file.organisations import a_session_file, names
from upstream_workshop.errors import WorkshopError
from upstream_workshop.processes import Program
from upstream_workshop.session_file import opening, schema
from upstream_workshop.session_file.workshop import Workshop
from upstream_workshop.storage import inspecting, inspection, stamp


def spoil_not_ours(path: Path) -> None:
    path.write_text("name,organisation\nA,B\n")


def spoil_empty(path: Path) -> None:
    path.write_bytes(b"")


def spoil_other_program(path: Path) -> None:
    path.unlink()
    other = sqlite3.connect(path)
    other.execute("CREATE TABLE notes (a)")
    other.close()


def spoil_truncated(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def spoil_header_only(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:100])


def spoil_newer(path: Path) -> None:
    raw = bytearray(path.read_bytes())
    raw[60:64] = (schema.FORMAT + 1).to_bytes(4, "big")
    path.write_bytes(raw)


def spoil_slow_view(path: Path) -> None:
    """Reading its schema is quick; a view that never ends is not asked."""
    other = sqlite3.connect(path)
    other.execute(
        "CREATE VIEW v AS WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r) "
        "SELECT count(*) AS n FROM r"
    )
    other.close()


def spoil_wal_with_a_view(path: Path) -> None:
    other = sqlite3.connect(path)
    other.execute("PRAGMA journal_mode=WAL")
    other.execute("CREATE VIEW people AS SELECT 1")
    other.close()


def spoil_words(path: Path) -> None:
    """A name in the schema that is no text."""
    raw = path.read_bytes()
    path.write_bytes(raw.replace(b"CREATE TABLE participant", b"CREATE TABLE participan\xff"))


def spoil_planted_trigger(path: Path) -> None:
    other = sqlite3.connect(path)
    other.execute("CREATE TRIGGER t AFTER INSERT ON card BEGIN DELETE FROM card; END")
    other.close()


@pytest.mark.parametrize(
    ("spoil", "says"),
    [
        (spoil_not_ours, "not a session file"),
        (spoil_empty, "not a session file"),
        (spoil_other_program, "another program"),
        (spoil_truncated, "damaged or cut short"),
        (spoil_header_only, "damaged or cut short|not a session file"),
        (spoil_newer, "newer Upstream Workshop"),
        (spoil_planted_trigger, "did not make"),
        (spoil_slow_view, "did not make"),
        (spoil_wal_with_a_view, "did not make"),
        (spoil_words, "damaged|did not make"),
    ],
)
def test_what_is_not_sound_is_refused_and_untouched(tmp_path: Path, spoil, says: str) -> None:
    path = a_session_file(tmp_path)
    spoil(path)
    before = path.read_bytes()
    with pytest.raises(WorkshopError, match=says) as refusal:
        Workshop.open(path)
    assert "good.upstream" in str(refusal.value)
    assert "\n" not in str(refusal.value)
    assert path.read_bytes() == before


def test_a_file_in_wal_mode_is_taken_as_it_stands(tmp_path: Path) -> None:
    path = a_session_file(tmp_path)
    other = sqlite3.connect(path)
    other.execute("PRAGMA journal_mode=WAL")
    other.execute("UPDATE organisation SET name = 'Last' WHERE id = 50")
    stamp.restamp(other)
    other.commit()
    for suffix in ("", "-wal"):  # as it lies there while the other program still runs
        source = path.with_name(path.name + suffix)
        shutil.copyfile(source, source.with_name(source.name.replace("good", "copied")))
    other.close()
    copied = tmp_path / "copied.upstream"
    with Workshop.open(copied) as workshop:
        assert names(workshop)[-1] == "Last"
        for name, wanted in schema.PRAGMAS:
            assert workshop._open_file.driver.execute(f"PRAGMA {name}").fetchone() == (wanted,)
    assert not list(tmp_path.glob("copied.upstream-*"))


def test_a_checker_that_hangs_or_dies_is_a_refusal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = a_session_file(tmp_path)
    program = tmp_path / "program.py"
    monkeypatch.setattr(inspecting, "PROGRAM", Program("", ("-I", "-S", str(program))))
    program.write_text("import os; os.abort()")
    with pytest.raises(WorkshopError, match="damaged or cut short"):
        Workshop.open(path)
    program.write_text("import time; time.sleep(60)")
    monkeypatch.setattr(opening, "SECONDS", -4)
    with pytest.raises(WorkshopError, match="to check: it may have been tampered"):
        Workshop.open(path)


def test_a_checker_that_waits_takes_the_first_file_and_is_not_replaced(tmp_path: Path) -> None:
    (tmp_path / "second").mkdir()
    first, second = a_session_file(tmp_path), a_session_file(tmp_path / "second")
    inspecting.STANDBY.begin(lasting=False)
    waiting = inspecting.STANDBY._process
    assert waiting is not None
    with Workshop.open(first), Workshop.open(second):
        assert waiting.returncode == 0
        assert inspecting.STANDBY.take() is None


def test_the_checker_stops_at_its_deadline(tmp_path: Path) -> None:
    path = tmp_path / "large.db"
    other = sqlite3.connect(path)
    other.execute("CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT)")
    other.execute(
        "WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n+1 FROM r WHERE n < 20000) "
        "INSERT INTO t SELECT n, n FROM r"
    )
    other.commit()
    other.close()
    assert inspection.inspect(path, "ro", 60, schema.expected())["verdict"] == "ok"
    assert inspection.inspect(path, "ro", -1, schema.expected()) == {"trouble": "SQLITE_INTERRUPT"}


def test_where_no_process_can_be_started_it_is_checked_here(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = a_session_file(tmp_path)
    monkeypatch.setattr("sys.executable", str(tmp_path / "nothing"))
    Workshop.open(path).close()
    spoil_planted_trigger(path)
    with pytest.raises(WorkshopError, match="did not make"):
        Workshop.open(path)


@pytest.mark.parametrize("name", ["missing.upstream", "."])
def test_nothing_there(tmp_path: Path, name: str) -> None:
    with pytest.raises(WorkshopError, match=r"does not exist|is a folder"):
        Workshop.open(tmp_path / name)
