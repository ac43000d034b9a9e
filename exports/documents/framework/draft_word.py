"""A draft of the framework as a Word document, to be commented on and sent back.

Each statement is a paragraph with a bookmark by which its comments are found again.
"""

from __future__ import annotations

from typing import Any

from exports.drawing.paper import event_line
from resources.dates import day_words
from resources.words import say
from upstream_workshop.framework.drafts.queries import DraftRow
from upstream_workshop.framework.report import FrameworkReport
from upstream_workshop.readers.responses.word_comments import SLOT, STATEMENT, mark_of
from upstream_workshop.whole.report import Report


def draft_docx(report: Report, draft: DraftRow) -> bytes:
    """Return a draft with its statements numbered slot by slot."""
    from exports.drawing.office.word_document import WordSheet

    title = draft_title(report, draft)
    sheet = WordSheet(title, report.made_at)
    sheet.heading(1, title)
    sheet.lead(event_line(report))
    sheet.lead(say("As it was on {day}.", day=day_words(draft.day)))
    sheet.say(
        say("Please comment beside the statements, and send this document back with the comments.")
    )
    sheet.say(draft.note)
    slot = ""
    for one in draft.statements:
        if one.slot_key != slot:
            slot, number = one.slot_key, one.number.split(".")[0]
            sheet.marked(f"{number}. {one.slot_name}", "Heading2", mark_of(SLOT, one.uid))
        if one.text:
            sheet.marked(f"{one.number}  {one.text}", "Normal", mark_of(STATEMENT, one.uid))
        else:
            sheet.say(say("Nothing is said here yet."))
    return sheet.docx()


def draft_title(report: Report, draft: DraftRow) -> str:
    """Return the title of a draft: that of its frame, and its number."""
    frames: Any = report.part(FrameworkReport).frames
    title = next((one.title for one in frames if one.id == draft.frame_id), say("Framework"))
    return say("{title}, draft {n}", title=title, n=draft.number)
