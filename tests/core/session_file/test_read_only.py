"""Where a session file cannot be written it is looked at, and all of it can be copied."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

import pytest

from tests.core.session_file.organisations import a_session_file, add, names
from upstream_workshop.errors import WorkshopError
from upstream_workshop.session_file.workshop import Workshop


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
