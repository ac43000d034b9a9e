"""The first page of the summary, and its last chapter: what was decided, and what stays open."""

from __future__ import annotations

from exports.documents.people.people_paper import open_asks, write_open_asks
from exports.documents.workgroup_paper import write_unplaced
from exports.drawing.paper import Paper
from exports.drawing.safe_markup import Strong, Words
from resources.dates import day_words
from resources.words import count, joined, say
from upstream_workshop.themes.kinds import ThemeState
from upstream_workshop.whole.report import Report


def write_opening(report: Report, paper: Paper) -> None:
    """Write what was decided and what is open, for somebody who reads no further."""
    decided = _decided(report)
    if decided:
        paper.heading(2, say("In short"))
        paper.items(decided)
    rows = [(Strong(one.title), one.question) for one in report.workgroups if one.question]
    if rows:
        headings = (say("Workgroup"), say("The question it takes on"))
        paper.table(headings, rows, (2, 3.6), row_headings=True)
    without = [one.title for one in report.workgroups if not one.question]
    if without:
        groups = joined(without, "{first}; {then}") + "."
        paper.say((Strong(say("Workgroups that have no question yet:")), groups))


def _decided(report: Report) -> list[Words]:
    chosen = [theme.title for theme in report.themes if theme.state == ThemeState.CHOSEN]
    lines: list[Words] = []
    if chosen:
        lines.append((Strong(say("The room chose:")), joined(chosen, "{first}; {then}") + "."))
    if told := _promised(report):
        lines.append((Strong(say("Promised:")), told))
    if told := _open(report):
        lines.append((Strong(say("Still open:")), told))
    return lines


def _promised(report: Report) -> str:
    """Return how many commitments there are, and when the first is due."""
    promises = [row for group in report.workgroups for row in group.commitments]
    if not promises:
        return ""
    told = count(len(promises), "{n} commitment", "{n} commitments")
    due = [row.due for row in promises if row.due and not row.done]
    if not due:
        return say("{commitments}.", commitments=told)
    return say(
        "{commitments}; the first is due on {day}.", commitments=told, day=day_words(min(due))
    )


def _open(report: Report) -> str:
    """Return how many asks and people are left with nothing."""
    asks = len(open_asks(report))
    alone = sum(1 for one in report.unplaced if report.took_part(one.participant_id))
    parts = (
        count(asks, "{n} ask nobody has answered", "{n} asks nobody has answered") if asks else "",
        count(alone, "{n} person in no workgroup", "{n} people in no workgroup")
        if alone and report.workgroups
        else "",
    )
    told = joined(parts, "{first}; {then}")
    return say("{clauses}.", clauses=told) if told else ""


def write_open_ends(report: Report, paper: Paper) -> None:
    """Write the asks that nobody has answered and the people in no workgroup."""
    alone = [one for one in report.unplaced if report.took_part(one.participant_id)]
    if open_asks(report) or alone:
        paper.room_for(200)
        paper.heading(2, say("What stays open"))
        write_open_asks(report, paper)
        write_unplaced(report, paper)
