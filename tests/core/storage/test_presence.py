"""Saved means in the file that the path names, whatever somebody does to it meanwhile."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import text

from tests.core.session_file.organisations import add, names
from upstream_workshop.errors import UnsavedError, WorkshopError
from upstream_workshop.session_file.workshop import Workshop

Disturb = Callable[[Path], object]


def deleted(path: Path) -> None:
    path.unlink()


def moved(path: Path) -> None:
    path.rename(path.with_name("elsewhere.upstream"))


def folder_moved(path: Path) -> None:
    path.parent.rename(path.parent.with_name("elsewhere"))


def folder_removed(path: Path) -> None:
    shutil.rmtree(path.parent)


def emptied(path: Path) -> None:
    path.write_bytes(b"")


def cut_short(path: Path) -> None:
    os.truncate(path, path.stat().st_size // 2)


def replaced(path: Path) -> None:
    other = path.with_name("other")
    other.write_bytes(b"somebody else's")
    other.replace(path)


def replaced_by_a_session(path: Path) -> None:
    other = path.with_name("other.upstream")
    Workshop.create(other).close()
    other.replace(path)


def overwritten(path: Path) -> None:
    path.write_bytes(b"precious " * 40_000)


def one_byte_changed(path: Path) -> None:
    with path.open("r+b") as file:
        file.seek(path.stat().st_size - 5)
        file.write(b"!")


def lengthened(path: Path) -> None:
    with path.open("ab") as file:
        file.write(b"more")


def swapped_for_a_link(path: Path) -> None:
    other = path.with_name("precious.txt")
    other.write_text("precious")
    path.unlink()
    path.symlink_to(other)


def swapped_for_a_dead_link(path: Path) -> None:
    path.unlink()
    path.symlink_to(path.with_name("nowhere"))


def swapped_for_a_loop(path: Path) -> None:
    path.unlink()
    path.symlink_to(path)


def swapped_for_a_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def swapped_for_a_pipe(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


def file_for_a_folder(path: Path) -> None:
    shutil.rmtree(path.parent)
    path.parent.write_text("precious")


VACANT: tuple[Disturb, ...] = (
    deleted, moved, folder_moved, folder_removed, emptied, cut_short,
)  # fmt: skip
FOREIGN: tuple[Disturb, ...] = (
    replaced, replaced_by_a_session, overwritten, one_byte_changed, lengthened, swapped_for_a_link,
    swapped_for_a_dead_link, swapped_for_a_loop, swapped_for_a_folder, swapped_for_a_pipe,
    file_for_a_folder,
)  # fmt: skip


def rewritten(path: Path) -> None:
    """As synchronising programs and editors do."""
    other = path.with_name("other")
    shutil.copyfile(path, other)
    other.replace(path)


def moved_behind_a_link(path: Path) -> None:
    other = path.with_name("elsewhere.upstream")
    path.rename(other)
    path.symlink_to(other)


def touched(path: Path) -> None:
    os.utime(path)


def linked(path: Path) -> None:
    path.with_name("second.upstream").hardlink_to(path)


def made_read_only(path: Path) -> None:
    path.chmod(0o400)


def journal_removed(path: Path) -> None:
    path.with_name(path.name + "-journal").unlink(missing_ok=True)


def away_and_back(path: Path) -> None:
    path.parent.rename(path.parent.with_name("elsewhere"))
    path.parent.with_name("elsewhere").rename(path.parent)


HARMLESS: tuple[Disturb, ...] = (
    rewritten, moved_behind_a_link, touched, linked, made_read_only, journal_removed, away_and_back,
)  # fmt: skip


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Workshop]:
    """A session of a few edits, in a folder of its own."""
    folder = tmp_path / "folder"
    folder.mkdir()
    with Workshop.create(folder / "mine.upstream") as workshop:
        for name in ("York", "Leeds", "Newham"):
            edit(workshop, name)
        yield workshop


def edit(workshop: Workshop, name: str) -> None:
    with workshop.change("Add", name) as session:
        add(session, name + "," * 1_900)
        session.execute(
            text(f"INSERT INTO theme VALUES (NULL, '{name}', '{',' * 9_000}', 'parked', 1, NULL)")
        )


def there(path: Path) -> dict[str, bytes | str]:
    """Everything of a folder, and of what stands in its place, but for our own note and journal."""
    found = [path.parent, *path.parent.parent.rglob("*")]
    return {
        str(one): str(one.readlink()) if one.is_symlink() else one.read_bytes()
        for one in found
        if (one.is_symlink() or one.is_file()) and one.suffix not in (".open", ".upstream-journal")
    }


def read_elsewhere(path: Path, folder: Path) -> list[str]:
    """The edits in a fresh copy of what the path names."""
    copy = folder / "fresh.upstream"
    shutil.copyfile(path, copy)
    with Workshop.open(copy) as fresh:
        return [name.rstrip(",") for name in names(fresh)]


@pytest.mark.parametrize("disturb", [*VACANT, *FOREIGN], ids=lambda one: one.__name__)
def test_nothing_is_called_saved_and_nothing_of_anybody_else_is_touched(
    opened: Workshop, disturb: Disturb, tmp_path: Path
) -> None:
    before = opened.saved_at
    disturb(opened.path)
    left = there(opened.path)
    assert opened.absence is not None
    with pytest.raises(UnsavedError, match=r"mine\.upstream.*, so nothing can be saved"):
        edit(opened, "Oldham")
    with pytest.raises(UnsavedError):
        opened.undo()
    assert opened.saved_at == before
    assert opened.undo_label == "Add: Newham"
    if disturb in FOREIGN:
        with pytest.raises(UnsavedError, match="save a copy elsewhere"):
            opened.put_back()
    assert there(opened.path) == left
    opened.copy_to(tmp_path / "kept.upstream")
    with Workshop.open(tmp_path / "kept.upstream") as kept:
        assert [name.rstrip(",") for name in names(kept)] == ["York", "Leeds", "Newham"]


@pytest.mark.parametrize("disturb", [*VACANT, *FOREIGN], ids=lambda one: one.__name__)
def test_a_change_under_way_is_not_called_saved(opened: Workshop, disturb: Disturb) -> None:
    before = opened.saved_at
    with opened.change("Add") as session:
        add(session, "Oldham")
        session.flush()
        disturb(opened.path)
    assert opened.saved_at == before
    assert opened.absence is not None


@pytest.mark.parametrize("disturb", VACANT, ids=lambda one: one.__name__)
def test_put_back_it_is_gone_on_in(opened: Workshop, disturb: Disturb, tmp_path: Path) -> None:
    before = opened.saved_at
    disturb(opened.path)
    assert opened.absence is not None
    assert "put it back" in opened.absence.why
    opened.put_back()
    assert opened.absence is None
    assert opened.saved_at != before
    edit(opened, "Oldham")
    opened.undo()
    opened.undo()
    assert read_elsewhere(opened.path, tmp_path) == ["York", "Leeds"]
    opened.redo()
    assert read_elsewhere(opened.path, tmp_path) == ["York", "Leeds", "Newham"]
    with pytest.raises(WorkshopError, match="open in another window"):
        Workshop.open(opened.path)


@pytest.mark.parametrize("disturb", HARMLESS, ids=lambda one: one.__name__)
def test_what_harms_nothing_is_not_spoken_of(
    opened: Workshop, disturb: Disturb, tmp_path: Path
) -> None:
    disturb(opened.path)
    assert opened.absence is None
    edit(opened, "Oldham")
    assert opened.absence is None
    assert read_elsewhere(opened.path, tmp_path)[-1] == "Oldham"
    opened.undo()
    assert read_elsewhere(opened.path, tmp_path)[-1] == "Newham"


def test_back_again_it_is_saved_again(opened: Workshop, tmp_path: Path) -> None:
    away = opened.path.with_name("away")
    with opened.change("Add") as session:
        add(session, "Oldham")
        session.flush()
        opened.path.rename(away)
    before = opened.saved_at
    assert opened.absence is not None
    away.rename(opened.path)
    assert opened.absence is None
    assert opened.saved_at != before
    assert read_elsewhere(opened.path, tmp_path)[-1] == "Oldham"


@pytest.mark.parametrize("disturb", [overwritten, replaced, emptied], ids=lambda one: one.__name__)
def test_closing_touches_nothing_either(tmp_path: Path, disturb: Disturb) -> None:
    with Workshop.create(tmp_path / "mine.upstream") as workshop:
        edit(workshop, "York")
        disturb(workshop.path)
        left = there(workshop.path)
    assert there(workshop.path) == left


def test_a_page_nobody_read_is_not_made_up(opened: Workshop, tmp_path: Path) -> None:
    """With room for few pages in memory, what was overwritten is gone; no copy claims to hold it."""
    opened._open_file.driver.execute("PRAGMA cache_size=1")
    with opened.read() as session:
        session.execute(text("SELECT count(*) FROM organisation")).all()
    opened.path.write_bytes(b"\xff" * opened.path.stat().st_size)
    with pytest.raises(WorkshopError, match=r"last backup|damaged"):
        opened.copy_to(tmp_path / "kept.upstream")
    assert not (tmp_path / "kept.upstream").exists()


def test_through_a_link_the_real_file_is_put_back(tmp_path: Path) -> None:
    real, link = tmp_path / "real" / "mine.upstream", tmp_path / "mine.upstream"
    real.parent.mkdir()
    Workshop.create(real).close()
    link.symlink_to(real)
    with Workshop.open(link) as workshop:
        edit(workshop, "York")
        real.unlink()
        workshop.put_back()
        assert link.is_symlink()
        assert read_elsewhere(real, tmp_path) == ["York"]
        edit(workshop, "Leeds")
        assert read_elsewhere(link, tmp_path) == ["York", "Leeds"]
