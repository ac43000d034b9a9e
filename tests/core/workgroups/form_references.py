"""The references on the follow-up forms of a session, for tests that fill forms in."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from exports.documents.groups.follow_up_letter import FormLine, letters
from upstream_workshop.whole.report import read_report

AT = datetime(2027, 1, 20, 9, 0)  # about six weeks after the residential of `furnished`


def form_lines(session: Session) -> list[FormLine]:
    """Every line of every form; of the furnished session a question, a commitment, a question."""
    report = read_report(session, AT)
    return [line for letter in letters(report, report) for line in letter.lines]


def references(session: Session) -> list[str]:
    """The references of these lines."""
    return [line.reference for line in form_lines(session)]
