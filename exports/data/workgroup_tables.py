"""Tables of workgroups: one row a group, and one row a member."""

from __future__ import annotations

from exports.data.csv_tables import Cell, written_csv
from upstream_workshop.whole.report import Report
from upstream_workshop.workgroups.queries import MemberRow, WorkgroupRow
from upstream_workshop.workgroups.report import WorkgroupsReport


def workgroups_csv(report: Report) -> bytes:
    """Return every group with its charter; its members are in `members_csv`."""
    header = (
        "workgroup", "theme", "lead", "deputy", "question", "will not do", "asset kind", "asset title",
        "audience", "supporter", "first meeting", "hours each", "sign-off",
    )  # fmt: skip
    titles = report.theme_titles()
    rows = (
        (
            group.title, titles.get(group.theme_id or 0, ""), group.lead, group.deputy, group.question,
            group.will_not_do, group.asset_kind, group.asset_title, group.audience, group.supporter,
            group.first_meeting, group.hours_each, group.sign_off,
        )
        for group in report.workgroups
    )  # fmt: skip
    return written_csv(header, rows)


def members_csv(report: Report) -> bytes:
    """Return every member of every group, then those who came and are in none, with a blank group."""
    header = ("workgroup", "member", "organisation", "part", "choice", "locked", "reason")
    rows = [_member(group, member) for group in report.workgroups for member in group.members]
    without = [one for one in report.unplaced if report.took_part(one.participant_id)]
    rows += [_seat("", member, "") for member in without]
    return written_csv(header, rows)


def indicators_csv(report: Report) -> bytes:
    """Return the mean answers to indicators over time, of everybody and of organisations."""
    rows = (
        (row.question, row.organisation, mean.weeks, mean.answers, mean.mean)
        for row in report.part(WorkgroupsReport).indicator_changes
        for mean in row.means
    )
    return written_csv(("indicator", "organisation", "weeks", "answers", "mean"), rows)


def _member(group: WorkgroupRow, member: MemberRow) -> tuple[Cell, ...]:
    parts = {group.deputy_id: "deputy", group.lead_id: "lead"}
    named = member.participant_id or None
    return _seat(group.title, member, parts.get(named, "") if named else "")


def _seat(title: str, member: MemberRow, part: str) -> tuple[Cell, ...]:
    rank: Cell = "" if member.rank is None else member.rank
    locked = "yes" if member.locked else ""
    return (title, member.name, member.organisation, part, rank, locked, member.reason)
