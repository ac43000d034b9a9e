"""The outputs of people."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from exports.data import csv_tables, people_tables
from exports.data.meanings import people_meanings as meanings
from exports.documents.forms.activity_forms import activity_forms_pdf
from exports.documents.forms.attendance_sheet import attendance_pdf
from exports.documents.forms.badges import badges_pdf
from exports.documents.forms.consent_forms import consent_forms_pdf
from exports.documents.people.directory import directory_pdf, listed
from exports.documents.people.introductions_map import introductions_map_pdf
from exports.documents.people.people_paper import write_people
from exports.drawing.pages.output_sizes import LARGE_BADGES, SMALL_BADGES
from exports.output import (
    FACILITATOR,
    ORGANISER,
    PARTICIPANTS,
    USUAL,
    Choice,
    Exemption,
    Files,
    Output,
    Sized,
    one,
)
from exports.room import Counted, Room
from resources.words import count, noop
from upstream_workshop.naming import Reason
from upstream_workshop.whole.report import Report


def _in_short(report: Report) -> Iterator[Counted]:
    there = report.who_took_part()
    came = [person for person in report.people if person.id in there]
    organisations = len({one.organisation for one in came if one.organisation})
    yield len(came), count(len(came), "person", "people")
    yield organisations, count(organisations, "organisation", "organisations")


def _badges(name: str, usual: Mapping[str, str]) -> Sized:
    """Return the file of badges on the chosen sheets of labels."""

    def sized(choice: Choice) -> Files:
        return one(
            name,
            lambda report: badges_pdf(report, usual, choice.labels),
            lambda report: report.people,
        )

    return sized


_LARGE: Final = _badges("badges.pdf", LARGE_BADGES)
_SMALL: Final = _badges("small badges.pdf", SMALL_BADGES)
ROOM: Final = Room(
    key="people",
    tables=meanings.TABLES,
    fields=meanings.FIELDS,
    shows=("people", "attendance", "support", "matches"),
    section=write_people,
    chapter="people",
    filled=lambda report: bool(report.people),
    in_short=_in_short,
    papers=(
        Output(
            "badges",
            noop("Large badges"),
            PARTICIPANTS,
            "pdf",
            _LARGE(USUAL),
            form=True,
            names=(Reason.LISTED,),
            exemption=Exemption.THEMSELVES,
            choices=("labels",),
            sized=_LARGE,
            shows=("people", "small_group_rounds"),
        ),
        Output(
            "small-badges",
            noop("Small badges"),
            PARTICIPANTS,
            "pdf",
            _SMALL(USUAL),
            form=True,
            names=(Reason.LISTED,),
            exemption=Exemption.THEMSELVES,
            choices=("labels",),
            sized=_SMALL,
            shows=("people", "small_group_rounds"),
        ),
        Output(
            "directory",
            noop("Directory of participants"),
            PARTICIPANTS,
            "pdf",
            one("directory.pdf", directory_pdf, listed),
            names=(Reason.TOOK_PART, Reason.ADDRESS),
            shows=("people", "attendance"),
        ),
        Output(
            "attendance",
            noop("Attendance sheet"),
            FACILITATOR,
            "pdf",
            one("attendance.pdf", attendance_pdf, lambda report: report.people),
            form=True,
            names=(Reason.LISTED,),
            exemption=Exemption.SIGNING,
        ),
        Output(
            "introductions-map",
            noop("Introductions: who knows, should meet and works with whom"),
            FACILITATOR,
            "pdf",
            one("introductions.pdf", introductions_map_pdf, lambda report: report.ties),
            names=(Reason.LISTED,),
            exemption=Exemption.ORGANISER,
            shows=("ties", "people"),
        ),
        Output(
            "consent-forms",
            noop("Consent forms"),
            PARTICIPANTS,
            "pdf",
            one("consent forms.pdf", consent_forms_pdf, lambda report: report.people),
            form=True,
            names=(Reason.LISTED,),
            exemption=Exemption.THEMSELVES,
        ),
        Output(
            "activity-forms",
            noop("Blank forms for the activities"),
            FACILITATOR,
            "pdf",
            one("blank forms.pdf", activity_forms_pdf, lambda report: report.agenda),
            form=True,
            shows=("themes",),
        ),
    ),
    data=(
        Output(
            "people-csv",
            noop("People, with e-mail"),
            ORGANISER,
            "csv",
            one("data/people.csv", csv_tables.people_csv, lambda report: report.people),
            names=(Reason.LISTED,),
            exemption=Exemption.ORGANISER,
        ),
        Output(
            "attendance-csv",
            noop("Attendance"),
            ORGANISER,
            "csv",
            one("data/attendance.csv", csv_tables.attendance_csv, lambda report: report.attendance),
            names=(Reason.ATTENDANCE,),
            exemption=Exemption.ORGANISER,
        ),
        Output(
            "organisations-csv",
            noop("Organisations"),
            ORGANISER,
            "csv",
            one(
                "data/organisations.csv",
                people_tables.organisations_csv,
                lambda report: report.organisations,
            ),
            exemption=Exemption.ORGANISER,
        ),
        Output(
            "support-csv",
            noop("Offers and asks"),
            ORGANISER,
            "csv",
            one(
                "data/offers-and-asks.csv", people_tables.support_csv, lambda report: report.support
            ),
            names=(Reason.SUPPORT,),
            exemption=Exemption.ORGANISER,
        ),
        Output(
            "questions-csv",
            noop("Questions to the room"),
            ORGANISER,
            "csv",
            one("data/questions.csv", people_tables.questions_csv, lambda report: report.prompts),
            exemption=Exemption.ORGANISER,
        ),
        Output(
            "introductions-csv",
            noop("Who knows, should meet and works with whom"),
            ORGANISER,
            "csv",
            one(
                "data/introductions.csv",
                people_tables.introductions_csv,
                lambda report: report.ties,
            ),
            names=(Reason.LISTED,),
            exemption=Exemption.ORGANISER,
        ),
        Output(
            "network-csv",
            noop("Figures about who knows whom"),
            ORGANISER,
            "csv",
            one("data/network.csv", people_tables.network_csv, lambda report: report.network),
        ),
        Output(
            "matches-csv",
            noop("Asks and who may help"),
            ORGANISER,
            "csv",
            one("data/matches.csv", csv_tables.matches_csv, lambda report: report.matches),
            names=(Reason.ASKER, Reason.HELPER),
            exemption=Exemption.ORGANISER,
        ),
    ),
)
