"""What the command line does with session files, their backups and working copies."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.orm import Session

from tests.ui.cli.shell import PEOPLE, Shell, written
from ui.cli import verbs
from upstream_workshop.people import services as people_services
from upstream_workshop.people.queries import roster
from upstream_workshop.people.services import add_participant
from upstream_workshop.session_file import schema
from upstream_workshop.session_file.copies import (
    backup_contents,
    backups,
    working_copies,
    working_copy_notes,
)
from upstream_workshop.session_file.workshop import Workshop
from upstream_workshop.storage import inspection
from upstream_workshop.storage.files import disk
from upstream_workshop.whole import sample


def test_refusals_of_the_session_file(shell: Shell, file: Path, tmp_path: Path) -> None:
    people = written(tmp_path, "people.csv", PEOPLE)
    shell("import", tmp_path / "none.upstream", people, "--as", "people", exit_code=3)
    shell("import", people, people, "--as", "people", exit_code=3)
    shell("new", file, exit_code=3)
    shell("new", tmp_path / "no" / "such" / "folder.upstream", exit_code=3)
    shell("new", tmp_path / "x.upstream", "--template", "moon-landing", exit_code=3)
    shell("new", tmp_path / "x.upstream", "--title", "", exit_code=3)
    assert not (tmp_path / "x.upstream").exists()
    shell("tally", file, "--ballot", "Nothing", exit_code=3)
    shell("loops", file, "--map", "Nothing", exit_code=3)


def test_a_newer_file_is_read_and_never_written(shell: Shell, file: Path, tmp_path: Path) -> None:
    newer = schema.Version(schema.FORMAT + 1, schema.FORMAT)
    with closing(sqlite3.connect(file)) as opened:
        opened.execute(f"PRAGMA user_version={newer.user_version}")
    before = file.read_bytes()
    people = written(tmp_path, "people.csv", PEOPLE)
    refusal = shell("import", file, people, "--as", "people", exit_code=3)
    assert "newer Upstream Workshop" in refusal
    assert "change nothing" in refusal
    shell("import", file, people, "--as", "people", "--dry-run", exit_code=3)
    shell("export", file, tmp_path / "papers", "--only", "agenda")
    assert list((tmp_path / "papers").iterdir())
    shell("verify", file)
    assert file.read_bytes() == before


def test_a_frozen_app_looks_into_a_file_for_itself(file: Path) -> None:
    """In a process of its own, for it caps its own memory."""
    done = subprocess.run(
        [sys.executable, "-m", "ui", inspection.FLAG],
        input=json.dumps([str(file), "ro", 5, schema.expected()]).encode(),
        capture_output=True,
        check=True,
        timeout=60,
        cwd=Path(verbs.__file__).parents[2],
    )
    assert json.loads(done.stdout)["verdict"] == "ok"


def test_an_import_is_backed_up_before(shell: Shell, file: Path, tmp_path: Path) -> None:
    people = written(tmp_path, "people.csv", PEOPLE)
    shell("import", file, people, "--as", "people", "--dry-run")
    assert backups.sessions(shell.backups) == ()
    shell("import", file, people, "--as", "people")
    (folder,) = backups.sessions(shell.backups)
    (made,) = backups.listed(folder)
    assert made.why == "before an import"
    assert backup_contents.inside(made).people == 0


def test_a_backup_that_cannot_be_made_holds_nothing_up(
    shell: Shell, file: Path, tmp_path: Path
) -> None:
    shell.home.mkdir()
    shell.backups.write_text("no folder")
    people = written(tmp_path, "people.csv", PEOPLE)
    assert shell.json("import", file, people, "--as", "people")["added"]


def test_a_person_is_erased_once_seen(shell: Shell, file: Path, tmp_path: Path) -> None:
    people = written(tmp_path, "people.csv", PEOPLE)
    shell("import", file, people, "--as", "people")
    asked = ("erase", file, "--person", "ade okafor", "--json")
    rehearsed = json.loads(shell(*asked, "--dry-run"))
    assert rehearsed["person"] == "Ade Okafor"
    assert not rehearsed["erased"]
    done = json.loads(shell(*asked))
    assert done == rehearsed | {"erased": True, "copies": 1}  # the backup the import made
    (folder,) = backups.sessions(shell.backups)
    (made,) = backups.listed(folder)
    assert (made.why, backup_contents.inside(made).people) == ("somebody was erased", 3)
    assert done["goes"][0].startswith("name, organisation")
    assert "There is no person called" in shell(*asked, exit_code=3)


def test_nobody_is_erased_whom_another_name_may_mean(
    shell: Shell, file: Path, tmp_path: Path
) -> None:
    listed = "Name,Organisation\nSiân Prys,Denbighshire\nSian Prys,Leeds\nŁukasz Wrona,York\n"
    shell("import", file, written(tmp_path, "people.csv", listed), "--as", "people")
    asked = ("erase", file, "--dry-run", "--json", "--person")
    told = shell(*asked, "SIAN PRYS", exit_code=3)
    assert "“SIAN PRYS” may be any of these: Siân Prys, Denbighshire; Sian Prys, Leeds." in told
    told = shell(*asked, "Wrona", exit_code=3)
    assert "There is no person called Wrona. Is it one of these: Łukasz Wrona, York?" in told
    for typed, meant in (
        ("lukasz wrona", "Łukasz Wrona"),
        ("siân prys", "Siân Prys"),
        ("Sian Prys, Leeds", "Sian Prys"),
    ):
        assert json.loads(shell(*asked, typed))["person"] == meant


def test_a_session_on_a_stick_is_worked_on_here_and_brought_back(
    shell: Shell, stick: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = stick / "mine.upstream"
    shell("new", file)
    people = written(tmp_path, "people.csv", PEOPLE)
    touched: list[Path] = []
    settle = disk.settle
    monkeypatch.setattr(
        disk, "settle", lambda draft, target: (touched.append(target), settle(draft, target))[1]
    )
    assert shell.json("import", file, people, "--as", "people")["added"] == 4
    assert file in touched  # put back whole, not edited in place
    assert [path.name for path in stick.iterdir()] == ["mine.upstream"]
    assert list((shell.home / "loans").iterdir()) == []
    assert shell.json("import", file, people, "--as", "people")["unchanged"] == 4


def test_what_changed_on_the_stick_meanwhile_is_not_overwritten(
    shell: Shell, stick: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = stick / "mine.upstream"
    shell("new", file)
    people = written(tmp_path, "people.csv", PEOPLE)
    make_if_needed = working_copies.make_if_needed

    def meanwhile(origin: Path, copies_folder: Path) -> working_copy_notes.WorkingCopy | None:
        working_copy = make_if_needed(origin, copies_folder)
        with Workshop.open(origin) as other, other.change("Add") as session:
            add_participant(session, "Theirs")
        return working_copy

    monkeypatch.setattr(working_copies, "make_if_needed", meanwhile)
    assert "conflicted copy" in shell("import", file, people, "--as", "people", exit_code=3)
    assert len(list(stick.glob("*conflicted copy*"))) == 1
    with Workshop.open(file) as workshop, workshop.read() as session:
        assert [row.name for row in roster(session)] == ["Theirs"]


def test_work_the_app_left_on_this_computer_is_taken_along(
    shell: Shell, stick: Path, tmp_path: Path
) -> None:
    file = stick / "mine.upstream"
    shell("new", file)
    working_copy = working_copies.make_if_needed(file, shell.home / "loans")
    assert working_copy is not None
    with Workshop.open(file, working_copy.copy) as workshop, workshop.change("Add") as session:
        add_participant(session, "Before the crash")
    people = written(tmp_path, "people.csv", PEOPLE)
    shell("import", file, people, "--as", "people")
    with Workshop.open(file) as workshop, workshop.read() as session:
        assert len(roster(session)) == 5


@pytest.mark.parametrize("emptied", [False, True])
def test_a_file_that_vanishes_meanwhile_is_no_success(
    shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, emptied: bool
) -> None:
    path, source = tmp_path / "a.upstream", tmp_path / "people.csv"
    source.write_text(PEOPLE, encoding="utf-8")
    shell("new", path)
    take_in = people_services.import_people

    def disturbed(session: Session, *given: Any) -> Any:
        done = take_in(session, *given)
        if session.get_bind().engine.url.database:  # not the copy it is tried on before
            path.write_bytes(b"") if emptied else path.unlink()
        return done

    monkeypatch.setattr(people_services, "import_people", disturbed)
    said = shell("import", path, source, "--as", "people", exit_code=3)
    assert "so nothing was saved there" in said
    kept = backups.listed(backups.folder_for(shell.backups, path))[0]
    assert str(kept.path) in said
    with Workshop.open(kept.path) as workshop, workshop.read() as session:
        assert len(roster(session)) == 4


def test_a_sample_somebody_worked_in_stays(shell: Shell, tmp_path: Path) -> None:
    built = tmp_path / "sample.upstream"
    sample.build(built).close()
    assert sample.make_room(built) == built
    assert not built.exists()  # nobody had touched it
    sample.build(built).close()
    with Workshop.open(built) as workshop, workshop.change("Add") as session:
        add_participant(session, "Mine")
    assert sample.make_room(built).name == "sample 2.upstream"
    assert built.exists()
    (tmp_path / "folder").mkdir()
    assert sample.make_room(tmp_path / "folder").name == "folder 2"
    (tmp_path / "link").symlink_to(built)
    assert sample.make_room(tmp_path / "link").name == "link 2"
