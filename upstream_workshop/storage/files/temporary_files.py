"""The temporary files and folders of this app, entered in the ledger before they are created.

A temporary file is struck out once it is renamed or discarded, so that files left by a killed process
can be found by their recorded paths alone.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import Final

from resources.words import noop, say
from upstream_workshop.errors import WorkshopError
from upstream_workshop.storage.files.ledger_file import LedgerFile, packed, unpacked
from upstream_workshop.storage.files.running import Running

_NOWHERE: Final = noop(
    "No temporary file can be made ({why}): free some space on the disk, or let TMPDIR name a folder "
    "that can be written."
)


class TemporaryFiles(LedgerFile):
    """Creates temporary folders, and finds and removes what ended processes left.

    home: the app's home folder.
    """

    def __init__(self, home: Path) -> None:
        super().__init__(home)
        self._drafts: set[Path] = set()
        self._running: Running | None = None

    @property
    def temporary(self) -> Path:
        """The folder for temporary folders."""
        return self.home / "temporary"

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
        row = (packed(draft), self._running.token)
        with suppress(sqlite3.Error, OSError), self.written() as file:
            file.execute("INSERT OR REPLACE INTO draft VALUES (?, ?)", row)
            self._drafts.add(draft)

    def strike_draft(self, draft: Path) -> None:
        """Remove the entry of a temporary file, unless the file still exists."""
        if draft not in self._drafts or draft.exists():
            return
        with suppress(sqlite3.Error, OSError), self.written() as file:
            file.execute("DELETE FROM draft WHERE path = ?", (packed(draft),))
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
            found += [unpacked(path) for path, process in rows if process not in living]
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
                file.execute("DELETE FROM draft WHERE path = ?", (packed(path),))
        return tuple(stuck)


def _folder(prefix: str, where: Path | None) -> tempfile.TemporaryDirectory[str]:
    return tempfile.TemporaryDirectory(prefix=prefix, dir=where, ignore_cleanup_errors=True)


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
