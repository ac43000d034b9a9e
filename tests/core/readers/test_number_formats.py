"""A number is shown as its format says: held against openpyxl for Excel's built-in formats."""

from __future__ import annotations

import re
from datetime import datetime, time, timedelta
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.styles.numbers import BUILTIN_FORMATS, is_builtin
from openpyxl.utils.datetime import CALENDAR_MAC_1904, from_excel, to_excel

from upstream_workshop.readers.formats.number_formats import BUILT_IN, GENERAL, shown
from upstream_workshop.readers.formats.tables import read_table

DATES = {14, 15, 16, 17, 22, *range(27, 37), *range(50, 59)}
TIMES = {18, 19, 20, 21, 45, 46, 47}
WITH_TIME = {22}
MOMENTS = st.datetimes(datetime(1900, 3, 1), datetime(9999, 12, 30)).map(
    lambda moment: moment.replace(microsecond=0)
)


@given(st.sampled_from(sorted(DATES)), MOMENTS)
def test_every_built_in_date_is_a_date(number: int, moment: datetime) -> None:
    said = shown(repr(to_excel(moment)), BUILT_IN[number])
    day = f"{moment.year:04}-{moment:%m-%d}"
    if number in WITH_TIME:
        assert said == f"{day} {moment:%H:%M:%S}".removesuffix(":00").removesuffix(" 00:00")
    else:
        assert said == day


