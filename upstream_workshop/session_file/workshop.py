"""The class Workshop: one open session file, through which all code reads and writes it.

Each `change()` is one transaction, one step of undo and one `Change` passed to every listener.
`read()` opens a transaction in which SQLite refuses to write.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from types import TracebackType

from sqlalchemy import Connection, create_engine, event, insert
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session
from sqlalchemy.pool import StaticPool

from resources.words import noop, say
from upstream_workshop.errors import (
    MigrationError,
    NestedChangeError,
    UnsavedError,
    WorkshopError,
)
from upstream_workshop.session_file import migrating, opening, schema, secrecy
from upstream_workshop.storage import diary, stamp
from upstream_workshop.storage.error_messages import MESSAGES, explained, files_explained, known_as
from upstream_workshop.storage.files import disk, ledger, lock_notes, writing
from upstream_workshop.storage.files.presence import Absence, Presence
from upstream_workshop.storage.files.writing import Replace
from upstream_workshop.storage.history import HistoryEntry
from upstream_workshop.storage.query_cache import QueryCache


@dataclass(frozen=True)
class Change:
    """The rows that one committed step wrote.

    label: the label of the step, as in the file's history.
    rows: ids of the written rows, by the name of their table.
    """

    label: str
    rows: Mapping[str, frozenset[int]]

    def touches(self, tables: Iterable[str]) -> bool:
        """Check whether any of these tables, given by name, was written."""
        return not self.rows.keys().isdisjoint(tables)


@dataclass(frozen=True)
class Step:
    """One step that undo or redo can run.

    label: the text shown beside Undo or Redo.
    notes: the diary's notes on the rows the step wrote, newest first.
    actor: the actor given to `change`; empty for the user of this computer.
    """

    label: str
    notes: tuple[diary.Note, ...] = field(repr=False)
    actor: str = ""

    @property
    def rows(self) -> frozenset[tuple[str, int]]:
        """The rows the step wrote, as pairs of table name and row id."""
        return frozenset((note.table, note.row) for note in self.notes)


class Workshop:
    """An open session file; use it only on the thread that opened it.

    path: the path the user knows.
    connection: an open connection to the file, or to a copy in memory if `read_only` is given.
    read_only: a sentence that says why nothing can be changed; empty if changes are allowed.
    file: the file that is actually read and written; `path` if not given. It differs from `path`
        if a local working copy is used.

    Attributes: `original` is where the file as it was before a migration is kept, or None;
    `listeners` are called with each committed Change and may only read; `saved_at` is the local
    time at which the file was last seen to hold all that was committed, or None.

    Use `create` or `open` instead of the constructor.
    """

    def __init__(
        self, path: Path, connection: Connection, read_only: str = "", file: Path | None = None
    ) -> None:
        self.path = path
        self._file = file or path
        self.read_only = read_only
        self.original: Path | None = None
        self.listeners: list[Callable[[Change], None]] = []
        self.saved_at: datetime | None = None
        self._prompts = False  # whether the next transaction only reads
        self._query_only = False  # whether PRAGMA query_only is set
        self._busy = False
        self._untidy = False
        self._unsaved = False
        self._undo: list[Step] = []
        self._redo: list[Step] = []
        self._cache = QueryCache()
        self._take_up(connection, None if read_only else self._present(connection))

    @classmethod
    def create(cls, path: Path) -> Workshop:
        """Create a new, empty session file and open it.

        Raises WorkshopError if the path exists or cannot be written; no file is ever replaced.
        """
        writing.refuse(path, schema.SESSION, Replace.NOTHING)
        _refuse_unwritable(path)
        with files_explained(path), writing.written(path, schema.SESSION) as draft:
            engine = schema.engine_for(draft)
            try:
                with engine.connect() as connection:
                    connection.exec_driver_sql("BEGIN IMMEDIATE")
                    schema.create(connection)
                    stamp.begin(connection)
                    connection.commit()
            finally:
                engine.dispose()
        return cls.open(path)

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
        with known_as(file or path, path):
            return cls._open(path, file or path, meanwhile)

    @classmethod
    def _open(cls, path: Path, file: Path, meanwhile: Callable[[], object]) -> Workshop:
        checked = opening.check(file, meanwhile)
        if checked.version.format > schema.FORMAT:
            return cls._look(path, file, _NEWER)
        if not _is_writable(file):
            return cls._look(path, file, _UNWRITABLE)
        kept, mark = None, checked.mark
        if checked.version.format < schema.FORMAT:
            kept = _migrate(file, checked)
            mark = disk.mark(file)
        engine = schema.engine_for(file)
        try:
            with explained(file):
                connection = engine.connect()
                _take(_driver(connection), file, mark)
        except WorkshopError as refused:
            engine.dispose()
            if not _is_of_writing(refused):
                raise
            return cls._look(path, file, _UNWRITABLE)
        except BaseException:
            engine.dispose()
            raise
        try:
            disk.discard_drafts(file)
            with files_explained(file):
                workshop = cls(path, connection, file=file)
        except BaseException:
            engine.dispose()
            raise
        workshop.original = kept
        workshop._note_places()
        return workshop

    @classmethod
    def _look(cls, path: Path, original: Path, why: str) -> Workshop:
        """Open a file read-only, as a copy in memory, migrated there if its format is older.

        why: a template for `read_only`, with {path} for the path.
        """
        engine = create_engine("sqlite://", poolclass=StaticPool, hide_parameters=True)
        try:
            with explained(path):
                connection = engine.connect()
                driver = _driver(connection)
                _fill(driver, original)
                driver.isolation_level = None
                driver.execute("PRAGMA trusted_schema=OFF")
                opening.check_content(driver, path)
            return cls(path, connection, read_only=why.format(path=path), file=original)
        except BaseException:
            engine.dispose()
            raise

    def _note_places(self) -> None:
        """Record in the ledger where this session is, and where its original is kept."""
        with suppress(WorkshopError):  # the file cannot be read now; the next change reports that
            ledger.note(ledger.SESSION, self.path, self.identity)
            if self.original is not None:
                ledger.note(ledger.ORIGINAL, self.original, self.identity)

    def close(self) -> None:
        """Close the file, and remove the lock notes beside it and its journal if that is empty."""
        self._let_go()
        if self._presence is None:
            return
        for place in {self.path, self._file}:
            lock_notes.forget(place)
        journal = disk.journal(self._file)
        with suppress(OSError):  # an empty journal that remains does no harm
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
    def identity(self) -> str:
        """The identifier of this session, which all its copies and backups share.

        Raises WorkshopError if the file cannot be read.
        """
        with explained(self.path):
            return stamp.identity(self._driver)

    @property
    def undo_label(self) -> str | None:
        """The label of the step that undo would reverse, or None if there is none."""
        return self._undo[-1].label if self._undo else None

    @property
    def last_step(self) -> Step | None:
        """The step that undo would reverse, or None.

        The same object is returned until another step is done, undone or redone, so that a caller
        can compare by identity.
        """
        return self._undo[-1] if self._undo else None

    @property
    def redo_label(self) -> str | None:
        """The label of the step that redo would repeat, or None if there is none."""
        return self._redo[-1].label if self._redo else None

    @property
    def is_working_copy(self) -> bool:
        """Whether a local working copy is read and written instead of the file at `path`."""
        return self._file != self.path

    @property
    def absence(self) -> Absence | None:
        """Why committed changes are not in the file at its path; None if they are.

        The check is cheap enough to be polled by a timer. If another program replaced the file by
        an identical one, the session continues in that file, and None is returned.
        """
        if self._presence is None or self._driver.in_transaction:
            return None
        found = self._presence.look()
        if found is not None and found.twin:
            found = self._follow(found)
        if found is None and self._unsaved:
            self.saved_at, self._unsaved = datetime.now(), False
        return found

    def put_back(self) -> None:
        """Write the whole session to its path again and continue in the new file.

        Does nothing if the file is in its place. Raises UnsavedError if another program's file or
        data is at the path, and WorkshopError if the file cannot be written.
        """
        absence = self.absence
        if absence is None or self._presence is None:
            return
        if not absence.vacant:
            raise UnsavedError(absence.why)
        over = self._presence.is_own(self._file)  # our own file, emptied or truncated
        with self._writing("putting back"), files_explained(self.path):
            self._presence.real.parent.mkdir(parents=True, exist_ok=True)
            if over:
                self._replace(self._presence.real)
            else:
                self.copy_to(self._presence.real, whole=True)
            self._move()
        self.saved_at, self._unsaved = datetime.now(), False

    @contextmanager
    def change(self, label: str, about: str = "", actor: str = "") -> Iterator[Session]:
        """Run the body in one transaction: commit all of it, or nothing if it raises.

        label: what is done, in words without personal data; it is stored in the file's history.
        about: a name or a wording, added to the undo label only. The undo label is kept in memory,
            so that the history need not be searched when a person is erased.
        actor: who makes the change, if several people do; each can undo their own steps.

        Yields the SQLAlchemy session to write with. After the commit, if any row was written, the
        step can be undone and every listener is called; steps of redo by the same actor, or of the
        same rows, are dropped. Raises WorkshopError if the session is read-only or the file cannot
        be written, UnsavedError if it is not in its place, and NestedChangeError inside another
        change.
        """
        with self._writing(label), self._transaction(label) as (session, notes):
            yield session
        if notes:
            title = f"{label}: {about}" if about else label
            made = Step(title, tuple(notes), actor)
            self._redo = [
                step for step in self._redo if step.actor != actor and not step.rows & made.rows
            ]
            self._undo.append(made)
            self._announce(label, notes)

    @contextmanager
    def rehearse(self) -> Iterator[Session]:
        """Run the body in a transaction that is always rolled back.

        Yields the SQLAlchemy session to write with. Raises WorkshopError if the session is
        read-only, and NestedChangeError inside a change.
        """
        with self._writing("rehearsal"), explained(self.path):
            transaction = self._connection.begin()
            try:
                with Session(self._connection, join_transaction_mode="rollback_only") as session:
                    yield session
            finally:
                if transaction.is_active:
                    transaction.rollback()

    @contextmanager
    def read(self) -> Iterator[Session]:
        """Run the body in a transaction in which SQLite refuses to write.

        Yields the SQLAlchemy session to query. The transaction begins with the first statement, so
        that queries answered from the cache do not touch the file. Raises NestedChangeError inside
        another transaction.
        """
        if self._connection.in_transaction():
            raise NestedChangeError("a question")
        with explained(self.path, known=MESSAGES.keys() - {"SQLITE_READONLY"}):
            self._prompts = True  # read by `_on_begin`, when the first statement is run
            try:
                with Session(self._connection, info=self._cache.info) as session:
                    yield session
            finally:
                self._prompts = False
                if self._query_only:
                    self._driver.execute("PRAGMA query_only=OFF")
                    self._query_only = False

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
        copy = sqlite3.connect(":memory:", check_same_thread=False, isolation_level=None)
        with explained(self.path):
            try:
                self._driver.backup(copy)
                if not whole:
                    secrecy.withhold(copy, secrecy.settled(copy, states))
            except BaseException:
                copy.close()
                raise
        return copy

    def is_itself(self, path: Path) -> bool:
        """Check whether a path names the open file, even if that has been moved or renamed."""
        if self._presence is not None:
            return self._presence.is_own(path)
        return path.exists() and self._file.exists() and path.samefile(self._file)

    def copy_to(self, path: Path, whole: bool = False) -> None:
        """Write a copy of the session to a path that does not exist yet.

        whole: also copy the papers of secret ballots whose result was not shown.

        The copy is written completely or not at all. Raises WorkshopError if the path exists or is
        the session itself, or if the copy cannot be written.
        """
        if self.is_itself(path):
            raise WorkshopError(
                say("{path} is the session itself: choose another name for the copy.", path=path)
            )
        with files_explained(path), writing.written(path, schema.SESSION) as draft:
            if whole:
                _write_to(draft, path, self._driver)
            else:
                with closing(self.snapshot(states=secrecy.SHOWN)) as taken:
                    _write_to(draft, path, taken)
        with suppress(WorkshopError):
            ledger.note(ledger.SESSION, path, self.identity)

    def stop(self, why: str) -> None:
        """Make the session read-only from now on; reading and copying still work.

        why: the sentence with which changes are refused.

        The steps of undo and redo are dropped, since running one would be a change.
        """
        self.read_only = why
        self._undo.clear()
        self._redo.clear()

    def forget(self) -> None:
        """Drop all steps of undo and redo, and remove every byte of deleted rows from the file.

        The file is rebuilt, so that its layout does not show what was deleted. Raises
        WorkshopError if the session is read-only or the file cannot be written, and UnsavedError
        if it is not in its place.
        """
        with self._writing("forgetting"), explained(self.path):
            self._undo.clear()
            self._redo.clear()
            self._cache.clear()
            self._refuse_absent()
            self._driver.execute("VACUUM")
        self._see_saved()

    def settle(self, table: str, rows: Collection[int]) -> bool:
        """Drop the undo steps up to the last one that wrote any of these rows.

        table: the name of the table.
        rows: ids of its rows.

        Used for data that has left the session, such as a printed result, and must not exist in a
        second version. Returns whether any step was dropped.
        """
        ends = self.steps_to(table, rows)
        del self._undo[:ends]
        return ends > 0

    def steps_to(self, table: str, rows: Collection[int]) -> int:
        """Count the undo steps, oldest first, up to the last one that wrote any of these rows."""
        wrote = [
            number
            for number, step in enumerate(self._undo, 1)
            if any(note.table == table and note.row in rows for note in step.notes)
        ]
        return max(wrote, default=0)

    def undo(self, actor: str | None = None) -> None:
        """Reverse the last step, or the last step of an actor; do nothing if there is none.

        Raises WorkshopError if a later step wrote the same rows, and like `change`.
        """
        self._reverse(self._undo, self._redo, actor)

    def redo(self, actor: str | None = None) -> None:
        """Repeat the last undone step, or the last one of an actor; do nothing if there is none.

        Raises like `undo`.
        """
        self._reverse(self._redo, self._undo, actor)

    def _reverse(self, source: list[Step], target: list[Step], actor: str | None) -> None:
        at = _last_of(source, actor)
        if at is None:
            return
        step = source[at]
        label = ("Undo: " if source is self._undo else "Redo: ") + step.label.partition(":")[0]
        with self._writing(label), self._transaction(label) as (session, notes):
            diary.replay(session.connection(), step.notes)
        del source[at]
        target.append(Step(step.label, tuple(notes), step.actor))
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
        self._refuse_absent()
        with explained(self.path):
            transaction = self._connection.begin()
            with transaction, Session(self._connection, autoflush=True) as session:
                yield session, notes
                session.flush()
                notes += diary.take(session.connection())
                if notes:
                    entry = _enter(session, label)
                    stamp.advance(self._driver, [*reversed(notes), entry])
        if self._untidy or any(note.table in schema.PLACELESS for note in notes):
            self._tidy()
        if notes:
            self._see_saved()

    def _refuse_absent(self) -> None:
        """Raise UnsavedError if the file is not at its path or another program wrote to it."""
        if absence := self.absence:
            raise UnsavedError(absence.why)

    def _see_saved(self) -> None:
        """Compare the file at the path with what was committed; set `saved_at` if they agree."""
        if self._presence is None:
            return
        self._unsaved = self._presence.look(afresh=True) is not None
        if not self._unsaved:
            self.saved_at = datetime.now()

    def _tidy(self) -> None:
        """Rebuild the file, so that rows are stored by id and not in order of insertion.

        If this fails, for example for lack of space, the commit still holds and the next change
        tries again.
        """
        try:
            self._driver.execute("VACUUM")
            self._untidy = False
        except sqlite3.Error:
            self._untidy = True

    def _replace(self, path: Path) -> None:
        """Rewrite our own file, which another program emptied or truncated."""
        draft = disk.draft(path)
        try:
            _write_to(draft, path, self._driver)
            # a journal left by a crash belongs to the file that is replaced
            disk.journal(path).unlink(missing_ok=True)
            disk.settle(draft, path)
        finally:
            disk.discard(draft)

    def _follow(self, twin: Absence) -> Absence | None:
        """Continue in the identical file at the path; return `twin` if that is not possible."""
        try:
            with files_explained(self.path):
                self._move()
        except WorkshopError:
            return twin
        return None

    def _move(self) -> None:
        """Close the file that was opened and continue in the one at its path, if they are equal.

        Raises UnsavedError if they are not.
        """
        engine = schema.engine_for(self._file)
        try:
            connection = engine.connect()
            _driver(connection).execute("BEGIN EXCLUSIVE")
            _driver(connection).execute("ROLLBACK")
            if _driver(connection).serialize() != self._driver.serialize():
                raise UnsavedError(say("{path} changes while it is read.", path=self.path))
            presence = self._present(connection)
        except BaseException:
            engine.dispose()
            raise
        self._let_go()
        self._take_up(connection, presence)

    def _present(self, connection: Connection) -> Presence:
        return Presence(self._file, str(self.path), _driver(connection))

    def _take_up(self, connection: Connection, presence: Presence | None) -> None:
        """Use this connection from now on; the steps of undo stay valid for it."""
        self._connection = connection
        self._driver = _driver(connection)
        self._presence = presence
        self._held = None if presence is None else disk.hold(self._file)
        event.listen(connection.engine, "begin", self._on_begin)
        with connection.begin():
            diary.install(connection, schema.watched())
        if self._held is not None:
            for place in {self.path, self._file}:
                lock_notes.note(place)

    def _let_go(self) -> None:
        event.remove(self._connection.engine, "begin", self._on_begin)
        self._connection.close()
        self._connection.engine.dispose()
        if self._presence is not None:
            self._presence.close()
        if self._held is not None:
            disk.release(self._held)

    def _on_begin(self, connection: Connection) -> None:
        driver = _driver(connection)
        if self._prompts:
            driver.execute("PRAGMA query_only=ON")
            self._query_only = True
        driver.execute("BEGIN" if self._prompts else "BEGIN IMMEDIATE")

    def _announce(self, label: str, notes: list[diary.Note]) -> None:
        touched: dict[str, set[int]] = defaultdict(set)
        for note in notes:
            touched[note.table].update(note.rows)
        change = Change(label, {table: frozenset(rows) for table, rows in touched.items()})
        self._cache.forget(change.rows)
        with self._writing("a listener may only read"):
            for listener in self.listeners:
                listener(change)


def _last_of(steps: Sequence[Step], actor: str | None) -> int | None:
    """Return the index of the last step, or of an actor's last step; None if there is none.

    Raises WorkshopError if a later step wrote any of the same rows.
    """
    own = [at for at, step in enumerate(steps) if actor is None or step.actor == actor]
    if not own:
        return None
    step = steps[own[-1]]
    if any(later.rows & step.rows for later in steps[own[-1] + 1 :]):
        raise WorkshopError(
            say(
                "{label} cannot be undone: somebody else changed the same after it.",
                label=step.label,
            )
        )
    return own[-1]


def _enter(session: Session, label: str) -> diary.Note:
    """Insert one row of history and return a note on it; the diary does not watch that table."""
    moment = datetime.now().replace(microsecond=0)
    written = insert(HistoryEntry).values(at=moment, label=label).returning(HistoryEntry.id)
    return diary.Note(HistoryEntry.__tablename__, None, session.scalar(written), None)


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
            _migrate(copy, checked)
        with closing(sqlite3.connect(copy)) as file:
            file.backup(driver)


def _is_writable(path: Path) -> bool:
    if disk.journal(path).is_dir():
        return False
    return os.access(path.parent, os.W_OK) and os.access(path, os.W_OK)


def _is_of_writing(refused: WorkshopError) -> bool:
    """Check whether SQLite can read the file but cannot write it or its journal."""
    cause = refused.__cause__
    origin = cause.orig if isinstance(cause, DBAPIError) else cause
    code = str(getattr(origin, "sqlite_errorname", ""))
    return code.startswith(("SQLITE_READONLY", "SQLITE_CANTOPEN"))


def _write_to(draft: Path, path: Path, source: sqlite3.Connection) -> None:
    """Write all pages of a connection's database into a temporary file for `path`.

    Raises WorkshopError if the result is damaged: another program may have overwritten a page
    before SQLite read it.
    """
    draft.write_bytes(source.serialize())
    with closing(sqlite3.connect(draft)) as copy:
        (verdict,) = copy.execute("PRAGMA quick_check(1)").fetchone()
    if verdict != "ok":
        raise WorkshopError(say("{path} came out damaged: use the last backup instead.", path=path))


def _refuse_unwritable(path: Path) -> None:
    folder = path.parent
    if not folder.is_dir():
        raise WorkshopError(say("{folder} is not a folder: choose one that exists.", folder=folder))
    if not os.access(folder, os.W_OK) or (path.exists() and not os.access(path, os.W_OK)):
        raise WorkshopError(
            say("{path} cannot be written there: copy it to a folder of your own first.", path=path)
        )


def _migrate(path: Path, checked: opening.Checked) -> Path:
    """Migrate an older file to the current format while holding its lock.

    Returns the path at which the original is kept. Raises WorkshopError if the migration fails;
    the file is then unchanged.
    """
    found = checked.version.format
    with files_explained(path), closing(sqlite3.connect(path, isolation_level=None)) as driver:
        driver.execute("PRAGMA locking_mode=EXCLUSIVE")
        driver.execute("PRAGMA trusted_schema=OFF")
        _take(driver, path, checked.mark)
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


def _take(driver: sqlite3.Connection, path: Path, checked: disk.Mark) -> None:
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


def _driver(connection: Connection) -> sqlite3.Connection:
    driver = connection.connection.driver_connection
    assert isinstance(driver, sqlite3.Connection)
    return driver


_UNWRITABLE = noop(
    "{path} cannot be written where it lies: it can be shown, printed and copied, and nothing can be "
    "changed; save a copy elsewhere to go on working in it."
)
_NEWER = noop(
    "{path} was made by a newer Upstream Workshop: this one can show, print and copy it, and change "
    "nothing; update the app to go on working in it."
)
