"""Where we are with what was promised: the numbers, and each commitment by the day it is due."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from exports.drawing.paged_document import Sheet
from exports.drawing.paper import event_line, event_title
from resources.dates import day_words, short_date
from resources.words import say
from upstream_workshop.whole.report import Report
from upstream_workshop.workgroups.following_up.follow_up_words import (
    STATES,
    change_cells,
    weeks_words,
    where_we_are,
)
from upstream_workshop.workgroups.following_up.form_codes import WEEKS
from upstream_workshop.workgroups.following_up.indicator_rows import IndicatorChangeRow
from upstream_workshop.workgroups.following_up.rules import Promise, promises
from upstream_workshop.workgroups.report import WorkgroupsReport


def where_we_are_pdf(report: Report) -> bytes:
    """Return the commitments and what became of each, on the day the report was made."""
    title = say("Where we are")
    today = report.made_at.date()
    rows = promises(report.workgroups)
    sheet = Sheet(title, event_title(report), report.made_at)
    sheet.heading(1, title)
    sheet.lead(event_line(report))
    late = sum(row.commitment.overdue(today) for row in rows)
    states = where_we_are([row.commitment.state for row in rows], late)
    sheet.say(say("{day}: {states}", day=day_words(today), states=states))
    headings = (say("By when"), say("Who"), say("Will do"), say("What became of it"))
    sheet.table(
        headings, [_cells(row, row.commitment.overdue(today)) for row in rows], (0.9, 1.9, 3, 1.2)
    )
    _write_indicators(report.part(WorkgroupsReport).indicator_changes, sheet)
    return sheet.pdf()


def _write_indicators(rows: Sequence[IndicatorChangeRow], sheet: Sheet) -> None:
    """Write how each indicator changed, of everybody and of the organisations that may be shown."""
    if not rows:
        return
    sheet.room_for(160)
    sheet.heading(2, say("What changed"))
    sheet.say(
        say("Mean answers, with how many people answered. Those of fewer than three are not shown.")
    )
    headings = (say("Who"), *map(weeks_words, WEEKS), say("Change"))
    for question, found in groupby(rows, lambda row: row.question):
        sheet.room_for(110)
        sheet.heading(3, question)
        lines = [change_cells(row) for row in found]
        sheet.table(headings, lines, (2.4, 1.4, 1.4, 1.4, 1), row_headings=True)


def _cells(promise: Promise, overdue: bool) -> tuple[str, str, str, str]:
    row = promise.commitment
    due = short_date(row.due) if row.due else ""
    state = say("overdue") if overdue else say(STATES[row.state])
    who = row.who or promise.group
    return due, who, row.what, f"{state}: {row.note}" if row.note else state
