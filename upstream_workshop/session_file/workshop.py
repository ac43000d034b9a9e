"""The class Workshop: one open session file, through which all code reads and writes it.

Each `change()` is one transaction, one step of undo and one `Change` passed to every listener.
`read()` opens a transaction in which SQLite refuses to write.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager, nullcontext, suppress
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Any

from sqlalchemy import Connection, insert
from sqlalchemy.orm import Session

from resources.words import noop, say
from upstream_workshop import rooms
from upstream_workshop.errors import NestedChangeError, UnsavedError, WorkshopError
from upstream_workshop.session_file import connections, opening, schema, secrecy
from upstream_workshop.session_file.open_file import OpenFile
from upstream_workshop.session_file.steps import (
    Change,
    RecordedStep,
    Step,
    Steps,
    change_of,
    last_of,
)
from upstream_workshop.storage import diary, stamp
from upstream_workshop.storage.error_messages import MESSAGES, explained, files_explained, known_as
from upstream_workshop.storage.files import disk, ledger, writing
from upstream_workshop.storage.files.presence import Absence
from upstream_workshop.storage.files.writing import Replace
from upstream_workshop.storage.history import HistoryEntry
from upstream_workshop.storage.query_cache import QueryCache


class Workshop:
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
        self.path = path
        self.read_only = read_only
        self.original: Path | None = None
        self.listeners: list[Callable[[Change], None]] = []
        self._busy = False
        self._steps = Steps()
        self._cache = QueryCache()
        self._open_file = OpenFile(path, file or path, connection, copied=bool(read_only))

    @classmethod
    def create(cls, path: Path) -> Workshop:
        """Create a new, empty session file and open it.

        Raises WorkshopError if the path exists or cannot be written; no file is ever replaced.
        """
        writing.refuse(path, schema.SESSION, Replace.NOTHING)
        connections.refuse_unwritable(path)
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
            return cls._open_read_only(path, file, _NEWER)
        if not connections.is_writable(file):
            return cls._open_read_only(path, file, _UNWRITABLE)
        kept, mark = None, checked.mark
        if checked.version.format < schema.FORMAT:
            kept = connections.migrate(file, checked)
            mark = disk.mark(file)
        try:
            connection = connections.locked(file, mark)
        except WorkshopError as refused:
            if not connections.is_of_writing(refused):
                raise
            return cls._open_read_only(path, file, _UNWRITABLE)
        try:
            disk.discard_drafts(file)
            with files_explained(file):
                workshop = cls(path, connection, file=file)
        except BaseException:
            connection.engine.dispose()
            raise
        workshop.original = kept
        workshop._note_places()
        return workshop

    @classmethod
    def _open_read_only(cls, path: Path, file: Path, why: str) -> Workshop:
        """Open a file read-only, as a copy in memory, migrated there if its format is older.

        why: a template for `read_only`, with {path} for the path.
        """
        connection = connections.in_memory(path, file)
        try:
            return cls(path, connection, read_only=say(why, path=path), file=file)
        except BaseException:
            connection.engine.dispose()
            raise

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
    def undo_label(self) -> str | None:
        """The label of the step that undo would reverse, or None if there is none."""
        return self._steps.undo[-1].label if self._steps.undo else None

    @property
    def last_step(self) -> Step | None:
        """The step that undo would reverse, or None.

        The same object is returned until another step is done, undone or redone, so that a caller
        can compare by identity.
        """
        return self._steps.undo[-1] if self._steps.undo else None

    @property
    def redo_label(self) -> str | None:
        """The label of the step that redo would repeat, or None if there is none."""
        return self._steps.redo[-1].label if self._steps.redo else None

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
            self._steps.add(Step(_titled(label, about), tuple(notes), actor))
            self._announce(label, notes)

    def repeat(
        self, recorded: RecordedStep[Any], label: str, about: str = "", actor: str = ""
    ) -> Iterator[float]:
        """Do a step that was recorded on a copy of this session; gives the share done, piece by piece.

        label, about, actor: as in `change`.

        It is one transaction: other code may run between the pieces, reads the session as it was
        before, and cannot change it. Closing the iterator before it gives 1 rolls all of it back.
        Raises WorkshopError if the session has changed since the copy was made, and like `change`.
        """
        with self._replayed(label, recorded.notes, recorded.stamp) as (shares, notes):
            yield from shares
        if notes:
            self._steps.add(Step(_titled(label, about), tuple(notes), actor))
            yield from self._announced_in_pieces(label, notes)

    @contextmanager
    def rehearse(self) -> Iterator[Session]:
        """Run the body in a transaction that is always rolled back.

        Yields the SQLAlchemy session to write with. Raises WorkshopError if the session is
        read-only, and NestedChangeError inside a change.
        """
        with self._writing("rehearsal"), explained(self.path):
            connection = self._open_file.connection
            transaction = connection.begin()
            try:
                with Session(connection, join_transaction_mode="rollback_only") as session:
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
        connection = self._open_file.committed
        if connection.in_transaction():
            raise NestedChangeError("a question")
        with (
            explained(self.path, known=MESSAGES.keys() - {"SQLITE_READONLY"}),
            self._open_file.reading(),
            Session(connection, info=self._cache.info) as session,
        ):
            yield session

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

    def settle(self, table: str, rows: Collection[int]) -> bool:
        """Drop the undo steps up to the last one that wrote any of these rows.

        table: the name of the table.
        rows: ids of its rows.

        Used for data that has left the session, such as a printed result, and must not exist in a
        second version. Returns whether any step was dropped.
        """
        ends = self.steps_to(table, rows)
        del self._steps.undo[:ends]
        return ends > 0

    def steps_to(self, table: str, rows: Collection[int]) -> int:
        """Count the undo steps, oldest first, up to the last one that wrote any of these rows."""
        return self._steps.count_to(table, rows)

    def undo(self, actor: str | None = None) -> None:
        """Reverse the last step, or the last step of an actor; do nothing if there is none.

        Raises WorkshopError if a later step wrote the same rows, and like `change`.
        """
        for _share in self.undo_in_pieces(actor):
            pass

    def undo_in_pieces(self, actor: str | None = None) -> Iterator[float]:
        """Do what `undo` does, as `repeat` does a step."""
        return self._reverse(self._steps.undo, self._steps.redo, actor)

    def redo(self, actor: str | None = None) -> None:
        """Repeat the last undone step, or the last one of an actor; do nothing if there is none.

        Raises like `undo`.
        """
        for _share in self.redo_in_pieces(actor):
            pass

    def redo_in_pieces(self, actor: str | None = None) -> Iterator[float]:
        """Do what `redo` does, as `repeat` does a step."""
        return self._reverse(self._steps.redo, self._steps.undo, actor)

    def _reverse(
        self, source: list[Step], target: list[Step], actor: str | None
    ) -> Iterator[float]:
        at = last_of(source, actor)
        if at is None:
            return
        step = source[at]
        title = step.label.partition(":")[0]  # without what names somebody
        label = f"Undo: {title}" if source is self._steps.undo else f"Redo: {title}"
        with self._replayed(label, step.notes) as (shares, notes):
            yield from shares
        del source[at]
        target.append(Step(step.label, tuple(notes), step.actor))
        yield from self._announced_in_pieces(label, notes)

    @contextmanager
    def _replayed(
        self,
        label: str,
        replayed: Sequence[diary.Note],
        expected: tuple[str, int, str] | None = None,
    ) -> Iterator[tuple[Iterator[float], list[diary.Note]]]:
        """Give the shares while notes are replayed in one transaction, and the notes that makes.

        expected: the state, see `stamp.state`, in which the session must be.
        """
        held = self._open_file
        aside = held.written_in_pieces() if len(replayed) > diary.PIECE else nullcontext()
        with self._writing(label), aside, self._transaction(label) as (session, notes):
            if expected is not None and stamp.state(held.driver) != expected:
                raise WorkshopError(say("The session was changed meanwhile: do it again."))
            yield self._shares(session.connection(), replayed, notes), notes

    def _shares(
        self, connection: Connection, replayed: Sequence[diary.Note], notes: list[diary.Note]
    ) -> Iterator[float]:
        for made in diary.replay_in_pieces(connection, replayed):
            notes[:0] = made
            stamp.update(self._open_file.driver, reversed(made))
            if len(notes) < len(replayed):
                yield len(notes) / len(replayed)

    @contextmanager
    def _writing(self, label: str) -> Iterator[None]:
        if self.read_only:
            raise WorkshopError(self.read_only)
        if self._busy:
            raise NestedChangeError(label)
        rooms.every()  # SQLAlchemy sorts the tables it writes by those they refer to
        self._busy = True
        try:
            yield
        finally:
            self._busy = False

    @contextmanager
    def _transaction(self, label: str) -> Iterator[tuple[Session, list[diary.Note]]]:
        notes: list[diary.Note] = []
        held = self._open_file
        held.refuse_absent()
        with explained(self.path):
            transaction = held.connection.begin()
            with transaction, Session(held.connection, autoflush=True) as session:
                yield session, notes
                session.flush()
                rest = diary.take(session.connection())
                notes[:0] = rest
                if notes:
                    entry = _enter(session, label)
                    stamp.advance(held.driver, [*reversed(rest), entry])
        if held.untidy or any(note.table in schema.PLACELESS for note in notes):
            held.tidy()
        if notes:
            held.see_saved()

    def _announced_in_pieces(self, label: str, notes: list[diary.Note]) -> Iterator[float]:
        """Announce a step; of a large one, what was read before is first read again bit by bit."""
        change = change_of(label, notes)
        stale = self._cache.forget(change.rows)
        try:
            if len(notes) > diary.PIECE:
                yield 1.0
                for query in stale:
                    with self.read() as session:
                        query(session)
                    yield 1.0
        finally:  # it is committed, whether or not anybody goes on asking
            self._tell(change)

    def _announce(self, label: str, notes: list[diary.Note]) -> None:
        change = change_of(label, notes)
        self._cache.forget(change.rows)
        self._tell(change)

    def _tell(self, change: Change) -> None:
        with self._writing("a listener may only read"):
            for listener in self.listeners:
                listener(change)


def _titled(label: str, about: str) -> str:
    return f"{label}: {about}" if about else label


def _enter(session: Session, label: str) -> diary.Note:
    """Insert one row of history and return a note on it; the diary does not watch that table."""
    moment = datetime.now().replace(microsecond=0)
    written = insert(HistoryEntry).values(at=moment, label=label).returning(HistoryEntry.id)
    return diary.Note(HistoryEntry.__tablename__, None, session.scalar(written), None)


_UNWRITABLE = noop(
    "{path} cannot be written where it lies: it can be shown, printed and copied, and nothing can be "
    "changed; save a copy elsewhere to go on working in it."
)
_NEWER = noop(
    "{path} was made by a newer Upstream Workshop: this one can show, print and copy it, and change "
    "nothing; update the app to go on working in it."
)
