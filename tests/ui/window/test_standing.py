"""What the strip counts: minutes of a block begun today, and none of one left running on another day."""

from __future__ import annotations

from datetime import datetime, timedelta

from ui.window import standing
from upstream_workshop.agenda import queries
from upstream_workshop.agenda import services as agenda
from upstream_workshop.agenda.running import services as running_day
from upstream_workshop.agenda.templates import load_template
from upstream_workshop.people import services as people
from upstream_workshop.people.attendance.services import check_in
from upstream_workshop.session_file.workshop import Workshop

BEGUN = datetime(2026, 12, 2, 9, 20)


def test_who_is_here_is_counted_on_the_day_that_it_is(workshop: Workshop) -> None:
    with workshop.change("Begin") as session:
        agenda.found_residential(session, "Residential", starts=BEGUN.date())
        agenda.lay_out(session, load_template("two-day"))
        for name in ("Ann Test", "Bob Test"):
            check_in(session, people.add_participant(session, name), 1)
    with workshop.read() as session:
        today = standing.read(session, BEGUN)
        tomorrow = standing.read(session, BEGUN + timedelta(days=1))
    assert (today.here, tomorrow.here, tomorrow.expected) == (2, 0, 2)


def test_a_block_left_running_is_named_but_not_counted(workshop: Workshop) -> None:
    with workshop.change("Begin") as session:
        agenda.found_residential(session, "Residential", starts=BEGUN.date())
        agenda.lay_out(session, load_template("one-day"))
        first = queries.agenda(session)[0]
        running_day.start(session, first.id, BEGUN)
    with workshop.read() as session:
        today = standing.read(session, BEGUN + timedelta(minutes=3))
        earlier = standing.read(session, BEGUN - timedelta(hours=6))
        tomorrow = standing.read(session, BEGUN + timedelta(days=1))
    assert today.title
    assert today.seconds_left is not None
    assert (tomorrow.title, tomorrow.seconds_left, tomorrow.slip) == (today.title, None, None)
    assert (earlier.title, earlier.seconds_left, earlier.slip) == (today.title, None, None)
    assert earlier.set_back
    assert not today.set_back
