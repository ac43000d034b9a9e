"""The database of the ledger, in the app's home folder."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Final

_NAME: Final = "places.sqlite"
_LAYOUT: Final = """
CREATE TABLE IF NOT EXISTS place (
    kind TEXT, path BLOB, identity TEXT, count INTEGER, PRIMARY KEY (kind, path, identity)
);
CREATE TABLE IF NOT EXISTS draft (path BLOB PRIMARY KEY, process TEXT);
CREATE TABLE IF NOT EXISTS erasure (id INTEGER PRIMARY KEY, said TEXT);
"""


class LedgerFile:
    """The ledger's database in one home folder.

    home: the folder; it is created when the database is first written.
    """

    def __init__(self, home: Path) -> None:
        self.home = home

    @contextmanager
    def written(self) -> Iterator[sqlite3.Connection]:
        """Open the ledger for one transaction, which is committed and synced at the end.

        Yields the connection. Raises sqlite3.Error or OSError.
        """
        self.home.mkdir(parents=True, exist_ok=True)
        with closing(self._opened()) as file:
            file.execute("BEGIN IMMEDIATE")
            yield file
            file.execute("COMMIT")

    def _opened(self) -> sqlite3.Connection:
        path = self.home / _NAME
        try:
            return _laid_out(path)
        except sqlite3.DatabaseError as error:
            if getattr(error, "sqlite_errorname", "") != "SQLITE_NOTADB":
                raise
            path.replace(path.with_suffix(".damaged"))
            return _laid_out(path)


def packed(path: Path) -> bytes:
    """Return the absolute path as bytes, since a file name need not be valid text."""
    return os.fsencode(path.absolute())


def unpacked(path: bytes) -> Path:
    """Return the path that `packed` was given."""
    return Path(os.fsdecode(path))


def _laid_out(path: Path) -> sqlite3.Connection:
    file = sqlite3.connect(path, isolation_level=None, timeout=5)
    try:
        for pragma in ("synchronous=FULL", "secure_delete=ON", "trusted_schema=OFF"):
            file.execute(f"PRAGMA {pragma}")
        file.executescript(_LAYOUT)
    except BaseException:
        file.close()
        raise
    return file
