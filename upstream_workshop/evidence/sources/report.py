"""The part of the report about sources: their texts without what may never be used, and places in them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from sqlalchemy.orm import Session

from upstream_workshop.evidence.kinds import Use
from upstream_workshop.evidence.queries import FindingRow
from upstream_workshop.evidence.sources import queries
from upstream_workshop.evidence.sources.queries import PartRow


@dataclass(frozen=True, slots=True)
class SourceText:
    """A source with its text, in which words that may never be used are hidden.

    use: how its findings may be used at most.
    """

    id: int
    title: str
    text: str
    organisation: str
    carried: str
    uid: str
    use: Use


@dataclass(frozen=True, slots=True)
class QuotePlace:
    """Where the quote of a finding stands, in code points of the text of its source."""

    id: int
    source_id: int | None
    quote_start: int | None
    quote_end: int | None
    uid: str


@dataclass(frozen=True, slots=True)
class CodedRow:
    """A code that a finding has."""

    finding_id: int
    code_id: int


def texts(session: Session, findings: Sequence[FindingRow]) -> tuple[SourceText, ...]:
    """Return the sources that may be used."""
    return tuple(
        SourceText(
            row.id,
            row.title,
            queries.without_never(queries.text_of_source(session, row.id), row.id, findings),
            row.organisation,
            without_never_xml(row.carried, findings),
            row.uid,
            row.use,
        )
        for row in queries.sources(session)
        if row.use is not Use.NEVER
    )


def parts(session: Session, findings: Sequence[FindingRow]) -> tuple[PartRow, ...]:
    """Return the kept parts of imported projects."""
    return tuple(
        PartRow(row.tag, without_never_xml(row.content, findings))
        for row in queries.project_parts(session)
    )


def places(usable: Sequence[FindingRow]) -> tuple[QuotePlace, ...]:
    """Return the place of each finding, also of those that are in no text."""
    return tuple(
        QuotePlace(one.id, one.source_id, one.quote_start, one.quote_end, one.uid) for one in usable
    )


def coded(usable: Sequence[FindingRow]) -> tuple[CodedRow, ...]:
    """Return which codes findings have."""
    return tuple(CodedRow(one.id, code) for one in usable for code in one.codes)


def without_never_xml(content: str, findings: Sequence[FindingRow]) -> str:
    """Return XML without quotes of three words and more that may never be used."""
    for one in findings:
        if one.use is Use.NEVER and len(one.quote.split()) > 2:
            for words in (one.quote, escape(one.quote, quote=False), escape(one.quote)):
                content = content.replace(words, queries.hidden(words))
    return content
