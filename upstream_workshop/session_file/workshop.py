"""Workshop: one open session file, and the only door to it.

`change()` is one gesture: one transaction, one step of undo, one Change for every view.
`read()` answers questions and cannot write.
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

from upstream_workshop.errors import (
    MigrationError,
    NestedChangeError,
    UnsavedError,
    WorkshopError,
)
from upstream_workshop.session_file import migrating, opening, schema, secrecy
from upstream_workshop.storage import diary, stamp
from upstream_workshop.storage.error_messages import SAYINGS, explained, files_explained, known_as
from upstream_workshop.storage.files import disk, ledger, lock_notes, writing
from upstream_workshop.storage.files.presence import Absence, Presence
from upstream_workshop.storage.history import HistoryEntry
from upstream_workshop.storage.query_cache import QueryCache


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
    """What undo or redo would run, what to call it, and whose it was."""

    label: str
    notes: tuple[diary.Note, ...] = field(repr=False)
    actor: str = ""

    @property
    def rows(self) -> frozenset[tuple[str, int]]:
        """What it wrote: tables and ids of rows."""
        return frozenset((note.table, note.row) for note in self.notes)


class Workshop:
    """An open session file. Not for sharing between threads: the thread that opened it writes."""

    def __init__(
        self, path: Path, connection: Connection, read_only: str = "", file: Path | None = None
    ) -> None:
        self.path = path  # as the user knows it
        self._file = file or path  # where it is worked on
        self.read_only = read_only  # why nothing can be changed; empty when it can
        self.original: Path | None = None  # where the file as it was before migrating is kept
        self.listeners: list[Callable[[Change], None]] = []
        self.saved_at: datetime | None = None
        self._prompts = False  # whether what begins next only reads
        self._query_only = False  # whether SQLite was told so
        self._busy = False
        self._untidy = False
        self._unsaved = False
        self._undo: list[Step] = []
        self._redo: list[Step] = []
        self._cache = QueryCache()
        self._take_up(connection, None if read_only else self._present(connection))

    @classmethod
    def create(cls, path: Path) -> Workshop:
        """A new, empty session file; refuses to replace anything. Raises WorkshopError."""
        writing.refuse(path, schema.SESSION, writing.NOTHING)
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
    def open(cls, path: Path, file: Path | None = None) -> Workshop:
        """Open a session file for this process alone, brought to today's format if it is older.

        A newer one that can be read is only looked at, and so is one that cannot be written. `file` is the
        local copy that is worked on when the path itself lies on a stick or a share. Raises WorkshopError
        with the file untouched.
        """
        with known_as(file or path, path):
            return cls._open(path, file or path)

    @classmethod
    def _open(cls, path: Path, file: Path) -> Workshop:
        checked = opening.check(file)
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
        """A copy in memory of a file that may be read and never written, in today's format if it is older."""
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
        """Put on the list of places where this session is, and its original."""
        with suppress(WorkshopError):  # the disk does not let us look, which the next step will say
            ledger.note(ledger.SESSION, self.path, self.identity)
            if self.original is not None:
                ledger.note(ledger.ORIGINAL, self.original, self.identity)

    def close(self) -> None:
        """Let go of the file; its empty journal goes too."""
        self._let_go()
        if self._presence is None:
            return
        for place in {self.path, self._file}:
            lock_notes.forget(place)
        journal = disk.journal(self._file)
        with suppress(OSError):  # an empty one left behind harms nobody
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
        """Which session this is, whatever its file is called; its copies and backups share it.

        Raises WorkshopError.
        """
        with explained(self.path):
            return stamp.identity(self._driver)

    @property
    def undo_label(self) -> str | None:
        """What undo would take back, or None."""
        return self._undo[-1].label if self._undo else None

    @property
    def last_step(self) -> Step | None:
        """What undo would take back; the same object for as long as nothing else was done."""
        return self._undo[-1] if self._undo else None

    @property
    def redo_label(self) -> str | None:
        """What redo would bring again, or None."""
        return self._redo[-1].label if self._redo else None

    @property
    def is_working_copy(self) -> bool:
        """Whether what is worked on is a copy on this computer of the file the path names."""
        return self._file != self.path

    @property
    def absence(self) -> Absence | None:
        """Why what was done is not in the file the path names; None when it is. Cheap enough for a clock."""
        if self._presence is None or self._driver.in_transaction:
            return None
        found = self._presence.look()
        if found is not None and found.twin:
            found = self._follow(found)
        if found is None and self._unsaved:
            self.saved_at, self._unsaved = datetime.now(), False
        return found

    def put_back(self) -> None:
        """Write the whole session to its path again, where nothing of anybody else stands, and go on in it.

        Raises WorkshopError.
        """
        absence = self.absence
        if absence is None or self._presence is None:
            return
        if not absence.vacant:
            raise UnsavedError(absence.why)
        over = self._presence.is_ours(self._file)  # emptied or cut short, and nobody else's
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
        """One gesture of the user: commit whole or not at all.

        `label` goes into the file's history; `about` (a name, a wording) only into the undo label,
        which lives in memory, so that erasing a person need not search the history. `actor` is whoever
        does it, where several do: each undoes their own steps.
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
        """Try a change to see what it would do; nothing of it is kept."""
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
        """Ask questions; SQLite refuses any write in here. What is known already asks nothing of it."""
        if self._connection.in_transaction():
            raise NestedChangeError("a question")
        with explained(self.path, known=SAYINGS.keys() - {"SQLITE_READONLY"}):
            self._prompts = True  # the transaction begins with the first statement, if there is any
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
        """It as it is now, in memory, for work on another thread; whoever asks closes it.

        Of secret ballots it holds the papers only in these states (see `secrecy`), unless it is `whole`:
        then it is for reading a report from, and must never be written to a file.
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
        """Whether a path names the very file that is open, whatever became of its own path."""
        if self._presence is not None:
            return self._presence.is_ours(path)
        return path.exists() and self._file.exists() and path.samefile(self._file)

    def copy_to(self, path: Path, whole: bool = False) -> None:
        """Write a copy where nothing is yet, to its end or not at all. Raises WorkshopError.

        It holds no papers of secret ballots whose result was not shown, unless it has to be `whole`.
        """
        if self.is_itself(path):
            raise WorkshopError(f"{path} is the session itself: choose another name for the copy.")
        with files_explained(path), writing.written(path, schema.SESSION) as draft:
            if whole:
                _write_to(draft, path, self._driver)
            else:
                with closing(self.snapshot(states=secrecy.SHOWN)) as taken:
                    _write_to(draft, path, taken)
        with suppress(WorkshopError):
            ledger.note(ledger.SESSION, path, self.identity)

    def stop(self, why: str) -> None:
        """Change nothing from now on; reading and copying go on. Undo would be a change."""
        self.read_only = why
        self._undo.clear()
        self._redo.clear()

    def forget(self) -> None:
        """Make what was done final: no step can be undone, and no byte of what was deleted is left.

        The file is written anew, so that it lies as if its rows had always been as they are.
        """
        with self._writing("forgetting"), explained(self.path):
            self._undo.clear()
            self._redo.clear()
            self._cache.clear()
            self._refuse_absent()
            self._driver.execute("VACUUM")
        self._see_saved()

    def settle(self, table: str, rows: Collection[int]) -> bool:
        """Let no step be undone up to the last that wrote one of these rows; whether any could.

        For what has left the session and must not exist in a second version.
        """
        ends = self.steps_to(table, rows)
        del self._undo[:ends]
        return ends > 0

    def steps_to(self, table: str, rows: Collection[int]) -> int:
        """How many steps can be undone up to the last that wrote one of these rows."""
        wrote = [
            number
            for number, step in enumerate(self._undo, 1)
            if any(note.table == table and note.row in rows for note in step.notes)
        ]
        return max(wrote, default=0)

    def undo(self, actor: str | None = None) -> None:
        """Take the last step back, or the last one of an actor, if there is one.

        Raises WorkshopError where somebody else changed the same since.
        """
        self._reverse(self._undo, self._redo, actor)

    def redo(self, actor: str | None = None) -> None:
        """Bring the last undone step again, or the last one of an actor, if there is one."""
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
        """Write nothing while the file is not where its path says, or holds what somebody else wrote."""
        if absence := self.absence:
            raise UnsavedError(absence.why)

    def _see_saved(self) -> None:
        """Call saved only what is read back from the file the path names."""
        if self._presence is None:
            return
        self._unsaved = self._presence.look(afresh=True) is not None
        if not self._unsaved:
            self.saved_at = datetime.now()

    def _tidy(self) -> None:
        """Write the file anew, so that its rows lie in the order of their ids, not of their coming.

        What was committed stands whether or not there is room for this; then the next change tries again.
        """
        try:
            self._driver.execute("VACUUM")
            self._untidy = False
        except sqlite3.Error:
            self._untidy = True

    def _replace(self, path: Path) -> None:
        """Write what is left of our own file anew, which another program emptied or cut short."""
        draft = disk.draft(path)
        try:
            _write_to(draft, path, self._driver)
            # what a crash left there belongs to what is replaced
            disk.journal(path).unlink(missing_ok=True)
            disk.settle(draft, path)
        finally:
            disk.discard(draft)

    def _follow(self, twin: Absence) -> Absence | None:
        """Go on in the other file that now stands at the path with every byte of ours."""
        try:
            with files_explained(self.path):
                self._move()
        except WorkshopError:
            return twin
        return None

    def _move(self) -> None:
        """Let go of the file as it was opened, and go on in the one at its path, if that is the same."""
        engine = schema.engine_for(self._file)
        try:
            connection = engine.connect()
            _driver(connection).execute("BEGIN EXCLUSIVE")
            _driver(connection).execute("ROLLBACK")
            if _driver(connection).serialize() != self._driver.serialize():
                raise UnsavedError(f"{self.path} changes while it is read.")
            presence = self._present(connection)
        except BaseException:
            engine.dispose()
            raise
        self._let_go()
        self._take_up(connection, presence)

    def _present(self, connection: Connection) -> Presence:
        return Presence(self._file, str(self.path), _driver(connection))

    def _take_up(self, connection: Connection, presence: Presence | None) -> None:
        """Work on this connection from now on; the steps of undo hold for it as well."""
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
    """Where the last step is, or an actor's last. Raises WorkshopError where a later one wrote the same."""
    own = [at for at, step in enumerate(steps) if actor is None or step.actor == actor]
    if not own:
        return None
    step = steps[own[-1]]
    if any(later.rows & step.rows for later in steps[own[-1] + 1 :]):
        raise WorkshopError(
            f"{step.label} cannot be undone: somebody else changed the same after it."
        )
    return own[-1]


