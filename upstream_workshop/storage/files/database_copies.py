"""Copies of a whole SQLite database, in memory and in a file."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from resources.words import say
from upstream_workshop.errors import WorkshopError


def copy_in_memory(source: sqlite3.Connection) -> sqlite3.Connection:
    """Return a copy in memory of a connection's database, for use on any thread.

    Raises sqlite3.Error if it cannot be read.
    """
    copy = sqlite3.connect(":memory:", check_same_thread=False, isolation_level=None)
    try:
        source.backup(copy)
    except BaseException:
        copy.close()
        raise
    return copy


def write_copy(draft: Path, path: Path, source: sqlite3.Connection) -> None:
    """Write all pages of a connection's database into a temporary file for `path`.

    Raises WorkshopError if the result is damaged: another program may have overwritten a page
    before SQLite read it.
    """
    draft.write_bytes(source.serialize())
    with closing(sqlite3.connect(draft)) as copy:
        (verdict,) = copy.execute("PRAGMA quick_check(1)").fetchone()
    if verdict != "ok":
        raise WorkshopError(say("{path} came out damaged: use the last backup instead.", path=path))
