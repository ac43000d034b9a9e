"""Workshop: one open session file, and the only door to it.

`change()` is one gesture: one transaction, one step of undo, one Change for every view.
`read()` answers questions and cannot write.
"""

from __future__ import annotations

import os
import sqlite3
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from types import TracebackType

from sqlalchemy import Connection, RootTransaction, create_engine, event, insert
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session
from sqlalchemy.pool import StaticPool

from upstream_workshop import diary, disk, migrating, opening, schema
from upstream_workshop.errors import MigrationError, NestedChangeError, WorkshopError
from upstream_workshop.history import HistoryEntry


@dataclass(frozen=True)
class Change:
    """What one committed step touched: table name to row ids."""

    label: str
    rows: Mapping[str, frozenset[int]]

    def touches(self, tables: Iterable[str]) -> bool:
        """Whether any of these tables was written: the one question a view asks."""
        return not self.rows.keys().isdisjoint(tables)


@dataclass(frozen=True)
class Step:
    """What undo or redo would run, and what to call it."""

    label: str
    inverses: tuple[str, ...] = field(repr=False)


class Workshop:
    """An open session file. Not for sharing between threads: the thread that opened it writes."""

    def __init__(self, path: Path, connection: Connection, read_only: str = "") -> None:
        self.path = path
        self.read_only = read_only  # why nothing can be changed; empty when it can
        self.original: Path | None = None  # where the file as it was before migrating is kept
        self.listeners: list[Callable[[Change], None]] = []
        self.saved_at: datetime | None = None
        self._connection = connection
        self._driver: sqlite3.Connection = connection.connection.driver_connection  # type: ignore[assignment]
        self._begin = "BEGIN"
        self._busy = False
        self._undo: list[Step] = []
        self._redo: list[Step] = []
        event.listen(connection.engine, "begin", self._on_begin)
        with self._connection.begin():
            diary.install(connection, schema.watched())

    @classmethod
    def create(cls, path: Path) -> Workshop:
        """A new, empty session file; refuses to replace anything. Raises WorkshopError."""
        if path.exists():
            raise WorkshopError(f"{path} exists already: choose another name.")
        _refuse_unwritable(path)
        draft = disk.draft(path)
        engine = schema.engine_for(draft)
        try:
            with _explained(path), engine.connect() as connection:
                connection.exec_driver_sql("BEGIN IMMEDIATE")
                schema.create(connection)
                connection.commit()
            engine.dispose()
            disk.settle(draft, path)
        finally:
            engine.dispose()
            disk.discard(draft)
        return cls.open(path)

    @classmethod
    def open(cls, path: Path) -> Workshop:
        """Open a session file for this process alone, brought to today's format if it is older.

        A newer one that can still be read is only looked at. Raises WorkshopError with the file untouched.
        """
        found = opening.check_header(path).format
        if found > schema.FORMAT:
            return cls._look(path)
        _refuse_unwritable(path)
        kept = _migrate(path, found) if found < schema.FORMAT else None
        seen = path.stat()
        engine = schema.engine_for(path)
        try:
            with _explained(path):
                connection = engine.connect()
                _take(connection.exec_driver_sql, path, seen)
                opening.check_content(connection, path)
                connection.rollback()
            disk.discard_drafts(path)
            workshop = cls(path, connection)
        except BaseException:
            engine.dispose()
            raise
        workshop.original = kept
        return workshop

    @classmethod
    def _look(cls, path: Path) -> Workshop:
        """A copy in memory of a file that may be read and never written."""
        engine = create_engine("sqlite://", poolclass=StaticPool, hide_parameters=True)
        try:
            with _explained(path):
                connection = engine.connect()
                driver: sqlite3.Connection = connection.connection.driver_connection  # type: ignore[assignment]
                with closing(
                    sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)
                ) as file:
                    file.backup(driver)
                driver.isolation_level = None
                driver.execute("PRAGMA trusted_schema=OFF")
                opening.check_content(connection, path)
                connection.rollback()
            return cls(path, connection, read_only=_NEWER.format(path=path))
        except BaseException:
            engine.dispose()
            raise

    def close(self) -> None:
        """Let go of the file; its empty journal goes too."""
        event.remove(self._connection.engine, "begin", self._on_begin)
        self._connection.close()
        self._connection.engine.dispose()
        if self.read_only:
            return
        journal = disk.journal(self.path)
        if journal.exists() and journal.stat().st_size == 0:
            journal.unlink()

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
    def undo_label(self) -> str | None:
        """What undo would take back, or None."""
        return self._undo[-1].label if self._undo else None

    @property
    def redo_label(self) -> str | None:
        """What redo would bring again, or None."""
        return self._redo[-1].label if self._redo else None

    @contextmanager
    def change(self, label: str, about: str = "") -> Iterator[Session]:
        """One gesture of the user: commit whole or not at all.

        `label` goes into the file's history; `about` (a name, a wording) only into the undo label,
        which lives in memory, so that erasing a person need not search the history.
        """
        with self._writing(label), self._transaction(label) as (session, notes):
            yield session
        if notes:
            self._redo.clear()
            title = f"{label}: {about}" if about else label
            self._undo.append(Step(title, tuple(note.inverse for note in notes)))
            self._announce(label, notes)

    @contextmanager
    def rehearse(self) -> Iterator[Session]:
        """Try a change to see what it would do; nothing of it is kept."""
        with self._writing("rehearsal"), _explained(self.path):
            transaction = self._start("BEGIN IMMEDIATE")
            try:
                with Session(self._connection, join_transaction_mode="create_savepoint") as session:
                    yield session
            finally:
                if transaction.is_active:
                    transaction.rollback()

    @contextmanager
    def read(self) -> Iterator[Session]:
        """Ask questions; SQLite refuses any write in here."""
        with _explained(self.path, known=_SAYINGS.keys() - {"SQLITE_READONLY"}):
            self._driver.execute("PRAGMA query_only=ON")
            transaction = self._start("BEGIN")
            try:
                with Session(self._connection) as session:
                    yield session
            finally:
                if transaction.is_active:
                    transaction.rollback()
                self._driver.execute("PRAGMA query_only=OFF")

    def copy_to(self, path: Path) -> None:
        """Write a copy that is whole whatever happens meanwhile; the file itself cannot be read beside us."""
        with _explained(path), closing(sqlite3.connect(path)) as target:
            self._driver.backup(target)

    def undo(self) -> None:
        """Take the last step back, if there is one."""
        self._reverse(self._undo, self._redo)

    def redo(self) -> None:
        """Bring the last undone step again, if there is one."""
        self._reverse(self._redo, self._undo)

    def _reverse(self, source: list[Step], target: list[Step]) -> None:
        if not source:
            return
        step = source[-1]
        label = ("Undo: " if source is self._undo else "Redo: ") + step.label.partition(":")[0]
        with self._writing(label), self._transaction(label) as (session, notes):
            diary.replay(session.connection(), step.inverses)
        source.pop()
        target.append(Step(step.label, tuple(note.inverse for note in notes)))
        self._announce(label, notes)

    @contextmanager
    def _writing(self, label: str) -> Iterator[None]:
        if self.read_only:
            raise WorkshopError(self.read_only)
        if self._busy:
            raise NestedChangeError(label)
        self._busy = True
        try:
            yield
        finally:
            self._busy = False

    @contextmanager
    def _transaction(self, label: str) -> Iterator[tuple[Session, list[diary.Note]]]:
        notes: list[diary.Note] = []
        with _explained(self.path):
            transaction = self._start("BEGIN IMMEDIATE")
            with transaction, Session(self._connection, autoflush=True) as session:
                yield session, notes
                session.flush()
                notes += diary.take(session.connection())
                if notes:
                    moment = datetime.now().replace(microsecond=0)
                    session.execute(insert(HistoryEntry).values(at=moment, label=label))
        if notes:
            self.saved_at = datetime.now()

    def _start(self, statement: str) -> RootTransaction:
        self._begin = statement
        return self._connection.begin()

    def _on_begin(self, connection: Connection) -> None:
        connection.exec_driver_sql(self._begin)

    def _announce(self, label: str, notes: list[diary.Note]) -> None:
        touched: dict[str, set[int]] = defaultdict(set)
        for note in notes:
            touched[note.table].add(note.row)
        change = Change(label, {table: frozenset(rows) for table, rows in touched.items()})
        with self._writing("a listener may only read"):
            for listener in self.listeners:
                listener(change)


