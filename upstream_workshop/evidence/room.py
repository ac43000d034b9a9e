"""The declaration of the evidence room: its tables, their privacy classes and its imports."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, Final

from sqlalchemy.orm import Session

from resources.words import noop
from upstream_workshop.evidence import report
from upstream_workshop.evidence.codebook.queries import CodeRow
from upstream_workshop.evidence.model import (
    CellSummary,
    Code,
    Correction,
    Finding,
    FindingCode,
    ProjectPart,
    Source,
    Visit,
)
from upstream_workshop.evidence.report import (
    CellLine,
    CohortFinding,
    EvidenceReport,
    KindCount,
    NamedFinding,
    PatternRow,
)
from upstream_workshop.evidence.sources.queries import PartRow
from upstream_workshop.evidence.sources.report import CodedRow, QuotePlace, SourceText
from upstream_workshop.privacy import (
    COHORT,
    PRIVATE,
    PUBLIC,
    cohort,
    key,
    organisation,
    private,
    words,
)
from upstream_workshop.readers.reading import ImportOutcome, Question
from upstream_workshop.room import (
    BEFORE_IMPORT,
    BEFORE_REMOVAL,
    NO_ANSWERS,
    Answers,
    Import,
    Room,
    row,
)


def import_findings(
    session: Session, _name: str, reading: Any, answers: Answers = NO_ANSWERS
) -> ImportOutcome:
    """Import a list of findings; its services are loaded only here."""
    from upstream_workshop.evidence.importing import services

    return services.import_findings(session, reading, answers)


def import_codebook(
    session: Session, _name: str, reading: Any, answers: Answers = NO_ANSWERS
) -> ImportOutcome:
    """Import a code book; its services are loaded only here."""
    from upstream_workshop.evidence.importing import services

    return services.import_codebook(session, reading, answers)


def _slash_questions(
    session: Session, _name: str, reading: Any, _answers: Answers, _rows: Collection[Any]
) -> tuple[Question, ...]:
    from upstream_workshop.evidence.importing.slashes import slash_questions

    return slash_questions(session, reading)


def import_sources(
    session: Session, _name: str, reading: Any, _answers: Answers = NO_ANSWERS
) -> ImportOutcome:
    """Import sources or a project of them; the services are loaded only here."""
    from upstream_workshop.evidence.sources.importing import services as source_services

    return source_services.import_sources(session, reading)


ROOM: Final = Room(
    key="evidence",
    columns={
        Visit: {
            "day": COHORT,
            "met": private(noop("Who was met on a visit")),
            "consent": PRIVATE,
            "note": private(noop("Note on a visit")),
        },
        Finding: {
            "text": words(noop("Finding")),
            "wording": private(noop("Finding, as it was first worded")),
            "kind_name": words(noop("Kind of a finding")),
            "quote": words(noop("Quote")),
            "role": cohort(noop("Role of who said a quote")),
            "source": private(noop("Where a finding was written down")),
            "noted_by": private(noop("Who noted a finding")),
            "use": PRIVATE,
            "standing": PUBLIC,
            "quote_start": PRIVATE,
            "quote_end": PRIVATE,
            "position": PUBLIC,
            "uid": private(noop("Stable id of a finding")),
        },
        Source: {
            "title": private(noop("Title of a source")),
            "text": private(noop("Text of a source")),
            "file_name": private(noop("File a source came from")),
            "source_format": PRIVATE,
            "use": PRIVATE,
            "carried": private(noop("Rest of a source's entry in a project")),
            "position": PRIVATE,
            "uid": private(noop("Stable id of a source")),
        },
        ProjectPart: {
            "tag": private(noop("Name of a part of an imported project")),
            "content": private(noop("Part of an imported project")),
            "position": PRIVATE,
        },
        Code: {
            "name": words(noop("Code")),
            "description": words(noop("Description of a code")),
            "codable": PUBLIC,
            "refi_colour": private(noop("Colour of a code")),
            "position": PUBLIC,
            "uid": private(noop("Stable id of a code")),
        },
        FindingCode: {},
        Correction: {
            "standing": PUBLIC,
            "said": private(noop("Correction of a finding")),
            "role": private(noop("Role of who corrected a finding")),
            "before": private(noop("Finding before a correction")),
        },
        CellSummary: {
            "text": words(noop("Summary of what an organisation says")),
            "seen": private(noop("What a summary was written on")),
        },
    },
    rows={
        EvidenceReport: row(visited=PUBLIC),
        NamedFinding: row(
            Finding,
            organisation=organisation(noop("Organisation a finding is of")),
            codes=words(noop("Codes of a finding")),
        ),
        CohortFinding: row(
            Finding,
            text=cohort(noop("Finding")),
            kind_name=cohort(noop("Kind of a finding")),
            organisation=private(noop("Organisation a finding is of")),
            quote=cohort(noop("Quote")),
            role=private(noop("Role of who said a quote")),
            codes=cohort(noop("Codes of a finding")),
        ),
        CodeRow: row(
            Code,
            path=words(noop("Code, with those above it")),
            depth=PUBLIC,
            merged=cohort(noop("Codes merged into one")),
        ),
        PatternRow: row(
            code_id=key("code"),
            path=words(noop("Code, with those above it")),
            organisations=PUBLIC,
            findings=PUBLIC,
        ),
        CellLine: row(
            code_id=key("code"),
            path=words(noop("Code, with those above it")),
            organisation=organisation(noop("Organisation a summary is of")),
            text=words(noop("Summary of what an organisation says")),
            stale=PUBLIC,
        ),
        SourceText: row(Source, organisation=private(noop("Organisation a source is of"))),
        QuotePlace: row(Finding),
        CodedRow: row(FindingCode),
        PartRow: row(ProjectPart),
        KindCount: row(kind_name=words(noop("Kind of a finding")), findings=PUBLIC),
    },
    report=report.read,
    imports={
        "findings": Import(import_findings, _slash_questions),
        "codebook": Import(import_codebook, _slash_questions),
        "source": Import(import_sources),
    },
    backups={
        "import_findings": BEFORE_IMPORT,
        "import_codebook": BEFORE_IMPORT,
        "import_sources": BEFORE_IMPORT,
        "remove_findings": BEFORE_REMOVAL,
        "remove_visit": BEFORE_REMOVAL,
        "remove_source": BEFORE_REMOVAL,
        "remove_code": BEFORE_REMOVAL,
    },
)