@given(st.sampled_from(sorted(TIMES)), st.integers(0, 86_399))
def test_every_built_in_time_is_a_time(number: int, seconds: int) -> None:
    said = shown(repr(seconds / 86_400), BUILT_IN[number])
    parts = [int(part) for part in said.split(":")]
    if number in (45, 47):  # minutes and seconds alone
        assert parts == [seconds // 60 % 60, seconds % 60]
    else:
        hours, minutes, *rest = parts
        assert hours * 3600 + minutes * 60 + sum(rest) == seconds


@pytest.mark.parametrize("number", sorted(set(BUILTIN_FORMATS) - DATES - TIMES))
@given(value=st.integers(-(10**9), 10**9))
def test_no_other_built_in_format_makes_a_date(number: int, value: int) -> None:
    said = shown(str(value), BUILT_IN.get(number, GENERAL))
    assert said == (
        f"{value * 100}{'.00' if number == 10 else ''}%" if number in (9, 10) else str(value)
    )


@given(
    st.sampled_from(sorted(set(BUILTIN_FORMATS) - {5, 6, 7, 8, 41, 42, 43, 44})),
    st.integers(61, 80_000),
)
def test_a_workbook_with_built_in_formats(number: int, day: int) -> None:
    """Whatever openpyxl takes for a date, we do, from the code as from the number."""
    by_code = shown(str(day), BUILTIN_FORMATS[number])
    assert bool(re.fullmatch(r"\d{4}-\d\d-\d\d.*", by_code)) == (number in DATES)


@given(st.integers(0, 2_000_000), st.booleans())
@example(60, True)
@example(60, False)
def test_days_are_counted_from_1900_or_1904(day: int, mac: bool) -> None:
    said = shown(str(day), "dd/mm/yyyy", from_1904=mac)
    if not mac and day in (0, 60):  # no such days
        assert said == str(day)
        return
    epoch = {"epoch": CALENDAR_MAC_1904} if mac else {}
    try:
        expected = from_excel(day, **epoch)
    except OverflowError:
        assert said == str(day)
        return
    if mac and day == 0:
        expected = CALENDAR_MAC_1904
    if not mac and day < 60:
        expected = datetime(1899, 12, 31) + timedelta(days=day)
    assert said == f"{expected.year:04}-{expected.month:02}-{expected.day:02}"


@pytest.mark.parametrize(
    ("value", "code", "expected"),
    [
        ("46358", "dd/mm/yyyy", "2026-12-02"),
        ("46358", "[$-809]dd mmmm yyyy;@", "2026-12-02"),
        ("46358", "d. mmmm yyyy", "2026-12-02"),
        ("46358", "mmm-yy", "2026-12-02"),
        ("46358", "mmmm", "2026-12-02"),
        ("46358.5", "dd/mm/yyyy hh:mm", "2026-12-02 12:00"),
        ("46358.5", "yyyy-mm-dd\\Thh:mm:ss", "2026-12-02 12:00"),
        ("46358.999999", "dd/mm/yyyy hh:mm", "2026-12-03"),
        ("0.395833333333333", "h:mm AM/PM", "09:30"),
        ("0.395833333333333", 'hh"h"mm', "09:30"),
        ("1.5", "[h]:mm", "36:00:00"),
        ("0.5", "0%", "50%"),
        ("0.1234", "0.0%", "12.3%"),
        ("0.5", '0" days"', "1 days"),
        ("12", '0 "days, or months"', "12 days, or months"),
        ("12", "#,##0 \\d\\a\\y\\s", "12 days"),
        ("1200", '"£"#,##0.00', "£1,200.00"),
        ("1200.5", "[$£-809]#,##0.00", "£1,200.50"),
        ("-1200", '"£"#,##0;[Red]-"£"#,##0', "-£1,200"),
        ("-1200", '"£"#,##0_);("£"#,##0)', "(£1,200)"),
        ("1200", '_-"£"* #,##0.00_-;-"£"* #,##0.00_-;_-"£"* "-"??_-;_-@_-', "£1,200.00"),
        ("7700900123", "00000000000", "07700900123"),
        ("7700900123", "00000 000000", "07700 900123"),
        ("41", "0", "41"),
        ("1200", "#,##0", "1200"),
        ("41", "@", "41"),
        ("1", "0.00", "1"),
        ("0.1", "General", "0.1"),
        ("0.30000000000000004", "General", "0.3"),
        ("1E+21", "General", "1000000000000000000000"),
        ("4.47700900123E11", "General", "447700900123"),
        ("41.0", "General", "41"),
        ("5", "[Red]General", "5"),
        ("5", "0.00E+00", "5"),
        ("0.5", "# ?/?", "0.5"),
        ("-5", "dd/mm/yyyy", "-5"),
        ("99999999", "dd/mm/yyyy", "99999999"),
        ("1", '"Yes";"Yes";"No"', "1"),
        ("#N/A", "General", "#N/A"),
        ("nan", "0%", "nan"),
    ],
)
def test_as_somebody_sees_it(value: str, code: str, expected: str) -> None:
    assert shown(value, code) == expected


@given(
    st.text(max_size=20), st.text(st.sampled_from('dmyhs0#?.,%;"\\[]$-AMP/@ _*Ee£'), max_size=30)
)
def test_any_code_shows_something(value: str, code: str) -> None:
    assert isinstance(shown(value, code), str)


@given(
    st.floats(allow_nan=False),
    st.text(st.sampled_from('dmyhs0#?.,%;"\\[]$-AMP/@ _*Ee£'), max_size=30),
)
def test_any_number_shows_something(value: float, code: str) -> None:
    assert shown(repr(value), code)


@pytest.mark.parametrize("mac", [False, True])
def test_a_workbook_as_it_is_shown(tmp_path: Path, mac: bool) -> None:
    book = Workbook()
    if mac:
        book.epoch = CALENDAR_MAC_1904
    sheet = book.active
    assert sheet is not None
    sheet.append(["Name", "Joined", "At", "Start", "Share", "Leads", "Fee", "Count"])
    sheet.append(
        [
            "Ana",
            datetime(2026, 12, 2),
            datetime(2026, 12, 2, 9, 30),
            time(9, 30),
            0.5,
            True,
            1200,
            41,
        ]
    )
    sheet["E2"].number_format = "0%"
    sheet["G2"].number_format = '"£"#,##0'
    book.save(tmp_path / "list.xlsx")
    assert read_table(tmp_path / "list.xlsx").rows[0].cells == (
        "Ana", "2026-12-02", "2026-12-02 09:30", "09:30", "50%", "yes", "£1,200", "41",
    )  # fmt: skip


def test_what_we_call_built_in_is() -> None:
    assert all(
        is_builtin(BUILTIN_FORMATS[number]) for number in BUILT_IN if number in BUILTIN_FORMATS
    )
