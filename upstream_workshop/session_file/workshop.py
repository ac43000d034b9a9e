"""The class Workshop: one open session file, through which all code reads and writes it.

Each `change()` is one transaction, one step of undo and one `Change` passed to every listener.
`read()` opens a transaction in which SQLite refuses to write.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Collection
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from types import TracebackType

from sqlalchemy import Connection

from upstream_workshop.errors import UnsavedError, WorkshopError
from upstream_workshop.session_file import access, opening, secrecy
from upstream_workshop.session_file.open_file import OpenFile
from upstream_workshop.session_file.opening import Checked
from upstream_workshop.session_file.undoable import UndoableTransactions
from upstream_workshop.storage.error_messages import explained, files_explained, known_as
from upstream_workshop.storage.files import disk, ledger
from upstream_workshop.storage.files.presence import Absence


class Workshop(UndoableTransactions):
    """An open session file; use it only on the thread that opened it.

    path: the path the user knows.
    connection: an open connection to the file, or to a copy in memory if `read_only` is given.
    read_only: a sentence that says why nothing can be changed; empty if changes are allowed.
    file: the file that is actually read and written; `path` if not given. It differs from `path`
        if a local working copy is used.

    Attributes: `original` is where the file as it was before a migration is kept, or None;
    `listeners` are called with each committed Change and may only read.

    Use `create` or `open` instead of the constructor.
    """

    def __init__(
        self, path: Path, connection: Connection, read_only: str = "", file: Path | None = None
    ) -> None:
        super().__init__(
            OpenFile(path, file or path, connection, copied=bool(read_only)), read_only
        )
        self.path = path
        self.original: Path | None = None

    @classmethod
    def create(cls, path: Path) -> Workshop:
        """Create a new, empty session file and open it.

        Raises WorkshopError if the path exists or cannot be written; no file is ever replaced.
        """
        return cls.open_checked(path, path, access.create_file(path))

    @classmethod
    def open(
        cls,
        path: Path,
        file: Path | None = None,
        meanwhile: Callable[[], object] = lambda: None,
    ) -> Workshop:
        """Check a session file, lock it for this process and open it.

        path: the path the user knows; messages name it.
        file: the local working copy to read and write, if `path` lies on a removable disk or a
            network share.
        meanwhile: called about every 0.05 seconds while another process checks the file.

        A file of an older format is migrated to the current one first. A file of a newer format
        that this version can read, and a file that cannot be written, are opened read-only, as a
        copy in memory. Raises WorkshopError if the file is damaged, foreign or locked; the file is
        then unchanged.
        """
        actual = file or path
        with known_as(actual, path):
            return cls.open_checked(path, actual, opening.check(actual, meanwhile))

    @classmethod
    def open_checked(cls, path: Path, file: Path, checked: Checked) -> Workshop:
        """Open a session file that this process made, or checked; see `open`.

        checked: the result of the check, made before the file could be exchanged.
        """
        found = access.obtain(path, file, checked)
        try:
            if not found.read_only:
                disk.discard_drafts(file)
            with files_explained(file):
                workshop = cls(path, found.connection, found.read_only, file)
        except BaseException:
            found.connection.engine.dispose()
            raise
        workshop.original = found.original
        if not workshop.read_only:
            workshop._note_places()
        return workshop

    def _note_places(self) -> None:
        """Record in the ledger where this session is, and where its original is kept."""
        with suppress(WorkshopError):  # the file cannot be read now; the next change reports that
            ledger.note(ledger.SESSION, self.path, self.identity)
            if self.original is not None:
                ledger.note(ledger.ORIGINAL, self.original, self.identity)

    def close(self) -> None:
        """Close the file, and remove the lock notes beside it and its journal if that is empty."""
        self._open_file.close()

    def __enter__(self) -> Workshop:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    @property
    def identity(self) -> str:
        """The identifier of this session, which all its copies and backups share.

        Raises WorkshopError if the file cannot be read.
        """
        return self._open_file.identity

    @property
    def saved_at(self) -> datetime | None:
        """The local time at which the file was last seen to hold all that was committed, or None."""
        return self._open_file.saved_at

    @saved_at.setter
    def saved_at(self, moment: datetime) -> None:  # for pictures of a given moment
        self._open_file.saved_at = moment

    @property
    def is_working_copy(self) -> bool:
        """Whether a local working copy is read and written instead of the file at `path`."""
        return self._open_file.file != self.path

    @property
    def absence(self) -> Absence | None:
        """Why committed changes are not in the file at its path; None if they are.

        The check is cheap enough to be polled by a timer. If another program replaced the file by
        an identical one, the session continues in that file, and None is returned.
        """
        return self._open_file.absence

    def put_back(self) -> None:
        """Write the whole session to its path again and continue in the new file.

        Does nothing if the file is in its place. Raises UnsavedError if another program's file or
        data is at the path, and WorkshopError if the file cannot be written.
        """
        absence = self.absence
        if absence is None:
            return
        if not absence.vacant:
            raise UnsavedError(absence.why)
        with self._writing("putting back"):
            self._open_file.put_back()

    def snapshot(
        self, whole: bool = False, states: Collection[str] = secrecy.SETTLED
    ) -> sqlite3.Connection:
        """Return a copy in memory of the session as it is now, for use on any thread.

        whole: keep all papers of secret ballots. Such a copy is for reading a report and must
            never be written to a file.
        states: unless `whole`, the states in which a secret ballot keeps its papers in the copy
            (see `secrecy`).

        The caller must close the connection that is returned. Raises WorkshopError if the file
        cannot be read.
        """
        return self._open_file.snapshot(whole, states)

    def is_itself(self, path: Path) -> bool:
        """Check whether a path names the open file, even if that has been moved or renamed."""
        return self._open_file.is_itself(path)

    def copy_to(self, path: Path, whole: bool = False) -> None:
        """Write a copy of the session to a path that does not exist yet.

        whole: also copy the papers of secret ballots whose result was not shown.

        The copy is written completely or not at all. Raises WorkshopError if the path exists or is
        the session itself, or if the copy cannot be written.
        """
        self._open_file.copy_to(path, whole)

    def stop(self, why: str) -> None:
        """Make the session read-only from now on; reading and copying still work.

        why: the sentence with which changes are refused.

        The steps of undo and redo are dropped, since running one would be a change.
        """
        self.read_only = why
        self._steps.clear()

    def forget(self) -> None:
        """Drop all steps of undo and redo, and remove every byte of deleted rows from the file.

        The file is rebuilt, so that its layout does not show what was deleted. Raises
        WorkshopError if the session is read-only or the file cannot be written, and UnsavedError
        if it is not in its place.
        """
        with self._writing("forgetting"), explained(self.path):
            self._steps.clear()
            self._cache.clear()
            self._open_file.rebuild()
        self._open_file.see_saved()
