"""The session file: what it refuses, what it keeps, who may have it open."""

from __future__ import annotations

import getpass
import os
import platform
import shutil
import sqlite3
import tempfile
from datetime import datetime
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from tests.core.elsewhere import opened_elsewhere, opening_elsewhere
from upstream_workshop.errors import NestedChangeError, WorkshopError
from upstream_workshop.people.model import Organisation
from upstream_workshop.processes import Program
from upstream_workshop.session_file import opening, schema
from upstream_workshop.session_file.steps import Change
from upstream_workshop.session_file.workshop import Workshop
from upstream_workshop.storage import inspecting, inspection, stamp
from upstream_workshop.storage.files import lock_notes


def add(session: Session, name: str) -> None:
    session.add(Organisation(name=name))


def names(workshop: Workshop) -> list[str]:
    with workshop.read() as session:
        return list(session.scalars(text("SELECT name FROM organisation ORDER BY id")))


def test_a_change_is_kept_when_the_file_is_opened_again(tmp_path: Path) -> None:
    path = tmp_path / "a.upstream"
    with Workshop.create(path) as workshop, workshop.change("Add") as session:
        add(session, "Sir Ddinbych ŵ")
    with Workshop.open(path) as workshop:
        assert names(workshop) == ["Sir Ddinbych ŵ"]
    assert list(tmp_path.iterdir()) == [path]


def test_a_failed_change_leaves_nothing(workshop: Workshop) -> None:
    with pytest.raises(ZeroDivisionError), workshop.change("Add") as session:
        add(session, "half")
        session.flush()
        _ = 1 // 0
    assert names(workshop) == []
    assert workshop.undo_label is None


def test_a_change_that_changes_nothing_is_no_step(workshop: Workshop) -> None:
    with workshop.change("Nothing"):
        pass
    assert workshop.undo_label is None


def test_listeners_hear_tables_and_ids_and_may_not_write(workshop: Workshop) -> None:
    heard: list[Change] = []
    workshop.listeners.append(heard.append)
    with workshop.change("Add") as session:
        add(session, "York")
    assert heard == [Change("Add", {"organisation": frozenset({1})})]
    assert heard[0].touches({"organisation", "card"})
    assert not heard[0].touches({"card"})

    def meddle(_change: Change) -> None:
        with workshop.change("Meddle") as session:
            add(session, "Leeds")

    workshop.listeners.append(meddle)
    with pytest.raises(NestedChangeError), workshop.change("Add") as session:
        add(session, "Oldham")


def test_listeners_hear_each_row_that_came_changed_or_went_and_again_when_undone(
    workshop: Workshop,
) -> None:
    with workshop.change("Add") as session:
        for name in ("York", "Leeds", "Hull"):
            add(session, name)
    heard: list[Change] = []
    workshop.listeners.append(heard.append)
    with workshop.change("Write") as session:
        add(session, "Oldham")
        session.execute(text("UPDATE organisation SET name = 'Kingston' WHERE name = 'Hull'"))
        session.execute(text("DELETE FROM organisation WHERE name = 'York'"))
        session.execute(text("UPDATE organisation SET id = 9 WHERE name = 'Leeds'"))
    workshop.undo()
    workshop.redo()
    assert [change.rows for change in heard] == [{"organisation": frozenset({1, 2, 3, 4, 9})}] * 3


def test_what_another_wrote_since_to_a_row_keeps_a_step_from_being_undone(
    workshop: Workshop,
) -> None:
    """Also where the row got another id by the step, or went."""
    step_and_later = (
        ("UPDATE organisation SET id = 9 WHERE id = 1", "DELETE FROM organisation WHERE id = 9"),
        (
            "UPDATE organisation SET name = 'X' WHERE id = 2",
            "DELETE FROM organisation WHERE id = 2",
        ),
    )
    for number, (first, then) in enumerate(step_and_later, 1):
        with workshop.change("Add") as session:
            session.add(Organisation(id=number, name=f"Number {number}"))
        with workshop.change("First", actor="ann") as session:
            session.execute(text(first))
        with workshop.change("Then", actor="bea") as session:
            session.execute(text(then))
        with pytest.raises(WorkshopError, match="somebody else changed the same"):
            workshop.undo(actor="ann")


