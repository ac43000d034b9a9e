"""The outputs of the agenda."""

from __future__ import annotations

from typing import Final

from exports.documents.agenda_paper import agenda_pdf, write_agenda
from exports.drawing.paper import Paper
from exports.output import EVERYBODY, Output, one
from exports.room import Room
from resources.words import noop, say
from upstream_workshop.naming import Reason
from upstream_workshop.whole.report import Report


def _section(report: Report, paper: Paper) -> None:
    if report.agenda:
        paper.heading(2, say("Agenda"))
        write_agenda(report, paper)


ROOM: Final = Room(
    key="agenda",
    section=_section,
    papers=(
        Output(
            "agenda",
            noop("Agenda"),
            EVERYBODY,
            "pdf",
            one("agenda.pdf", agenda_pdf, lambda report: report.agenda),
            names=(Reason.TEXT,),
        ),
    ),
)
