"""The class OpenFile: the file of an open session, and whether its path still names it.

All access to SQLite goes through it. It knows nothing of services, of undo or of what the rows mean.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterator
from contextlib import AbstractContextManager, ExitStack, closing, contextmanager, suppress
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection

from resources.words import say
from upstream_workshop.errors import UnsavedError, WorkshopError
from upstream_workshop.session_file import schema, secrecy
from upstream_workshop.session_file.connections import HeldConnection, driver_of
from upstream_workshop.storage import stamp
from upstream_workshop.storage.engines import engine_of
from upstream_workshop.storage.error_messages import explained, files_explained
from upstream_workshop.storage.files import disk, ledger, lock_notes, writing
from upstream_workshop.storage.files.database_copies import copy_in_memory, write_copy
from upstream_workshop.storage.files.presence import Absence, Presence


class OpenFile:
    """An open session file, or a copy of one in memory.

    path: the path the user knows.
    file: the file that is actually read and written; it differs from `path` if a local working copy
        is used.
    connection: an open connection to the file, or to a copy in memory.
    copied: whether the connection is to a copy in memory; nothing is locked or compared then.

    Attributes: `saved_at` is the local time at which the file was last seen to hold all that was
    committed, or None; `untidy` is whether `tidy` is due.
    """

    def __init__(self, path: Path, file: Path, connection: Connection, copied: bool) -> None:
        self.path = path
        self.file = file
        self.saved_at: datetime | None = None
        self.untidy = False
        self._unsaved = False
        # to what was committed, while pieces are written
        self._before: sqlite3.Connection | None = None
        self._beside: Connection | None = None
        self._held = self._hold(connection, copied)

    def close(self) -> None:
        """Close the file, and remove the lock notes beside it and its journal if that is empty."""
        self._held.close()
        if self._held.presence is None:
            return
        for place in {self.path, self.file}:
            lock_notes.forget(place)
        journal = disk.journal(self.file)
        with suppress(OSError):  # an empty journal that remains does no harm
            if journal.exists() and journal.stat().st_size == 0:
                journal.unlink()

    @property
    def connection(self) -> Connection:
        """SQLAlchemy's connection to the file, which `put_back` and `absence` may exchange."""
        return self._held.connection

    @property
    def driver(self) -> sqlite3.Connection:
        """The standard library's connection to the file, exchanged like `connection`."""
        return self._held.driver

    @property
    def identity(self) -> str:
        """The identifier of the session, see `stamp`. Raises WorkshopError if it cannot be read."""
        with explained(self.path):
            return stamp.identity(self.driver)

    @property
    def absence(self) -> Absence | None:
        """Why committed changes are not in the file at its path; None if they are.

        If another program replaced the file by an identical one, the connection is exchanged for
        one to that file, and None is returned.
        """
        if self._held.presence is None or self.driver.in_transaction:
            return None
        found = self._held.presence.look()
        if found is not None and found.identical:
            found = self._follow(found)
        if found is None and self._unsaved:
            self._note_saved()
        return found

    def refuse_absent(self) -> None:
        """Raise UnsavedError if the file is not at its path or another program wrote to it."""
        if absence := self.absence:
            raise UnsavedError(absence.why)

    def see_saved(self) -> None:
        """Compare the file at the path with what was committed; set `saved_at` if they agree."""
        if self._held.presence is None:
            return
        self._unsaved = self._held.presence.look(afresh=True) is not None
        if not self._unsaved:
            self._note_saved()

    def put_back(self) -> None:
        """Write all content to the path again, where it is vacant, and continue in the new file.

        Raises WorkshopError if the file cannot be written.
        """
        presence = self._held.presence
        assert presence is not None
        with files_explained(self.path):
            presence.real.parent.mkdir(parents=True, exist_ok=True)
            if presence.is_own(self.file):  # our own file, emptied or truncated
                self._replace(presence.real)
            else:
                self.copy_to(presence.real, whole=True)
            self._move()
        self._note_saved()

    def reading(self) -> AbstractContextManager[None]:
        """Let the next transaction of the body begin as one in which SQLite refuses to write."""
        return self._held.reading()

    @contextmanager
    def written_in_pieces(self) -> Iterator[None]:
        """Within the body, answer questions and take copies from the content as it is now.

        The body is a transaction between whose statements other code runs.
        """
        with closing(self.snapshot(True, ())) as before:
            before.execute("PRAGMA query_only=ON")
            engine = engine_of(creator=lambda: before)
            self._before, self._beside = before, engine.connect()
            try:
                yield
            finally:
                self._before = self._beside = None
                engine.dispose()

    @property
    def committed(self) -> Connection:
        """The connection from which what was committed can be read."""
        return self._beside or self.connection

    def snapshot(self, whole: bool, states: Collection[str]) -> sqlite3.Connection:
        """Return a copy in memory of the content as it is now, for use on any thread.

        whole: keep all papers of secret ballots.
        states: unless `whole`, the states in which a secret ballot keeps its papers in the copy.

        Raises WorkshopError if the file cannot be read.
        """
        with explained(self.path), ExitStack() as failing:
            copy = failing.enter_context(closing(copy_in_memory(self._before or self.driver)))
            if not whole:
                secrecy.withhold(copy, secrecy.settled(copy, states))
            failing.pop_all()
        return copy

    def is_itself(self, path: Path) -> bool:
        """Check whether a path names the open file, even if that has been moved or renamed."""
        if self._held.presence is not None:
            return self._held.presence.is_own(path)
        return path.exists() and self.file.exists() and path.samefile(self.file)

    def copy_to(self, path: Path, whole: bool) -> None:
        """Write a copy to a path that does not exist yet, completely or not at all.

        whole: also copy the papers of secret ballots whose result was not shown.

        Raises WorkshopError if the path exists or is the file itself, or if the copy cannot be
        written.
        """
        if self.is_itself(path):
            raise WorkshopError(
                say("{path} is the session itself: choose another name for the copy.", path=path)
            )
        with files_explained(path), writing.written(path, schema.SESSION) as draft:
            if whole:
                write_copy(draft, path, self._before or self.driver)
            else:
                with closing(self.snapshot(False, secrecy.SHOWN)) as taken:
                    write_copy(draft, path, taken)
        with suppress(WorkshopError):
            ledger.note(ledger.SESSION, path, self.identity)

    def rebuild(self) -> None:
        """Rebuild the file, so that no byte of deleted rows is left in it.

        Raises UnsavedError if the file is not in its place, and sqlite3.Error if it cannot be
        written.
        """
        self.refuse_absent()
        self.driver.execute("VACUUM")

    def tidy(self) -> None:
        """Rebuild the file, so that rows are stored by id and not in order of insertion.

        If this fails, for example for lack of space, what was committed still holds and `untidy` is
        set, so that the next change tries again.
        """
        try:
            self.driver.execute("VACUUM")
            self.untidy = False
        except sqlite3.Error:
            self.untidy = True

    def _hold(self, connection: Connection, copied: bool) -> HeldConnection:
        presence = None if copied else self._presence_of(connection)
        return HeldConnection(connection, self.file, presence, {self.path, self.file})

    def _presence_of(self, connection: Connection) -> Presence:
        return Presence(self.file, str(self.path), driver_of(connection))

    def _note_saved(self) -> None:
        self.saved_at, self._unsaved = datetime.now(), False

    def _replace(self, path: Path) -> None:
        """Rewrite our own file, which another program emptied or truncated."""
        draft = disk.draft(path)
        try:
            write_copy(draft, path, self.driver)
            # a journal left by a crash belongs to the file that is replaced
            disk.journal(path).unlink(missing_ok=True)
            disk.settle(draft, path)
        finally:
            disk.discard(draft)

    def _follow(self, identical: Absence) -> Absence | None:
        """Continue in the identical file at the path; return `identical` if that is not possible."""
        try:
            with files_explained(self.path):
                self._move()
        except WorkshopError:
            return identical
        return None

    def _move(self) -> None:
        """Close the file that was opened and continue in the one at its path, if they are equal.

        Raises UnsavedError if they are not.
        """
        engine = schema.engine_for(self.file)
        try:
            connection = engine.connect()
            driver_of(connection).execute("BEGIN EXCLUSIVE")
            driver_of(connection).execute("ROLLBACK")
            if driver_of(connection).serialize() != self.driver.serialize():
                raise UnsavedError(say("{path} changes while it is read.", path=self.path))
            presence = self._presence_of(connection)
        except BaseException:
            engine.dispose()
            raise
        self._held.close()
        self._held = HeldConnection(connection, self.file, presence, {self.path, self.file})
