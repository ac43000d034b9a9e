"""The directory: the people who may be listed, with the addresses of those who agreed to that."""

from __future__ import annotations

from exports.drawing.paged_document import Sheet
from exports.drawing.paper import event_line, event_title
from exports.drawing.safe_markup import Link, Strong, Words
from resources.words import joined, say
from upstream_workshop.naming import Reason, may_name
from upstream_workshop.people.queries import ParticipantRow
from upstream_workshop.whole.report import Report


def listed(report: Report) -> list[ParticipantRow]:
    """Return the people in the directory: those who came and may be listed."""
    there = report.who_took_part()
    return [one for one in report.people if one.id in there and may_name(one, Reason.LISTED)]


def directory_pdf(report: Report) -> bytes:
    """Return the directory; `report` is the one for others, which holds only addresses that may be shown."""
    title = say("Who is here")
    sheet = Sheet(title, event_title(report), report.made_at)
    sheet.heading(1, title)
    sheet.lead(event_line(report))
    headings = (say("Name, role and organisation"), say("E-mail"))
    rows = [_row(one) for one in listed(report)]
    sheet.table(headings, rows, (1, 1), row_headings=True)
    return sheet.pdf()


def _row(one: ParticipantRow) -> tuple[Words, ...]:
    address = one.email if may_name(one, Reason.ADDRESS) else ""
    home = joined((one.role, one.organisation), "{first}, {then}")
    return ((Strong(one.name + ("," if home else "")), home), Link(address))
