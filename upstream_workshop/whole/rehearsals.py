"""What a foreign file would do, tried on a copy of the session away from the thread that writes."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from threading import Lock
from typing import Any, TypeVar

from sqlalchemy import create_engine, event
from sqlalchemy.orm import Session
from sqlalchemy.pool import StaticPool

from upstream_workshop import rooms
from upstream_workshop.errors import WorkshopError
from upstream_workshop.readers.file_kinds import COLUMNS
from upstream_workshop.readers.formats.tables import Book, Table
from upstream_workshop.readers.lists.choice import Chosen, chosen
from upstream_workshop.readers.reading import ImportOutcome, Question
from upstream_workshop.room import Answers
from upstream_workshop.session_file import schema
from upstream_workshop.session_file.steps import RecordedStep
from upstream_workshop.storage import diary, stamp

Answer = TypeVar("Answer")


@dataclass(frozen=True, slots=True)
class Request:
    """A file to be taken in: of which kind, under which name, and what somebody has said of it so far.

    source: a Book, of which lists are taken and read by their columns, a Table, or the reading itself.
    columns: column title to field; None as guessed, as is a title that is missing.
    answers: to the questions it leaves open; where one is missing its default.
    """

    key: str
    name: str
    source: Any
    columns: Mapping[str, str] | None = None
    answers: Answers = field(default_factory=dict)

    def chosen(self) -> Chosen | None:
        """What of the file is taken, where that can be chosen. Raises WorkshopError."""
        if isinstance(self.source, Book):
            return chosen(self.source, COLUMNS[self.key], self.answers)
        if isinstance(self.source, Table):
            return Chosen(self.source.name, (self.source,))
        return None

    def reading(self) -> Any:
        """The file as read. Raises WorkshopError."""
        lists = self.chosen()
        if lists is None:
            return self.source
        return lists.reading(COLUMNS[self.key], self.columns, self.answers)


@dataclass(frozen=True, slots=True)
class Preview:
    """What a request would do, and what it leaves open; or why it would be refused.

    lists: what of the file is taken, where that can be chosen.
    """

    reading: Any = None
    outcome: ImportOutcome | None = None
    questions: tuple[Question, ...] = ()
    refusal: str = ""
    lists: Chosen | None = None


class Rehearsal:
    """A session as it is now, in memory, on which one file at a time is tried; nothing of it is kept.

    copy: from `Workshop.snapshot`, whole; it is closed with this.
    """

    def __init__(self, copy: sqlite3.Connection) -> None:
        self._copy = copy
        self._engine = create_engine("sqlite://", creator=lambda: copy, poolclass=StaticPool)
        event.listen(self._engine, "begin", lambda one: one.exec_driver_sql("BEGIN"))
        self._turn = Lock()
        self._closed = False

    def preview(self, request: Request) -> Preview:
        """Run the service that would take it in, and roll all of it back; on any thread."""
        try:
            with self._turn:
                return Preview() if self._closed else self._tried(request)
        finally:
            self._let_go()

    def tried(self, service: Callable[..., Answer], *args: object) -> Answer | None:
        """What a service answers, and nothing of it kept; None once closed. Raises WorkshopError."""
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

    def record(self, service: Callable[..., Answer], *args: object) -> RecordedStep[Answer] | None:
        """Run a service as a step that `Workshop.repeat` can do; None once closed.

        The copy is afterwards as it was. Raises WorkshopError.
        """
        try:
            with self._turn:
                return None if self._closed else self._recorded(service, *args)
        finally:
            self._let_go()

    def _recorded(self, service: Callable[..., Answer], *args: object) -> RecordedStep[Answer]:
        with self._engine.connect() as connection, connection.begin() as transaction:
            try:
                diary.install(connection, schema.watched())  # undone with all the rest
                before = stamp.state(self._copy)
                with Session(connection) as session:
                    answer = service(session, *args)
                    session.flush()
                    diary.replay(connection, diary.take(connection))
                    return RecordedStep(answer, tuple(diary.take(connection)), before)
            finally:
                transaction.rollback()

    def close(self) -> None:
        """Let the copy go, when what is under way has ended; never waits for it."""
        self._closed = True
        self._let_go()

    def _tried(self, request: Request) -> Preview:
        kind = rooms.imports()[request.key]
        outcome, refusal, lists = None, "", None
        about: tuple[Question, ...] = ()
        try:
            lists = request.chosen()
            about = lists.questions if lists else ()
            reading = request.reading()
        except WorkshopError as error:
            return Preview(questions=about, refusal=str(error), lists=lists)
        with self._engine.connect() as connection, Session(connection) as session:
            try:
                outcome = kind.take(session, request.name, reading, request.answers)
            except WorkshopError as error:
                refusal = str(error)
            session.rollback()
            rows = outcome.rows if outcome else ()
            asked = kind.questions(session, request.name, reading, request.answers, rows)
        open_ = getattr(reading, "questions", ())
        return Preview(reading, outcome, (*about, *open_, *asked), refusal, lists)

    def _let_go(self) -> None:
        if self._closed and self._turn.acquire(blocking=False):
            try:
                self._engine.dispose()
                self._copy.close()
            finally:
                self._turn.release()
