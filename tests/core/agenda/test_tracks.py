"""Several blocks run at once, one in each track, and a moment without length is passed on the way."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from tempfile import mkdtemp

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from sqlalchemy.orm import Session

from tests.core.agenda.plans import at
from upstream_workshop.agenda import queries, services
from upstream_workshop.agenda.clocks import running, under_way
from upstream_workshop.agenda.running import services as running_day
from upstream_workshop.errors import WorkshopError
from upstream_workshop.session_file.workshop import Workshop


@pytest.fixture
def session(workshop: Workshop) -> Iterator[Session]:
    """A plenary with a photograph after it, then two rooms at once, then lunch."""
    with workshop.change("Plan") as opened:
        services.add_block(opened, 1, "Plenary", 60, locked_at=540)
        services.add_block(opened, 1, "Photograph", 0)
        services.add_block(opened, 1, "Talk A", 60)
        services.add_block(opened, 1, "Lunch", 45, locked_at=12 * 60)
        services.add_block(opened, 1, "Talk B", 30, "B", locked_at=600)
        services.add_block(opened, 1, "Talk C", 30, "B")
        yield opened


def ids(session: Session) -> dict[str, int]:
    return {block.title: block.id for block in queries.agenda(session)}


def runs(session: Session) -> list[str]:
    return [block.title for block in under_way(queries.agenda(session))]


def test_starting_a_talk_in_one_room_ends_nothing_in_another(session: Session) -> None:
    known = ids(session)
    running_day.start(session, known["Plenary"], at(9))
    running_day.start(session, known["Talk B"], at(9, 7))
    assert runs(session) == ["Plenary", "Talk B"]
    assert running_day.next_block(session, at(10)) == known["Talk A"]
    assert runs(session) == ["Talk A", "Talk B"]
    assert running_day.next_block(session, at(10, 20), "B") == known["Talk C"]
    assert runs(session) == ["Talk A", "Talk C"]
    assert running_day.back(session, "B") == known["Talk B"]
    assert runs(session) == ["Talk A", "Talk B"]
    running_day.finish(session, at(11))
    assert runs(session) == ["Talk B"]
    line = queries.now_line(session, at(11))
    assert line.title == "Talk B"
    running_day.finish(session, at(11))
    with pytest.raises(WorkshopError, match="No block is running"):
        running_day.next_block(session, at(11))


def test_a_moment_without_length_is_passed_and_told(session: Session) -> None:
    known = ids(session)
    running_day.start(session, known["Plenary"], at(9))
    assert running_day.next_block(session, at(10, 2)) == known["Talk A"]
    passed = next(b for b in queries.agenda(session) if b.title == "Photograph")
    assert passed.started_at == passed.ended_at == at(10, 2)
    assert passed.marker
    assert not passed.dropped
    told = [actual.title for actual in queries.planned_and_actual(session)]
    assert told == ["Plenary", "Photograph"]
    assert running_day.back(session) == known["Plenary"]
    again = next(b for b in queries.agenda(session) if b.title == "Photograph")
    assert (again.started_at, again.ended_at) == (None, None)


def test_a_dropped_block_is_no_moment(session: Session) -> None:
    known = ids(session)
    services.amend_block(session, known["Talk A"], optional=True)
    running_day.absorb(session, [(known["Talk A"], 60)])
    running_day.start(session, known["Plenary"], at(9))
    assert running_day.next_block(session, at(10)) == known["Lunch"]
    dropped = next(b for b in queries.agenda(session) if b.title == "Talk A")
    assert dropped.dropped
    assert not dropped.marker
    assert dropped.started_at is None


def test_a_day_that_ends_with_a_moment_is_over_once_it_is_passed(session: Session) -> None:
    last = services.add_block(session, 1, "Goodbye", 0)
    running_day.start(session, ids(session)["Lunch"], at(12))
    assert running_day.next_block(session, at(12, 45)) is None
    assert queries.current(session) is None
    assert running_day.back(session) == ids(session)["Lunch"]
    running_day.next_block(session, at(12, 46))
    assert next(b for b in queries.agenda(session) if b.id == last).ended_at == at(12, 46)


class TwoTracks(RuleBasedStateMachine):
    """Start, next, finish and back at random in two tracks: one block runs in each at most."""

    @initialize()
    def plan(self) -> None:
        self.now = at(9)
        self.workshop = Workshop.create(Path(mkdtemp()) / "two.upstream")
        with self.workshop.change("Plan") as session:
            for track in ("", "B"):
                for minutes in (20, 0, 10, 0, 0, 30):
                    services.add_block(session, 1, f"{track}{minutes}", minutes, track)

    def teardown(self) -> None:
        if hasattr(self, "workshop"):
            self.workshop.close()

    @rule(place=st.integers(0, 11), minutes=st.integers(0, 20))
    def start(self, place: int, minutes: int) -> None:
        self.step(minutes, lambda s: running_day.start(s, queries.agenda(s)[place].id, self.now))

    @rule(track=st.sampled_from([None, "", "B"]), minutes=st.integers(0, 20))
    def go_on(self, track: str | None, minutes: int) -> None:
        before = self.rows()
        self.step(minutes, lambda s: running_day.next_block(s, self.now, track))
        for old, new in zip(before, self.rows(), strict=True):
            if track is not None and old.track != track:
                assert old == new

    @rule(track=st.sampled_from([None, "", "B"]))
    def finish(self, track: str | None) -> None:
        self.step(0, lambda s: running_day.finish(s, self.now, track))

    @rule(track=st.sampled_from([None, "", "B"]))
    def back(self, track: str | None) -> None:
        self.step(0, lambda s: running_day.back(s, track))

    def step(self, minutes: int, act: object) -> None:
        self.now += timedelta(minutes=minutes)
        try:
            with self.workshop.change("x") as session:
                act(session)  # type: ignore[operator]
        except WorkshopError:
            pass

    def rows(self) -> tuple[queries.BlockRow, ...]:
        with self.workshop.read() as session:
            return queries.agenda(session)

    @invariant()
    def one_runs_in_each_track(self) -> None:
        if not hasattr(self, "workshop"):
            return
        rows = self.rows()
        tracks = [block.track for block in under_way(rows)]
        assert len(tracks) == len(set(tracks))
        assert not any(block.marker for block in under_way(rows))
        leading = running(rows)
        assert leading is None or leading.track == min(tracks)
        for block in rows:
            if block.ended_at is not None:
                assert block.started_at is not None
                assert block.started_at <= block.ended_at <= self.now


TwoTracks.TestCase.settings = settings(max_examples=12, stateful_step_count=15)
TestTwoTracks = TwoTracks.TestCase
