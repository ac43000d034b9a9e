"""Planning and running a day, through services, then asked back."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.orm import Session

from tests.core.agenda.plans import at
from upstream_workshop.agenda import queries, rules, services
from upstream_workshop.agenda.kinds import ConcessionKind
from upstream_workshop.agenda.lateness import catch_ups
from upstream_workshop.agenda.lateness.concessions import Concession
from upstream_workshop.agenda.running import services as running_day
from upstream_workshop.agenda.templates import load_template, template_names
from upstream_workshop.errors import WorkshopError
from upstream_workshop.session_file.workshop import Workshop


@pytest.fixture
def session(workshop: Workshop) -> Iterator[Session]:
    with workshop.change("test") as opened:
        services.found_residential(opened, "Upstream", date(2026, 12, 1))
        services.lay_out(opened, load_template("two-day"))
        yield opened


def day(session: Session, number: int) -> list[queries.BlockRow]:
    return [b for b in queries.agenda(session) if (b.day, b.track) == (number, "")]


def titled(session: Session, title: str) -> queries.BlockRow:
    return next(block for block in queries.agenda(session) if block.title == title)


def test_the_two_day_template_keeps_the_residential_s_times(session: Session) -> None:
    times = {b.title: rules.clock_time(b.starts) for b in queries.agenda(session) if b.day == 2}
    assert times["Pitch the themes"] == "09:15"
    assert times["Vote"] == "09:40"
    assert times["Write the charters"] == "11:00"
    assert times["Closing circle"] == "15:05"
    lunches = [b for b in queries.agenda(session) if b.title == "Lunch"]
    assert [rules.clock_time(b.starts) for b in lunches] == ["12:45", "12:30"]
    assert all(b.protected and b.locked_at is not None for b in lunches)
    assert titled(session, "Closing circle").protected


@pytest.mark.parametrize("name", template_names())
def test_every_template_can_be_laid_out_and_never_overlaps(session: Session, name: str) -> None:
    template = load_template(name)
    services.lay_out(session, template)
    blocks = queries.agenda(session)
    assert len(blocks) == len(template.blocks)
    assert [seam for seam in rules.seams(blocks) if seam.minutes < 0] == []
    firsts = {(b.day, b.track): b for b in reversed(blocks)}
    assert all(block.locked_at is not None for block in firsts.values())


def test_there_are_the_four_templates() -> None:
    assert set(template_names()) == {"two-day", "one-day", "open-space", "half-day"}
    assert {b.track for b in load_template("open-space").blocks} > {"", "North room"}
    with pytest.raises(WorkshopError, match="two-day"):
        load_template("../two-day")


def test_a_block_taken_out_lets_the_rest_move_up_to_the_lock(session: Session) -> None:
    services.remove_blocks(session, [titled(session, "Offers and asks").id])
    assert rules.clock_time(titled(session, "What discovery found").starts) == "11:00"
    assert rules.clock_time(day(session, 1)[6].starts) == "12:45"


def test_the_day_starts_when_it_did_whatever_comes_first(session: Session) -> None:
    first, second = day(session, 2)[:2]
    services.move_blocks(session, [second.id], 2, "", first.id)
    assert [b.title for b in day(session, 2)[:2]] == [second.title, first.title]
    assert day(session, 2)[0].starts == first.starts
    assert day(session, 2)[1].locked_at is None
    services.remove_blocks(session, [second.id])
    assert day(session, 2)[0].starts == first.starts


def test_a_block_is_put_after_another_and_amended(session: Session) -> None:
    vote = titled(session, "Vote")
    made = services.add_block(session, 2, "  Count  again ", 10, after_id=vote.id, room="vote")
    assert titled(session, "Count again").starts == vote.ends
    services.amend_block(session, made, minutes=15, minimum=5)
    assert titled(session, "Form workgroups").starts == vote.ends + 15
    with pytest.raises(WorkshopError, match="lower the minimum"):
        services.amend_block(session, made, minimum=16)
    with pytest.raises(WorkshopError, match="title is missing"):
        services.amend_block(session, made, title="  ")


def test_a_day_is_run_with_pauses_and_given_minutes(session: Session) -> None:
    first, second = day(session, 2)[:2]
    running_day.start(session, first.id, at(8, 43))
    running_day.pause(session, first.id, at(8, 50))
    running_day.resume(session, first.id, at(8, 52))
    running_day.give_minutes(session, first.id, 5)
    line = queries.now_line(session, at(8, 53))
    (now,) = (block for block in queries.agenda(session) if block.running)
    assert (now.day, line.title) == (2, first.title)
    assert line.seconds_left == (20 + 5 - 8) * 60
    assert line.slip_minutes == 3 + 2 + 5
    assert line.next_locked == "12:30 Lunch"
    assert running_day.next_block(session, at(9, 10)) == second.id
    (done,) = queries.planned_and_actual(session)
    assert (done.started, done.lasted, done.drift) == (8 * 60 + 43, 27, 10)


def test_going_back_reopens_the_block_before_as_if_it_had_run_on(session: Session) -> None:
    first, second = day(session, 2)[:2]
    running_day.start(session, first.id, at(8, 40))
    running_day.next_block(session, at(9, 0))
    assert running_day.back(session) == first.id
    current = queries.current(session)
    assert current is not None
    assert (current.id, current.started_at) == (first.id, at(8, 40))
    assert running_day.back(session) is None
    assert queries.current(session) is None
    with pytest.raises(WorkshopError, match="nothing to go back"):
        running_day.back(session)
    assert second.started_at is None


def test_the_first_block_of_day_two_does_not_go_back_into_the_night(session: Session) -> None:
    last, first = day(session, 1)[-1], day(session, 2)[0]
    running_day.start(session, last.id, at(17))
    assert running_day.next_block(session, at(17, 20)) is None
    running_day.start(session, first.id, at(8, 40) + timedelta(days=1))
    assert running_day.back(session) is None
    assert queries.current(session) is None
    assert running_day.back(session) == last.id


def test_a_plan_that_runs_is_not_replaced(session: Session) -> None:
    running_day.start(session, day(session, 1)[0].id, at(8, 30))
    with pytest.raises(WorkshopError, match="already running"):
        services.lay_out(session, load_template("one-day"))
    with pytest.raises(WorkshopError, match="stays in the record"):
        services.remove_blocks(session, [day(session, 1)[0].id])


def test_a_dropped_block_is_passed_over(session: Session) -> None:
    roundtable = titled(session, "Roundtable on the draft")
    running_day.absorb(session, [(roundtable.id, roundtable.lasts)])
    framework = titled(session, "The framework, by group")
    running_day.start(session, framework.id, at(13, 15))
    assert (
        running_day.next_block(session, at(14, 5))
        == titled(session, "Unmatched asks and commitments").id
    )


def test_a_catch_up_is_applied_once_and_refused_when_stale(session: Session) -> None:
    pitch = titled(session, "Pitch the themes")
    running_day.start(session, pitch.id, at(9, 21))
    (best, *_) = catch_ups.catch_ups(queries.agenda(session), at(9, 21))
    assert best.wins == 6
    running_day.absorb(session, best.takes)
    assert catch_ups.catch_ups(queries.agenda(session), at(9, 21)) == ()
    lunch, charters = titled(session, "Lunch"), titled(session, "Write the charters")
    for takes in ([(lunch.id, 5)], [(charters.id, 21)], [(pitch.id, 1)], [(charters.id, -5)]):
        with pytest.raises(WorkshopError, match="look again at the ways to catch up"):
            running_day.absorb(session, takes)


@pytest.mark.parametrize(
    ("said", "gives"),
    [
        ({}, {}),
        ({"minimum": 15}, range(1, 6)),
        ({"optional": True}, {20}),
        ({"optional": True, "minimum": 17}, {1, 2, 3, 20}),
        ({"optional": True, "minimum": 5, "protected": True}, {}),
        ({"optional": True, "minimum": 5, "locked_at": 700}, {}),
    ],
)
def test_a_catch_up_takes_just_what_a_block_can_give(
    workshop: Workshop, said: dict[str, Any], gives: Collection[int]
) -> None:
    for minutes in range(-1, 23):
        with workshop.change("Plan") as session:
            services.add_block(session, 1, "Opening", 60)
            block = services.add_block(session, 1, "Talk", 20, **said)
            if minutes in gives:
                running_day.absorb(session, [(block, minutes)])
                assert titled(session, "Talk").lasts == 20 - minutes
            else:
                with pytest.raises(WorkshopError, match="look again at the ways to catch up"):
                    running_day.absorb(session, [(block, minutes)])
        workshop.undo()


@pytest.mark.parametrize("kind", [ConcessionKind.SHORTEN, ConcessionKind.DROP])
def test_what_runs_or_is_protected_or_over_gives_nothing_up(
    session: Session, kind: ConcessionKind
) -> None:
    pitch, vote, lunch = (titled(session, one).id for one in ("Pitch the themes", "Vote", "Lunch"))
    running_day.start(session, pitch, at(9, 21))
    for block in (pitch, lunch):
        with pytest.raises(WorkshopError, match="look again at the ways to catch up"):
            running_day.concede(session, Concession(kind, block, 5))
    running_day.concede(session, Concession(kind, vote, 5))
    lasted = titled(session, "Vote").lasts
    running_day.start(session, vote, at(9, 40))
    running_day.finish(session, at(9, 41))
    with pytest.raises(WorkshopError, match="look again at the ways to catch up"):
        running_day.concede(session, Concession(kind, vote, 5))
    assert titled(session, "Vote").lasts == lasted


def test_no_time_can_be_taken_that_is_not_there(session: Session) -> None:
    vote = titled(session, "Vote")
    with pytest.raises(WorkshopError, match="no time left"):
        running_day.give_minutes(session, vote.id, -20)


def test_a_running_minute_survives_closing_the_file(tmp_path: Path) -> None:
    path = tmp_path / "day.upstream"
    with Workshop.create(path) as first, first.change("Begin") as session:
        services.lay_out(session, load_template("one-day"))
        running_day.start(session, queries.agenda(session)[0].id, at(9, 2))
    with Workshop.open(path) as second, second.read() as session:
        assert queries.now_line(session, at(9, 12)).seconds_left == 20 * 60


def test_with_the_clock_set_back_the_day_goes_on_and_back(workshop: Workshop) -> None:
    with workshop.change("Begin") as session:
        ids = [services.add_block(session, 1, title, 30) for title in ("A", "B", "C")]
        running_day.start(session, ids[0], at(10))
        running_day.pause(session, ids[0], at(9))
        running_day.resume(session, ids[0], at(8))
        running_day.next_block(session, at(9))
        running_day.next_block(session, at(9, 30))
    with workshop.read() as session:
        for row in queries.agenda(session):
            assert row.paused_seconds == 0
            assert row.ended_at is None or (row.started_at or row.ended_at) <= row.ended_at
        assert all(row.lasted >= 0 for row in queries.planned_and_actual(session))
    with workshop.change("Back") as session:
        assert running_day.back(session) == ids[1]
