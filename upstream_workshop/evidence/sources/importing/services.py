"""The service that imports sources; what was imported before, by its GUID or its words, is not repeated."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from resources.words import count, say
from upstream_workshop.evidence.importing.services import take_codes
from upstream_workshop.evidence.importing.uses import restrict
from upstream_workshop.evidence.kinds import SourceFormat, Standing, Use
from upstream_workshop.evidence.model import Code, Finding, ProjectPart, Source
from upstream_workshop.evidence.queries import FindingRow, findings
from upstream_workshop.evidence.services import FindingFields, add_finding, code_findings
from upstream_workshop.evidence.sources import services
from upstream_workshop.evidence.sources.queries import PartRow, project_parts
from upstream_workshop.evidence.sources.rules import normalised, trimmed
from upstream_workshop.readers.reading import ImportedRow, ImportEffect, ImportOutcome
from upstream_workshop.readers.sources.source_entries import (
    PartEntry,
    QuoteEntry,
    SourceEntry,
    SourcesReading,
)


@dataclass
class _Known:
    """What the session has: codes by how the file refers to them, texts and findings."""

    rows: dict[int, FindingRow]  # of before
    codes: dict[str, int]
    sources: dict[str, int]  # by GUID
    findings: dict[str, int]  # by GUID
    places: dict[tuple[int, int, int], int]
    coded: dict[int, set[int]]


def import_sources(session: Session, reading: SourcesReading) -> ImportOutcome:
    """Import texts, and of a project its codes, findings at places and what is only kept."""
    code_rows, codes, notes = take_codes(session, reading.codes)
    known = _known(session, codes)
    rows = [
        *(replace(row, note=say("code")) for row in code_rows),
        *(_taken(session, entry, known) for entry in reading.entries),
        *_keep(session, reading.parts),
    ]
    notes += [note for entry in reading.entries for note in entry.notes]
    return ImportOutcome.of(rows, reading.refused, reading.unmapped, notes)


def _known(session: Session, codes: dict[str, int]) -> _Known:
    rows = findings(session)
    sources = session.execute(select(Source.uid, Source.id)).all()
    places = {
        (one.source_id, one.quote_start, one.quote_end): one.id
        for one in rows
        if one.source_id is not None and one.quote_start is not None and one.quote_end is not None
    }
    by_uid = {one.uid: one.id for one in rows}
    by_id = {one.id: one for one in rows}
    return _Known(
        by_id, codes, dict(sources), by_uid, places, {one.id: {*one.codes} for one in rows}
    )


def _taken(session: Session, entry: SourceEntry, known: _Known) -> ImportedRow:
    if entry.is_loose:
        new = sum([_quoted(session, None, quote, entry, known) for quote in entry.quotes])
        effect = ImportEffect.of(not new, False)
        return ImportedRow(entry.line, entry.title, effect, _counted(len(entry.quotes)))
    source_id = known.sources.get(entry.uid) or _same(session, entry)
    is_new = source_id is None
    if source_id is None:
        source_id = services.add_source(
            session,
            entry.title,
            entry.text,
            file_name=entry.file_name,
            source_format=SourceFormat(entry.file_format),
            organisation=entry.organisation,
            carried=entry.carried,
            use=_use(entry.use),
        )
        if entry.uid:
            session.get_one(Source, source_id).uid = entry.uid
            known.sources[entry.uid] = source_id
    new = 0
    if is_new or session.get_one(Source, source_id).text == normalised(entry.text):
        new = sum([_quoted(session, source_id, quote, entry, known) for quote in entry.quotes])
    return ImportedRow(
        entry.line,
        entry.title,
        ImportEffect.of(not is_new, new),
        _counted(len(entry.quotes)) if entry.quotes else say("{n:,} letters", n=len(entry.text)),
    )


def _same(session: Session, entry: SourceEntry) -> int | None:
    """Return the source with this very text, if it has no other GUID than the entry."""
    text = normalised(entry.text)
    return session.scalar(select(Source.id).where(Source.text == text)) if not entry.uid else None


def _quoted(
    session: Session, source_id: int | None, quote: QuoteEntry, entry: SourceEntry, known: _Known
) -> bool:
    """Add a finding, or give one that is here the codes it has not; tell whether anything changed."""
    codes = [known.codes[ref] for ref in quote.codes if ref in known.codes]
    codable = {id_ for id_ in codes if session.get_one(Code, id_).codable}
    code_ids = [id_ for id_ in dict.fromkeys(codes) if id_ in codable]
    start, end = trimmed(entry.text, quote.start, quote.end)
    if start == end:
        return False
    place = source_id or 0, start, end
    old = known.findings.get(quote.uid) if quote.uid else known.places.get(place)
    if old is not None:
        return _told_again(session, old, quote, code_ids, known)
    made = _new_finding(session, quote, entry, entry.text[start:end], code_ids)
    known.coded[made] = {*code_ids}
    if quote.uid:
        session.get_one(Finding, made).uid = quote.uid
        known.findings[quote.uid] = made
    if source_id is not None:
        services.place_quote(session, made, source_id, start, end)
        known.places[place] = made
    return True


def _told_again(
    session: Session, finding_id: int, quote: QuoteEntry, code_ids: Sequence[int], known: _Known
) -> bool:
    """Give a finding that is here the codes it has not, and a narrower use; tell whether it changed."""
    new = [code for code in code_ids if code not in known.coded[finding_id]]
    for code_id in new:
        code_findings(session, [finding_id], code_id)
    known.coded[finding_id].update(new)
    row = known.rows.get(finding_id)
    said = quote.facts.use if row is not None else ""
    return bool(row and said and restrict(session, row, _use(said))) or bool(new)


def _new_finding(
    session: Session, quote: QuoteEntry, entry: SourceEntry, words: str, code_ids: Sequence[int]
) -> int:
    """Add a finding for a quote and return its id. `words`: those of the text that are quoted."""
    return add_finding(
        session,
        code_ids,
        **FindingFields(
            text=quote.text or words,
            quote=words if quote.is_quoted else "",
            noted_by=quote.noted_by,
            organisation=quote.organisation or entry.organisation,
            kind_name=quote.facts.kind,
            role=quote.facts.role,
            use=_use(quote.facts.use),
            standing=_standing(quote.facts.standing),
        ),
    )


def _use(said: str) -> Use:
    """Return the use that a project says: COHORT if it says none, NEVER if it says no known one."""
    if not said:
        return Use.COHORT
    return Use(said) if said in {*Use} else Use.NEVER


def _standing(said: str) -> Standing:
    return Standing(said) if said in {*Standing} else Standing.UNCHECKED


def _keep(session: Session, parts: tuple[PartEntry, ...]) -> Iterator[ImportedRow]:
    """Keep the parts of a project that are not kept yet, and yield what each did."""
    there = {*project_parts(session)}
    last = session.scalar(select(func.max(ProjectPart.position)))
    for number, part in enumerate(parts, 0 if last is None else last + 1):
        is_known = PartRow(part.tag, part.content) in there
        if not is_known:
            session.add(ProjectPart(tag=part.tag, content=part.content, position=number))
        note = say("kept for the next export, and not used")
        yield ImportedRow(1, part.tag, ImportEffect.of(is_known, False), note)
    session.flush()


def _counted(number: int) -> str:
    return count(number, "{n} finding", "{n} findings")
