"""The outputs of the agenda."""

from __future__ import annotations

from typing import Final

from exports.data import agenda_files, csv_tables, ontime_project
from exports.data.meanings import agenda_meanings as meanings
from exports.documents.agenda.agenda_paper import agenda_pdf, blocks_held, write_past_agenda
from exports.documents.agenda.facilitator_agenda import facilitator_agenda_pdf
from exports.documents.agenda.planned_actual_paper import planned_actual_pdf
from exports.documents.agenda.wall_agenda import wall_agenda_pdf
from exports.documents.office.word_papers import agenda_docx
from exports.drawing.paper import Paper
from exports.output import (
    EVERYBODY,
    FACILITATOR,
    ORGANISER,
    USUAL,
    Choice,
    Exemption,
    Files,
    Output,
    each,
    one,
)
from exports.room import Room
from resources.words import noop, say
from upstream_workshop.naming import Reason
from upstream_workshop.whole.report import Report


def _section(report: Report, paper: Paper) -> None:
    if report.agenda:
        write_past_agenda(report, paper)


def _ended(report: Report) -> bool:
    return any(block.ended_at for block in report.agenda)


def _walls(choice: Choice) -> Files:
    """Return the pages of the days, on the chosen paper."""

    def days(report: Report) -> list[int]:
        return [day for day in report.days if blocks_held(report, day)]

    def draw(report: Report, day: int) -> bytes:
        return wall_agenda_pdf(report, day, choice.paper)

    return each("wall agenda", ".pdf", days, lambda day: say("Day {n}", n=day), draw)


ROOM: Final = Room(
    key="agenda",
    tables=meanings.TABLES,
    fields=meanings.FIELDS,
    shows=("agenda",),
    section=_section,
    chapter="aims",
    filled=lambda report: bool(report.agenda),
    papers=(
        Output(
            "agenda",
            noop("Agenda"),
            EVERYBODY,
            "pdf",
            one("agenda.pdf", agenda_pdf, lambda report: report.agenda),
            names=(Reason.TEXT,),
        ),
        Output(
            "facilitator-agenda",
            noop("Agenda for the facilitator"),
            FACILITATOR,
            "pdf",
            one("facilitator-agenda.pdf", facilitator_agenda_pdf, lambda report: report.agenda),
            names=(Reason.TEXT,),
            exemption=Exemption.ORGANISER,
            kept=False,
        ),
        Output(
            "wall-agenda",
            noop("A day on one page, for the wall"),
            EVERYBODY,
            "pdf",
            _walls(USUAL),
            names=(Reason.TEXT,),
            texts=("title",),
            kept=False,
            choices=("paper",),
            sized=_walls,
        ),
        Output(
            "agenda-docx",
            noop("Agenda as a Word document"),
            ORGANISER,
            "docx",
            one("agenda.docx", agenda_docx, lambda report: report.agenda),
            names=(Reason.TEXT,),
        ),
        Output(
            "planned-against-actual",
            noop("Planned against actual"),
            ORGANISER,
            "pdf",
            one("planned-against-actual.pdf", planned_actual_pdf, _ended),
            names=(Reason.TEXT,),
        ),
    ),
    data=(
        Output(
            "planned-against-actual-csv",
            noop("Actual times as a table"),
            ORGANISER,
            "csv",
            one("data/planned-against-actual.csv", csv_tables.planned_actual_csv, _ended),
            names=(Reason.TEXT,),
        ),
        Output(
            "agenda-csv",
            noop("Agenda as a table"),
            ORGANISER,
            "csv",
            one("data/agenda.csv", agenda_files.agenda_csv, lambda report: report.agenda),
            names=(Reason.TEXT,),
            exemption=Exemption.ORGANISER,
        ),
        Output(
            "agenda-ics",
            noop("Agenda for calendars"),
            EVERYBODY,
            "ics",
            one(
                "data/agenda.ics",
                agenda_files.agenda_ics,
                lambda report: report.agenda and report.event.starts,
            ),
            names=(Reason.TEXT,),
        ),
        Output(
            "agenda-ontime",
            noop("Agenda for Ontime"),
            ORGANISER,
            "json",
            one(
                "data/agenda-ontime.json",
                ontime_project.agenda_ontime,
                lambda report: report.agenda,
            ),
            names=(Reason.TEXT,),
            exemption=Exemption.ORGANISER,
        ),
    ),
)
