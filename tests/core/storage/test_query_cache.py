"""Answers kept between changes: never stale, never altered, and asked for once."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import sqlite3
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule
from sqlalchemy import Engine, Row, create_engine, event, select
from sqlalchemy.orm import Session
from sqlalchemy.pool import StaticPool

import upstream_workshop
from tests.core import furnished
from upstream_workshop.errors import NestedChangeError, WorkshopError
from upstream_workshop.evidence.sources import queries as sources
from upstream_workshop.maps import queries as maps
from upstream_workshop.people import queries as people
from upstream_workshop.people import services as people_services
from upstream_workshop.people.attendance import queries as attendance_queries
from upstream_workshop.people.attendance import services as attendance_services
from upstream_workshop.people.introductions import services as introductions
from upstream_workshop.session_file.workshop import Workshop
from upstream_workshop.sharing import queries as products
from upstream_workshop.storage import query_cache
from upstream_workshop.storage.query_cache import Query, QueryCache, Table
from upstream_workshop.themes import queries as themes
from upstream_workshop.voting import queries as voting
from upstream_workshop.workgroups import situation

MOMENT = datetime(2026, 12, 2, 9, 27)
SERVICES = sorted(furnished.services())
Question = Callable[[Session], object]
# the values of the arguments beside the session, by their names
VALUES: dict[tuple[str, ...], Callable[[Session], Iterable[tuple[object, ...]]]] = {
    (): lambda _: [()],
    ("day",): lambda _: [(1,), (2,)],
    ("now",): lambda _: [(MOMENT,)],
    ("now", "days"): lambda _: [(MOMENT, (1, 2))],
    ("ballot_id",): lambda session: ((row.id,) for row in voting.ballots(session)),
    ("map_id",): lambda _: (),  # finds one among all maps, as `title` does
    ("snapshot_id",): lambda session: (
        (each.id,) for id_, _ in maps.map_titles(session) for each in maps.snapshots(session, id_)
    ),
    ("title",): lambda _: (),
    ("draft_id",): lambda session: (
        (one.id,) for some in products.drafts(session).values() for one in some
    ),
    ("source_id",): lambda session: ((row.id,) for row in sources.sources(session)),
    ("theme_id",): lambda session: ((row.id,) for row in themes.themes(session)),
}


def kept(kind: type) -> dict[str, Any]:
    """Every cached query, or every table kept by its rows, by where it stands."""
    found = {}
    for module in pkgutil.walk_packages(upstream_workshop.__path__, "upstream_workshop."):
        if module.name.endswith("__main__"):
            continue
        for name, value in vars(importlib.import_module(module.name)).items():
            if isinstance(value, kind):
                found.setdefault(id(value), (f"{module.name}.{name}", value))
    return dict(found.values())


def questions(session: Session) -> dict[str, Question]:
    """What pages, strip and papers ask: each public question of each room, and those across rooms."""
    found: dict[str, Question] = {"placing problem": situation.placing_problem}
    for name, query in _public().items():
        for more in _arguments(session, query):
            found[f"{name}{more}"] = lambda s, q=query, m=more: q(s, *m)
    return found


@cache
def _public() -> Mapping[str, Callable[..., object]]:
    found = {}
    for room, module in furnished.modules("queries"):
        whole = module.__name__ == f"upstream_workshop.{room}.queries"
        for name, query in vars(module).items():
            # of a part of a room only what is kept: the rest is made of what is asked here already
            asks = isinstance(query, Query) or (whole and inspect.isfunction(query))
            if asks and not name.startswith("_") and query.__module__ == module.__name__:
                found[f"{module.__name__}.{name}"] = query
    return found


def _arguments(session: Session, query: Callable[..., object]) -> list[tuple[object, ...]]:
    """With what a question is asked beside the session; nothing where it is not about the session."""
    first, *more = _given(query) or ("",)
    return list(VALUES[tuple(more)](session)) if first == "session" else []


@cache
def _given(query: Callable[..., object]) -> tuple[str, ...]:
    """The names of the arguments that it cannot do without."""
    every = inspect.signature(query).parameters.values()
    return tuple(one.name for one in every if one.default is one.empty)


def answered(session: Session, question: Question) -> object:
    """What it answers, or the refusal, in a form that can be compared."""
    try:
        return _plain(question(session))
    except WorkshopError as refused:
        return str(refused)


def _plain(value: object) -> object:
    if isinstance(value, Mapping):
        return {key: _plain(each) for key, each in value.items()}
    if isinstance(value, Row | tuple):
        return [_plain(each) for each in value]
    return value


class Reading(RuleBasedStateMachine):
    """Changes, refusals, undos and redos in any order, with some questions asked between them."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.workshop = Workshop.create(Path(self.folder.name) / "session.upstream")
        furnished.furnish(self.workshop)

    def teardown(self) -> None:
        self.workshop.close()
        self.folder.cleanup()

    @rule(name=st.sampled_from(SERVICES))
    def do(self, name: str) -> None:
        self._try(name)

    @rule(name=st.sampled_from(SERVICES), other=st.sampled_from(SERVICES))
    def do_two_at_once(self, name: str, other: str) -> None:
        self._try(name, other)

    @rule(name=st.sampled_from(SERVICES))
    def do_and_be_refused(self, name: str) -> None:
        self._try(name, refuse=True)

    @rule(name=st.sampled_from(SERVICES))
    def rehearse(self, name: str) -> None:
        with self.workshop.rehearse() as session:
            try:
                furnished.perform(session, furnished.services()[name])
                session.flush()
            except (WorkshopError, LookupError):
                pass
            for question in questions(
                session
            ).values():  # what is not kept is not remembered either
                answered(session, question)

    @rule()
    def undo(self) -> None:
        self.workshop.undo()

    @rule()
    def redo(self) -> None:
        self.workshop.redo()

    @rule(which=st.sets(st.integers(0, 120)))
    def ask_some(self, which: set[int]) -> None:
        with self.workshop.read() as session:
            for number, question in enumerate(questions(session).values()):
                if number in which:
                    answered(session, question)

    @rule()
    def compare(self) -> None:
        assert_fresh(self.workshop)

    def _try(self, *names: str, refuse: bool = False) -> None:
        try:
            with self.workshop.change("step") as session:
                for name in names:
                    furnished.perform(session, furnished.services()[name])
                if refuse:
                    session.flush()
                    raise WorkshopError("not now")
        except (WorkshopError, LookupError):
            pass


