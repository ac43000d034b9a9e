"""Trial runs of imports, on a copy of the session and away from the thread that writes."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from threading import Lock
from typing import Any, TypeVar

from sqlalchemy import event
from sqlalchemy.orm import Session

from upstream_workshop import rooms
from upstream_workshop.errors import WorkshopError
from upstream_workshop.readers.file_kinds import COLUMNS
from upstream_workshop.readers.formats.tables import Book, Table
from upstream_workshop.readers.lists.chosen_lists import chosen
from upstream_workshop.readers.lists.chosen_tables import Chosen
from upstream_workshop.readers.reading import ImportOutcome, Question
from upstream_workshop.room import Answers
from upstream_workshop.session_file import schema
from upstream_workshop.session_file.steps import RecordedStep
from upstream_workshop.storage import diary, stamp
from upstream_workshop.storage.cancellation import Look, unwatched, watched_by
from upstream_workshop.storage.engines import engine_of

Answer = TypeVar("Answer")


@dataclass(frozen=True, slots=True)
class Request:
    """A request to import a file.

    key: the kind of the file.
    name: the name for what is imported.
    source: a Book, in which the lists to import are chosen; a Table; or the result of reading the file.
    columns: the field of each column by its title; None for the guessed ones, which also apply to
        titles that are missing.
    answers: the answers to questions; the others have their default answers.
    """

    key: str
    name: str
    source: Any
    columns: Mapping[str, str] | None = None
    answers: Answers = field(default_factory=dict)

    def chosen(self) -> Chosen | None:
        """Return what is imported of the file, or None if there is no choice.

        Raises WorkshopError: when the file has no list that can be imported.
        """
        if isinstance(self.source, Book):
            return chosen(self.source, COLUMNS[self.key], self.answers)
        if isinstance(self.source, Table):
            return Chosen(self.source.name, (self.source,))
        return None

    def reading(self) -> Any:
        """Read the file. Raises WorkshopError: when it cannot be read."""
        lists = self.chosen()
        if lists is None:
            return self.source
        return lists.reading(COLUMNS[self.key], self.columns, self.answers)


@dataclass(frozen=True, slots=True)
class Preview:
    """The result of a trial run.

    reading: the result of reading the file; None if it was refused.
    outcome: what the import would do; None if it was refused.
    questions: the questions that the file leaves open.
    refusal: why it would be refused; empty if it would not.
    lists: what is imported of the file, if there is a choice.
    columns: all columns of what is imported, with the guessed field of each by its title, if it is a table.
    """

    reading: Any = None
    outcome: ImportOutcome | None = None
    questions: tuple[Question, ...] = ()
    refusal: str = ""
    lists: Chosen | None = None
    columns: tuple[Table, Mapping[str, str]] | None = None


class Rehearsal:
    """A copy of the session in memory on which imports are tried, one at a time; all are rolled back.

    copy: the result of `Workshop.snapshot(whole=True)`; it is closed with this.
    """

    def __init__(self, copy: sqlite3.Connection) -> None:
        self._copy = copy
        self._engine = engine_of(creator=lambda: copy)
        event.listen(self._engine, "begin", lambda one: one.exec_driver_sql("BEGIN"))
        self._turn = Lock()
        self._closed = False

    def preview(self, request: Request, look: Look = unwatched) -> Preview:
        """Run the service of an import and roll it back.

        look: called now and then by services that take long; to stop them it raises an exception.

        This may be called on any thread. Returns an empty preview once this is closed.
        """
        try:
            with self._turn:
                return Preview() if self._closed else self._tried(request, look)
        finally:
            self._let_go()

    def tried(self, service: Callable[..., Answer], *args: object) -> Answer | None:
        """Run a service, roll it back, and return its result; None once this is closed.

        Raises WorkshopError: when the service does.
        """
        try:
            with self._turn:
                if self._closed:
                    return None
                with self._engine.connect() as connection, Session(connection) as session:
                    try:
                        return service(session, *args)
                    finally:
                        session.rollback()
        finally:
            self._let_go()

    def record(
        self, service: Callable[..., Answer], *args: object, look: Look = unwatched
    ) -> RecordedStep[Answer] | None:
        """Run a service and return it as a step for `Workshop.repeat`; None once this is closed.

        look: as for `preview`.

        The copy is not changed. Raises WorkshopError: when the service does.
        """
        try:
            with self._turn:
                return None if self._closed else self._recorded(service, args, look)
        finally:
            self._let_go()

    def _recorded(
        self, service: Callable[..., Answer], args: tuple[object, ...], look: Look
    ) -> RecordedStep[Answer]:
        with self._engine.connect() as connection, connection.begin() as transaction:
            try:
                diary.install(connection, schema.watched())  # rolled back with everything else
                before = stamp.state(self._copy)
                with Session(connection, info=watched_by(look)) as session:
                    answer = service(session, *args)
                    session.flush()
                    diary.replay(connection, diary.take(connection))
                    return RecordedStep(answer, tuple(diary.take(connection)), before)
            finally:
                transaction.rollback()

    def close(self) -> None:
        """Close the copy after any running trial has ended, without waiting for it."""
        self._closed = True
        self._let_go()

    def _tried(self, request: Request, look: Look) -> Preview:
        kind = rooms.imports()[request.key]
        outcome, refusal, lists, columns = None, "", None, None
        about: tuple[Question, ...] = ()
        try:
            lists = request.chosen()
            if lists is not None:
                about, columns = lists.questions, lists.columns(COLUMNS[request.key])
            reading = request.reading()
        except WorkshopError as error:
            return Preview(questions=about, refusal=str(error), lists=lists, columns=columns)
        info = watched_by(look)
        with self._engine.connect() as connection, Session(connection, info=info) as session:
            try:
                outcome = kind.take(session, request.name, reading, request.answers)
            except WorkshopError as error:
                refusal = str(error)
            session.rollback()
            rows = outcome.rows if outcome else ()
            asked = kind.questions(session, request.name, reading, request.answers, rows)
        open_ = getattr(reading, "questions", ())
        return Preview(reading, outcome, (*about, *open_, *asked), refusal, lists, columns)

    def _let_go(self) -> None:
        if self._closed and self._turn.acquire(blocking=False):
            try:
                self._engine.dispose()
                self._copy.close()
            finally:
                self._turn.release()
