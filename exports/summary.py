"""The summary report: the whole residential in one document, as PDF and as a web page."""

from __future__ import annotations

from exports.agenda import write_agenda
from exports.maps import write_maps
from exports.paper import Paper, count, day_words, event_line, event_title
from exports.people import write_people
from exports.sheet import Sheet
from exports.themes import write_themes
from exports.voting import write_votes
from exports.web import WebSheet
from exports.workgroups import write_groups
from upstream_workshop.report import Report

TITLE = "Summary report"


def summary_pdf(report: Report) -> bytes:
    """The summary on paper."""
    sheet = Sheet(TITLE, event_title(report), report.made_at)
    write_summary(report, sheet)
    return sheet.pdf()


def summary_page(report: Report) -> bytes:
    """The same words as one web page."""
    title = f"{event_title(report)}: {TITLE.lower()}"
    page = WebSheet(title, f"Made on {_made(report)}.")
    write_summary(report, page)
    return page.html()


def write_summary(report: Report, paper: Paper) -> None:
    """Everything that is shared, in the order of the residential; nothing private."""
    paper.heading(1, event_title(report))
    paper.lead(event_line(report))
    paper.lead(f"{TITLE}, {_made(report)}")
    paper.numbers(_in_short(report))
    if report.agenda:
        paper.heading(2, "Agenda")
        write_agenda(report, paper)
    write_people(report, paper)
    write_themes(report, paper)
    write_votes(report, paper)
    write_groups(report, paper)
    write_maps(report, paper)


def _in_short(report: Report) -> list[tuple[str, str]]:
    came = [person for person in report.people if report.took_part(person.id)]
    organisations = {person.organisation for person in came if person.organisation}
    cards = sum(len(theme.cards) for theme in report.themes) + len(report.loose_cards)
    promised = sum(len(group.commitments) for group in report.workgroups)
    counted = (
        (len(came), "person", "people"),
        (len(organisations), "organisation", ""),
        (cards, "card", ""),
        (len(report.themes), "theme", ""),
        (len(report.workgroups), "workgroup", ""),
        (promised, "commitment", ""),
    )
    told = [count(number, one, many).split(" ", 1) for number, one, many in counted if number]
    return [(number, noun) for number, noun in told]


def _made(report: Report) -> str:
    return f"{day_words(report.made_at.date())}, {report.made_at:%H:%M}"
