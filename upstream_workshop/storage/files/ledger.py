"""The ledger: a database, in the app's home folder, of all paths to which this app writes.

It contains paths and the kind of what is there, never content.
"""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from upstream_workshop.storage.files.ledger_file import packed, unpacked
from upstream_workshop.storage.files.temporary_files import TemporaryFiles

SECOND: Final = "second folder of backups"
SESSION: Final = "session file"
ORIGINAL: Final = "session file as it was before a migration"
OUTPUT: Final = "papers, data and archives"
LOGS: Final = "folder of logs"
SETTINGS: Final = "settings"

IN_SECOND: Final = "Upstream Workshop backups"  # created inside a second folder
# an equal entry is left alone: nothing is written then, and nothing has to reach the disk
_ENTER: Final = """
INSERT INTO place VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET count = excluded.count
WHERE count IS NOT excluded.count
"""
# one ledger per process: it has one home folder, and a kill ends all its temporary files together
_kept: Final[list[Ledger]] = []


@dataclass(frozen=True, slots=True)
class Place:
    """One path to which this app has written.

    kind: what is there, one of the constants of this module.
    path: the file or folder.
    identity: the identifier of the session it belongs to; empty if it is not of one session.
    count: how many files are there, if they are counted.
    """

    kind: str
    path: Path
    identity: str = ""
    count: int = 0


class Ledger(TemporaryFiles):
    """The ledger in one home folder.

    home: the folder; it is created when the ledger is first written.

    An entry that cannot be written is left out without an error.
    """

    @property
    def backups(self) -> Path:
        """The folder for the backups of all sessions."""
        return self.home / "backups"

    @property
    def working_copies(self) -> Path:
        """The folder for local working copies of session files on other disks."""
        return self.home / "loans"

    @property
    def appearance(self) -> Path:
        """The folder for style sheets and icons, which are made once and then only read."""
        return self.home / "appearance"

    @property
    def templates(self) -> Path:
        """The folder for the templates of plans that the user saved."""
        return self.home / "templates"

    def note(self, kind: str, path: Path, identity: str = "", count: int = 0) -> None:
        """Enter a path; an entry of the same kind, path and session is replaced.

        kind, path, identity, count: as in Place.
        """
        row = (kind, packed(path), identity, count)
        with suppress(sqlite3.Error, OSError), self.written() as file:
            file.execute(_ENTER, row)

    def places(self, kind: str) -> tuple[Place, ...]:
        """Return all entries of a kind.

        Raises sqlite3.Error or OSError if the ledger cannot be read.
        """
        with self.written() as file:
            rows = file.execute("SELECT * FROM place WHERE kind = ?", (kind,)).fetchall()
        return tuple(Place(row[0], unpacked(row[1]), *row[2:]) for row in rows)

    def backup_roots(self) -> tuple[Path, ...]:
        """Return all folders in which backups of sessions were ever written.

        Some may not exist now, such as those on a removable disk. Raises like `places`.
        """
        second = (place.path / IN_SECOND for place in self.places(SECOND))
        return tuple(dict.fromkeys((self.backups, *second)))

    def strike(self, place: Place) -> None:
        """Remove an entry, once nothing that this app wrote is at its path."""
        row = (place.kind, packed(place.path), place.identity)
        with suppress(sqlite3.Error, OSError), self.written() as file:
            file.execute("DELETE FROM place WHERE kind = ? AND path = ? AND identity = ?", row)


@contextmanager
def keeping(ledger: Ledger) -> Iterator[Ledger]:
    """Use a ledger for this process until the end of the `with` block; then restore the former."""
    before = _kept[:]
    _kept[:] = [ledger]
    ledger.begin()
    try:
        yield ledger
    finally:
        ledger.end()
        _kept[:] = before


def keep(ledger: Ledger | None) -> None:
    """Use a ledger for this process from now on, or none if None."""
    for before in _kept:
        if before is not ledger:
            before.end()
    _kept[:] = [] if ledger is None else [ledger]
    if ledger is not None:
        ledger.begin()


def kept() -> Ledger | None:
    """Return the ledger of this process, or None if it uses none."""
    return _kept[0] if _kept else None


def note(kind: str, path: Path, identity: str) -> None:
    """Enter a path in the ledger of this process, if it uses one.

    kind, path, identity: as in Place. Paths in the folder for temporary folders are not entered.
    """
    ledger = kept()
    if ledger is not None and ledger.temporary not in path.absolute().parents:
        ledger.note(kind, path, identity)


def temporary_folder() -> tempfile.TemporaryDirectory[str]:
    """Create a temporary folder, by the ledger of this process if it uses one.

    A folder in the ledger's home is found and removed at the next start if this process is killed.
    Raises WorkshopError if no folder can be created.
    """
    ledger = kept()
    return Ledger(Path()).temporary_folder() if ledger is None else ledger.temporary_folder()
