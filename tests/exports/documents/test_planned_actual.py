"""Planned against actual: what the paper and the table tell is what the clock said."""

from __future__ import annotations

import csv
import io
from datetime import date, datetime, timedelta

import pytest

from exports.data.csv_tables import planned_actual_csv
from exports.documents.agenda.planned_actual_paper import in_words, planned_actual_pdf
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
