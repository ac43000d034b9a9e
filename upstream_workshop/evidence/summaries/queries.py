"""Queries for the summaries of cells of the matrix, and whether they are stale."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from sqlalchemy import select
from sqlalchemy.orm import Session

from upstream_workshop.evidence import patterns
from upstream_workshop.evidence.codebook.queries import codes
from upstream_workshop.evidence.model import CellSummary
from upstream_workshop.evidence.patterns import Key
from upstream_workshop.evidence.queries import READS, FindingRow, findings
from upstream_workshop.storage.query_cache import cached


@dataclass(frozen=True, slots=True)
class SummaryRow:
    """What an organisation says of a code, in one line.

    stale: whether its findings differ from those that the line was written on.
    """

    organisation_id: int
    code_id: int
    text: str
    stale: bool


def digest(rows: Iterable[FindingRow]) -> str:
    """Return a digest of what findings say, which differs as soon as one is added, gone or reworded."""
    said = sorted((row.id, row.text, row.quote, row.standing) for row in rows)
    return hashlib.sha256(json.dumps(said, ensure_ascii=False).encode()).hexdigest()[:16]


def in_cell(session: Session, organisation_id: int, code_id: int) -> tuple[FindingRow, ...]:
    """Return the findings of an organisation that have a code or one below it."""
    keys_of = patterns.by_code(codes(session)).keys_of
    return tuple(
        row
        for row in findings(session)
        if row.organisation_id == organisation_id and code_id in keys_of(row)
    )


@cached("cell_summary", *READS)
def summaries(session: Session) -> Mapping[tuple[Key, Key], SummaryRow]:
    """Return all summaries by the ids of code and organisation."""
    columns = (
        CellSummary.organisation_id, CellSummary.code_id, CellSummary.text, CellSummary.seen
    )  # fmt: skip
    written = session.execute(select(*columns).order_by(CellSummary.id)).all()
    if not written:
        return MappingProxyType({})
    keys_of = patterns.by_code(codes(session)).keys_of
    wanted = {(row.code_id, row.organisation_id): row for row in written}
    cells: dict[tuple[Key, Key], list[FindingRow]] = {cell: [] for cell in wanted}
    for one in findings(session):
        for code_id in keys_of(one):
            if (code_id, one.organisation_id or 0) in cells:
                cells[code_id, one.organisation_id or 0].append(one)
    return MappingProxyType(
        {
            cell: SummaryRow(
                row.organisation_id, row.code_id, row.text, row.seen != digest(cells[cell])
            )
            for cell, row in wanted.items()
        }
    )
