"""Edits, undo and everything that can befall a file, in any order: saved is said when it is, only then.

`UPSTREAM_LONG=1` takes a thousand walks instead of fifteen.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from contextlib import suppress
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.core.session_file.organisations import names
from tests.core.storage.test_presence import FOREIGN, HARMLESS, VACANT, edit
from upstream_workshop.errors import WorkshopError
from upstream_workshop.session_file.workshop import Workshop

WALKS = 1000 if os.environ.get("UPSTREAM_LONG") else 15
DISTURBANCES = {one.__name__: one for one in (*VACANT, *FOREIGN, *HARMLESS)}
EDITS = ("edit", "undo", "redo", "put back", "clear the place", "bring it back")


def step(workshop: Workshop, what: str, number: int) -> None:
    """Do one thing; what is refused, or cannot be done to what is there, changes nothing."""
    path = workshop.path
    with suppress(WorkshopError, OSError):
        if what == "edit":
            edit(workshop, f"Edit {number}")
        elif what == "undo":
            workshop.undo()
        elif what == "redo":
            workshop.redo()
        elif what == "put back":
            workshop.put_back()
        elif what == "clear the place":
            path.rename(path.with_name(f"aside {number}"))
        elif what == "bring it back":
            for away in (path.parent.with_name("elsewhere"), path.with_name("elsewhere.upstream")):
                if away.exists():
                    away.rename(path.parent if away.is_dir() else path)
        elif not path.is_fifo():  # whoever writes into a pipe waits until somebody reads
            DISTURBANCES[what](path)


def fresh(path: Path, folder: Path) -> tuple[bytes, list[str]]:
    """What somebody else finds who copies the file the path names."""
    copy = folder / "fresh.upstream"
    copy.unlink(missing_ok=True)
    try:
        if not path.is_file():
            return b"", []
        shutil.copyfile(path, copy)
        with Workshop.open(copy) as opened:
            return path.read_bytes(), names(opened)
    except (WorkshopError, OSError):
        return b"", []


@settings(max_examples=WALKS, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    st.lists(st.one_of(st.sampled_from(EDITS), st.sampled_from(sorted(DISTURBANCES))), max_size=10)
)
def test_saved_is_said_exactly_when_it_is(walk: list[str]) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "folder"
        folder.mkdir()
        with Workshop.create(folder / "mine.upstream") as workshop:
            edit(workshop, "First")
            for number, what in enumerate(walk):
                step(workshop, what, number)
                absence = workshop.absence
                content, found = fresh(workshop.path, Path(name))
                here = names(workshop)
                assert (absence is None) == (content == workshop._open_file.driver.serialize()), (
                    what
                )
                assert absence is not None or found == here, what
            workshop.copy_to(Path(name) / "kept.upstream")
            here = names(workshop)
        with Workshop.open(Path(name) / "kept.upstream") as kept:
            assert names(kept) == here
