"""Older files are brought here on a copy, whole or not at all; newer ones are looked at or left alone.

A format 0 is made up: the first stored file without one table and one column, and with another renamed.
"""

from __future__ import annotations

import os
import re
import shutil
import signal
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import Connection, text

from tests.core.elsewhere import opened_elsewhere
from upstream_workshop.errors import WorkshopError
from upstream_workshop.maps import queries as maps
from upstream_workshop.people import queries as people
from upstream_workshop.session_file import migrating, migrations, opening, schema
from upstream_workshop.session_file.migrations import Step
from upstream_workshop.session_file.migrations.format_1 import SCHEMA
from upstream_workshop.session_file.workshop import Workshop
from upstream_workshop.storage import stamp
from upstream_workshop.storage.files import disk

OLD_FILES = Path(__file__).parents[2] / "old_files"
BACKWARDS = (
    "DROP TABLE commitment",
    "ALTER TABLE card RENAME COLUMN text TO words",
    "ALTER TABLE organisation DROP COLUMN region",
)
FORWARDS = (
    "ALTER TABLE organisation ADD COLUMN region TEXT NOT NULL DEFAULT 'somewhere'",
    "ALTER TABLE card RENAME COLUMN words TO text",
    re.search(r"CREATE TABLE commitment .*?\n\);", SCHEMA, re.S).group(),
)


def dump(path: Path) -> dict[str, list[dict[str, object]]]:
    with closing(sqlite3.connect(path)) as file:
        file.row_factory = lambda cursor, row: {
            column[0]: value for column, value in zip(cursor.description, row, strict=True)
        }
        names = file.execute("SELECT name FROM sqlite_schema WHERE type='table'").fetchall()
        return {
            name: file.execute(f"SELECT * FROM {name} ORDER BY id").fetchall()
            for name in (row["name"] for row in names)
        }


def mark(path: Path, version: schema.Version) -> None:
    with closing(sqlite3.connect(path)) as file:
        file.execute(f"PRAGMA user_version={version.user_version}")


