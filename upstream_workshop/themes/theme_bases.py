"""What themes rest on: the findings that their cards were made of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from sqlalchemy.orm import Session

from upstream_workshop.evidence import queries as evidence
from upstream_workshop.evidence.bases import counted, told_counts_of
from upstream_workshop.evidence.kinds import Use
from upstream_workshop.evidence.queries import FindingRow
from upstream_workshop.evidence.report import homes_of
from upstream_workshop.storage.query_cache import cached
from upstream_workshop.themes.queries import themes


@dataclass(frozen=True, slots=True)
class ThemeBasis:
    """How many findings a theme rests on, from how many organisations; None for a hidden number.

    finding_ids: the findings.
    """

    theme_id: int
    findings: int | None
    organisations: int | None
    finding_ids: tuple[int, ...]


@cached("theme", "card", *evidence.READS)
def findings_behind(session: Session) -> Mapping[int, tuple[FindingRow, ...]]:
    """Return the findings behind each theme that has any, by its id; without those never used."""
    rows = {row.id: row for row in evidence.findings(session)}
    found = {}
    for theme in themes(session):
        made_of = {card.finding_id for card in theme.cards}
        made_of |= {other.finding_id for card in theme.cards for other in card.others}
        found[theme.id] = tuple(row for id_, row in rows.items() if id_ in made_of)
    return MappingProxyType({id_: behind for id_, behind in found.items() if behind})


def theme_bases(session: Session) -> tuple[ThemeBasis, ...]:
    """Return what themes rest on, as others may be told it."""
    usable = tuple(row for row in evidence.findings(session) if row.use is not Use.NEVER)
    homes = len(homes_of(usable, evidence.visits(session)))
    return tuple(
        ThemeBasis(theme_id, *told_counts_of(counted(rows), homes), tuple(row.id for row in rows))
        for theme_id, rows in findings_behind(session).items()
    )
