"""How often the file is asked: each act in the real window with all pages visited, its write included.

Counted is what SQLAlchemy sends. Beginning and ending a transaction, and the stamp on each commit, are
sent by the driver and counted apart.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtWidgets import QApplication
from sqlalchemy import Engine, event
from sqlalchemy.orm import Session

from tests.core import furnished
from tests.ui.conftest import MOMENT
from tests.ui.showing import settled
from ui.kit.desk import Desk
from ui.kit.jobs import Jobs
from ui.people.snapshot import read_now
from ui.rooms import ROOMS
from ui.window import standing
from ui.window.main_window import MainWindow
from upstream_workshop.agenda import queries as agenda
from upstream_workshop.maps import queries as maps
from upstream_workshop.people import queries as people
from upstream_workshop.people.attendance import queries as attendance_queries
from upstream_workshop.people.attendance.services import EVENT_DAYS
from upstream_workshop.session_file.workshop import Workshop
from upstream_workshop.themes import queries as themes
from upstream_workshop.voting import queries as voting
from upstream_workshop.voting.papers import queries as paper_queries
from upstream_workshop.workgroups import queries as groups

SERVICES = sorted(furnished.services())


@contextmanager
def asked() -> Iterator[list[tuple[str, str]]]:
    """Every statement SQLAlchemy sends, in turn, with its values."""
    found: list[tuple[str, str]] = []

    def on_execute(*told: Any) -> None:
        found.append((told[2], repr(told[3])))

    event.listen(Engine, "before_cursor_execute", on_execute)
    try:
        yield found
    finally:
        event.remove(Engine, "before_cursor_execute", on_execute)


@contextmanager
def run(workshop: Workshop) -> Iterator[list[str]]:
    """Every statement that SQLite itself runs, in turn, without what triggers do."""
    found: list[str] = []
    workshop._open_file.driver.set_trace_callback(
        lambda said: None if said.startswith("--") else found.append(said)
    )
    try:
        yield found
    finally:
        workshop._open_file.driver.set_trace_callback(None)


@pytest.fixture
def window(
    furnished_desk: Desk, jobs: Jobs, open_window: Callable[[Desk], MainWindow]
) -> MainWindow:
    """On a session with something in every room, each of which was entered."""
    made = open_window(furnished_desk)
    made._second.stop()
    for room in ROOMS:
        made.go(room.key)
        settle(jobs)
    return made


def settle(jobs: Jobs) -> None:
    """Wait for what was begun, and for what that shows."""
    QApplication.processEvents()
    settled(jobs)
    QApplication.processEvents()


def test_entering_workgroups(
    furnished_desk: Desk, jobs: Jobs, open_window: Callable[[Desk], MainWindow]
) -> None:
    """The dearest case: nothing was asked before."""
    window = open_window(furnished_desk)
    window._second.stop()
    furnished_desk.workshop._cache.clear()
    with asked() as statements, run(furnished_desk.workshop) as all_:
        window.go("workgroups")
        settle(jobs)
    assert 5 < len(statements) <= 12
    assert len(all_) <= 35  # with the six questions' beginnings and ends
    tables = Counter(said.split("FROM ")[1].split()[0] for said, _ in statements)
    assert tables["theme"] == 1


def test_entering_workgroups_again_after_a_change_elsewhere(window: MainWindow, jobs: Jobs) -> None:
    window.go("people")
    (line, *_) = window.desk.ask(people.roster)
    window.desk.do("Check in", furnished.services()["people.check_in"], line.id, 2, "late")
    with asked() as statements:
        window.go("workgroups")
        settle(jobs)
    assert (
        len(statements) <= 1
    )  # for sizes suit those who are here; the rest the people page has read


def test_checking_somebody_in(window: MainWindow, jobs: Jobs) -> None:
    page: Any = window.go("people")
    line = next(each for each in page._now.lines if each.state == "expected")
    page.show_row(line.id)
    settle(jobs)
    with asked() as statements:
        page.check_in("here")
        settle(jobs)
    assert window.desk.ask(attendance_queries.attendance, 1)[line.id].state == "here"
    assert page._now.line[line.id].state == "here"
    assert 0 < len(statements) <= 6


def test_keying_a_paper(window: MainWindow, jobs: Jobs) -> None:
    page: Any = window.go("vote")
    running = next(row for row in window.desk.ask(voting.ballots) if row.state == "open")
    page.show_row(running.id)
    settle(jobs)
    before = len(window.desk.ask(paper_queries.papers, running.id))
    with asked() as statements:
        page.keying.entry.field.setText("1 2")
        page.keying.entry.entered.emit("1 2")
        settle(jobs)
    assert len(window.desk.ask(paper_queries.papers, running.id)) == before + 1
    assert 0 < len(statements) <= 9  # one of them for the ballots, of which a run-off may be made


@pytest.mark.parametrize("many", [False, True], ids=["one", "all"])
def test_moving_factors(window: MainWindow, jobs: Jobs, many: bool) -> None:
    page: Any = window.go("maps")
    settle(jobs)
    factors = page.row.factors if many else page.row.factors[:1]
    with asked() as statements:
        page.stage.moved.emit({one.id: (one.x + 30.0, one.y + 10.0) for one in factors})
        settle(jobs)
    assert [one.x + 30.0 for one in factors] == [one.x for one in page.row.factors[: len(factors)]]
    assert 0 < len(statements) <= 5
    assert all(" IN " in said for said, _ in statements if said.startswith("SELECT"))


def test_a_second_that_passes_asks_nothing(window: MainWindow) -> None:
    with asked() as statements, run(window.desk.workshop) as all_:
        window.tick()
    assert statements == []
    assert all_ == []


def test_a_commit_reads_the_same_however_many_rows_it_wrote(furnished_desk: Desk) -> None:
    """Its own reading: of the diary and the stamp. How often the place is looked at depends on the time."""
    workshop, read = furnished_desk.workshop, []
    factors = furnished_desk.ask(maps.maps)[0].factors
    move = furnished.services()["maps.move_factors"]
    furnished_desk.do("Move", move, {factors[0].id: (9.0, 9.0)})  # the first makes the diary
    for many in (1, len(factors)):
        places = {one.id: (one.x + many, one.y) for one in factors[:many]}
        with run(workshop) as statements:
            furnished_desk.do("Move", move, places)
        said = [statement.split()[0] for statement in statements]
        read.append([verb for verb in said if verb not in ("UPDATE", "PRAGMA")])
    assert len(factors) > 3
    assert read[0] == read[1]
    assert len(read[0]) <= 10


@pytest.mark.parametrize(
    ("page", "acts"),
    [
        ("run", "agenda"),
        ("people", ""),  # it reads of every room
        ("themes", "themes"),
        ("vote", "voting"),
        ("workgroups", "workgroups"),
        ("maps", "maps"),
    ],
)
def test_no_act_asks_the_same_twice(window: MainWindow, jobs: Jobs, page: str, acts: str) -> None:
    """After its commit, whatever is done."""
    window.go(page)
    settle(jobs)
    for name, service in furnished.services().items():
        if not name.startswith(acts):
            continue
        with asked() as statements:
            window.desk.do(name, lambda session, s=service: furnished.perform(session, s))
            settle(jobs)
        done = next(at for at, (said, _) in enumerate(statements) if "INTO history" in said)
        read = Counter(statements[done + 1 :])
        assert [said for said, times in read.items() if times > 1] == [], name
        assert window.desk.undo()


def snapshots(window: MainWindow) -> dict[str, object]:
    """What each page shows now."""
    page: dict[str, Any] = {room.key: window.page(room.key) for room in ROOMS}
    for each in page.values():
        if each._stale:
            each._stale = False
            each.refresh(None)
    shown = page["people"]._now
    ballot = page["vote"]._ballot
    return {
        "run": (page["run"].in_room.event, page["run"].in_room.blocks),
        "people": (shown.day, shown),
        "themes": (page["themes"]._gathered.themes, page["themes"]._gathered.loose),
        "vote": (ballot, page["vote"].keying.table.rows() if ballot else ()),
        "workgroups": (page["workgroups"]._now.groups, page["workgroups"]._now.unplaced),
        "maps": page["maps"]._maps,
    }


def fresh(window: MainWindow, session: Session) -> dict[str, object]:
    """The same, asked of the file."""
    ballot = next(
        (row for row in voting.ballots(session) if row.id == _id(window.page("vote"))), None
    )
    return {
        "run": (agenda.residential(session), agenda.agenda(session)),
        "people": (1, read_now(session, 1, len(EVENT_DAYS))),
        "themes": (themes.themes(session), themes.loose_cards(session)),
        "vote": (ballot, paper_queries.papers(session, ballot.id) if ballot else ()),
        "workgroups": (groups.workgroups(session), groups.unplaced(session)),
        "maps": maps.maps(session),
    }


def _id(page: Any) -> int:
    return page._ballot.id if page._ballot else 0


@given(
    steps=st.lists(
        st.one_of(st.sampled_from(SERVICES), st.sampled_from(["undo", "redo"])), max_size=8
    ),
    room=st.sampled_from([room.key for room in ROOMS]),
)
@settings(
    max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_every_page_shows_what_the_file_says(
    window: MainWindow, jobs: Jobs, steps: list[str], room: str
) -> None:
    window.go(room)
    for step in steps:
        if step in ("undo", "redo"):
            getattr(window.desk, step)()
        else:
            service = furnished.services()[step]
            try:
                window.desk.do(step, lambda session, s=service: furnished.perform(session, s))
            except LookupError:  # nothing left to do it to
                continue
        shown = snapshots(window)
        with window.desk.workshop.read() as session, Session(session.connection()) as plain:
            assert shown == fresh(window, plain)
            assert standing.read(session, MOMENT) == standing.read(plain, MOMENT)
