"""What was said of drafts and what was done about it: for everybody, and as letters of answer."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from exports.documents.framework.draft_word import draft_title
from exports.drawing.paged_document import Sheet
from exports.drawing.paper import Paper, event_line, event_title
from exports.drawing.web import WebSheet
from resources.dates import day_words
from resources.words import count, joined, noop, say
from upstream_workshop.framework.drafts.queries import DraftRow
from upstream_workshop.framework.kinds import DISPOSITION_WORDS, Disposition
from upstream_workshop.framework.report import FrameworkReport
from upstream_workshop.framework.responses.queries import ResponseRow
from upstream_workshop.naming import UNNAMED
from upstream_workshop.whole.report import Report

_TITLE: Final = noop("You said, we did")
_SHARES: Final = (2.6, 1.1, 2.6)


def you_said_pdf(report: Report) -> bytes:
    """Return the responses to each draft, and what was done about each, as a PDF."""
    sheet = Sheet(say(_TITLE), event_title(report), report.made_at)
    _write(report, sheet)
    return sheet.pdf()


def you_said_page(report: Report) -> bytes:
    """Return the same as a web page in one file."""
    title = say("{event}: you said, we did", event=event_title(report))
    day = day_words(report.made_at.date())
    page = WebSheet(title, say("Made on {when}.", when=day))
    _write(report, page)
    return page.html()


def answer_letters_pdf(report: Report) -> bytes:
    """Return a letter to each respondent who gave a name, with the answers to what they said."""
    sheet = Sheet(say("Letters of answer"), event_title(report), report.made_at)
    for number, (who, rows) in enumerate(respondents(report).items()):
        if number:
            sheet.new_page()
        _write_letter(report, who, rows, sheet)
    return sheet.pdf()


def respondents(report: Report) -> dict[str, list[ResponseRow]]:
    """Return the answered responses of each respondent with a name, in order of their first one."""
    found: dict[str, list[ResponseRow]] = {}
    for one in report.part(FrameworkReport).responses:
        if one.who and one.disposition is not Disposition.OPEN:
            found.setdefault(joined((one.who, one.organisation), "{first}, {then}"), []).append(one)
    return found


def said_anything(report: Report) -> Sequence[ResponseRow]:
    """Return all responses."""
    return report.part(FrameworkReport).responses


def _write(report: Report, paper: Paper) -> None:
    found = report.part(FrameworkReport)
    paper.heading(1, say(_TITLE))
    paper.lead(event_line(report))
    for draft in found.drafts:
        rows = [one for one in found.responses if one.draft_id == draft.id]
        if rows:
            _write_draft(report, draft, rows, paper)


def _write_draft(
    report: Report, draft: DraftRow, rows: Sequence[ResponseRow], paper: Paper
) -> None:
    paper.heading(2, draft_title(report, draft))
    paper.say(_counts(rows))
    parts: dict[str, list[ResponseRow]] = {}
    names = draft.slot_names()
    for key in (*names, ""):
        here = [one for one in rows if (one.slot_key if one.slot_key in names else "") == key]
        if here:
            parts.setdefault(names.get(key) or say("The whole"), []).extend(here)
    headings = (say("You said"), say("Answer"), say("We did"))
    for name, here in parts.items():
        paper.room_for(120)
        paper.heading(3, name)
        paper.table(headings, [_cells(one) for one in here], _SHARES)


def _cells(one: ResponseRow) -> tuple[str, str, str]:
    who = joined((one.who if one.who != say(UNNAMED) else "", one.organisation), "{first}, {then}")
    words = joined((one.text, who), "{first} – {then}")
    return words, say(DISPOSITION_WORDS[one.disposition]), did(one)


def did(one: ResponseRow) -> str:
    """Return why a response was answered as it was, and what was changed because of it."""
    was = say("Was: “{words}”", words=one.earlier) if one.earlier else ""
    now = say("Now: “{words}”", words=one.changed) if one.changed else ""
    return joined((one.reason, was, now), "{first} {then}")


def _counts(rows: Sequence[ResponseRow]) -> str:
    told = [count(len(rows), "{n} response", "{n} responses")]
    for kind in Disposition:
        number = sum(one.disposition is kind for one in rows)
        if number:
            told.append(say("{n} {words}", n=number, words=say(DISPOSITION_WORDS[kind])))
    return joined(told, "{first} · {then}")


def _write_letter(report: Report, who: str, rows: Iterable[ResponseRow], sheet: Sheet) -> None:
    sheet.heading(1, say("To {who}", who=who))
    sheet.lead(event_line(report))
    sheet.say(say("Thank you for what you said of our draft. This is what we made of it, and why."))
    for one in rows:
        sheet.room_for(110)
        about = say("On {number}, {words}", number=one.about, words=one.of) if one.about else ""
        sheet.heading(2, about or say("On the whole"))
        sheet.facts(
            (
                (say("You said"), one.text),
                (say("Answer"), say(DISPOSITION_WORDS[one.disposition])),
                (say("We did"), did(one)),
            )
        )
