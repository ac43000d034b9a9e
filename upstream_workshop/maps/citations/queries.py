"""Queries for the findings behind factors and links, which return frozen values."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from sqlalchemy.orm import Session

from upstream_workshop.evidence import queries as evidence
from upstream_workshop.evidence.queries import FindingRow
from upstream_workshop.maps.kinds import Basis
from upstream_workshop.maps.model import FactorFinding, LinkFinding
from upstream_workshop.storage.query_cache import Table, cached

READS: Final = frozenset({"factor_finding", "link_finding"}) | evidence.READS


@dataclass(frozen=True, slots=True)
class Cited:
    """All findings behind factors and links, by the ids of these; also those that may never be used."""

    factors: Mapping[int, tuple[FindingRow, ...]]
    links: Mapping[int, tuple[FindingRow, ...]]


def _pair(_id: int, part_id: int, finding_id: int) -> tuple[int, int]:
    return part_id, finding_id


_FACTORS: Final = Table(_pair, FactorFinding.id, FactorFinding.factor_id, FactorFinding.finding_id)
_LINKS: Final = Table(_pair, LinkFinding.id, LinkFinding.link_id, LinkFinding.finding_id)


def factor_pairs(session: Session) -> Iterable[tuple[int, int]]:
    """Return the ids of factors with those of findings behind them."""
    return _FACTORS(session).values()


def link_pairs(session: Session) -> Iterable[tuple[int, int]]:
    """Return the ids of links with those of findings behind them."""
    return _LINKS(session).values()


@cached(*READS)
def cited(session: Session) -> Cited:
    """Return the findings behind all factors and links of all maps, in the order of the findings."""
    rows = evidence.findings(session)
    return Cited(_behind(rows, factor_pairs(session)), _behind(rows, link_pairs(session)))


@cached("link_finding", "finding", "visit", "source")
def bases(session: Session) -> Mapping[int, Basis]:
    """Return what each link rests on that rests on anything that may be used, by its id."""
    never, disputed = evidence.never_used(session), evidence.disputed(session)
    found: dict[int, Basis] = {}
    for link_id, finding_id in link_pairs(session):
        if finding_id in disputed - never:
            found[link_id] = Basis.CONTESTED
        elif finding_id not in never:
            found.setdefault(link_id, Basis.FOUND)
    return MappingProxyType(found)


def _behind(
    rows: Iterable[FindingRow], pairs: Iterable[tuple[int, int]]
) -> Mapping[int, tuple[FindingRow, ...]]:
    parts: defaultdict[int, list[int]] = defaultdict(list)
    for part_id, finding_id in pairs:
        parts[finding_id].append(part_id)
    found: defaultdict[int, list[FindingRow]] = defaultdict(list)
    for row in rows:
        for part_id in parts.get(row.id, ()):
            found[part_id].append(row)
    return MappingProxyType({part_id: tuple(behind) for part_id, behind in found.items()})
