"""Repeated events of a calendar, on the days of the others."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from tests.core.readers.agendas.test_agendas import blocks, calendar, event, read, whys
from upstream_workshop.readers.agendas import calendars, recurrences

LONDON = ZoneInfo("Europe/London")
HERE = ";TZID=Europe/London"


def repeated(starts: str, title: str, *lines: str) -> str:
    return event(f"{HERE}:{starts}", "", f"SUMMARY:{title}", "DURATION:PT30M", *lines)


SINGLE = (
    event(f"{HERE}:20261024T090000", f"{HERE}:20261024T100000", "SUMMARY:Open"),
    event(f"{HERE}:20261025T140000", f"{HERE}:20261025T150000", "SUMMARY:Close"),
)


@settings(max_examples=40, deadline=None)
@given(
    st.sampled_from(["DAILY", "WEEKLY"]),
    st.integers(1, 3),
    st.integers(1, 40),
    st.sampled_from(["COUNT", "UNTIL day", "UNTIL moment"]),
    st.integers(0, 20),
)
def test_starts_are_those_counted_day_by_day(
    often: str, step: int, times: int, limit: str, days: int
) -> None:
    """Through the end of summer time, on the clock of the place."""
    first = datetime(2026, 10, 20, 8, 30, tzinfo=LONDON)
    stride = timedelta(days=step * (7 if often == "WEEKLY" else 1))
    counted = [
        (first.replace(tzinfo=None) + stride * n).replace(tzinfo=LONDON) for n in range(times)
    ]
    ends = {
        "COUNT": f"COUNT={times}",
        "UNTIL day": f"UNTIL={counted[-1]:%Y%m%d}",
        "UNTIL moment": f"UNTIL={counted[-1].astimezone(ZoneInfo('UTC')):%Y%m%dT%H%M%SZ}",
    }[limit]
    rule = f"RRULE:FREQ={often};INTERVAL={step};{ends}"
    text = calendar(repeated("20261020T083000", "x", rule))
    (one,) = Calendar.from_ical(text).walk("VEVENT")
    last = date(2026, 10, 20) + timedelta(days=days)
    found, is_whole = recurrences.occurrences(one, first, date(2026, 10, 22), last)
    inside = [at for at in counted if date(2026, 10, 22) <= at.date() <= last]
    assert (found, is_whole) == (inside, inside == counted)


def test_only_the_days_of_the_others_are_taken(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        calendar(
            *SINGLE,
            repeated("20240105T083000", "Breakfast", "RRULE:FREQ=DAILY"),
            repeated("20261024T103000", "Tea", "RRULE:FREQ=DAILY;COUNT=2",
                     f"EXDATE{HERE}:20261024T103000"),
            repeated("20251024T120000", "Never", "RRULE:FREQ=YEARLY;COUNT=1"),
            repeated("20261024T160000", "Walk", f"RDATE{HERE}:20261025T170000"),
        ),
        "plan.ics",
    )  # fmt: skip
    assert blocks(found) == [
        (1, "", 510, 30, "Breakfast"), (1, "", 540, 60, "Open"), (1, "", 960, 30, "Walk"),
        (2, "", 510, 30, "Breakfast"), (2, "", 630, 30, "Tea"), (2, "", 840, 60, "Close"),
        (2, "", 1020, 30, "Walk"),
    ]  # fmt: skip
    assert {line: "2 times" in why for line, why in whys(found).items()} == {3: True, 5: False}


def test_a_time_that_was_moved_is_taken_where_it_was_moved_to(tmp_path: Path) -> None:
    """And one moved long ago does not stretch the plan."""
    found = read(
        tmp_path,
        calendar(
            repeated("20261001T103000", "Tea", "RRULE:FREQ=DAILY;COUNT=40"),
            repeated("20261024T113000", "Late tea", f"RECURRENCE-ID{HERE}:20261024T103000"),
            repeated("20251024T113000", "Old tea", f"RECURRENCE-ID{HERE}:20251024T103000"),
            *SINGLE,
        ),
        "plan.ics",
    )
    assert [row[0::2] for row in blocks(found) if "tea" in row[4].casefold()] == [
        (1, 690, "Late tea"), (2, 630, "Tea"),
    ]  # fmt: skip


@settings(max_examples=25, deadline=None)
@given(
    st.dictionaries(
        st.integers(0, 5), st.sampled_from([f"{HERE}:%sT103000", ":%sT093000Z", ";VALUE=DATE:%s"])
    )
)
def test_times_that_are_cancelled_one_by_one_are_left_out(cancelled: dict[int, str]) -> None:
    """However they are named: on the clock of the place, on that of the world, or by their day."""
    days = [f"2026102{n}" for n in range(5)]
    text = calendar(
        repeated(f"{days[0]}T103000", "Tea", f"RRULE:FREQ=DAILY;COUNT={len(days)}"),
        *(
            repeated(
                "20261020T103000", "Tea", f"RECURRENCE-ID{named % days[n]}", "STATUS:CANCELLED"
            )
            for n, named in cancelled.items()
            if n < len(days)
        ),
    )
    found = calendars.read_calendar("plan.ics", text.encode())
    kept = [f"{day[:4]}-{day[4:6]}-{day[6:]}" for n, day in enumerate(days) if n not in cancelled]
    assert [entry.on for entry in found.entries] == kept


def test_a_calendar_that_cancels_adds_nothing() -> None:
    text = calendar(*SINGLE, head="METHOD:CANCEL\r\n")
    found = calendars.read_calendar("plan.ics", text.encode())
    assert (found.entries, [one.line for one in found.refused]) == ((), [1, 2])


@pytest.mark.parametrize(
    ("rule", "taken"),
    [
        ("FREQ=DAILY;COUNT=3", 3), ("FREQ=DAILY", 1), ("FREQ=SOMETIMES", 1), ("FREQ=SECONDLY", 1),
        ("FREQ=DAILY;UNTIL=20261020", 1), ("FREQ=DAILY;COUNT=90", 31),
    ],
)  # fmt: skip
def test_repeated_events_alone(tmp_path: Path, rule: str, taken: int) -> None:
    found = read(tmp_path, calendar(repeated("20261020T103000", "x", f"RRULE:{rule}")), "plan.ics")
    assert len(found.entries) == taken
    assert bool(found.refused) == (rule not in {"FREQ=DAILY;COUNT=3", "FREQ=DAILY;UNTIL=20261020"})
