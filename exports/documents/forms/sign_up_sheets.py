"""Sign-up sheets to hang up: one for each workgroup, or for each theme while there are none."""

from __future__ import annotations

from typing import Final

from exports.drawing.paged_document import Sheet
from exports.drawing.paper import event_title
from resources.words import say
from upstream_workshop.themes.kinds import ThemeState
from upstream_workshop.whole.report import Report

ROW_TO_WRITE_IN: Final = 38.0  # points
LINES: Final = 14
_ASKED: Final = (ThemeState.CHOSEN, ThemeState.ON_THE_BALLOT, ThemeState.CANDIDATE)


def to_sign(report: Report) -> list[tuple[str, str]]:
    """Return title and question of what people sign up for.

    These are the workgroups; without any, the themes that were chosen, or else those that may be.
    """
    if report.workgroups:
        return [(group.title, group.question) for group in report.workgroups]
    for state in _ASKED:
        found = [(one.title, one.description) for one in report.themes if one.state == state]
        if found:
            return found
    return []


def sign_up_pdf(report: Report) -> bytes:
    """Return a sheet for each, with numbered lines; the marks are for first and second choice."""
    sheet = Sheet(say("Sign-up sheets"), event_title(report), report.made_at)
    for number, (title, question) in enumerate(to_sign(report)):
        if number:
            sheet.new_page()
        sheet.heading(1, title)
        sheet.lead(question)
        sheet.say(say("Write your name, and 1 if this is your first choice or 2 if your second."))
        rows = [(f"{line}.", "", "", "") for line in range(1, LINES + 1)]
        headings = (say("No."), say("Name"), say("Organisation"), say("1 or 2"))
        sheet.table(headings, rows, (0.5, 2.4, 2.2, 0.8), tall=ROW_TO_WRITE_IN)
    return sheet.pdf()
