"""How a session file is opened: to be written, or read-only as a copy in memory.

A file of an older format is migrated to the current one first.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection

from resources.words import noop, say
from upstream_workshop.errors import WorkshopError
from upstream_workshop.session_file import connections, opening, schema
from upstream_workshop.session_file.opening import Checked
from upstream_workshop.storage import stamp
from upstream_workshop.storage.error_messages import files_explained
from upstream_workshop.storage.files import disk, writing
from upstream_workshop.storage.files.writing import Replace


@dataclass(frozen=True)
class Access:
    """An open connection to a session file, and what may be done with it.

    connection: a connection to the locked file, or to a copy in memory if `read_only` is given.
    read_only: a sentence that says why nothing can be changed; empty if changes are allowed.
    original: where the file as it was before a migration is kept, or None.
    """

    connection: Connection
    read_only: str = ""
    original: Path | None = None


def create_file(path: Path) -> Checked:
    """Write a new, empty session file; return it as checked, for nobody else wrote to it.

    Raises WorkshopError if the path exists or cannot be written.
    """
    writing.refuse(path, schema.SESSION, Replace.NOTHING)
    connections.refuse_unwritable(path)
    with files_explained(path), writing.written(path, schema.SESSION) as draft:
        engine = schema.engine_for(draft)
        try:
            with engine.connect() as connection:
                connection.exec_driver_sql("BEGIN IMMEDIATE")
                schema.create(connection)
                stamp.begin(connection)
                connection.commit()
        finally:
            engine.dispose()
    return Checked(opening.check_header(path), disk.mark(path))


def obtain(path: Path, file: Path, checked: Checked) -> Access:
    """Open a session file as far as it may be: to be written, or read-only.

    path: the path the user knows.
    file: the file to open; it differs from `path` if a local working copy is used.
    checked: the result of its check.

    Raises WorkshopError if the file is damaged, foreign or locked; it is then unchanged.
    """
    if checked.version.format > schema.FORMAT:
        return _read_only(path, file, _NEWER)
    if not connections.is_writable(file):
        return _read_only(path, file, _UNWRITABLE)
    original, mark = None, checked.mark
    if checked.version.format < schema.FORMAT:
        original = connections.migrate(file, checked)
        mark = disk.mark(file)
    try:
        return Access(connections.locked(file, mark), original=original)
    except WorkshopError as refused:
        if not connections.is_of_writing(refused):
            raise
        return _read_only(path, file, _UNWRITABLE)


def _read_only(path: Path, file: Path, why: str) -> Access:
    """Open a file read-only, as a copy in memory, migrated there if its format is older.

    why: a template for `read_only`, with {path} for the path.
    """
    return Access(connections.in_memory(path, file), say(why, path=path))


_UNWRITABLE = noop(
    "{path} cannot be written where it lies: it can be shown, printed and copied, and nothing can be "
    "changed; save a copy elsewhere to go on working in it."
)
_NEWER = noop(
    "{path} was made by a newer Upstream Workshop: this one can show, print and copy it, and change "
    "nothing; update the app to go on working in it."
)
