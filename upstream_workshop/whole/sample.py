"""The sample residential, built with the imports and services that a facilitator uses.

Its people are invented; its councils and the facts about them are public. The files in
`resources/sample` are like those of a sign-up tool and those collected from the tables in the
room.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from sqlalchemy.orm import Session

from upstream_workshop.errors import WorkshopError
from upstream_workshop.session_file import opening
from upstream_workshop.session_file.workshop import Workshop
from upstream_workshop.storage.error_messages import files_explained
from upstream_workshop.storage.files import disk
from upstream_workshop.whole.sample_stages import (
    agenda_stages,
    evidence_stages,
    people_stages,
    product_stages,
    workgroup_stages,
)
from upstream_workshop.whole.sample_stages.sample_files import Plan
from upstream_workshop.whole.sample_stages.sample_files import plan as plan
from upstream_workshop.whole.sample_stages.sample_files import source as source

STAGES: tuple[tuple[str, Callable[[Session, Plan], None]], ...] = (
    ("Lay out the agenda", agenda_stages.found),
    ("Import people", people_stages.invite),
    ("Note what discovery found", evidence_stages.discover),
    ("Correct findings at the gallery walk", evidence_stages.correct),
    ("Check in", people_stages.welcome),
    ("Note introductions", people_stages.connect),
    ("Import cards", evidence_stages.gather),
    ("Vote", workgroup_stages.vote),
    ("Form workgroups", workgroup_stages.place),
    ("Write charters", workgroup_stages.charter),
    ("Draw maps", product_stages.draw),
    ("Write a framework", product_stages.frame),
    ("Write what is shared", product_stages.share),
    ("Run the days", agenda_stages.run),
)


def build(path: Path) -> Workshop:
    """Create a session file with the sample residential and return it open.

    path: the file; it must not exist.

    Raises WorkshopError if the file cannot be written; no file is then left.
    """
    workshop = Workshop.create(path)
    try:
        for label, stage in STAGES:
            with workshop.change(label) as session:
                stage(session, plan())
    except BaseException:
        workshop.close()
        path.unlink(missing_ok=True)
        raise
    return workshop


def make_room(path: Path) -> Path:
    """Return a free path for the sample.

    path: the preferred path. A sample that is there is removed if nothing was changed in it since
        it was built; for any other file, a free name beside it is returned.

    Raises WorkshopError if the old sample cannot be removed.
    """
    if not os.path.lexists(path):
        return path
    if not _is_untouched(path):
        return disk.free_name(path)
    with files_explained(path):
        path.unlink()
    return path


def _is_untouched(path: Path) -> bool:
    """Check whether the history of a file consists of building the sample only."""
    try:
        if path.is_symlink():
            return False
        opening.check(path)
        uri = f"{path.resolve().as_uri()}?mode=ro"
        with closing(sqlite3.connect(uri, uri=True)) as file:
            rows = file.execute("SELECT label FROM history ORDER BY id").fetchall()
    except (WorkshopError, OSError, sqlite3.Error):
        return False
    return [label for (label,) in rows] == [label for label, _ in STAGES]