def test_a_reader_cannot_write(workshop: Workshop) -> None:
    with pytest.raises(Exception, match="readonly"), workshop.read() as session:
        add(session, "York")
        session.flush()
    assert names(workshop) == []


def test_a_rehearsal_keeps_nothing(workshop: Workshop) -> None:
    with workshop.rehearse() as session:
        add(session, "York")
        session.flush()
        assert session.scalar(text("SELECT count(*) FROM organisation")) == 1
    assert names(workshop) == []
    with workshop.change("Add") as session:
        add(session, "Leeds")
    workshop.undo()
    assert names(workshop) == []


def test_history_keeps_labels_but_not_what_they_are_about(workshop: Workshop) -> None:
    with workshop.change("Check in", "Siân Prys") as session:
        add(session, "York")
    assert workshop.undo_label == "Check in: Siân Prys"
    workshop.undo()
    with workshop.read() as session:
        assert list(session.scalars(text("SELECT label FROM history"))) == [
            "Check in",
            "Undo: Check in",
        ]


def test_a_copy_of_the_file_alone_has_everything(workshop: Workshop, tmp_path: Path) -> None:
    for name in ("York", "Leeds", "Newham"):
        with workshop.change("Add") as session:
            add(session, name)
    shutil.copyfile(workshop.path, tmp_path / "copy.upstream")
    with Workshop.open(tmp_path / "copy.upstream") as copy:
        assert names(copy) == ["York", "Leeds", "Newham"]


def test_the_diary_stays_out_of_the_file(workshop: Workshop) -> None:
    secret = "Gwenllian Tŷ-Gwyn"
    with workshop.change("Add") as session:
        add(session, secret)
    with workshop.change("Remove") as session:
        session.execute(text("DELETE FROM organisation"))
    assert secret.encode() not in workshop.path.read_bytes()


def test_a_second_opener_is_told_who_has_it(workshop: Workshop) -> None:
    now = datetime.now()
    said = opening_elsewhere(workshop.path)
    assert "open in another window (" in said
    assert f"{getpass.getuser()} on {platform.node()} since {now.hour:02}:" in said
    with pytest.raises(WorkshopError, match="open in another window"):
        Workshop.open(workshop.path)


def test_trying_twice_here_lets_nobody_else_in(workshop: Workshop) -> None:
    """Closing a handle of a file drops every lock its process has on it."""
    for _ in range(2):
        with pytest.raises(WorkshopError, match="open in another window"):
            Workshop.open(workshop.path)
        with pytest.raises(WorkshopError, match="open in another window"):
            opening.check_header(workshop.path)
    assert "open in another window" in opening_elsewhere(workshop.path)
    with workshop.change("Add") as session:
        add(session, "York")


def test_who_had_it_before_a_crash_blocks_nobody(tmp_path: Path) -> None:
    path = a_session_file(tmp_path)
    lock_notes.note(path)
    with opened_elsewhere(path), pytest.raises(WorkshopError, match=f"{platform.node()} since"):
        Workshop.open(path)
    with Workshop.open(path):
        pass
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("note", ["", "[]", '{"who": 1}', '{"since": "x"}', "\0"])
def test_a_spoilt_note_says_nothing(tmp_path: Path, note: str) -> None:
    path = tmp_path / "a.upstream"
    path.with_name(".a.upstream.open").write_text(note)
    assert lock_notes.words(path) == ""


def test_create_replaces_nothing(tmp_path: Path) -> None:
    path = tmp_path / "mine.upstream"
    path.write_text("precious")
    with pytest.raises(WorkshopError, match="exists already"):
        Workshop.create(path)
    assert path.read_text() == "precious"


def a_session_file(folder: Path) -> Path:
    path = folder / "good.upstream"
    with Workshop.create(path) as workshop:
        for number in range(50):
            with workshop.change("Add") as session:
                add(session, f"Organisation {number} " + "x" * 400)
    return path


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


