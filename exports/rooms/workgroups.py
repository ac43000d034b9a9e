"""The outputs of workgroups."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from exports.data import csv_tables, workgroup_tables
from exports.documents.charter_paper import charters_pdf
from exports.documents.office.word_papers import charters_docx
from exports.documents.workgroup_lists import workgroup_lists_pdf
from exports.documents.workgroup_paper import write_groups
from exports.output import EVERYBODY, ORGANISER, WORKGROUPS, Exemption, Output, one
from exports.room import Counted, Room
from resources.words import count, noop
from upstream_workshop.naming import Reason
from upstream_workshop.whole.report import Report


def _commitments(report: Report) -> int:
    return sum(len(group.commitments) for group in report.workgroups)


def _in_short(report: Report) -> Iterator[Counted]:
    groups, commitments = len(report.workgroups), _commitments(report)
    yield groups, count(groups, "workgroup", "workgroups")
    yield commitments, count(commitments, "commitment", "commitments")


ROOM: Final = Room(
    key="workgroups",
    shows=("workgroups", "unplaced", "choices"),
    section=write_groups,
    in_short=_in_short,
    papers=(
        Output(
            "workgroups",
            noop("Workgroup lists"),
            EVERYBODY,
            "pdf",
            one("workgroups.pdf", workgroup_lists_pdf, lambda report: report.workgroups),
            names=(Reason.MEMBER, Reason.UNPLACED),
        ),
        Output(
            "charters",
            noop("Workgroup charters"),
            WORKGROUPS,
            "pdf",
            one("charters.pdf", charters_pdf, lambda report: report.workgroups),
            names=(Reason.MEMBER, Reason.LEAD, Reason.COMMITMENT),
        ),
        Output(
            "charters-docx",
            noop("Workgroup charters as a Word document"),
            WORKGROUPS,
            "docx",
            one("charters.docx", charters_docx, lambda report: report.workgroups),
            names=(Reason.MEMBER, Reason.LEAD, Reason.COMMITMENT),
        ),
    ),
    data=(
        Output(
            "choices-csv",
            noop("Choices"),
            ORGANISER,
            "csv",
            one("data/choices.csv", csv_tables.choices_csv, lambda report: report.choices),
            names=(Reason.CHOICE,),
            exemption=Exemption.ORGANISER,
        ),
        Output(
            "workgroups-csv",
            noop("Workgroups with their charters"),
            ORGANISER,
            "csv",
            one(
                "data/workgroups.csv",
                workgroup_tables.workgroups_csv,
                lambda report: report.workgroups,
            ),
            names=(Reason.LEAD,),
            exemption=Exemption.ORGANISER,
        ),
        Output(
            "members-csv",
            noop("Members of workgroups"),
            ORGANISER,
            "csv",
            one("data/members.csv", workgroup_tables.members_csv, lambda report: report.workgroups),
            names=(Reason.MEMBER, Reason.UNPLACED, Reason.LEAD),
            exemption=Exemption.ORGANISER,
        ),
        Output(
            "commitments-csv",
            noop("Commitments"),
            ORGANISER,
            "csv",
            one("data/commitments.csv", csv_tables.commitments_csv, _commitments),
            names=(Reason.COMMITMENT,),
            exemption=Exemption.ORGANISER,
        ),
    ),
)