def _migrate(path: Path, found: int) -> Path:
    """Check an older file as strictly as one of today, then bring it here; it is ours alone meanwhile."""
    seen = path.stat()
    source = sqlite3.connect(path, isolation_level=None)
    engine = create_engine("sqlite://", poolclass=StaticPool, creator=lambda: source)
    with _explained(path), closing(source):
        source.execute("PRAGMA locking_mode=EXCLUSIVE")
        source.execute("PRAGMA trusted_schema=OFF")
        _take(source.execute, path, seen)
        with engine.connect() as connection:
            opening.check_content(connection, path)
            connection.rollback()
        try:
            return migrating.migrate(path, source, found)
        except MigrationError as error:
            raise WorkshopError(
                f"{path} could not be brought from format {found} to {schema.FORMAT} ({error}): "
                "it is untouched; please report this."
            ) from error


def _take(execute: Callable[[str], object], path: Path, seen: os.stat_result) -> None:
    """Have the file for this process alone: the lock is kept, for locking_mode is exclusive."""
    execute("BEGIN EXCLUSIVE")
    execute("ROLLBACK")
    if not os.path.samestat(seen, path.stat()):  # then the lock is on a file that has no name now
        raise WorkshopError(f"{path} was replaced while it was being opened: open it again.")


def _refuse_unwritable(path: Path) -> None:
    folder = path.parent
    if not folder.is_dir():
        raise WorkshopError(f"{folder} is not a folder: choose one that exists.")
    if not os.access(folder, os.W_OK) or (path.exists() and not os.access(path, os.W_OK)):
        raise WorkshopError(
            f"{path} cannot be written there: copy it to a folder of your own first."
        )


