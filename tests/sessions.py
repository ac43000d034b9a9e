"""Session files for tests, each kind built once by each process and copied from then on.

Creating a session compiles the schema and starts a process that checks the file, furnishing it runs
every room's services, and building the sample takes seconds. Tests whose subject is none of these
start from a copy. How files are created and checked is tested in `tests/core/session_file` and
`tests/reliability`.
"""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
from collections.abc import Callable
from functools import cache
from pathlib import Path

from sqlalchemy.orm import Session

from tests.core import furnished
from upstream_workshop.session_file import opening, written_schema
from upstream_workshop.session_file.workshop import Workshop
from upstream_workshop.storage.engines import engine_of
from upstream_workshop.storage.files import disk
from upstream_workshop.whole import sample

Build = Callable[[Path], None]


def empty(path: Path) -> None:
    """Create a session file with nothing in it."""
    Workshop.create(path).close()


def with_every_room(path: Path) -> None:
    """Create a session file with something in every room."""
    with Workshop.create(path) as workshop:
        furnished.furnish(workshop)


def with_the_sample(path: Path) -> None:
    """Create the sample residential."""
    sample.build(path).close()


def opened(path: Path, build: Build = empty) -> Workshop:
    """Copy what `build` makes to a path that does not exist yet, and open it; nothing can be undone.

    It is not checked again: it was when it was built, byte for byte.
    """
    assert not path.exists()
    shutil.copyfile(_built(build), path)
    checked = opening.Checked(opening.check_header(path), disk.mark(path))
    return Workshop.open_checked(path, path, checked)


def in_memory() -> Session:
    """Return a session on all tables, empty and in no file: for properties that need hundreds."""
    connection = sqlite3.connect(":memory:")
    connection.executescript(";".join(written_schema.creation()))
    return Session(engine_of(creator=lambda: connection))


@cache
def _built(build: Build) -> Path:
    path = Path(tempfile.mkdtemp(prefix="upstream-tests-")) / f"{build.__name__}.upstream"
    build(path)
    opening.check(path)
    return path
