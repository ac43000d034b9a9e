"""Small groups on paper: a list of each round for the wall, and a card for each person."""

from __future__ import annotations

from functools import partial
from typing import Final

from exports.documents.forms.ballot_slips import dashes
from exports.documents.people.unnamed_together import names_together
from exports.drawing.paged_document import Sheet
from exports.drawing.paper import event_line, event_title
from resources.words import count, joined, say
from upstream_workshop.naming import WITHHELD
from upstream_workshop.whole.report import Report
from upstream_workshop.workgroups.small_groups.queries import SmallGroupRoundRow, SmallGroupRow

_SHARES: Final = (1, 6)


def small_groups_pdf(report: Report) -> bytes:
    """Return the groups of each round, a round to a page or more."""
    title = say("Small groups")
    sheet = Sheet(title, event_title(report), report.made_at)
    sheet.heading(1, title)
    sheet.lead(event_line(report))
    for place, row in enumerate(report.small_group_rounds):
        if place:
            sheet.new_page()
        sheet.heading(2, round_title(row))
        people = sum(len(group.seats) for group in row.groups)
        sheet.say(count(people, "{n} person", "{n} people"))
        lines = [(str(group.number), _members(group)) for group in row.groups]
        headings = (say("Group"), say("Who sits together"))
        sheet.table(headings, lines, _SHARES, row_headings=True)
    return sheet.pdf()


def small_group_cards_pdf(report: Report) -> bytes:
    """Return a card for each person who may be named: their group in each round, and with whom."""
    title = say("Cards for small groups")
    sheet = Sheet(title, event_title(report), report.made_at)
    sheet.heading(1, title)
    sheet.lead(say("Cut along the dashes and hand each person their card."))
    seated = {
        seat.participant_id
        for row in report.small_group_rounds
        for group in row.groups
        for seat in group.seats
    }
    for person in report.people:
        if person.id in seated and person.id != WITHHELD:
            sheet.together(partial(_write_card, report, person.id, person.name, sheet))
    return sheet.pdf()


def round_title(row: SmallGroupRoundRow) -> str:
    """Return what a round is called: its number, its title and its block."""
    named = [part for part in dict.fromkeys((row.title, row.block)) if part]
    return joined((say("Round {n}", n=row.number), *named), "{first} · {then}")


def _write_card(report: Report, participant_id: int, name: str, sheet: Sheet) -> None:
    sheet.heading(2, name)
    lines = [
        (round_title(row), str(group.number), _members(group, participant_id))
        for row in report.small_group_rounds
        for group in row.groups
        if participant_id in {seat.participant_id for seat in group.seats}
    ]
    headings = (say("Round"), say("Group"), say("With"))
    sheet.table(headings, lines, (2.6, 0.8, 4))
    sheet.decoration(dashes, 2)


def _members(group: SmallGroupRow, but: int = WITHHELD) -> str:
    names = [seat.name for seat in group.seats if seat.participant_id != but or but == WITHHELD]
    return names_together(names)
