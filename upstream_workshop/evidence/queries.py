"""Queries for visits, findings and their sources, which return frozen values."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from operator import attrgetter
from types import MappingProxyType
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from upstream_workshop.evidence.codebook.queries import counting_codes
from upstream_workshop.evidence.kinds import KINDS, Standing, Use
from upstream_workshop.evidence.model import Finding, FindingCode, Source, Visit
from upstream_workshop.people.queries import organisations
from upstream_workshop.people.rules import folded
from upstream_workshop.storage.query_cache import Table, cached

READS: Final = frozenset({"finding", "finding_code", "visit", "code", "organisation", "source"})


@dataclass(frozen=True, slots=True)
class VisitRow:
    """A visit; `met` says who was met, and `consent` how its findings may be used at most."""

    id: int
    organisation_id: int
    organisation: str
    day: date | None
    met: str
    consent: Use
    note: str


@dataclass(frozen=True, slots=True)
class FindingRow:
    """A finding: its text, its first wording, whose it is, and its codes.

    organisation: its name; blank if nobody said whose it is.
    use: how it may be used, by itself, by its visit and by its source.
    codes: the ids of its codes; for merged ones, of those that they were merged into.
    source_id: the text it was found in.
    quote_start, quote_end: the place of its quote there, in code points.
    """

    id: int
    text: str
    wording: str
    kind_name: str
    organisation_id: int | None
    organisation: str
    visit_id: int | None
    quote: str
    role: str
    source: str
    noted_by: str
    use: Use
    standing: Standing
    codes: tuple[int, ...]
    source_id: int | None = None
    quote_start: int | None = None
    quote_end: int | None = None
    uid: str = ""


@dataclass(frozen=True, slots=True)
class _Stored:
    id: int
    text: str
    wording: str
    kind_name: str
    organisation_id: int | None
    visit_id: int | None
    quote: str
    role: str
    source: str
    noted_by: str
    use: Use
    standing: Standing
    position: int
    source_id: int | None
    quote_start: int | None
    quote_end: int | None
    uid: str


_FINDINGS: Final = Table(
    _Stored,
    Finding.id,
    Finding.text,
    Finding.wording,
    Finding.kind_name,
    Finding.organisation_id,
    Finding.visit_id,
    Finding.quote,
    Finding.role,
    Finding.source,
    Finding.noted_by,
    Finding.use,
    Finding.standing,
    Finding.position,
    Finding.source_id,
    Finding.quote_start,
    Finding.quote_end,
    Finding.uid,
)
_CODED: Final = Table(
    lambda _id, finding_id, code_id: (finding_id, code_id),
    FindingCode.id,
    FindingCode.finding_id,
    FindingCode.code_id,
)


@cached("finding", "finding_code", "visit", "code", "organisation", "source")
def findings(session: Session) -> tuple[FindingRow, ...]:
    """Return all findings in the order in which they were added."""
    names = {row.id: row.name for row in organisations(session)}
    consents = {row.id: row.consent for row in visits(session)}
    uses = source_uses(session)
    codes = _codes(session)
    ordered = sorted(_FINDINGS(session).values(), key=attrgetter("position", "id"))
    return tuple(
        FindingRow(
            one.id,
            one.text,
            one.wording,
            one.kind_name,
            one.organisation_id,
            names.get(one.organisation_id or 0, ""),
            one.visit_id,
            one.quote,
            one.role,
            one.source,
            one.noted_by,
            one.use.stricter(consents.get(one.visit_id or 0)).stricter(
                uses.get(one.source_id or 0)
            ),
            one.standing,
            codes.get(one.id, ()),
            one.source_id,
            one.quote_start,
            one.quote_end,
            one.uid,
        )
        for one in ordered
    )


@cached("visit", "organisation")
def visits(session: Session) -> tuple[VisitRow, ...]:
    """Return all visits by day, those without a day last."""
    names = {row.id: row.name for row in organisations(session)}
    columns = (Visit.id, Visit.organisation_id, Visit.day, Visit.met, Visit.consent, Visit.note)
    found = (
        VisitRow(id_, home, names[home], day, met, consent, note)
        for id_, home, day, met, consent, note in session.execute(select(*columns))
    )
    return tuple(sorted(found, key=lambda row: (row.day is None, row.day or date.min, row.id)))


@cached("source", "visit")
def source_uses(session: Session) -> Mapping[int, Use]:
    """Return how each source may be used at most, by itself and by its visit."""
    visited = session.execute(select(Visit.id, Visit.consent)).all()
    consents = dict(visited)
    stored = session.execute(select(Source.id, Source.use, Source.visit_id))
    found = {id_: use.stricter(consents.get(visit or 0)) for id_, use, visit in stored}
    return MappingProxyType(found)


@cached("finding", "visit", "source")
def never_used(session: Session) -> frozenset[int]:
    """Return the ids of the findings that may never be used, by themselves, their visits or sources."""
    uses = source_uses(session)
    closed = {*session.scalars(select(Visit.id).where(Visit.consent == Use.NEVER))}
    return frozenset(
        one.id
        for one in _FINDINGS(session).values()
        if Use.NEVER in (one.use, uses.get(one.source_id or 0)) or one.visit_id in closed
    )


@cached("finding")
def disputed(session: Session) -> frozenset[int]:
    """Return the ids of the findings of which somebody said that they are wrong."""
    rows = _FINDINGS(session).values()
    return frozenset(one.id for one in rows if one.standing is Standing.DISPUTED)


@cached("finding")
def kinds(session: Session) -> tuple[str, ...]:
    """Return the three kinds of finding, and then the session's own in the order of their first use."""
    known = {folded(kind): kind for kind in KINDS}
    for one in sorted(_FINDINGS(session).values(), key=attrgetter("position", "id")):
        if one.kind_name:
            known.setdefault(folded(one.kind_name), one.kind_name)
    return tuple(known.values())


@cached("finding_code", "code")
def _codes(session: Session) -> Mapping[int, tuple[int, ...]]:
    """Return the codes of each finding by its id, each once, as they count now."""
    counts_as = counting_codes(session)
    found: defaultdict[int, dict[int, None]] = defaultdict(dict)
    for finding_id, code_id in _CODED(session).values():
        found[finding_id][counts_as[code_id]] = None
    return MappingProxyType({id_: tuple(codes) for id_, codes in found.items()})