def _enter(session: Session, label: str) -> diary.Note:
    """Write one line of history, and note it as the diary does not."""
    moment = datetime.now().replace(microsecond=0)
    written = insert(HistoryEntry).values(at=moment, label=label).returning(HistoryEntry.id)
    return diary.Note(HistoryEntry.__tablename__, None, session.scalar(written), None)


def _fill(driver: sqlite3.Connection, original: Path) -> None:
    """Read all of a file that is not touched; where that does not do, of a copy SQLite may mend.

    It does not where a crash left it half written, and of an older format it is the copy that is migrated.
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
    """Whether SQLite could read a file and not write it, or what it needs beside it."""
    cause = refused.__cause__
    origin = cause.orig if isinstance(cause, DBAPIError) else cause
    code = str(getattr(origin, "sqlite_errorname", ""))
    return code.startswith(("SQLITE_READONLY", "SQLITE_CANTOPEN"))


def _write_to(draft: Path, path: Path, source: sqlite3.Connection) -> None:
    """Write all that a connection holds into a draft for this path.

    Refused when a page is damaged that somebody overwrote before it was ever read.
    """
    draft.write_bytes(source.serialize())
    with closing(sqlite3.connect(draft)) as copy:
        (verdict,) = copy.execute("PRAGMA quick_check(1)").fetchone()
    if verdict != "ok":
        raise WorkshopError(f"{path} came out damaged: use the last backup instead.")


def _refuse_unwritable(path: Path) -> None:
    folder = path.parent
    if not folder.is_dir():
        raise WorkshopError(f"{folder} is not a folder: choose one that exists.")
    if not os.access(folder, os.W_OK) or (path.exists() and not os.access(path, os.W_OK)):
        raise WorkshopError(
            f"{path} cannot be written there: copy it to a folder of your own first."
        )


def _migrate(path: Path, checked: opening.Checked) -> Path:
    """Bring an older file here; it is ours alone meanwhile. Answers where the original is kept."""
    found = checked.version.format
    with files_explained(path), closing(sqlite3.connect(path, isolation_level=None)) as driver:
        driver.execute("PRAGMA locking_mode=EXCLUSIVE")
        driver.execute("PRAGMA trusted_schema=OFF")
        _take(driver, path, checked.mark)
        try:
            return migrating.migrate(path, driver, found)
        except MigrationError as error:
            raise WorkshopError(
                f"{path} could not be brought from format {found} to {schema.FORMAT} ({error}): "
                "it is untouched; please report this."
            ) from error


def _take(driver: sqlite3.Connection, path: Path, checked: disk.Mark) -> None:
    """Have the file for this process alone, and the very one that was checked.

    The lock is kept, for locking_mode is exclusive. A file that was written since, or mended after a
    crash, is checked again.
    """
    driver.execute("BEGIN EXCLUSIVE")
    driver.execute("ROLLBACK")
    now = disk.mark(path)
    if now.identity != checked.identity:  # then the lock is on a file that has no name any more
        raise WorkshopError(f"{path} was replaced while it was being opened: open it again.")
    if now != checked:
        opening.check_content(driver, path)


def _driver(connection: Connection) -> sqlite3.Connection:
    driver = connection.connection.driver_connection
    assert isinstance(driver, sqlite3.Connection)
    return driver


_UNWRITABLE = (
    "{path} cannot be written where it lies: it can be shown, printed and copied, and nothing can be "
    "changed; save a copy elsewhere to go on working in it."
)
_NEWER = (
    "{path} was made by a newer Upstream Workshop: this one can show, print and copy it, and change "
    "nothing; update the app to go on working in it."
)
