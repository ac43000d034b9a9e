"""An invitation that was changed or called off stands in a calendar file in each of its versions."""

from __future__ import annotations

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from upstream_workshop.readers.agendas.calendars import read_calendar
from upstream_workshop.readers.agendas.plans import PlanReading

TITLES = ("Welcome", "Tea", "Voting")


def event(uid: str, title: str, starts: str, *more: str) -> str:
    lines = (f"UID:{uid}", f"SUMMARY:{title}", f"DTSTART:{starts}", "DURATION:PT30M", *more)
    return "\r\n".join(("BEGIN:VEVENT", *lines, "END:VEVENT", ""))


def read(*events: str) -> PlanReading:
    return read_calendar("plan.ics", f"BEGIN:VCALENDAR\r\n{''.join(events)}END:VCALENDAR".encode())


def taken(found: PlanReading) -> list[tuple[str, int]]:
    return [(entry.title, entry.starts) for entry in found.entries]


def reasons(found: PlanReading) -> dict[int, str]:
    return {one.line: one.why for one in found.refused}


@settings(max_examples=30, deadline=None)
@given(
    st.lists(
        st.tuples(st.sampled_from("abc"), st.integers(0, 4), st.integers(9, 16), st.booleans()),
        unique_by=lambda one: one[:2],
        min_size=1,
    ),
    st.randoms(use_true_random=False),
)
def test_of_each_event_the_highest_version_is_taken(
    versions: list[tuple[str, int, int, bool]], dice: random.Random
) -> None:
    """In whatever order they stand, and nothing that was called off last; every event is told of."""
    dice.shuffle(versions)
    found = read(
        *(
            event(uid, f"Block {uid}", f"20261020T{hour:02}0000", f"SEQUENCE:{number}",
                  f"STATUS:{'CANCELLED' if off else 'CONFIRMED'}")
            for uid, number, hour, off in versions
        )
    )  # fmt: skip
    last = {one[0]: one for one in sorted(versions)}
    wanted = [(f"Block {uid}", hour * 60) for uid, _, hour, off in last.values() if not off]
    assert sorted(taken(found)) == sorted(wanted)
    assert len(found.entries) + len(found.refused) == len(versions)


def test_of_one_number_the_one_written_last_is_taken() -> None:
    found = read(
        event("a", "Tea", "20261020T110000Z", "LAST-MODIFIED:20260301T000000Z"),
        event("a", "Tea", "20261020T090000Z", "LAST-MODIFIED:20260201T000000Z"),
    )
    assert list(reasons(found)) == [2]
    assert len(found.entries) == 1


def test_an_event_that_stands_there_twice_is_taken_once() -> None:
    found = read(*[event("a", "Tea", "20261020T110000")] * 3)
    assert taken(found) == [("Tea", 660)]
    assert reasons(found) == dict.fromkeys((1, 2), "it stands in the file twice")


def test_events_of_a_program_that_gives_all_one_name_are_all_taken() -> None:
    found = read(*(event("1", title, "20261020T110000") for title in TITLES), *(
        event("", "Walk", f"20261020T1{n}0000") for n in range(3)
    ))  # fmt: skip
    assert (len(found.entries), found.refused) == (6, ())


def test_single_times_of_a_repeated_event_that_was_called_off_are_so_too() -> None:
    found = read(
        event("a", "Tea", "20261020T110000", "RRULE:FREQ=DAILY;COUNT=3", "STATUS:CANCELLED"),
        event("a", "Tea", "20261021T120000", "RECURRENCE-ID:20261021T110000"),
        event("b", "Walk", "20261020T090000"),
    )
    assert taken(found) == [("Walk", 540)]
    assert reasons(found) == dict.fromkeys((1, 2), "it is cancelled there")


def test_a_change_of_all_later_times_is_said() -> None:
    found = read(
        event("a", "Tea", "20261020T110000", "RRULE:FREQ=DAILY;COUNT=3"),
        event("a", "Tea", "20261021T120000", "RECURRENCE-ID;RANGE=THISANDFUTURE:20261021T110000"),
    )
    assert taken(found) == [("Tea", 660), ("Tea", 720), ("Tea", 660)]
    assert "all later times" in reasons(found)[2]
