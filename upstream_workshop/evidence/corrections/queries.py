"""The query for what was said of findings."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from sqlalchemy import select
from sqlalchemy.orm import Session

from upstream_workshop.evidence.kinds import Standing
from upstream_workshop.evidence.model import Correction
from upstream_workshop.storage.query_cache import cached


@dataclass(frozen=True, slots=True)
class CorrectionRow:
    """A correction of a finding: what was said, by whom, and the wording before an amendment."""

    id: int
    finding_id: int
    standing: Standing
    said: str
    role: str
    before: str


@cached("correction")
def corrections(session: Session) -> Mapping[int, tuple[CorrectionRow, ...]]:
    """Return the corrections of each finding that has any, by its id, the first one first."""
    columns = (
        Correction.id,
        Correction.finding_id,
        Correction.standing,
        Correction.said,
        Correction.role,
        Correction.before,
    )
    found: defaultdict[int, list[CorrectionRow]] = defaultdict(list)
    for row in session.execute(select(*columns).order_by(Correction.id)):
        found[row.finding_id].append(CorrectionRow(*row))
    return MappingProxyType({id_: tuple(rows) for id_, rows in found.items()})
