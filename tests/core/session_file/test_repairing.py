"""A refused file is repaired on a copy: every change is told, and the file itself stays as it is."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.core import furnished, spoiling
from tests.core.storage.test_values import BREAKING
from upstream_workshop.errors import RepairableError, WorkshopError
from upstream_workshop.session_file import opening, schema
from upstream_workshop.session_file.copies import repairing
from upstream_workshop.session_file.workshop import Workshop
from upstream_workshop.storage import inspection, stamp
from upstream_workshop.storage.files import disk

AT_ONCE = 5  # columns that are spoilt together, for each repair takes its time
OLD_FILES = Path(__file__).parents[2] / "old_files"


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    path = tmp_path_factory.mktemp("whole") / "a.upstream"
    with Workshop.create(path) as workshop:
        furnished.furnish(workshop)
    return path.read_bytes()


@pytest.fixture
def path(whole: bytes, tmp_path: Path) -> Path:
    found = tmp_path / "bad.upstream"
    found.write_bytes(whole)
    return found


def edit(path: Path, statements: str, stamped: bool = True) -> bytes:
    with closing(sqlite3.connect(path)) as file:
        file.execute("PRAGMA ignore_check_constraints=ON")
        file.executescript(statements)
        if stamped:
            stamp.restamp(file)
            file.commit()
    return path.read_bytes()


def counts(path: Path) -> dict[str, int]:
    with closing(sqlite3.connect(path)) as file:
        return {
            table.name: file.execute(f"SELECT count(*) FROM {table.name}").fetchone()[0]
            for table in schema.tables()
        }


def test_a_wrong_word_is_set_to_what_is_usual_and_told(path: Path, tmp_path: Path) -> None:
    before = edit(path, "UPDATE link SET sign = 'x' WHERE id = 2")
    copy = tmp_path / "good.upstream"
    assert repairing.repair(path, copy) == (
        "link, row 2: “sign” is 'x', not one of blank, +, -: set to ''.",
    )
    assert path.read_bytes() == before
    assert counts(copy) == counts(path)
    Workshop.open(copy).close()
    with pytest.raises(RepairableError):
        Workshop.open(path)


def test_letters_that_can_be_read_are_kept(path: Path, tmp_path: Path) -> None:
    edit(path, "UPDATE card SET text = CAST(x'4f6c6420ff776f726473' AS TEXT) WHERE id = 1")
    copy = tmp_path / "good.upstream"
    repairing.repair(path, copy)
    with closing(sqlite3.connect(copy)) as file:
        assert file.execute("SELECT text FROM card WHERE id = 1").fetchone() == ("Old �words",)


def test_a_row_that_belongs_to_nothing_is_dropped_with_what_hangs_on_it(
    path: Path, tmp_path: Path
) -> None:
    edit(path, "DELETE FROM map WHERE id = 1")
    copy = tmp_path / "good.upstream"
    told = repairing.repair(path, copy)
    assert any("the row was dropped" in line for line in told)
    with closing(sqlite3.connect(copy)) as file:
        assert file.execute("SELECT count(*) FROM factor WHERE map_id = 1").fetchone() == (0,)


def test_a_copy_of_two_states_is_taken_as_it_stands(path: Path, tmp_path: Path) -> None:
    edit(path, "UPDATE card SET text = 'Half of it' WHERE id = 1", stamped=False)
    assert repairing.repair(path, tmp_path / "good.upstream") == (repairing.TAKEN,)
    Workshop.open(tmp_path / "good.upstream").close()


def test_a_lost_stamp_is_made_anew(path: Path, tmp_path: Path) -> None:
    edit(path, "DELETE FROM stamp", stamped=False)
    repairing.repair(path, tmp_path / "good.upstream")
    with closing(sqlite3.connect(tmp_path / "good.upstream")) as file:
        assert len(stamp.identity(file)) == 32


def test_nothing_wrong_is_nothing_written(path: Path, tmp_path: Path) -> None:
    assert repairing.repair(path, tmp_path / "good.upstream") == ()
    assert [each.name for each in tmp_path.iterdir()] == [path.name]


def test_nothing_is_replaced_and_damage_is_left_to_backups(path: Path, tmp_path: Path) -> None:
    before = edit(path, "UPDATE link SET sign = 'x'")
    with pytest.raises(WorkshopError, match="exists already"):
        repairing.repair(path, path)
    path.write_bytes(before[: len(before) // 2])
    with pytest.raises(WorkshopError, match="damaged"):
        repairing.repair(path, tmp_path / "good.upstream")
    assert [each.name for each in tmp_path.iterdir()] == [path.name]


@pytest.mark.parametrize("says", BREAKING)
def test_every_contradiction_is_put_right(path: Path, tmp_path: Path, says: str) -> None:
    edit(path, BREAKING[says])
    copy = tmp_path / "good.upstream"
    assert any(says in line for line in repairing.repair(path, copy))
    Workshop.open(copy).close()


@pytest.mark.parametrize("number", range(1, schema.FORMAT))
def test_an_older_file_is_repaired_in_its_own_format(tmp_path: Path, number: int) -> None:
    path, copy = tmp_path / "old.upstream", tmp_path / "good.upstream"
    shutil.copyfile(OLD_FILES / f"format-{number}.upstream", path)
    edit(
        path, "UPDATE card SET theme_id = 4711 WHERE id = 1; UPDATE block SET day = 0 WHERE id = 1"
    )
    assert len(repairing.repair(path, copy)) == 2
    assert opening.check_header(copy).format == number
    Workshop.open(copy).close()


def test_whatever_the_value_a_copy_can_be_repaired(
    whole: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    inside = lambda path, mode, *_: inspection.inspect(path, mode, 60, schema.expected())  # noqa: E731
    monkeypatch.setattr(opening, "_inspected", inside)  # in this process, for there are many
    monkeypatch.setattr(disk, "sync", lambda _path: None)
    path, copy = tmp_path / "bad.upstream", tmp_path / "good.upstream"
    kinds = sorted(spoiling.VALUES)
    columns = list(enumerate(spoiling.columns()))
    repaired = 0
    for first in range(len(columns) // AT_ONCE + 1):
        path.write_bytes(whole)
        # far from each other in the list, so of tables that have little to do with each other
        for number, column in columns[first :: len(columns) // AT_ONCE + 1]:
            spoiling.spoil(path, column, spoiling.VALUES[kinds[number % len(kinds)]])
        if done := repairing.repair(path, copy):
            repaired += len(done)
            opening.check(copy)
            copy.unlink()
    assert repaired > 40
