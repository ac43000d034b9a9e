"""The session file: what it refuses, what it keeps, who may have it open."""

from __future__ import annotations

import getpass
import platform
import shutil
from datetime import datetime
from pathlib import Path

import pytest
from sqlalchemy import text

from tests.core.elsewhere import opened_elsewhere, opening_elsewhere
from tests.core.session_file.organisations import a_session_file, add, names
from upstream_workshop.errors import NestedChangeError, WorkshopError
from upstream_workshop.people.model import Organisation
from upstream_workshop.session_file import opening, schema
from upstream_workshop.session_file.steps import Change
from upstream_workshop.session_file.workshop import Workshop
from upstream_workshop.storage.files import lock_notes


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
