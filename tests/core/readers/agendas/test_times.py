"""Times, lengths and days as people write them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from upstream_workshop.readers.agendas import times, written_days


@pytest.mark.parametrize(
    ("text", "minute"),
    [
        ("9:05", 545), ("09.05", 545), ("9h05", 545), ("9 am", 540), ("12:30 pm", 750), ("12am", 0),
        ("12 a.m.", 0), ("17:00:00", 1020), ("9:00 Uhr", 540),
        ("24:00", 0), ("24:01", None), ("2400", 0), ("9:60", None), ("9", None),
        ("noon", 720), ("12 noon", 720), ("Midday", 720), ("12midnight", 0), ("hanner dydd", 720),
        ("9 Uhr", 540), ("9h", 540), ("0930", 570), ("1100hrs", 660), ("9 o’clock", 540), ("2460", None),
        ("13 pm", None), ("soon", None), ("", None), ("-1:00", None),
    ],
)  # fmt: skip
def test_times_of_day(text: str, minute: int | None) -> None:
    assert times.clock_minute(text) == minute


@pytest.mark.parametrize(
    ("text", "minute"),
    [
        ("9", 540), ("930", 570), ("9 30", 570), ("9,30", 570), ("9.3", 570), ("10.1", 610), ("9.5", None),
        ("half past nine", 570), ("Half Nine", 570), ("quarter to four", 225), ("a quarter past 12", 735),
        ("twenty-five to ten", 575), ("10 past 4 pm", 970), ("nine thirty in the evening", 1290),
        ("ten o’clock", 600), ("five to one", 775), ("twelve", 720), ("25", None), ("975", None),
        ("half past thirteen", None), ("nine five", None), ("quarter", None), ("to ten", None), ("", None),
    ],
)  # fmt: skip
def test_times_where_only_a_time_can_stand(text: str, minute: int | None) -> None:
    assert times.time_of_day(text) == minute


@given(st.integers(1, 12), st.integers(0, 59), st.sampled_from(["", " am", " p.m."]))
def test_a_time_in_words_is_the_one_in_figures(hour: int, minute: int, half: str) -> None:
    side, minutes, named = ("past", minute, hour)
    if minute > 30:
        side, minutes, named = "to", 60 - minute, hour % 12 + 1
    said = {15: "quarter", 30: "half", 0: ""}.get(minutes, f"{minutes} minutes")
    text = f"{said} {side} {named}{half}" if said else f"{named} o’clock{half}"
    if not half and not said:
        assert times.time_of_day(text) == hour * 60
    elif said:
        assert times.time_of_day(text) == times.time_of_day(f"{hour}:{minute:02}{half}")


@pytest.mark.parametrize(
    ("cells", "shown"),
    [
        (["0.375", "0.25", ".5"], ["09:00", "06:00", "12:00"]), (["0.25", "9.30"], ["0.25", "9.30"]),
        (["46357", "46357.375"], ["2026-12-01", "2026-12-01 09:00"]), (["930", "2359"], ["930", "2359"]),
    ],
)  # fmt: skip
def test_numbers_that_a_spreadsheet_keeps_for_times(cells: list[str], shown: list[str]) -> None:
    assert times.unformatted(cells, "h:mm") == shown


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("9:00-9:30", (540, 570)), ("9:00 – 9:30", (540, 570)), ("9am to 10am", (540, 600)),
        ("9-10.30", (540, 630)), ("9.30 - 12noon", (570, 720)), ("1-2pm", (780, 840)),
        ("11.30-1pm", (690, 780)), ("9-5pm", (540, 1020)), ("12:30-2pm", (750, 840)),
        ("9", (540, None)), ("14-15", (840, 900)), ("half past nine - ten", (570, 600)),
        ("9:00-30", (540, None)),
        ("9:00", (540, None)), ("9:00-9:30-10:00", (None, None)), ("9:00 until late", (540, None)),
    ],
)  # fmt: skip
def test_spans(text: str, ends: tuple[int | None, int | None]) -> None:
    assert times.span(text) == ends


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("45", 45), ("45 min", 45), ("45m", 45), ("0:45", 45), ("01:15:00", 75), ("1h30", 90), ("1.5 h", 90),
        ("1 hour 15 minutes", 75), ("2 hours", 120), ("90'", 90), ("0", 0), ("1:75", None), ("long", None),
        ("-5", None), ("", None), ("45 cats", None),
    ],
)  # fmt: skip
def test_lengths(text: str, minutes: int | None) -> None:
    assert times.length(text) == minutes


@given(st.integers(0, 23), st.integers(0, 59))
def test_a_time_is_read_as_it_is_written(hour: int, minute: int) -> None:
    at = hour * 60 + minute
    half = "am" if hour < 12 else "pm"
    twelve = (hour - 1) % 12 + 1
    for text in (f"{hour}:{minute:02}", f"{hour:02}.{minute:02}", f"{twelve}:{minute:02} {half}"):
        assert times.clock_minute(text) == at


@given(st.integers(0, 1439))
def test_a_length_is_read_as_it_is_written(minutes: int) -> None:
    hours, rest = divmod(minutes, 60)
    for text in (f"{minutes}", f"{minutes} mins", f"{hours}:{rest:02}", f"{hours}h{rest:02}"):
        assert times.length(text) == minutes


@pytest.mark.parametrize(
    ("texts", "days"),
    [
        (("2026-12-02", "2026-12-03"), (date(2026, 12, 2), date(2026, 12, 3))),
        (("02/12/2026", "03/12/2026"), (date(2026, 12, 2), date(2026, 12, 3))),
        (("12/02/2026", "12/03/2026"), (date(2026, 12, 2), date(2026, 12, 3))),
        (("Wed 2 Dec 2026", "Thursday 3rd December 2026"), (date(2026, 12, 2), date(2026, 12, 3))),
        (("Dec 2, 2026", "2.12.26"), (date(2026, 12, 2), date(2026, 12, 2))),
        (("31.02.2026", "day 1"), (None, None)),
    ],
)
def test_dates_are_read_so_that_they_lie_together(
    texts: tuple[str, ...], days: tuple[date | None, ...]
) -> None:
    found = written_days.dates(texts)
    assert tuple(found.get(text) for text in texts) == days


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1", 1),
        ("Day 2", 2),
        ("Dydd 3", 3),
        ("Tag 1", 1),
        ("Day two", 2),
        ("the first day", 1),
        ("x", None),
    ],
)
def test_numbered_days(text: str, number: int | None) -> None:
    assert written_days.day_number(text) == number


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("2026-12-01 09:30", ("2026-12-01", "09:30")), ("2026-12-01T09:30:00", ("2026-12-01", "09:30:00")),
        ("Tue 1 Dec 9:30 am", ("Tue 1 Dec", "9:30 am")), ("1 Dec 2026, 09:30", ("1 Dec 2026", "09:30")),
        ("Dec 1 at 9:30", ("Dec 1", "9:30")), ("9:30", ("", "9:30")), ("soon 9:30", ("", "soon 9:30")),
    ],
)  # fmt: skip
def test_a_date_before_a_time(text: str, parts: tuple[str, str]) -> None:
    assert times.dated(text) == parts


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Day 2: Trust", "Day 2"), ("Day 1 – Tuesday 1 December", "Tuesday 1 December"), ("Tue", "Tue"),
        ("Wednesday, 2 December 2026", "Wednesday, 2 December 2026"), ("Day one (arrivals)", "Day one"),
        ("Morning", ""), ("Session 3", ""), ("2", ""), ("9:30", ""),
    ],
)  # fmt: skip
def test_a_heading_that_says_a_day(text: str, day: str) -> None:
    assert written_days.day_in(text) == day
