"""The stamp follows every change, and tells a copy that is no single state of the session."""

from __future__ import annotations

import random
import shutil
import sqlite3
from contextlib import closing, suppress
from datetime import datetime
from pathlib import Path

import pytest

from tests.core import furnished
from upstream_workshop.errors import WorkshopError
from upstream_workshop.session_file import opening, schema
from upstream_workshop.session_file.copies import backups
from upstream_workshop.session_file.workshop import Workshop
from upstream_workshop.storage import inspection, stamp
from upstream_workshop.storage.stamp import Stamp
from upstream_workshop.themes import services as themes
from upstream_workshop.whole import erasing


def read(workshop: Workshop) -> tuple[str, int, str]:
    with workshop.read() as session:
        row = session.query(Stamp).one()
        return row.identity, row.changes, row.digest


def content(workshop: Workshop) -> str:
    return inspection.content_digest(workshop._open_file.driver)


@pytest.fixture
def full(furnished_workshop: Workshop) -> Workshop:
    return furnished_workshop


@pytest.mark.parametrize("name", sorted(furnished.services()))
def test_the_digest_follows_every_service_and_its_undoing(full: Workshop, name: str) -> None:
    identity, changes, before = read(full)
    with full.change(name) as session:
        furnished.perform(session, furnished.services()[name])
    assert read(full) == (identity, changes + 1, content(full))
    assert content(full) != before
    full.undo()
    assert read(full) == (identity, changes + 2, content(full))
    full.redo()
    assert read(full) == (identity, changes + 3, content(full))


@pytest.mark.parametrize("seed", range(2))
def test_the_digest_follows_long_walks(full: Workshop, seed: int) -> None:
    dice = random.Random(seed)
    calls = sorted(furnished.services().items())
    for _ in range(40):
        turn = dice.random()
        if turn < 0.2:
            full.undo()
        elif turn < 0.3:
            full.redo()
        else:
            name, service = dice.choice(calls)
            with suppress(WorkshopError, LookupError), full.change(name) as session:
                furnished.perform(session, service)
        assert read(full)[2] == content(full)
        assert not list(inspection.faults(full._open_file.driver, schema.expected()))


def test_what_changes_nothing_leaves_the_stamp(full: Workshop) -> None:
    before = read(full)
    with full.rehearse() as session:
        themes.add_theme(session, "Only tried")
    with pytest.raises(RuntimeError), full.change("Fail") as session:
        themes.add_theme(session, "Never there")
        raise RuntimeError
    with full.change("Nothing"):
        pass
    full.forget()
    assert read(full) == before == (*before[:2], content(full))


def test_a_row_that_changes_its_id_or_is_written_twice_is_counted_once(full: Workshop) -> None:
    connection = full._open_file.driver
    with full.change("Renumber") as session:
        run = session.connection().exec_driver_sql
        run("UPDATE card SET same_as_id = NULL")  # which names another card by its id
        run("UPDATE card SET id = id + 4711")
        run("UPDATE card SET text = text || '!'")
        run("DELETE FROM card WHERE id % 2 = 0")
        run(
            "INSERT INTO card SELECT id - 1, text, wording, NULL, NULL, '', '', '', 0, NULL, NULL, 0, "
            "NULL, NULL FROM card LIMIT 1"
        )
        run("UPDATE factor SET x = 0.1 + 0.2, y = 1e5 / 3")
    assert read(full)[2] == inspection.content_digest(connection)
    full.undo()
    assert read(full)[2] == inspection.content_digest(connection)


def test_each_session_has_an_identity_which_its_copies_share(
    full: Workshop, tmp_path: Path
) -> None:
    full.copy_to(tmp_path / "copy.upstream")
    with Workshop.create(tmp_path / "other.upstream") as other:
        assert read(other)[0] != read(full)[0]
    with closing(sqlite3.connect(tmp_path / "copy.upstream")) as copy:
        assert stamp.identity(copy) == stamp.identity(full._open_file.driver) == read(full)[0]


def test_a_file_of_a_format_without_a_stamp_has_no_identity_and_needs_none(tmp_path: Path) -> None:
    path = tmp_path / "old.upstream"
    shutil.copyfile(Path(__file__).parents[2] / "old_files" / "format-2.upstream", path)
    with closing(sqlite3.connect(path)) as old:
        stamp.restamp(old)
        assert stamp.identity(old) == ""
    opening.check(path)


def test_a_copy_without_the_private_needs_is_whole(full: Workshop, tmp_path: Path) -> None:
    copy = tmp_path / "copy.upstream"
    full.copy_to(copy)
    erasing.forget_secrets(copy)
    opening.check(copy)
    with Workshop.open(copy) as opened:
        assert read(opened)[:2] == read(full)[:2]


def test_a_backup_is_whole(full: Workshop, tmp_path: Path) -> None:
    backup = backups.write(full._open_file.driver, tmp_path / "backups", "test", datetime.now())
    assert backup is not None
    opening.check(backup.path)


@pytest.mark.parametrize(
    "edit",
    [
        "UPDATE card SET text = 'edited by hand' WHERE id = (SELECT min(id) FROM card)",
        "DELETE FROM card WHERE id = (SELECT max(id) FROM card)",
        "UPDATE history SET label = 'Something else' WHERE id = 1",
        "UPDATE stamp SET digest = '0'",
        "DELETE FROM stamp",
    ],
)
def test_what_another_program_wrote_is_told(full: Workshop, tmp_path: Path, edit: str) -> None:
    copy = tmp_path / "copy.upstream"
    full.copy_to(copy)
    with closing(sqlite3.connect(copy)) as file, file:
        file.execute(edit)
    with pytest.raises(WorkshopError, match="not as it was last saved"):
        Workshop.open(copy)


def test_the_diary_does_not_watch_the_stamp() -> None:
    tables = {table.name for table in schema.tables()}
    assert tables - schema.watched().keys() == {"history", "stamp"}
