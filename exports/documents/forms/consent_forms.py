"""Slips that ask each person again for their consents: three to a sheet, to be cut and handed out.

Each shows the earlier answer, so that a change of mind can be seen, and what a yes and a no mean.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Final

from exports.documents.forms.ballot_slips import dashes
from exports.drawing.paged_document import Sheet
from exports.drawing.pages.table_cells import Cell
from exports.drawing.paper import event_title
from exports.drawing.safe_markup import Strong
from resources.words import count, noop, say
from upstream_workshop.naming import NO, YES
from upstream_workshop.people.queries import ParticipantRow
from upstream_workshop.whole.report import Report

ROW_TO_TICK: Final = 26.0  # points
_BOX: Final = "☐"
# the question about each consent, in the order of the form
QUESTIONS: Final[Mapping[str, str]] = {
    "photo": noop("May we use photographs in which you can be recognised?"),
    "attribution": noop("May your name stand beside what you say, offer or promise?"),
    "directory": noop("May the list of participants show you, with your e-mail?"),
}
_BEFORE: Final = {YES: noop("yes"), NO: noop("no"), "": noop("not asked")}


def consent_forms_pdf(report: Report) -> bytes:
    """Return a slip for each person on the list: name, questions and earlier answers."""
    title = say("Consent forms")
    sheet = Sheet(title, event_title(report), report.made_at)
    sheet.heading(1, title)
    slips = len(report.people)
    sheet.lead(count(slips, "{n} slip. Cut along the dashes.", "{n} slips. Cut along the dashes."))
    for person in report.people:
        sheet.together(partial(_write_slip, person, sheet))
    return sheet.pdf()


def _write_slip(person: ParticipantRow, sheet: Sheet) -> None:
    sheet.heading(2, person.name)
    sheet.say(
        say("Tick yes or no. A no, or no tick, is fine, and you can change your mind at any time.")
    )
    rows: list[list[Cell]] = [
        [say(question), _BOX, _BOX, Strong(say(_BEFORE[getattr(person, consent)]))]
        for consent, question in QUESTIONS.items()
    ]
    rows.append([say("Signed, and the date"), "", "", ""])
    headings = (say("Question"), say("Yes"), say("No"), say("So far"))
    sheet.table(headings, rows, (4.4, 0.6, 0.6, 1.1), row_headings=True, tall=ROW_TO_TICK)
    sheet.decoration(dashes, 2)
