"""Connections to session files: locked and held for this process, or to a copy in memory.

A file of an older format is migrated on the way, see `migrating`.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Collection, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from sqlalchemy import Connection, event
from sqlalchemy.exc import DBAPIError

from resources.words import say
from upstream_workshop.errors import MigrationError, WorkshopError
from upstream_workshop.session_file import migrating, opening, schema
from upstream_workshop.storage import diary
from upstream_workshop.storage.engines import engine_of
from upstream_workshop.storage.error_messages import explained, files_explained
from upstream_workshop.storage.files import disk, ledger, lock_notes
from upstream_workshop.storage.files.presence import Presence


def locked(file: Path, mark: disk.Mark) -> Connection:
    """Open a checked file and lock it for this process.

    mark: the mark of the file when it was checked.

    Raises WorkshopError if another file is at the path now, or the file cannot be opened (see
    `is_of_writing`).
    """
    engine = schema.engine_for(file)
    try:
        with explained(file):
            connection = engine.connect()
            _lock(driver_of(connection), file, mark)
    except BaseException:
        engine.dispose()
        raise
    return connection


def in_memory(path: Path, original: Path) -> Connection:
    """Open a copy of a file in memory, migrated there if its format is older.

    path: the path the user knows; messages name it.
    original: the file to copy; it is not written.

    Raises WorkshopError if the file cannot be read or its content is not that of a session.
    """
    engine = engine_of()
    try:
        with explained(path):
            connection = engine.connect()
            driver = driver_of(connection)
            _fill(driver, original)
            driver.isolation_level = None
            driver.execute("PRAGMA trusted_schema=OFF")
            opening.check_content(driver, path)
    except BaseException:
        engine.dispose()
        raise
    return connection


def driver_of(connection: Connection) -> sqlite3.Connection:
    """Return the connection of the standard library that SQLAlchemy uses."""
    driver = connection.connection.driver_connection
    assert isinstance(driver, sqlite3.Connection)
    return driver


class HeldConnection:
    """A connection to a session file that nothing else in this process may open meanwhile.

    connection: an open connection to the file, or to a copy in memory.
    file: the file, or the one that was copied.
    presence: says whether the file is still at its path; None for a copy in memory, of which nothing
        is locked or compared.
    noted: the paths beside which lock notes are put.

    Attributes: `driver` is the standard library's connection.
    """

    def __init__(
        self,
        connection: Connection,
        file: Path,
        presence: Presence | None,
        noted: Collection[Path],
    ) -> None:
        self.connection = connection
        self.driver = driver_of(connection)
        self.presence = presence
        self._reading = False  # whether the next transaction only reads
        self._query_only = False  # whether PRAGMA query_only is set
        self._watched = False  # whether the diary is there, see `_watch`
        self._lock = None if presence is None else disk.hold(file)
        event.listen(connection.engine, "begin", self._on_begin)
        if self._lock is not None:
            for place in noted:
                lock_notes.note(place)

    def close(self) -> None:
        """Close the connection and release the lock. The lock notes stay."""
        event.remove(self.connection.engine, "begin", self._on_begin)
        self.connection.close()
        self.connection.engine.dispose()
        if self.presence is not None:
            self.presence.close()
        if self._lock is not None:
            disk.release(self._lock)

    @contextmanager
    def reading(self) -> Iterator[None]:
        """Let the next transaction of the body begin as one in which SQLite refuses to write."""
        self._reading = True
        try:
            yield
        finally:
            self._reading = False
            if self._query_only:
                self.driver.execute("PRAGMA query_only=OFF")
                self._query_only = False

    def _on_begin(self, connection: Connection) -> None:
        driver = driver_of(connection)
        if self._reading:
            driver.execute("PRAGMA query_only=ON")
            self._query_only = True
        elif not self._watched:
            self._watch(connection)
        driver.execute("BEGIN" if self._reading else "BEGIN IMMEDIATE")

    def _watch(self, connection: Connection) -> None:
        """Create the diary before the first change: it costs more than to open a session to look at."""
        driver = driver_of(connection)
        driver.execute("BEGIN")
        with driver:
            diary.install(connection, schema.watched())
        self._watched = True


def is_writable(path: Path) -> bool:
    """Check whether the file, its folder and its journal look writable."""
    if disk.journal(path).is_dir():
        return False
    return os.access(path.parent, os.W_OK) and os.access(path, os.W_OK)


def is_of_writing(refused: WorkshopError) -> bool:
    """Check whether SQLite can read the file but cannot write it or its journal."""
    cause = refused.__cause__
    origin = cause.orig if isinstance(cause, DBAPIError) else cause
    code = str(getattr(origin, "sqlite_errorname", ""))
    return code.startswith(("SQLITE_READONLY", "SQLITE_CANTOPEN"))


def refuse_unwritable(path: Path) -> None:
    """Raise WorkshopError if a file cannot be written at the path."""
    folder = path.parent
    if not folder.is_dir():
        raise WorkshopError(say("{folder} is not a folder: choose one that exists.", folder=folder))
    if not os.access(folder, os.W_OK) or (path.exists() and not os.access(path, os.W_OK)):
        raise WorkshopError(
            say("{path} cannot be written there: copy it to a folder of your own first.", path=path)
        )


def migrate(path: Path, checked: opening.Checked) -> Path:
    """Migrate an older file to the current format while holding its lock.

    Returns the path at which the original is kept. Raises WorkshopError if the migration fails;
    the file is then unchanged.
    """
    found = checked.version.format
    with files_explained(path), closing(sqlite3.connect(path, isolation_level=None)) as driver:
        driver.execute("PRAGMA locking_mode=EXCLUSIVE")
        driver.execute("PRAGMA trusted_schema=OFF")
        _lock(driver, path, checked.mark)
        try:
            return migrating.migrate(path, driver, found)
        except MigrationError as error:
            raise WorkshopError(
                say(
                    "{path} could not be brought from format {found} to {newest} ({error}): "
                    "it is untouched; please report this.",
                    path=path,
                    found=found,
                    newest=schema.FORMAT,
                    error=error,
                )
            ) from error


def _fill(driver: sqlite3.Connection, original: Path) -> None:
    """Copy the content of a file into a connection, without writing to the file.

    A file that a crash left half written cannot be read that way: SQLite recovers a temporary copy
    instead. A file of an older format is copied too, and the copy is migrated.
    """
    if opening.check_header(original).format >= schema.FORMAT:
        with suppress(sqlite3.OperationalError):
            uri = f"{disk.real(original).as_uri()}?mode=ro"
            with closing(sqlite3.connect(uri, uri=True)) as file:
                file.backup(driver)
            return
    with files_explained(original), ledger.temporary_folder() as folder:
        copy = Path(folder) / original.name
        shutil.copyfile(original, copy)
        if disk.journal(original).is_file():
            shutil.copyfile(disk.journal(original), disk.journal(copy))
        checked = opening.check(copy)
        if checked.version.format < schema.FORMAT:
            migrate(copy, checked)
        with closing(sqlite3.connect(copy)) as file:
            file.backup(driver)


def _lock(driver: sqlite3.Connection, path: Path, checked: disk.Mark) -> None:
    """Lock the file for this process and make sure that it is the one that was checked.

    Since locking_mode is exclusive, the lock stays after the transaction. The content is checked
    again if the file was written or recovered after a crash meanwhile. Raises WorkshopError if
    another file is at the path now.
    """
    driver.execute("BEGIN EXCLUSIVE")
    driver.execute("ROLLBACK")
    now = disk.mark(path)
    if now.identity != checked.identity:  # the lock is on a file that no path names
        raise WorkshopError(
            say("{path} was replaced while it was being opened: open it again.", path=path)
        )
    if now != checked:
        opening.check_content(driver, path)