def assert_fresh(workshop: Workshop) -> None:
    """What is answered from the cache is what the file says."""
    with workshop.read() as session, Session(session.connection()) as fresh:
        assert answers(session, fresh) == answers(fresh, fresh)


def answers(session: Session, listing: Session) -> dict[str, object]:
    """What a session answers to each question; `listing` is asked about what there are questions."""
    return {name: answered(session, each) for name, each in questions(listing).items()}


def _engine(copy: sqlite3.Connection) -> Engine:
    return create_engine("sqlite://", creator=lambda: copy, poolclass=StaticPool)


TestReading = Reading.TestCase
TestReading.settings = settings(max_examples=5, stateful_step_count=16, deadline=None)


@pytest.fixture
def full(furnished_workshop: Workshop) -> Workshop:
    return furnished_workshop


def test_after_every_service_and_its_undo_nothing_is_stale(full: Workshop) -> None:
    with full.read() as session, Session(session.connection()) as fresh:
        before = answers(fresh, fresh)
    for name, service in furnished.services().items():
        with full.change(name) as session:
            furnished.perform(session, service)
        assert_fresh(full)
        full.undo()
        with full.read() as session, Session(session.connection()) as fresh:
            assert answers(session, fresh) == before


def test_a_cached_query_reads_no_table_but_those_it_names(full: Workshop) -> None:
    for name, query in kept(Query).items():
        for read in _read_by(full, query):
            assert read <= query.reads, f"{name} would not be forgotten when these change"


def test_what_a_cached_query_answers_cannot_be_altered(full: Workshop) -> None:
    with full.read() as session:
        for query in kept(Query).values():
            for more in _arguments(session, query):
                _assert_frozen(query(session, *more))


def test_there_are_cached_queries_and_tables() -> None:
    assert len(kept(Query)) > 15
    assert len(kept(Table)) > 5


def _read_by(workshop: Workshop, query: Any) -> Iterator[set[str]]:
    """The tables that SQLite opens for a query."""
    with closing(workshop.snapshot(whole=True)) as copy, Session(_engine(copy)) as session:
        for more in _arguments(session, query):
            seen: set[str] = set()

            def on_access(what: int, table: str | None, *_: object, seen: set[str] = seen) -> int:
                if what == sqlite3.SQLITE_READ and table:
                    seen.add(table)
                return sqlite3.SQLITE_OK

            copy.set_authorizer(on_access)
            query(session, *more)
            copy.set_authorizer(None)
            assert seen, "it reads nothing"
            yield seen


