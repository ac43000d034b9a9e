"""The part of the report about discovery: what may be used of it, and the patterns in that.

What may never be used is not read at all, so that no document can contain it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeVar

from sqlalchemy.orm import Session

from upstream_workshop.evidence import patterns, queries, small_numbers
from upstream_workshop.evidence.codebook import queries as codebook
from upstream_workshop.evidence.codebook.queries import CodeRow
from upstream_workshop.evidence.kinds import Standing, Use
from upstream_workshop.evidence.queries import FindingRow, VisitRow
from upstream_workshop.evidence.sources import report as sources
from upstream_workshop.evidence.sources.queries import PartRow
from upstream_workshop.evidence.sources.report import CodedRow, QuotePlace, SourceText
from upstream_workshop.evidence.summaries.queries import in_cell, summaries
from upstream_workshop.people.queries import organisations
from upstream_workshop.people.rules import folded


@dataclass(frozen=True, slots=True)
class NamedFinding:
    """A finding that may be shown with its organisation and the role of the speaker.

    codes: the paths of its codes.
    """

    id: int
    text: str
    kind_name: str
    organisation: str
    quote: str
    role: str
    standing: Standing
    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CohortFinding:
    """A finding for the participants, who are not told whose it is."""

    id: int
    text: str
    kind_name: str
    organisation: str
    quote: str
    role: str
    standing: Standing
    codes: tuple[str, ...]


Row = TypeVar("Row", NamedFinding, CohortFinding)


@dataclass(frozen=True, slots=True)
class KindCount:
    """How many findings are of a kind, blank for none; None for a number that is hidden."""

    kind_name: str
    findings: int | None


@dataclass(frozen=True, slots=True)
class PatternRow:
    """How often a code was said, as others may be told it; None for a number that is hidden.

    organisations: how many speak of it.
    findings: the number of its own findings.
    kinds: how many of those are of each kind.
    """

    code_id: int
    path: str
    organisations: int | None
    findings: int | None
    kinds: tuple[KindCount, ...]


@dataclass(frozen=True, slots=True)
class CellLine:
    """One line that a person wrote on what an organisation says of a code.

    stale: whether the findings have changed since.
    """

    code_id: int
    path: str
    organisation: str
    text: str
    stale: bool


@dataclass(frozen=True, slots=True)
class EvidenceReport:
    """What discovery found, as far as it may be used.

    visited: how many organisations it comes from.
    lines: those on what an organisation says of a code, if all it says of it may be told with its name.
    sources, places, coded, parts: what a project of these texts is made of, for the organiser.
    """

    named: tuple[NamedFinding, ...]
    unattributed: tuple[CohortFinding, ...]
    codes: tuple[CodeRow, ...]
    patterns: tuple[PatternRow, ...]
    visited: int
    sources: tuple[SourceText, ...]
    places: tuple[QuotePlace, ...]
    coded: tuple[CodedRow, ...]
    parts: tuple[PartRow, ...]
    lines: tuple[CellLine, ...] = ()

    @property
    def findings(self) -> tuple[NamedFinding | CohortFinding, ...]:
        """All findings in the order in which they were added."""
        return tuple(sorted((*self.named, *self.unattributed), key=lambda one: one.id))


def read(session: Session) -> EvidenceReport:
    """Read the report of discovery."""
    found = queries.findings(session)
    usable = tuple(one for one in found if one.use is not Use.NEVER)
    codes = codebook.codes(session)
    paths = codebook.paths(session)
    homes = homes_of(usable, queries.visits(session))
    return EvidenceReport(
        tuple(_row(NamedFinding, one, paths) for one in usable if one.use is Use.NAMED),
        tuple(_row(CohortFinding, one, paths) for one in usable if one.use is Use.COHORT),
        codes,
        pattern_rows(usable, codes, homes),
        len(homes),
        sources.texts(session, found),
        sources.places(usable),
        sources.coded(usable),
        sources.parts(session, found),
        _lines(session, paths),
    )


def _lines(session: Session, paths: Mapping[int, str]) -> tuple[CellLine, ...]:
    names = {home.id: home.name for home in organisations(session)}
    return tuple(
        CellLine(row.code_id, paths[row.code_id], names[row.organisation_id], row.text, row.stale)
        for row in summaries(session).values()
        if row.code_id in paths
        and (said := in_cell(session, row.organisation_id, row.code_id))
        and all(one.use is Use.NAMED for one in said)
    )


def homes_of(
    findings: tuple[FindingRow, ...], visits: tuple[VisitRow, ...]
) -> tuple[tuple[int, str], ...]:
    """Return id and name of each organisation that was visited or has findings, by name."""
    homes = {one.organisation_id: one.organisation for one in findings} | {
        one.organisation_id: one.organisation for one in visits
    }
    found = ((id_, name) for id_, name in homes.items() if id_ is not None)
    return tuple(sorted(found, key=lambda home: folded(home[1])))


def pattern_rows(
    findings: tuple[FindingRow, ...],
    codes: tuple[CodeRow, ...],
    homes: tuple[tuple[int, str], ...],
    fewest: int = small_numbers.FEWEST,
) -> tuple[PatternRow, ...]:
    """Return how often each code was said, the most shared first, without codes never used."""
    axis = patterns.by_code(codes, flat=True)
    kinds = {folded(one.kind_name): one.kind_name for one in findings} | {"": ""}
    of_kinds = patterns.matrix(findings, axis, patterns.by_kind(kinds.values()))
    cells, totals, _ = small_numbers.told_counts(of_kinds, fewest)
    of_homes = patterns.matrix(findings, axis, patterns.by_organisation(homes))
    return tuple(
        PatternRow(
            one.code_id,
            one.path,
            small_numbers.told(len(one.said_by), len(homes), fewest),
            totals[one.code_id],
            tuple(
                KindCount(name, cells[one.code_id, key]) for key, name in of_kinds.columns.items()
            ),
        )
        for one in patterns.shared(of_homes, 0)
        if one.findings
    )


def _row(made: type[Row], one: FindingRow, paths: Mapping[int, str]) -> Row:
    return made(
        one.id,
        one.text,
        one.kind_name,
        one.organisation,
        one.quote,
        one.role,
        one.standing,
        tuple(paths[code] for code in one.codes),
    )
