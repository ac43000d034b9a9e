"""Slips that ask each person again for their consents: three to a sheet, to be cut and handed out.

Each says what was answered before, so that a change of mind can be seen, and what a yes and a no mean.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Final

from exports.documents.forms.ballot_slips import dashes
from exports.drawing.paged_document import Cell, Sheet
from exports.drawing.paper import count, event_title
from exports.drawing.safe_markup import Strong
from upstream_workshop.naming import NO, YES
from upstream_workshop.people.queries import ParticipantRow
from upstream_workshop.whole.report import Report

TITLE: Final = "Consent forms"
ROW_TO_TICK: Final = 26.0  # points
_BOX: Final = "☐"
# by the consent: what is asked, in the order of the form
QUESTIONS: Final[Mapping[str, str]] = {
    "photo": "May we use photographs in which you can be recognised?",
    "attribution": "May your name stand beside what you say, offer or promise?",
    "directory": "May the list of participants show you, with your e-mail?",
}
_BEFORE: Final = {YES: "yes", NO: "no", "": "not asked"}


def consent_forms_pdf(report: Report) -> bytes:
    """One slip for each person on the list, with their name, the questions and earlier answers."""
    sheet = Sheet(TITLE, event_title(report), report.made_at)
    sheet.heading(1, TITLE)
    sheet.lead(f"{count(len(report.people), 'slip')}. Cut along the dashes.")
    for person in report.people:
        sheet.together(partial(_write_slip, person, sheet))
    return sheet.pdf()


def _write_slip(person: ParticipantRow, sheet: Sheet) -> None:
    sheet.heading(2, person.name)
    sheet.say(
        "Tick yes or no. A no, or no tick, is fine, and you can change your mind at any time."
    )
    rows: list[list[Cell]] = [
        [question, _BOX, _BOX, Strong(_BEFORE[getattr(person, consent)])]
        for consent, question in QUESTIONS.items()
    ]
    rows.append(["Signed, and the date", "", "", ""])
    headings = ("Question", "Yes", "No", "So far")
    sheet.table(headings, rows, (4.4, 0.6, 0.6, 1.1), row_headings=True, tall=ROW_TO_TICK)
    sheet.decoration(dashes, 2)
