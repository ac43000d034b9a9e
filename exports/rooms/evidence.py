"""The outputs of discovery."""

from __future__ import annotations

from typing import Final

from exports.data import csv_tables
from exports.data.evidence_formats.codebook_lists import codebook_csv, codebook_list
from exports.data.evidence_formats.codebook_qdc import codebook_qdc
from exports.data.evidence_formats.project_qdpx import project_qdpx
from exports.data.meanings import evidence_meanings as meanings
from exports.documents.evidence.findings_paper import write_evidence
from exports.documents.evidence.gallery import gallery_pdf, on_walls
from exports.output import EVERYBODY, ORGANISER, Exemption, Output, one
from exports.room import Room
from resources.words import noop
from upstream_workshop.evidence.report import EvidenceReport
from upstream_workshop.naming import Reason
from upstream_workshop.whole.report import Report


def _has_project(report: Report) -> bool:
    evidence = report.part(EvidenceReport)
    return bool(evidence.findings or evidence.sources)


ROOM: Final = Room(
    key="evidence",
    tables=meanings.TABLES,
    fields=meanings.FIELDS,
    section=write_evidence,
    shows=("patterns",),
    papers=(
        Output(
            "gallery",
            noop("Gallery walk"),
            EVERYBODY,
            "pdf",
            one("gallery.pdf", gallery_pdf, on_walls),
            names=(Reason.TEXT,),
        ),
    ),
    data=(
        Output(
            "findings-csv",
            noop("Findings that may be used"),
            ORGANISER,
            "csv",
            one(
                "data/findings.csv",
                csv_tables.findings_csv,
                lambda report: report.part(EvidenceReport).findings,
            ),
            names=(Reason.TEXT,),
            exemption=Exemption.ORGANISER,
        ),
        Output(
            "codebook-qdc",
            noop("Code book for QualCoder, NVivo, ATLAS.ti and MAXQDA"),
            ORGANISER,
            "qdc",
            one(
                "data/codebook.qdc",
                codebook_qdc,
                lambda report: report.part(EvidenceReport).codes,
            ),
            exemption=Exemption.ORGANISER,
        ),
        Output(
            "codebook-csv",
            noop("Code book for Taguette"),
            ORGANISER,
            "csv",
            one(
                "data/codebook.csv", codebook_csv, lambda report: report.part(EvidenceReport).codes
            ),
            exemption=Exemption.ORGANISER,
        ),
        Output(
            "codebook-list",
            noop("Code book for QualCoder, as a list"),
            ORGANISER,
            "txt",
            one(
                "data/codebook.txt", codebook_list, lambda report: report.part(EvidenceReport).codes
            ),
            exemption=Exemption.ORGANISER,
        ),
        Output(
            "project-qdpx",
            noop("Sources, findings and codes for QualCoder, NVivo, ATLAS.ti and MAXQDA"),
            ORGANISER,
            "qdpx",
            one("data/project.qdpx", project_qdpx, _has_project),
            names=(Reason.TEXT,),
            exemption=Exemption.ORGANISER,
        ),
    ),
)
