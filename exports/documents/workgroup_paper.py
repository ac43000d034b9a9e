"""Workgroups with their members, charters and commitments."""

from __future__ import annotations

from typing import Final

from exports.documents.people.unnamed_together import names_together, unnamed_words
from exports.drawing.paper import Paper
from exports.drawing.safe_markup import Strong, Words
from resources.dates import day_words
from resources.words import count, say
from upstream_workshop.naming import UNNAMED
from upstream_workshop.whole.report import Report
from upstream_workshop.workgroups.charters.commitment_rows import CommitmentRow
from upstream_workshop.workgroups.kinds import FollowUpState
from upstream_workshop.workgroups.queries import MemberRow, WorkgroupRow
from upstream_workshop.workgroups.rules import NO_TIME

PROMISE_SHARES: Final = (1.1, 2.2, 1.5)


def write_groups(report: Report, paper: Paper) -> None:
    """Write every group with charter, members and commitments."""
    for group in report.workgroups:
        paper.room_for(220)
        paper.heading(3, group.title)
        members = names_together(member.name for member in group.members)
        if not (write_charter(report, group, paper, members) or group.commitments):
            paper.say(say("Nobody has joined it yet, and nothing is agreed."))
        write_commitments(group.commitments, paper)


def write_charter(report: Report, group: WorkgroupRow, paper: Paper, members: str = "") -> bool:
    """Write what a group has agreed on so far, and return whether there was anything.

    members: the names of its members, if no table lists them.
    """
    theme = report.theme_titles().get(group.theme_id or 0, "")
    agreed = [
        (say("Theme"), theme if theme != group.title else ""),
        (say("Question"), group.question),
        (say("What we will not do"), group.will_not_do),
        (say("What we will share"), _asset(group)),
        (say("For whom"), group.audience),
        (say("Lead"), group.lead),
        (say("Deputy"), group.deputy),
        (say("Members"), members),
        (say("Outside supporter"), group.supporter),
        (say("First meeting"), _first_meeting(group)),
        (say("Hours each"), group.hours_each),
        (say("Signed off by"), group.sign_off),
    ]
    paper.facts(agreed)
    return any(value for _, value in agreed)


def write_commitments(commitments: tuple[CommitmentRow, ...], paper: Paper) -> None:
    """Write who does what by when."""
    if commitments:
        paper.table(commitment_headings(), commitment_rows(commitments), PROMISE_SHARES)


def commitment_headings() -> tuple[str, str, str]:
    """Return the headings of a table of commitments."""
    return say("Who"), say("Will do"), say("By when")


def commitment_rows(commitments: tuple[CommitmentRow, ...]) -> list[tuple[Words, ...]]:
    """Return the cells of each commitment."""
    return [(row.who, _done(row), day_words(row.due)) for row in commitments]


def write_unplaced(report: Report, paper: Paper, level: int = 3) -> None:
    """Write the people in no group, so that nobody is forgotten.

    level: the level of the heading.
    """
    missing = [member for member in report.unplaced if report.took_part(member.participant_id)]
    if missing:
        paper.room_for(80)
        paper.heading(level, say("In no workgroup"))
        paper.say(
            count(
                len(missing),
                "{n} person still to find a group.",
                "{n} people still to find a group.",
            )
        )
        named = [member for member in missing if not _is_unnamed(member)]
        hidden = [unnamed_words(len(missing) - len(named))] if len(named) < len(missing) else []
        paper.items([*map(_member_line, named), *hidden])


def write_charter_and_members(report: Report, group: WorkgroupRow, paper: Paper) -> None:
    """Write the charter of a group by itself and its members, up to the heading of its commitments."""
    paper.heading(1, group.title)
    paper.lead(say("Workgroup charter"))
    write_charter(report, group, paper)
    paper.heading(2, say("Members"))
    write_members(group, paper)
    paper.heading(2, say("Commitments"))


def write_members(group: WorkgroupRow, paper: Paper) -> None:
    """Write a table of the members of a group, or that it has none."""
    if not group.members:
        paper.say(say("Nobody has joined it yet."))
        return
    headings = (say("Member"), say("Organisation"))
    paper.table(headings, member_rows(group), (1, 1), row_headings=True)


def member_rows(group: WorkgroupRow) -> list[tuple[Words, str]]:
    """Return name and organisation of each member, with lead and deputy first and marked.

    The others who are not named are counted in the last row.
    """
    order = {group.lead_id: 0, group.deputy_id: 1}
    members = sorted(group.members, key=lambda member: order.get(member.participant_id, 2))
    told = [one for one in members if one.participant_id in order or not _is_unnamed(one)]
    rows: list[tuple[Words, str]] = [(_member(group, one), one.organisation) for one in told]
    hidden = len(members) - len(told)
    return [*rows, (Strong(unnamed_words(hidden)), "")] if hidden else rows


def _is_unnamed(member: MemberRow) -> bool:
    return member.name == say(UNNAMED) and not member.organisation


def _member_line(member: MemberRow) -> Words:
    return (Strong(member.name + ("," if member.organisation else "")), member.organisation)


def _member(group: WorkgroupRow, member: MemberRow) -> Words:
    parts = {group.deputy_id: say("deputy"), group.lead_id: say("lead")}
    part = parts.get(member.participant_id, "")
    return (Strong(member.name + ("," if part else "")), part)


def _asset(group: WorkgroupRow) -> str:
    return ": ".join(part for part in (group.asset_kind, group.asset_title) if part)


def _first_meeting(group: WorkgroupRow) -> str:
    """Return day, hour and place of the first meeting, as far as they are known."""
    meets = group.meets_at
    day = day_words(meets.date()) if meets else ""
    hour = f"{meets:%H:%M}" if meets and meets.time() != NO_TIME else ""
    return ", ".join(filter(None, (day, hour, group.first_meeting)))


def _done(row: CommitmentRow) -> str:
    if row.state == FollowUpState.DROPPED:
        return say("{what} (dropped)", what=row.what)
    return say("{what} (done)", what=row.what) if row.done else row.what