def _assert_frozen(value: object) -> None:
    if is_dataclass(value):
        assert type(value).__dataclass_params__.frozen  # type: ignore[attr-defined]  # a frozen dataclass says so there
        for each in fields(value):
            _assert_frozen(getattr(value, each.name))
    elif isinstance(value, tuple | Row | frozenset):
        for one in value:
            _assert_frozen(one)
    elif isinstance(value, Mapping):
        with pytest.raises(TypeError):
            value[0] = 0  # type: ignore[index]  # what is to fail
        _assert_frozen(tuple(value.values()))
    else:
        assert isinstance(value, str | int | float | date | None), value


def test_a_question_is_put_once_until_a_change_concerns_it(full: Workshop) -> None:
    with _statements() as said:
        for _ in range(2):
            with full.read() as session:
                people.roster(session)
        once = len(said)
        with full.read() as session:
            assert people.roster(session)
        assert len(said) == once == 3
    with full.change("Note a tie") as session:
        furnished.perform(session, introductions.note_tie)
    with _statements() as said, full.read() as session:
        people.roster(session)
    assert not said
    with full.change("Offer") as session:
        furnished.perform(session, people_services.add_support)
    with _statements() as said, full.read() as session:
        people.roster(session)
    assert len(said) == 2


def test_of_a_table_kept_by_rows_only_those_written_are_read_again(full: Workshop) -> None:
    with full.read() as session:
        before = attendance_queries.attendance_of_all_days(session)
    with full.change("Check in") as session:
        attendance_services.check_in(
            session, before[0].participant_id, before[0].day, "late", note="bus"
        )
    with _statements() as said, full.read() as session:
        assert (
            attendance_queries.attendance(session, before[0].day)[before[0].participant_id].note
            == "bus"
        )
    (statement,) = said
    assert " IN " in statement


@given(st.data())
@settings(max_examples=40)
def test_a_table_patched_is_the_table_read_whole(data: st.DataObject) -> None:
    """Whatever is written, in however many rows, and however often before somebody asks."""
    engine = create_engine("sqlite://")
    table = attendance_queries._ATTENDANCE
    from upstream_workshop.people.model import Attendance

    Attendance.__table__.create(engine)
    cache = QueryCache()
    ids = st.integers(1, 12)
    many = data.draw(st.sampled_from((query_cache._MANY, 3)))
    with pytest.MonkeyPatch.context() as patch, engine.connect() as connection:
        patch.setattr(query_cache, "_MANY", many)
        for _ in range(data.draw(st.integers(1, 12))):
            written = data.draw(st.sets(ids))
            for id_ in sorted(written):
                connection.execute(Attendance.__table__.delete().where(Attendance.id == id_))
                if data.draw(st.booleans()):
                    day = data.draw(st.integers(1, 3))
                    row = {
                        "id": id_,
                        "participant_id": id_,
                        "day": day,
                        "state": "here",
                        "note": "",
                    }
                    connection.execute(Attendance.__table__.insert().values(row))
            cache.forget({"attendance": frozenset(written)})
            if data.draw(st.booleans()):
                with Session(connection, info=cache.info) as kept_, Session(connection) as fresh:
                    assert list(table(kept_).items()) == list(table(fresh).items())
    engine.dispose()


def test_nothing_can_be_asked_in_the_middle_of_a_change(full: Workshop) -> None:
    """What is not committed yet would be kept as if it were."""
    with full.change("Add somebody") as session:
        people_services.add_participant(session, "Not There Yet")
        with pytest.raises(NestedChangeError), full.read():
            pass
    assert_fresh(full)


def test_asking_what_is_known_leaves_the_file_alone(full: Workshop) -> None:
    with full.read() as session:
        people.roster(session)
    said: list[str] = []
    full._open_file.driver.set_trace_callback(said.append)
    with full.read() as session:
        people.roster(session)
    full._open_file.driver.set_trace_callback(None)
    assert said == []


def test_a_question_cannot_write_even_after_one_that_failed(full: Workshop) -> None:
    from upstream_workshop.people.model import Participant

    for _ in range(2):
        with pytest.raises(Exception, match="readonly"), full.read() as session:
            session.add(Participant(name="Somebody"))
            session.flush()
    with full.change("Add somebody") as session:
        people_services.add_participant(session, "Somebody")
    with full.read() as session:
        assert session.scalar(select(Participant.name).where(Participant.name == "Somebody"))


class _Statements(list[str]):
    def __enter__(self) -> _Statements:
        event.listen(Engine, "before_cursor_execute", self._on_execute)
        return self

    def __exit__(self, *_: object) -> None:
        event.remove(Engine, "before_cursor_execute", self._on_execute)

    def _on_execute(self, *told: Any) -> None:
        self.append(told[2])


def _statements() -> _Statements:
    return _Statements()
