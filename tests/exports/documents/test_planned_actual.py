"""Planned against actual: what the paper and the table tell is what the clock said."""

from __future__ import annotations

import csv
import io
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exports.data.csv_tables import planned_actual_csv
from exports.documents.agenda.day_picture import day_pictures
from exports.documents.agenda.planned_actual_paper import in_words, planned_actual_pdf
from exports.drawing.picture import Box, bounds
from tests.exports.documents.test_people import text_of
from upstream_workshop.agenda import queries, services
from upstream_workshop.agenda.rules import Actual
from upstream_workshop.agenda.running import services as running_day
from upstream_workshop.session_file.workshop import Workshop
from upstream_workshop.whole.report import Report, read_report


def a_day(workshop: Workshop) -> Report:
    """A day of which the first block began 5 minutes late and took 10 more, and the second 10 less."""
    with workshop.change("Plan") as session:
        services.found_residential(session, "Ours", date(2026, 12, 2))
        first = services.add_block(session, 1, "Croeso", 30, locked_at=9 * 60)
        services.add_block(session, 1, "=Map", 60)
        services.add_block(session, 1, "Not run", 60)
        at = datetime(2026, 12, 2, 9, 5)
        running_day.start(session, first, at)
        running_day.next_block(session, at + timedelta(minutes=40))
        running_day.finish(session, at + timedelta(minutes=90))
    with workshop.read() as session:
        return read_report(session, at)


def test_the_table_is_what_the_clock_said(workshop: Workshop) -> None:
    rows = list(csv.reader(io.StringIO(planned_actual_csv(a_day(workshop)).decode("utf-8-sig"))))
    assert rows[1:] == [
        ["1", "", "Croeso", "09:00", "09:30", "30", "09:05", "09:45", "40", "15"],
        ["1", "", "'=Map", "09:30", "10:30", "60", "09:45", "10:35", "50", "5"],
    ]
    assert len(rows[0]) == len(rows[1])


def test_the_paper_says_it_in_words(workshop: Workshop) -> None:
    told = text_of(planned_actual_pdf(a_day(workshop)))
    assert "The last block ended 5 minutes late." in told
    assert "“Croeso” took 10 minutes more than planned" in told
    assert "40 of 30" in told
    assert "+15" in told
    assert "Not run" not in told


def test_the_report_reads_it_through_the_same_query(workshop: Workshop) -> None:
    a_day(workshop)
    with workshop.read() as session:
        assert [row.drift for row in queries.planned_and_actual(session)] == [15, 5]


@pytest.mark.parametrize(
    ("drift", "says"),
    [(0, "on time"), (1, "1 minute late"), (12, "12 minutes late"), (-1, "1 minute early")],
)
def test_how_the_day_ended(drift: int, says: str) -> None:
    assert says in in_words([Actual(1, 1, "A", 540, 30, 540, 30 + min(drift, 0), drift)])


ROWS = st.lists(
    st.builds(
        Actual,
        st.just(1), st.just(1), st.text(max_size=75).map(lambda words: f"x{words}"),
        starts=st.integers(300, 1500), minutes=st.integers(0, 240),
        started=st.integers(300, 1500), lasted=st.integers(0, 240), drift=st.integers(-60, 60),
    ),
    min_size=1, max_size=30,
)  # fmt: skip


@given(ROWS)
@settings(max_examples=30, deadline=None)
def test_bars_are_as_long_as_their_minutes_and_nothing_is_cut(rows: list[Actual]) -> None:
    pictures = [picture for picture, _ in day_pictures(rows)]
    parts = [part for picture in pictures for part in picture.parts]
    bars = [part for part in parts if isinstance(part, Box)]
    said = [(row.starts, row.minutes) for row in rows], [(row.started, row.lasted) for row in rows]
    both = [bar for pair in zip(*said, strict=True) for bar in pair]
    assert len(bars) == len(both)
    places = {(bar.x, starts) for bar, (starts, _) in zip(bars, both, strict=True)}
    (left, first), (right, last) = min(places), max(places)
    scale = (right - left) / (last - first) if last > first else None
    for bar, (starts, minutes) in zip(bars, both, strict=True):
        if scale is not None:
            assert bar.x == pytest.approx(left + (starts - first) * scale)
            assert bar.width == pytest.approx(max(minutes * scale, 2.0))
    for picture in pictures:
        for part in picture.parts:
            x, y, end, bottom = bounds(part)
            assert -1 <= x <= end <= picture.width + 1
            assert -1 <= y <= bottom <= picture.height + 4
