"""The outputs of discovery."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from exports.data import csv_tables
from exports.data.codebook_qdc import codebook_qdc
from exports.documents.evidence.findings_paper import write_evidence
from exports.output import ORGANISER, Exemption, Output, one
from exports.room import Counted, Room
from resources.words import count, noop
from upstream_workshop.evidence.report import EvidenceReport
from upstream_workshop.naming import Reason
from upstream_workshop.whole.report import Report


def _in_short(report: Report) -> Iterator[Counted]:
    findings = len(report.part(EvidenceReport).findings)
    yield findings, count(findings, "finding", "findings")


ROOM: Final = Room(
    key="evidence",
    section=write_evidence,
    in_short=_in_short,
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
    ),
)
