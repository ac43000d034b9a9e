"""Services that import findings and code books; what was imported before is not repeated."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from resources.words import say
from upstream_workshop.evidence.codebook.queries import counting_codes
from upstream_workshop.evidence.importing.code_finder import CodeFinder
from upstream_workshop.evidence.importing.slashes import is_between
from upstream_workshop.evidence.importing.uses import restrict, use_of
from upstream_workshop.evidence.kinds import Use
from upstream_workshop.evidence.model import Code
from upstream_workshop.evidence.queries import FindingRow, findings
from upstream_workshop.evidence.services import (
    FindingFields,
    add_finding,
    code_findings,
)
from upstream_workshop.people.rules import folded
from upstream_workshop.readers.codebooks import CodeEntry, names_of
from upstream_workshop.readers.findings import FindingEntry
from upstream_workshop.readers.reading import (
    NO_ANSWERS,
    ImportedRow,
    ImportEffect,
    ImportOutcome,
    Reading,
)


def import_findings(
    session: Session, reading: Reading[FindingEntry], answers: Mapping[str, str] = NO_ANSWERS
) -> ImportOutcome:
    """Import findings; one that is here already gets the codes that it has not, and a stricter use.

    answers: to the question what “/” means in codes.

    What the file says of the use is heeded if it is understood; else a finding may never be used.
    """
    known: dict[tuple[str, ...], list[FindingRow]] = {}
    for row in findings(session):
        known.setdefault(_key(row.wording, row.organisation, row.quote), []).append(row)
    codes, slash = CodeFinder(session), is_between(answers)
    rows: list[ImportedRow] = []
    unclear: Counter[str] = Counter()
    for entry in reading.entries:
        same = known.get(_key(entry.text, entry.organisation, entry.quote), [])
        named = (codes.named(code, slash=slash) for code in entry.codes if names_of(code))
        code_ids = [*dict.fromkeys(named)]
        old = same.pop(0) if same else None
        if old is None:
            use = use_of(entry.use)
            unclear.update([entry.use] if use is None else [])
            add_finding(session, code_ids, **_fields(entry, use))
            effect = ImportEffect.ADDED
        else:
            new = [code for code in code_ids if code not in old.codes]
            for code_id in new:
                code_findings(session, [old.id], code_id)
            use = use_of(entry.use) if entry.use else old.use
            unclear.update([entry.use] if use is None else [])
            effect = ImportEffect.of(old, restrict(session, old, use or Use.NEVER) or new)
        rows.append(ImportedRow(entry.line, entry.text, effect, ", ".join(entry.codes)))
    return ImportOutcome.of(rows, reading.refused, reading.unmapped, _notes(unclear))


def import_codebook(
    session: Session, reading: Reading[CodeEntry], answers: Mapping[str, str] = NO_ANSWERS
) -> ImportOutcome:
    """Import codes; one that is here already, by its GUID or its path, gets a description if it has none.

    answers: to the question what “/” means in the names of a table.
    """
    entries = reading.entries
    if not is_between(answers):
        entries = tuple(
            replace(one, path=names_of(one.written, slash=False)) if one.written else one
            for one in entries
        )
    rows, _, notes = take_codes(session, entries)
    return ImportOutcome.of(rows, reading.refused, reading.unmapped, notes)


def take_codes(
    session: Session, entries: Iterable[CodeEntry]
) -> tuple[list[ImportedRow], dict[str, int], list[str]]:
    """Import codes; return what each did, their ids by how their file refers to them, and notes."""
    refs: dict[str, int] = {}
    notes: list[str] = []
    codes = CodeFinder(session)
    by_uid = {row.uid: row for row in session.scalars(select(Code))}
    rows: list[ImportedRow] = []
    for entry in entries:
        known = by_uid.get(entry.uid) if entry.uid else None
        id_ = known.id if known is not None else codes.known_at(entry.path)
        code = session.get_one(Code, codes.at(entry.path) if id_ is None else id_)
        if entry.ref:
            refs[entry.ref] = counting_codes(session).get(code.id, code.id)
        notes += _alike(code, entry) if known is None else ()
        changed = _complete(code, entry, id_ is None, by_uid)
        effect = ImportEffect.of(id_ is not None, changed)
        rows.append(ImportedRow(entry.line, " / ".join(entry.path), effect, entry.description))
    return rows, refs, notes


def _alike(code: Code, entry: CodeEntry) -> Iterator[str]:
    """Yield a sentence on a code that another one stands for, whose name is equal but for case."""
    if entry.path[-1] != code.name and folded(entry.path[-1]) == folded(code.name):
        yield say(
            "“{name}” counts as “{other}”, which is called so but for case or accents.",
            name=entry.path[-1],
            other=code.name,
        )


def _complete(code: Code, entry: CodeEntry, is_new: bool, by_uid: dict[str, Code]) -> bool:
    """Give a code what a file says of it, if it is new or has no description; tell whether it changed."""
    changed = not code.description and bool(entry.description.strip())
    if changed:
        code.description = entry.description.strip()
    if is_new:
        code.codable, code.refi_colour = entry.codable, entry.colour
        if entry.uid and entry.uid not in by_uid:
            code.uid = entry.uid
        by_uid[code.uid] = code
    return changed


def _fields(entry: FindingEntry, use: Use | None) -> FindingFields:
    return FindingFields(
        text=entry.text,
        kind_name=entry.kind,
        organisation=entry.organisation,
        quote=entry.quote,
        role=entry.role,
        source=entry.source,
        noted_by=entry.noted_by,
        use=Use.NEVER if use is None else use,
    )


def _notes(unclear: Counter[str]) -> tuple[str, ...]:
    return tuple(
        say(
            "“{word}” does not say how a finding may be used: {n} are kept as never to be used.",
            word=word,
            n=number,
        )
        for word, number in unclear.items()
    )


def _key(*parts: str) -> tuple[str, ...]:
    return tuple(folded(part) for part in parts)