_NEWER = (
    "{path} was made by a newer Upstream Workshop: this one can show, print and copy it, and change "
    "nothing; update the app to go on working in it."
)

_SAYINGS = {
    "SQLITE_FULL": "The disk is full: free some space and do it again; nothing was changed.",
    "SQLITE_BUSY": "{path} is open in another window: close it there first.",
    "SQLITE_LOCKED": "{path} is open in another window: close it there first.",
    "SQLITE_READONLY": "{path} cannot be written: copy it to a folder of your own first.",
    "SQLITE_CANTOPEN": "{path} cannot be opened: check that its folder can be written.",
    "SQLITE_PERM": "{path} cannot be opened: check its permissions.",
    "SQLITE_CORRUPT": "{path} is damaged or cut short: use a backup or an archive of the session.",
    "SQLITE_NOTADB": "{path} is not a session file: choose one that ends in .upstream.",
    "SQLITE_IOERR": "The disk of {path} answers with errors, nothing was changed: copy the file elsewhere.",
}


@contextmanager
def _explained(path: Path, known: Collection[str] = _SAYINGS.keys()) -> Iterator[None]:
    """Turn what SQLite says of the world outside into a sentence; our own mistakes pass as they are."""
    try:
        yield
    except (DBAPIError, sqlite3.Error) as error:
        origin = error.orig if isinstance(error, DBAPIError) else error
        name = getattr(origin, "sqlite_errorname", "")
        saying = next((_SAYINGS[code] for code in known if name.startswith(code)), None)
        if saying is None:
            raise
        raise WorkshopError(saying.format(path=path)) from error
