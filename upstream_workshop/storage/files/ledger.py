"""The one list of every place this app writes, kept in its home by the code that writes.

It holds paths and what lies there, never words of anybody. A draft is on it before it is made and off it
once it is settled or discarded, so that what a kill left is found by name and by nothing else.
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

from upstream_workshop.errors import WorkshopError
from upstream_workshop.storage.files.running import Running

SECOND: Final = "second folder of backups"
SESSION: Final = "session file"
ORIGINAL: Final = "session file as it was before a migration"
OUTPUT: Final = "papers, data and archives"
LOGS: Final = "folder of logs"
SETTINGS: Final = "settings"

IN_SECOND: Final = "Upstream Workshop backups"  # what is made in a second folder
_NAME: Final = "places.sqlite"
_NOWHERE: Final = (
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
# of the process as a whole: it has one home, and a kill takes all its drafts together
_kept: Final[list[Ledger]] = []


@dataclass(frozen=True, slots=True)
class Place:
    """Somewhere this app wrote: what is there, of which session (empty: any), and how many."""

    kind: str
    path: Path
    identity: str = ""
    count: int = 0


class Ledger:
    """The list of one home. What it cannot write down is left out, and work goes on all the same."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self._drafts: set[Path] = set()
        self._running: Running | None = None

    @property
    def backups(self) -> Path:
        """Where backups of all sessions are kept."""
        return self.home / "backups"

    @property
    def working_copies(self) -> Path:
        """Where local copies lie of files that are edited elsewhere."""
        return self.home / "loans"

    @property
    def temporary(self) -> Path:
        """Where copies lie that are needed for a moment."""
        return self.home / "temporary"

    def note(self, kind: str, path: Path, identity: str = "", count: int = 0) -> None:
        """Put a place on the list, once."""
        row = (kind, _packed(path), identity, count)
        with suppress(sqlite3.Error, OSError), self.written() as file:
            file.execute("INSERT OR REPLACE INTO place VALUES (?, ?, ?, ?)", row)

    def places(self, kind: str) -> tuple[Place, ...]:
        """All places of a kind. Raises sqlite3.Error or OSError where the list cannot be read."""
        with self.written() as file:
            rows = file.execute("SELECT * FROM place WHERE kind = ?", (kind,)).fetchall()
        return tuple(Place(row[0], _unpacked(row[1]), *row[2:]) for row in rows)

    def backup_roots(self) -> tuple[Path, ...]:
        """Every folder that ever held the folders of sessions' backups; some may not be there now.

        Raises like `places`.
        """
        second = (place.path / IN_SECOND for place in self.places(SECOND))
        return tuple(dict.fromkeys((self.backups, *second)))

    def strike(self, place: Place) -> None:
        """Take a place off the list: nothing of ours is there any more."""
        row = (place.kind, _packed(place.path), place.identity)
        with suppress(sqlite3.Error, OSError), self.written() as file:
            file.execute("DELETE FROM place WHERE kind = ? AND path = ? AND identity = ?", row)

    def begin(self) -> None:
        """Be seen as a living process, so that drafts and temporary copies are known as ours."""
        if self._running is not None and self._running.process == os.getpid():
            return
        with suppress(OSError):
            self._running = Running(self.home / "running")

    def end(self) -> None:
        """Be seen no more."""
        if self._running is not None:
            self._running.close()
        self._running = None

    def note_draft(self, draft: Path) -> None:
        """Put a draft on the list; it is about to be made."""
        if self._running is None or draft in self._drafts:
            return
        row = (_packed(draft), self._running.token)
        with suppress(sqlite3.Error, OSError), self.written() as file:
            file.execute("INSERT OR REPLACE INTO draft VALUES (?, ?)", row)
            self._drafts.add(draft)

    def strike_draft(self, draft: Path) -> None:
        """Take a draft off the list, if it is there no more."""
        if draft not in self._drafts or draft.exists():
            return
        with suppress(sqlite3.Error, OSError), self.written() as file:
            file.execute("DELETE FROM draft WHERE path = ?", (_packed(draft),))
            self._drafts.discard(draft)

    def temporary_folder(self) -> tempfile.TemporaryDirectory[str]:
        """A folder for a moment, in the home if that can be written. Raises WorkshopError."""
        with suppress(OSError):
            if self._running is not None:
                self.temporary.mkdir(parents=True, exist_ok=True)
                return _folder(f"{self._running.token}-", self.temporary)
        try:
            return _folder("upstream-workshop-", None)
        except OSError as error:
            raise WorkshopError(_NOWHERE.format(why=error.strerror or "there is none")) from error

    def left_behind(self) -> tuple[Path, ...]:
        """The drafts and temporary folders of processes that are gone."""
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
        """None where it cannot be told: then nothing is anybody's leaving."""
        with suppress(OSError):
            return None if self._running is None else self._running.living()
        return None

    def clear(self) -> tuple[Path, ...]:
        """Remove what processes that are gone left behind; what could not be removed is answered.

        A draft on a stick that is not plugged in stays on the list, and is removed when it is back.
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
        """The list, open for one step that is on the disk when it ends. Raises sqlite3.Error, OSError."""
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
    """For as long as this lasts, the process keeps its list there."""
    before = _kept[:]
    _kept[:] = [ledger]
    ledger.begin()
    try:
        yield ledger
    finally:
        ledger.end()
        _kept[:] = before


def keep(ledger: Ledger | None) -> None:
    """From now on this process keeps its list there; None: nowhere."""
    for before in _kept:
        if before is not ledger:
            before.end()
    _kept[:] = [] if ledger is None else [ledger]
    if ledger is not None:
        ledger.begin()


def kept() -> Ledger | None:
    """The list this process keeps, if it does."""
    return _kept[0] if _kept else None


def note(kind: str, path: Path, identity: str) -> None:
    """Put a place on the list this process keeps, if it keeps one; copies for a moment are no places."""
    ledger = kept()
    if ledger is not None and ledger.temporary not in path.absolute().parents:
        ledger.note(kind, path, identity)


def temporary_folder() -> tempfile.TemporaryDirectory[str]:
    """A folder for a moment, which is found at the next start if this process is killed.

    Raises WorkshopError where nothing can be written.
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
    """Whether it is gone, with the journal SQLite keeps beside a draft."""
    try:
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        for leftover in (path, path.with_name(path.name + "-journal")):
            leftover.unlink(missing_ok=True)
    except OSError:
        return False
    return path.parent.is_dir()


def _packed(path: Path) -> bytes:
    """Absolute, and as bytes: a name need not be text."""
    return os.fsencode(path.absolute())


def _unpacked(path: bytes) -> Path:
    return Path(os.fsdecode(path))
