"""Dates as people type them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resources.dates import day_and_month, day_words, long_date, short_date
from resources.typed_dates import month_first, typed_date

TODAY = date(2026, 11, 29)  # a Sunday
DAYS = st.dates(date(1000, 1, 1), date(2999, 12, 31))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("in March", "2027-03-31"),
        ("November", "2026-11-30"),
        ("mid-March", "2027-03-15"),
        ("early Feb", "2027-02-01"),
        ("by the end of June 2028", "2028-06-30"),
        ("two weeks", "2026-12-13"),
        ("in two weeks’ time", "2026-12-13"),
        ("3 weeks from now", "2026-12-20"),
        ("a month", "2026-12-29"),
        ("three months", "2027-02-28"),
        ("end of Q1", "2027-03-31"),
        ("Q4", "2026-12-31"),
        ("end of the year", "2026-12-31"),
        ("next month", "2026-12-31"),
        ("next quarter", "2027-03-31"),
        ("tomorrow", "2026-11-30"),
        ("Friday", "2026-12-04"),
        ("by Sunday", "2026-12-06"),
        ("next Friday", "2026-12-04"),
        ("Fri 4 Dec", "2026-12-04"),
        ("December 4", "2026-12-04"),
        ("1st of March", "2027-03-01"),
        ("4/12", "2026-12-04"),
        ("4.12.27", "2027-12-04"),
        ("29 Feb", "2028-02-29"),
        ("2027-01-12", "2027-01-12"),
        ("mid Jan", "2027-01-15"),
        ("in a fortnight", "2026-12-13"),
        ("in 2 wks", "2026-12-13"),
        ("the day after tomorrow", "2026-12-01"),
        ("w/c 12 Jan", "2027-01-15"),
        ("week commencing Monday 11 January", "2027-01-15"),
        ("12 Ionawr", "2027-01-12"),
        ("Mawrth 2028", "2028-03-31"),
        ("2 Tach", "2027-11-02"),
        ("12/1", "2027-01-12"),
        ("2027/1/12", "2027-01-12"),
        ("w/c 12/1", "2027-01-15"),
        ("wb 12 Jan", "2027-01-15"),
        ("week of 12 January", "2027-01-15"),
        ("w/e 16 Jan", "2027-01-16"),
        ("6wks", "2027-01-10"),
        ("month end", "2026-11-30"),
        ("year end", "2026-12-31"),
        ("end of the week", "2026-11-29"),
        ("Q1 27", "2027-03-31"),
    ],
)
def test_what_people_say_is_understood(typed: str, meant: str) -> None:
    assert typed_date(typed, TODAY) == date.fromisoformat(meant)


@pytest.mark.parametrize(
    "typed",
    ["", "soon", "asap", "31/2", "32 Dec", "Christmas", "sometime in March", "12", "4/13", "marching",
     "q5", "99999 days", "the end", "2027-02-30", "1/2/3/4", "Monday 4 Dec", "before March",
     "31 Feb", "4 Dec or 5 Dec", "4-6 Dec", "4 Dec 2026 10:00", "the 4th", "a week on Monday", "spring",
     "week", "weekend", "week end", "2026-12/04", "Easter", "31/4", "ongoing", "1/13/2027"],
)  # fmt: skip
def test_what_is_not_understood_is_no_date(typed: str) -> None:
    assert typed_date(typed, TODAY) is None


@given(DAYS, DAYS)
def test_every_date_that_the_program_writes_is_read_again(day: date, today: date) -> None:
    for words in (long_date(day), short_date(day), day_words(day), day.isoformat()):
        assert typed_date(words, today) == day
    found = typed_date(day_and_month(day), today)
    assert found is not None
    assert found >= today
    assert (found.day, found.month) == (day.day, day.month)


@given(st.text(max_size=30), DAYS)
def test_no_text_fails(text: str, today: date) -> None:
    assert isinstance(typed_date(text, today), date | None)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("12/1", "2026-12-01"),
        ("4-12-27", "2027-04-12"),
        ("1/2/2027", "2027-01-02"),
        ("25/1", ""),  # no month is the twenty-fifth
        ("4/4", ""),
        ("04/4", ""),
        ("12.1", ""),  # with dots the day comes first wherever they are written
        ("2027-01-12", ""),
        ("1/25", ""),  # which is not understood at all
        ("4 Dec", ""),
        ("", ""),
    ],
)
def test_numbers_that_may_mean_another_day_are_known(typed: str, meant: str) -> None:
    assert month_first(typed, TODAY) == (date.fromisoformat(meant) if meant else None)


@given(DAYS)
def test_of_two_readings_each_is_the_other_with_day_and_month_changed(day: date) -> None:
    text = f"{day.day}/{day.month}/{day.year}"
    other = month_first(text, TODAY)
    assert typed_date(text, TODAY) == day
    assert (other is None) == (day.day > 12 or day.day == day.month)
    if other is not None:
        assert (other.day, other.month, other.year) == (day.month, day.day, day.year)
