"""The transactions of an open session file: reading, writing, trying out and replaying."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from datetime import datetime

from sqlalchemy import Connection, insert
from sqlalchemy.orm import Session

from resources.words import say
from upstream_workshop import rooms
from upstream_workshop.errors import NestedChangeError, WorkshopError
from upstream_workshop.session_file import schema
from upstream_workshop.session_file.open_file import OpenFile
from upstream_workshop.session_file.steps import Change, change_of
from upstream_workshop.storage import diary, stamp
from upstream_workshop.storage.error_messages import MESSAGES, explained
from upstream_workshop.storage.history import HistoryEntry
from upstream_workshop.storage.query_cache import QueryCache


class Transactions:
    """The transactions of one open file; they never nest, and each names its label.

    open_file: the file.
    read_only: a sentence that says why nothing can be changed; empty if changes are allowed.

    Attributes: `listeners` are called with each committed Change and may only read.
    """

    def __init__(self, open_file: OpenFile, read_only: str = "") -> None:
        self.read_only = read_only
        self.listeners: list[Callable[[Change], None]] = []
        self._open_file = open_file
        self._busy = False
        self._cache = QueryCache()

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
            explained(self._open_file.path, known=MESSAGES.keys() - {"SQLITE_READONLY"}),
            self._open_file.reading(),
            Session(connection, info=self._cache.info) as session,
        ):
            yield session

    @contextmanager
    def rehearse(self) -> Iterator[Session]:
        """Run the body in a transaction that is always rolled back.

        Yields the SQLAlchemy session to write with. Raises WorkshopError if the session is
        read-only, and NestedChangeError inside a change.
        """
        with self._writing("rehearsal"), explained(self._open_file.path):
            connection = self._open_file.connection
            transaction = connection.begin()
            try:
                with Session(connection, join_transaction_mode="rollback_only") as session:
                    yield session
            finally:
                if transaction.is_active:
                    transaction.rollback()

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
        with explained(self._open_file.path):
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


def _enter(session: Session, label: str) -> diary.Note:
    """Insert one row of history and return a note on it; the diary does not watch that table."""
    moment = datetime.now().replace(microsecond=0)
    entry = {"at": moment, "label": label}
    written = session.connection().execute(insert(HistoryEntry), entry).inserted_primary_key
    assert written is not None
    return diary.Note(HistoryEntry.__tablename__, None, written[0], None)
