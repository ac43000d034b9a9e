"""What the Evidence page shows, read at one moment."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from sqlalchemy.orm import Session

from upstream_workshop.evidence import patterns, queries
from upstream_workshop.evidence.codebook import queries as codebook
from upstream_workshop.evidence.codebook.queries import CodeRow
from upstream_workshop.evidence.corrections.queries import CorrectionRow, corrections
from upstream_workshop.evidence.kinds import Use
from upstream_workshop.evidence.patterns import Key, Matrix, Shared
from upstream_workshop.evidence.queries import FindingRow, VisitRow
from upstream_workshop.evidence.report import homes_of
from upstream_workshop.evidence.sources import queries as texts
from upstream_workshop.evidence.sources.queries import SourceRow
from upstream_workshop.evidence.summaries.queries import SummaryRow, summaries
from upstream_workshop.evidence.typed_lines import Known
from upstream_workshop.people.queries import organisations


@dataclass(frozen=True)
class Discovery:
    """All findings, codes, visits and sources, the kinds in use, and the names of all organisations by id.

    corrections: what was said of findings, by their ids.
    summaries: the lines on cells of the matrix, by the ids of code and organisation.
    """

    findings: tuple[FindingRow, ...] = ()
    codes: tuple[CodeRow, ...] = ()
    visits: tuple[VisitRow, ...] = ()
    kinds: tuple[str, ...] = ()
    organisations: tuple[tuple[int, str], ...] = ()
    corrections: Mapping[int, tuple[CorrectionRow, ...]] = field(default_factory=dict)
    summaries: Mapping[tuple[Key, Key], SummaryRow] = field(default_factory=dict)
    sources: tuple[SourceRow, ...] = ()

    @property
    def started(self) -> bool:
        """Whether there is anything to show."""
        return bool(self.findings or self.codes or self.visits or self.sources)

    @cached_property
    def homes(self) -> tuple[tuple[int, str], ...]:
        """The organisations that were visited or have findings, by name."""
        return homes_of(self.findings, self.visits)

    @cached_property
    def paths(self) -> Mapping[int, str]:
        """The path of each code by id."""
        return {row.id: row.path for row in self.codes}

    @cached_property
    def code_names(self) -> Mapping[int, str]:
        """The own name of each code by id."""
        return {row.id: row.name for row in self.codes}

    @cached_property
    def by_organisation(self) -> Matrix:
        """Codes by organisations."""
        return patterns.matrix(
            self.findings, patterns.by_code(self.codes), patterns.by_organisation(self.homes)
        )

    @cached_property
    def by_kind(self) -> Matrix:
        """Codes by kinds."""
        unsaid = ("",) if any(not one.kind_name for one in self.findings) else ()
        kinds = patterns.by_kind((*self.kinds, *unsaid))
        return patterns.matrix(self.findings, patterns.by_code(self.codes), kinds)

    @cached_property
    def shared(self) -> tuple[Shared, ...]:
        """How far each code is shared that any organisation speaks of."""
        return patterns.shared(self.by_organisation)

    @cached_property
    def usable(self) -> tuple[FindingRow, ...]:
        """The findings that may be shown to others."""
        return tuple(one for one in self.findings if one.use is not Use.NEVER)

    def known(self, current: str) -> Known:
        """Return what a typed line may refer to; `current` is the organisation of the last one."""
        codes = {row.id: row.path for row in self.codes if row.codable}
        return Known(dict(self.organisations), codes, self.kinds, current, self.code_names)


def read_now(session: Session) -> Discovery:
    """Return what is there now."""
    return Discovery(
        queries.findings(session),
        codebook.codes(session),
        queries.visits(session),
        queries.kinds(session),
        tuple((row.id, row.name) for row in organisations(session)),
        corrections(session),
        summaries(session),
        texts.sources(session),
    )