@pytest.fixture
def old(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file of format 0, and an app that knows the step from there."""
    path = tmp_path / "old.upstream"
    shutil.copyfile(OLD_FILES / "format-1.upstream", path)
    with closing(sqlite3.connect(path)) as file:
        for statement in BACKWARDS:
            file.execute(statement)
        script = ";\n".join(
            sql for (sql,) in file.execute("SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL")
        )
        file.execute("PRAGMA user_version=0")
    know(monkeypatch, script, *FORWARDS)
    return path


def know(monkeypatch: pytest.MonkeyPatch, script: str, *statements: str, **more: object) -> None:
    def change(connection: Connection) -> None:
        for statement in statements:
            connection.exec_driver_sql(statement)

    steps = {**migrations.STEPS, 0: Step(script, change, **more)}
    monkeypatch.setattr(migrations, "STEPS", steps)
    opening.parts.cache_clear()


def script_of(path: Path) -> str:
    return migrations.STEPS[0].schema


@pytest.fixture(autouse=True)
def forget_made_up_formats():
    yield
    opening.parts.cache_clear()


def test_an_old_file_is_brought_here_with_all_its_rows(old: Path) -> None:
    before, original = dump(old), old.read_bytes()
    with Workshop.open(old) as workshop:
        kept = workshop.original
        with workshop.change("Go on") as session:
            session.execute(text("UPDATE organisation SET region = 'Cymru'"))
    assert kept == old.with_name("old.format-0.upstream")
    assert kept.read_bytes() == original
    assert sorted(path.name for path in old.parent.iterdir()) == [kept.name, old.name]
    after = dump(old)
    for factor in before["factor"]:
        factor |= {"x": round(factor["x"], 2), "y": round(factor["y"], 2)}
    closed = {row["id"] for row in before["ballot"] if row["secret"] and row["state"] == "closed"}
    assert closed
    for paper in (row for row in before["ballot_paper"] if row["ballot_id"] in closed):
        paper |= {"number": None}  # no longer said of a secret vote that is over
    for person in before["participant"]:
        said = [row["text"] for row in after["interest"] if row["participant_id"] == person["id"]]
        assert "; ".join(said) == person.pop("interests")
    for name in before["loop_name"]:
        links = [str(row["link_id"]) for row in after["loop_link"] if row["loop_id"] == name["id"]]
        assert " ".join(links) == name.pop("links")
    assert after["interest"]
    assert after["loop_link"]
    assert after["commitment"] == []
    with closing(sqlite3.connect(old)) as file:
        assert file.execute("SELECT DISTINCT region FROM organisation").fetchall() == [("Cymru",)]
    same = before.keys() - {"organisation", "card", "history", "commitment"}
    for name in same:
        assert len(after[name]) == len(before[name])
        for row, was in zip(after[name], before[name], strict=True):
            assert row.items() >= was.items()
    assert opening.check_header(old) == schema.Version(schema.FORMAT, schema.LEAST_READER)
    with Workshop.open(old) as again:
        assert again.original is None


def test_a_migrated_file_has_the_schema_of_a_new_one(old: Path, tmp_path: Path) -> None:
    Workshop.open(old).close()
    Workshop.create(tmp_path / "new.upstream").close()

    def schema_of(path: Path) -> list[tuple[str, str]]:
        with closing(sqlite3.connect(path)) as file:
            return file.execute("SELECT name, sql FROM sqlite_schema ORDER BY name").fetchall()

    assert schema_of(old) == schema_of(tmp_path / "new.upstream")


def test_an_earlier_original_is_not_overwritten(old: Path) -> None:
    earlier = old.with_name("old.format-0.upstream")
    earlier.write_text("precious")
    with Workshop.open(old) as workshop:
        assert workshop.original == old.with_name("old.format-0 2.upstream")
    assert earlier.read_text() == "precious"


def test_through_a_link_the_file_itself_is_migrated(old: Path) -> None:
    link = old.with_name("link.upstream")
    link.symlink_to(old.name)
    Workshop.open(link).close()
    assert link.is_symlink()
    assert opening.check(old).version.format == schema.FORMAT


@pytest.mark.parametrize(
    ("statements", "says"),
    [
        ((*FORWARDS, "DELETE FROM card"), "number of rows in card"),
        (FORWARDS[1:], "other columns in organisation"),
        (FORWARDS[:2], "other columns in commitment"),
        ((*FORWARDS, "CREATE TABLE spare (id INTEGER PRIMARY KEY)"), "other columns in spare"),
        ((*FORWARDS, "UPDATE card SET theme_id = 4711"), "belong to nothing are left in card"),
    ],
)
def test_a_faulty_step_leaves_the_file_alone(
    old: Path, monkeypatch: pytest.MonkeyPatch, statements: tuple[str, ...], says: str
) -> None:
    know(monkeypatch, script_of(old), *statements)
    before = old.read_bytes()
    with pytest.raises(WorkshopError, match=says):
        Workshop.open(old)
    assert old.read_bytes() == before
    assert [path.name for path in old.parent.iterdir()] == [old.name]


def test_a_step_may_say_that_it_changes_a_number_of_rows(
    old: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    statements = (*FORWARDS, "DELETE FROM card")
    know(monkeypatch, script_of(old), *statements, resized=frozenset({"card"}))
    Workshop.open(old).close()
    assert dump(old)["card"] == []


def test_an_old_file_with_something_planted_is_refused(old: Path) -> None:
    with closing(sqlite3.connect(old)) as file:
        file.execute("CREATE VIEW people AS SELECT * FROM participant")
    before = old.read_bytes()
    with pytest.raises(WorkshopError, match="did not make"):
        Workshop.open(old)
    assert old.read_bytes() == before


def test_an_old_file_open_elsewhere_is_refused(old: Path) -> None:
    with opened_elsewhere(old), pytest.raises(WorkshopError, match="open in another window"):
        Workshop.open(old)
    assert [path.name for path in old.parent.iterdir()] == [old.name]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
@pytest.mark.parametrize("moment", ["sync", "replaced", "run_steps", "copy_rows"])
def test_killed_in_the_middle_it_is_old_or_new(
    old: Path, monkeypatch: pytest.MonkeyPatch, moment: str
) -> None:
    original = dump(old)

    def die(*_args: object) -> None:
        os.kill(os.getpid(), signal.SIGKILL)

    where = migrating if moment in ("run_steps", "copy_rows") else disk
    name = "sync_folder" if moment == "replaced" else moment
    child = os.fork()
    if child == 0:
        setattr(where, name, die)
        try:
            Workshop.open(old)
        finally:
            os._exit(1)
    _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status), "it was not killed: this proved nothing"
    with Workshop.open(old) as workshop, workshop.read() as session:
        there = session.scalar(text("SELECT count(*) FROM participant"))
    assert there == len(original["participant"]) > 0
    assert not [path for path in old.parent.iterdir() if path.name.startswith(".")]


def a_newer_file(folder: Path, least_reader: int) -> Path:
    path = folder / "newer.upstream"
    shutil.copyfile(OLD_FILES / f"format-{schema.FORMAT}.upstream", path)
    with closing(sqlite3.connect(path)) as file:
        file.execute("CREATE TABLE insight (id INTEGER PRIMARY KEY, text TEXT)")
        file.execute("ALTER TABLE card ADD COLUMN colour TEXT")
        stamp.restamp(file)
        file.commit()
    mark(path, schema.Version(schema.FORMAT + 1, least_reader))
    return path


def test_a_newer_file_that_can_be_read_is_only_looked_at(tmp_path: Path) -> None:
    path = a_newer_file(tmp_path, schema.FORMAT)
    before = path.read_bytes()
    with Workshop.open(path) as workshop:
        assert "newer Upstream Workshop" in workshop.read_only
        with workshop.read() as session:
            assert session.scalar(text("SELECT count(*) FROM participant"))
        with pytest.raises(WorkshopError, match="change nothing"), workshop.change("Add"):
            pass
        with pytest.raises(WorkshopError, match="change nothing"), workshop.rehearse():
            pass
        workshop.copy_to(tmp_path / "copy.upstream", whole=True)
        with Workshop.open(path) as beside:  # nobody keeps it from others
            assert beside.read_only
    assert path.read_bytes() == before
    assert dump(tmp_path / "copy.upstream") == dump(path)


def test_a_newer_file_that_cannot_be_read_is_refused_and_untouched(tmp_path: Path) -> None:
    path = a_newer_file(tmp_path, schema.FORMAT + 1)
    before = path.read_bytes()
    with pytest.raises(WorkshopError, match="update the app"):
        Workshop.open(path)
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize(
    "planted",
    [
        "CREATE VIEW bomb AS SELECT 1",
        "CREATE TRIGGER t AFTER INSERT ON card BEGIN DELETE FROM card; END",
        "CREATE VIRTUAL TABLE v USING fts5(a)",
        "DROP TABLE insight; DROP TABLE mark",
    ],
)
def test_a_newer_file_with_something_planted_is_refused(tmp_path: Path, planted: str) -> None:
    path = a_newer_file(tmp_path, schema.FORMAT)
    with closing(sqlite3.connect(path)) as file:
        file.executescript(planted)
    with pytest.raises(WorkshopError, match="did not make"):
        Workshop.open(path)


def test_the_first_files_kept_no_least_reader() -> None:
    assert schema.Version.of(1) == schema.Version(1, 1)
    assert schema.Version.of(schema.Version(7, 5).user_version) == schema.Version(7, 5)


@pytest.mark.parametrize("number", range(1, schema.FORMAT + 1))
def test_a_released_format_is_written_down_as_it_was(tmp_path: Path, number: int) -> None:
    with closing(sqlite3.connect(OLD_FILES / f"format-{number}.upstream")) as file:
        rows = file.execute("SELECT type, name, sql FROM sqlite_schema").fetchall()
    assert opening._is_ours(frozenset(rows), number)


def test_a_file_is_given_one_identity_for_life(tmp_path: Path) -> None:
    found = []
    apart = range(1, 4)  # the stored ones of later formats were brought there from the third
    for number in apart:
        path = tmp_path / f"{number}.upstream"
        shutil.copyfile(OLD_FILES / f"format-{number}.upstream", path)
        for _ in range(2):
            Workshop.open(path).close()
            with closing(sqlite3.connect(path)) as file:
                found.append(stamp.identity(file))
    assert all(len(identity) == 32 for identity in found)
    assert len(set(found)) == len(apart)


def test_lists_in_words_become_rows_in_their_order(tmp_path: Path) -> None:
    """Whatever stood there: doubled, blank, or of no loop any more."""
    path = tmp_path / "old.upstream"
    shutil.copyfile(OLD_FILES / "format-4.upstream", path)
    with closing(sqlite3.connect(path)) as file:
        ((name, map_id, links),) = file.execute("SELECT id, map_id, links FROM loop_name")
        file.execute("UPDATE participant SET interests = 'b; a; b' WHERE id = 1")
        file.execute("UPDATE participant SET interests = '' WHERE id > 1")
        for words in ("", "x", f"{links} 4711", f"{links} {links}"):
            file.execute(
                "INSERT INTO loop_name (map_id, links, name) VALUES (?, ?, 'Gone')", (map_id, words)
            )
        stamp.restamp(file)
        file.commit()
    with Workshop.open(path) as workshop, workshop.read() as session:
        everybody = {row.id: row.interests for row in people.roster(session)}
        named = [row.loop_names for row in maps.maps(session) if row.loop_names]
    assert everybody.pop(1) == ("b", "a", "b")
    assert set(everybody.values()) == {()}
    assert named == [((tuple(map(int, links.split())), "Relief"),)]
    assert [row["id"] for row in dump(path)["loop_name"]] == [name]


def test_every_older_format_has_its_step() -> None:
    assert sorted(migrations.STEPS) == list(range(1, schema.FORMAT))
