"""The take-home pack: one participant's paper, with her groups, promises, choices and what comes next."""

from __future__ import annotations

from exports.documents.agenda_paper import write_agenda
from exports.documents.people_paper import helpers_of, with_helpers
from exports.documents.workgroup_paper import member_rows, write_charter
from exports.drawing.paged_document import Sheet
from exports.drawing.paper import Paper, day_words, event_line, event_title
from upstream_workshop.people.queries import ParticipantRow
from upstream_workshop.themes.kinds import ThemeState
from upstream_workshop.whole.report import Report
from upstream_workshop.workgroups.queries import WorkgroupRow


def pack_pdf(report: Report, person: ParticipantRow) -> bytes:
    """What this person takes home."""
    sheet = Sheet(f"Take-home pack: {person.name}", event_title(report), report.made_at)
    sheet.heading(1, person.name)
    sheet.lead(", ".join(part for part in (person.role, person.organisation) if part))
    sheet.lead(" · ".join(part for part in (event_title(report), event_line(report)) if part))
    _write_groups(report, person, sheet)
    _write_commitments(report, person, sheet)
    _write_themes(report, person, sheet)
    _write_support(report, person, sheet)
    _write_agenda(report, sheet)
    return sheet.pdf()


def groups_of(report: Report, person: ParticipantRow) -> list[WorkgroupRow]:
    """The workgroups a person sits in."""
    return [
        group
        for group in report.workgroups
        if any(member.participant_id == person.id for member in group.members)
    ]


def _write_groups(report: Report, person: ParticipantRow, paper: Paper) -> None:
    groups = groups_of(report, person)
    if report.workgroups and not groups:
        paper.heading(2, "Your workgroup")
        paper.say("You are in no workgroup yet. These were formed:")
        paper.items([group.title for group in report.workgroups])
    for group in groups:
        paper.room_for(180)
        paper.heading(2, f"Your workgroup: {group.title}")
        write_charter(report, group, paper)
        paper.table(("Member", "Organisation"), member_rows(group), (1, 1), row_headings=True)


def _write_commitments(report: Report, person: ParticipantRow, paper: Paper) -> None:
    twins = sum(each.name == person.name for each in report.people) > 1
    mine = [
        (row, group.title)
        for group in report.workgroups
        for row in group.commitments
        if row.who == person.name and (not twins or group in groups_of(report, person))
    ]
    if mine:
        paper.room_for(120)
        paper.heading(2, "What you promised")
        rows = [(row.what, day_words(row.due), title) for row, title in mine]
        paper.table(("What", "By when", "For"), rows, (2.4, 1.4, 1.6))


def _write_themes(report: Report, person: ParticipantRow, paper: Paper) -> None:
    titles = report.theme_titles()
    ranked = next((row.ranks for row in report.choices if row.participant_id == person.id), ())
    wanted = [titles[theme_id] for theme_id in ranked if theme_id in titles]
    if wanted:
        paper.room_for(100)
        paper.heading(2, "Themes you chose")
        paper.items(wanted, numbered=True)
    chosen = [theme for theme in report.themes if theme.state == ThemeState.CHOSEN]
    if chosen:
        paper.room_for(100)
        paper.heading(2, "Themes the room chose")
        paper.items([theme.title for theme in chosen])


def _write_support(report: Report, person: ParticipantRow, paper: Paper) -> None:
    found = helpers_of(report)
    asked = [with_helpers(text, found.get((person.id, text), ())) for text in person.asks]
    for title, lines in (("You offered", person.offers), ("You asked for", asked)):
        if lines:
            paper.room_for(90)
            paper.heading(2, title)
            paper.items(lines)


def _write_agenda(report: Report, paper: Paper) -> None:
    """What is still to come when the pack is printed; blocks already over are left out."""
    if any(block.ended_at is None for block in report.agenda):
        paper.room_for(260)
        paper.heading(2, "Agenda")
        write_agenda(report, paper, remaining=True)
