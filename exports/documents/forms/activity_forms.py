"""Blank forms for the activities, each in the order in which its answers are keyed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from exports.drawing.paged_document import Sheet
from exports.drawing.paper import event_title
from resources.words import say
from upstream_workshop.themes.kinds import ThemeState
from upstream_workshop.whole.report import Report

ROW_TO_WRITE_IN: Final = 40.0  # points


def activity_forms_pdf(report: Report) -> bytes:
    """Return the forms, each on a page, to be copied as often as they are needed."""
    title = say("Blank forms")
    sheet = Sheet(title, event_title(report), report.made_at)
    for number, write in enumerate(_FORMS):
        if number:
            sheet.new_page()
        write(report, sheet)
    return sheet.pdf()


def _write_support(_report: Report, sheet: Sheet) -> None:
    sheet.heading(1, say("Offers and asks"))
    sheet.say(say("One line for each. Your name is read out with it unless you tell us otherwise."))
    headings = (say("Name"), say("Offer or ask"), say("What"))
    sheet.table(headings, [("", "", "")] * 13, (1.6, 1, 3.2), tall=ROW_TO_WRITE_IN)


def _write_introductions(_report: Report, sheet: Sheet) -> None:
    sheet.heading(1, say("Who knows whom"))
    sheet.say(say("On arrival, whom you know already; at the end, whom you will work with."))
    headings = (say("Name"), say("Know, should meet, or work with"), say("Whom"))
    sheet.table(headings, [("", "", "")] * 12, (1.8, 1.6, 2.4), tall=ROW_TO_WRITE_IN)


def _write_cards(_report: Report, sheet: Sheet) -> None:
    sheet.heading(1, say("Ideas of a table"))
    sheet.say(say("One idea on each line, as it stands on its card."))
    headings = (say("Idea"), say("Theme, if it has one"))
    sheet.table(headings, [("", "")] * 13, (4, 1.8), tall=ROW_TO_WRITE_IN)


def _write_choices(report: Report, sheet: Sheet) -> None:
    sheet.heading(1, say("Which workgroup?"))
    themes = [one.title for one in report.themes if one.state == ThemeState.CHOSEN]
    if themes:
        sheet.say(say("The themes:"))
        sheet.items(themes, numbered=True)
    headings = (say("Name"), say("First choice"), say("Second choice"), say("I would lead"))
    sheet.table(headings, [("", "", "", "")] * 9, (2, 1.5, 1.5, 1), tall=ROW_TO_WRITE_IN)


def _write_charter(_report: Report, sheet: Sheet) -> None:
    sheet.heading(1, say("Workgroup charter"))
    asked = (
        say("Workgroup"), say("Question"), say("What we will not do"), say("What we will share"),
        say("For whom"), say("Lead"), say("Deputy"), say("Outside supporter"), say("First meeting"),
        say("Hours each"), say("Signed off by"),
    )  # fmt: skip
    sheet.table(
        (say("What"), say("Agreed")),
        [(one, "") for one in asked],
        (1.4, 4),
        row_headings=True,
        tall=34,
    )
    headings = (say("Who"), say("Will do"), say("By when"))
    sheet.table(headings, [("", "", "")] * 3, (1.4, 3, 1.2), tall=34)


def _write_map(_report: Report, sheet: Sheet) -> None:
    sheet.heading(1, say("A map, as a list"))
    sheet.say(
        say(
            "One line for each link. + if more of one brings more of the other, − if it brings less."
        )
    )
    headings = (say("From"), say("+ or −"), say("To"), say("Delayed?"))
    sheet.table(headings, [("", "", "", "")] * 13, (2.4, 0.9, 2.4, 1), tall=ROW_TO_WRITE_IN)


_FORMS: Final[tuple[Callable[[Report, Sheet], None], ...]] = (
    _write_support,
    _write_introductions,
    _write_cards,
    _write_choices,
    _write_charter,
    _write_map,
)