def in_child_without_rights(work) -> str:
    """Run work as nobody, in a forked child, and hand back what it said."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        answer = "no refusal"
        try:
            os.setuid(65534)
            work()
        except WorkshopError as refusal:
            answer = str(refusal)
        except BaseException as bug:
            answer = f"bug: {bug!r}"
        os.write(writer, answer.encode())
        os._exit(0)
    os.close(writer)
    with os.fdopen(reader) as pipe:
        said = pipe.read()
    os.waitpid(child, 0)
    return said


def looked_at(path: Path) -> None:
    """All of it can be read and copied, and a change is refused."""
    before = path.read_bytes()
    with Workshop.open(path) as workshop:
        assert len(names(workshop)) == 50
        with tempfile.TemporaryDirectory() as folder:
            workshop.copy_to(Path(folder) / "copy.upstream")
            with Workshop.open(Path(folder) / "copy.upstream") as copy:
                assert len(names(copy)) == 50
                assert not copy.read_only
        try:
            with workshop.change("Add") as session:
                add(session, "York")
        finally:
            assert path.read_bytes() == before


def test_where_the_journal_cannot_be_written_it_is_looked_at(tmp_path: Path) -> None:
    path = a_session_file(tmp_path)
    path.with_name(path.name + "-journal").mkdir()
    with pytest.raises(WorkshopError, match="cannot be written where it lies"):
        looked_at(path)


def test_a_note_that_cannot_be_written_is_no_matter(tmp_path: Path) -> None:
    path = a_session_file(tmp_path)
    path.with_name(f".{path.name}.open").mkdir()
    with Workshop.open(path) as workshop, workshop.change("Add") as session:
        add(session, "York")


def looked_at_older(path: Path) -> None:
    with Workshop.open(path) as workshop:
        names(workshop)
        with workshop.change("Add") as session:
            add(session, "York")


@pytest.mark.skipif(not hasattr(os, "setuid") or os.getuid() != 0, reason="needs to drop rights")
def test_an_older_file_that_cannot_be_written_is_looked_at_in_todays_format() -> None:
    stored = Path(__file__).parents[2] / "old_files" / "format-1.upstream"
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "old.upstream"
        shutil.copyfile(stored, path)
        path.chmod(0o444)
        Path(name).chmod(0o555)
        said = in_child_without_rights(lambda: looked_at_older(path))
        assert "cannot be written where it lies" in said
        assert path.read_bytes() == stored.read_bytes()


@pytest.mark.skipif(not hasattr(os, "setuid") or os.getuid() != 0, reason="needs to drop rights")
def test_a_folder_without_write_permission() -> None:
    with tempfile.TemporaryDirectory() as name:  # tmp_path lies below folders closed to strangers
        folder = Path(name)
        path = a_session_file(folder)
        folder.chmod(0o555)
        before = path.read_bytes()
        assert "cannot be written where it lies" in in_child_without_rights(lambda: looked_at(path))
        assert "cannot be written" in in_child_without_rights(
            lambda: Workshop.create(folder / "new.upstream")
        )
        assert path.read_bytes() == before


def test_a_full_disk_keeps_what_was_acknowledged(workshop: Workshop) -> None:
    with workshop.change("Add") as session:
        add(session, "York")
    (pages,) = workshop._open_file.driver.execute("PRAGMA page_count").fetchone()
    workshop._open_file.driver.execute(f"PRAGMA max_page_count={pages}")
    with pytest.raises(WorkshopError, match="disk is full"), workshop.change("Add") as session:
        for number in range(60):
            add(session, f"{number} " + "x" * 1_900)
    workshop._open_file.driver.execute("PRAGMA max_page_count=100000")
    assert names(workshop) == ["York"]
    with workshop.change("Add") as session:
        add(session, "Leeds")
    assert names(workshop) == ["York", "Leeds"]


def test_pragmas_are_as_measured(workshop: Workshop) -> None:
    for name, wanted in schema.PRAGMAS:
        assert workshop._open_file.driver.execute(f"PRAGMA {name}").fetchone() == (wanted,)


def test_the_schema_of_this_release_is_the_one_stored() -> None:
    """A released format never changes under files that exist; a new one gets a number and a step."""
    stored = Path(__file__).parents[2] / "old_files"
    assert {path.name for path in stored.glob("*.upstream")} == {
        f"format-{number}.upstream" for number in range(1, schema.FORMAT + 1)
    }


@pytest.mark.parametrize("number", range(1, schema.FORMAT + 1))
def test_old_files_open(tmp_path: Path, number: int) -> None:
    stored = Path(__file__).parents[2] / "old_files" / f"format-{number}.upstream"
    path = tmp_path / stored.name
    shutil.copyfile(stored, path)
    with Workshop.open(path) as workshop:
        assert names(workshop)
