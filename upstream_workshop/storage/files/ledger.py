"""The ledger: a database, in the app's home folder, of all paths to which this app writes.

It contains paths and the kind of what is there, never content. A temporary file is entered before
it is created and removed once it is renamed or discarded, so that files left by a killed process
can be found by their recorded paths alone.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from resources.words import noop, say
from upstream_workshop.errors import WorkshopError
from upstream_workshop.storage.files.running import Running

SECOND: Final = "second folder of backups"
SESSION: Final = "session file"
ORIGINAL: Final = "session file as it was before a migration"
OUTPUT: Final = "papers, data and archives"
LOGS: Final = "folder of logs"
SETTINGS: Final = "settings"

IN_SECOND: Final = "Upstream Workshop backups"  # created inside a second folder
_NAME: Final = "places.sqlite"
_NOWHERE: Final = noop(
    "No temporary file can be made ({why}): free some space on the disk, or let TMPDIR name a folder "
    "that can be written."
)
_LAYOUT: Final = """
CREATE TABLE IF NOT EXISTS place (
    kind TEXT, path BLOB, identity TEXT, count INTEGER, PRIMARY KEY (kind, path, identity)
);
CREATE TABLE IF NOT EXISTS draft (path BLOB PRIMARY KEY, process TEXT);
CREATE TABLE IF NOT EXISTS erasure (id INTEGER PRIMARY KEY, said TEXT);
"""
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


class Ledger:
    """The ledger in one home folder.

    home: the folder; it is created when the ledger is first written.

    An entry that cannot be written is left out without an error.
    """

    def __init__(self, home: Path) -> None:
        self.home = home
        self._drafts: set[Path] = set()
        self._running: Running | None = None

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

    @property
    def temporary(self) -> Path:
        """The folder for temporary folders."""
        return self.home / "temporary"

    def note(self, kind: str, path: Path, identity: str = "", count: int = 0) -> None:
        """Enter a path; an entry of the same kind, path and session is replaced.

        kind, path, identity, count: as in Place.
        """
        row = (kind, _packed(path), identity, count)
        with suppress(sqlite3.Error, OSError), self.written() as file:
            file.execute(_ENTER, row)

    def places(self, kind: str) -> tuple[Place, ...]:
        """Return all entries of a kind.

        Raises sqlite3.Error or OSError if the ledger cannot be read.
        """
        with self.written() as file:
            rows = file.execute("SELECT * FROM place WHERE kind = ?", (kind,)).fetchall()
        return tuple(Place(row[0], _unpacked(row[1]), *row[2:]) for row in rows)

    def backup_roots(self) -> tuple[Path, ...]:
        """Return all folders in which backups of sessions were ever written.

        Some may not exist now, such as those on a removable disk. Raises like `places`.
        """
        second = (place.path / IN_SECOND for place in self.places(SECOND))
        return tuple(dict.fromkeys((self.backups, *second)))

    def strike(self, place: Place) -> None:
        """Remove an entry, once nothing that this app wrote is at its path."""
        row = (place.kind, _packed(place.path), place.identity)
        with suppress(sqlite3.Error, OSError), self.written() as file:
            file.execute("DELETE FROM place WHERE kind = ? AND path = ? AND identity = ?", row)

    def begin(self) -> None:
        """Register this process as running, so that no other removes its temporary files.

        Does nothing if it is registered already or the home folder cannot be written.
        """
        if self._running is not None and self._running.process == os.getpid():
            return
        with suppress(OSError):
            self._running = Running(self.home / "running")

    def end(self) -> None:
        """End the registration made by `begin`."""
        if self._running is not None:
            self._running.close()
        self._running = None

    def note_draft(self, draft: Path) -> None:
        """Enter a temporary file that is about to be created; do nothing before `begin`."""
        if self._running is None or draft in self._drafts:
            return
        row = (_packed(draft), self._running.token)
        with suppress(sqlite3.Error, OSError), self.written() as file:
            file.execute("INSERT OR REPLACE INTO draft VALUES (?, ?)", row)
            self._drafts.add(draft)

    def strike_draft(self, draft: Path) -> None:
        """Remove the entry of a temporary file, unless the file still exists."""
        if draft not in self._drafts or draft.exists():
            return
        with suppress(sqlite3.Error, OSError), self.written() as file:
            file.execute("DELETE FROM draft WHERE path = ?", (_packed(draft),))
            self._drafts.discard(draft)

    def temporary_folder(self) -> tempfile.TemporaryDirectory[str]:
        """Create a temporary folder, which is removed when the object is cleaned up.

        It is in the home folder if that can be written and this process is registered, else in the
        system's folder for temporary files. Raises WorkshopError if neither can be written.
        """
        with suppress(OSError):
            if self._running is not None:
                self.temporary.mkdir(parents=True, exist_ok=True)
                return _folder(f"{self._running.token}-", self.temporary)
        try:
            return _folder("upstream-workshop-", None)
        except OSError as error:
            raise WorkshopError(
                say(_NOWHERE, why=error.strerror or say("there is none"))
            ) from error

    def left_behind(self) -> tuple[Path, ...]:
        """Return the temporary files and folders of processes that have ended.

        Returns none if it cannot be found out which processes are running.
        """
        found: list[Path] = []
        living = self._living()
        if living is None:
            return ()
        with suppress(sqlite3.Error, OSError), self.written() as file:
            rows = file.execute("SELECT path, process FROM draft").fetchall()
            found += [_unpacked(path) for path, process in rows if process not in living]
        with suppress(OSError):
            for folder in self.temporary.iterdir():
                if "-".join(folder.name.split("-")[:2]) not in living:
                    found.append(folder)
        return tuple(found)

    def _living(self) -> frozenset[str] | None:
        """Return the tokens of the running processes, or None if they cannot be found out."""
        with suppress(OSError):
            return None if self._running is None else self._running.living()
        return None

    def clear(self) -> tuple[Path, ...]:
        """Remove the temporary files and folders of processes that have ended.

        Returns those that could not be removed. A temporary file on a disk that is not plugged in
        keeps its entry and is removed by a later call.
        """
        stuck = []
        for path in self.left_behind():
            if not _removed(path):
                stuck.append(path)
                continue
            with suppress(sqlite3.Error, OSError), self.written() as file:
                file.execute("DELETE FROM draft WHERE path = ?", (_packed(path),))
        return tuple(stuck)

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


def _folder(prefix: str, where: Path | None) -> tempfile.TemporaryDirectory[str]:
    return tempfile.TemporaryDirectory(prefix=prefix, dir=where, ignore_cleanup_errors=True)


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


def _removed(path: Path) -> bool:
    """Remove a file or folder, and the journal that SQLite may keep beside a temporary file.

    Returns whether it is gone. It may be there still if its folder cannot be reached.
    """
    try:
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        for leftover in (path, path.with_name(path.name + "-journal")):
            leftover.unlink(missing_ok=True)
    except OSError:
        return False
    return path.parent.is_dir()


def _packed(path: Path) -> bytes:
    """Return the absolute path as bytes, since a file name need not be valid text."""
    return os.fsencode(path.absolute())


def _unpacked(path: bytes) -> Path:
    return Path(os.fsdecode(path))
