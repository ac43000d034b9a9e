"""The outputs of workgroups."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Final

from exports.data import csv_tables, workgroup_tables
from exports.data.commitment_calendars import commitment_calendars
from exports.data.meanings import workgroup_meanings as meanings
from exports.documents.charter_paper import charter_posters_pdf, charters_pdf
from exports.documents.forms.sign_up_sheets import sign_up_pdf, to_sign
from exports.documents.groups.follow_up_letter import (
    letters,
    letters_docx,
    letters_eml,
    letters_pdf,
)
from exports.documents.groups.follow_up_paper import where_we_are_pdf
from exports.documents.groups.small_group_paper import small_group_cards_pdf, small_groups_pdf
from exports.documents.office.word_papers import charters_docx
from exports.documents.workgroup_lists import workgroup_lists_pdf
from exports.documents.workgroup_paper import write_groups
from exports.output import (
    EVERYBODY,
    ORGANISER,
    PARTICIPANTS,
    USUAL,
    WORKGROUPS,
    Choice,
    Document,
    Exemption,
    Files,
    Output,
    Shown,
    one,
)
from exports.room import Counted, Room
from resources.words import count, noop
from upstream_workshop.naming import Reason
from upstream_workshop.whole.report import Report
from upstream_workshop.workgroups.report import WorkgroupsReport


def _commitments(report: Report) -> int:
    return sum(len(group.commitments) for group in report.workgroups)


def _followed_up(report: Report) -> bool:
    return bool(_commitments(report) or report.part(WorkgroupsReport).indicator_changes)


def _asked(report: Report) -> bool:
    return any(True for _ in letters(report, report))


def forms_csv(report: Report) -> bytes:
    """Return the lines of all follow-up forms in one table, to key what comes back on paper."""
    header = ("reference", "who", "about", "how", "now", "new day", "note")
    rows = (
        (line.reference, letter.person.name, line.about, line.how, "", "", "")
        for letter in letters(report, report)
        for line in letter.lines
    )
    return csv_tables.written_csv(header, rows)


def _small_groups(report: Report, _shared: Shown) -> Iterator[Document]:
    if report.small_group_rounds:
        yield Document("small-groups.pdf", partial(small_groups_pdf, report))
        yield Document("small-group-cards.pdf", partial(small_group_cards_pdf, report))


def _in_short(report: Report) -> Iterator[Counted]:
    groups, commitments = len(report.workgroups), _commitments(report)
    yield groups, count(groups, "workgroup", "workgroups")
    yield commitments, count(commitments, "commitment", "commitments")


def _posters(choice: Choice) -> Files:
    """Return the charters as posters on the chosen paper."""
    return one(
        "charter posters.pdf",
        lambda report: charter_posters_pdf(report, choice.paper),
        lambda report: report.workgroups,
    )


ROOM: Final = Room(
    key="workgroups",
    tables=meanings.TABLES,
    fields=meanings.FIELDS,
    shows=("workgroups", "unplaced", "choices"),
    section=write_groups,
    chapter="work",
    filled=lambda report: bool(report.workgroups),
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
            "small-groups",
            noop("Small groups"),
            EVERYBODY,
            "pdf",
            _small_groups,
            names=(Reason.SMALL_GROUP,),
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
            "charter-posters",
            noop("Workgroup charters as posters"),
            WORKGROUPS,
            "pdf",
            _posters(USUAL),
            names=(Reason.MEMBER, Reason.LEAD, Reason.COMMITMENT),
            kept=False,
            choices=("paper",),
            sized=_posters,
        ),
        Output(
            "sign-up-sheets",
            noop("Sign-up sheets"),
            EVERYBODY,
            "pdf",
            one("sign-up sheets.pdf", sign_up_pdf, to_sign),
            form=True,
            shows=("workgroups", "themes"),
        ),
        Output(
            "where-we-are",
            noop("Where we are with commitments"),
            WORKGROUPS,
            "pdf",
            one("where-we-are.pdf", where_we_are_pdf, _followed_up),
            names=(Reason.COMMITMENT,),
        ),
        *(
            Output(
                key,
                title,
                PARTICIPANTS,
                suffix,
                files,
                form=True,
                shows=("workgroups", "indicators"),
                names=(Reason.COMMITMENT,),
                exemption=Exemption.THEMSELVES,
            )
            for key, title, suffix, files in (
                ("follow-up-letters", noop("Follow-up letters with a form"), "pdf", letters_pdf),
                (
                    "follow-up-letters-docx",
                    noop("Follow-up letters as Word documents to fill in"),
                    "docx",
                    letters_docx,
                ),
                (
                    "follow-up-letters-eml",
                    noop("Follow-up letters as messages to send yourself"),
                    "eml",
                    letters_eml,
                ),
            )
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
        Output(
            "follow-up-forms-csv",
            noop("Lines of all follow-up forms, to key answers"),
            ORGANISER,
            "csv",
            one("data/follow-up forms.csv", forms_csv, _asked),
            form=True,
            shows=("workgroups", "indicators"),
            names=(Reason.COMMITMENT,),
            exemption=Exemption.ORGANISER,
        ),
        Output(
            "indicators-csv",
            noop("Indicators over time"),
            ORGANISER,
            "csv",
            one(
                "data/indicators.csv",
                workgroup_tables.indicators_csv,
                lambda report: report.part(WorkgroupsReport).indicator_changes,
            ),
            shows=("indicator_changes",),
        ),
        Output(
            "commitments-ics",
            noop("Commitments for calendars"),
            WORKGROUPS,
            "ics",
            commitment_calendars,
            names=(Reason.COMMITMENT,),
            kept=False,
        ),
    ),
)
