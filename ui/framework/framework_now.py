"""What the Framework page shows, read at one moment."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from sqlalchemy.orm import Session

from upstream_workshop.evidence import queries as evidence
from upstream_workshop.evidence.kinds import Use
from upstream_workshop.evidence.queries import FindingRow, VisitRow
from upstream_workshop.evidence.report import homes_of
from upstream_workshop.framework import queries
from upstream_workshop.framework.queries import FrameRow, StatementRow
from upstream_workshop.framework.rules import Support, support


@dataclass(frozen=True)
class FrameworkNow:
    """All frames, with all findings and visits."""

    frames: tuple[FrameRow, ...] = ()
    findings: tuple[FindingRow, ...] = ()
    visits: tuple[VisitRow, ...] = ()

    def frame(self, frame_id: int | None) -> FrameRow | None:
        """Return a frame by its id, the first one if that is not there, None if there is none."""
        own = (one for one in self.frames if one.id == frame_id)
        return next(own, self.frames[0] if self.frames else None)

    @cached_property
    def usable(self) -> tuple[FindingRow, ...]:
        """The findings that a statement can rest on."""
        return tuple(one for one in self.findings if one.use is not Use.NEVER)

    @cached_property
    def homes(self) -> tuple[tuple[int, str], ...]:
        """Id and name of each organisation that was visited or has findings, by name."""
        return homes_of(self.usable, self.visits)

    def support(self, statements: Iterable[StatementRow]) -> Support:
        """Return what statements rest on."""
        return support(statements, self._by_id, self.homes)

    @cached_property
    def _by_id(self) -> Mapping[int, FindingRow]:
        return {one.id: one for one in self.findings}


def read_now(session: Session) -> FrameworkNow:
    """Return what is there now."""
    return FrameworkNow(
        queries.frames(session), evidence.findings(session), evidence.visits(session)
    )
