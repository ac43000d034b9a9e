"""What documents tell of the event and its agenda, read once."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy.orm import Session

from upstream_workshop.agenda import queries
from upstream_workshop.agenda.queries import ResidentialRow
from upstream_workshop.agenda.rules import BlockRow


@dataclass(frozen=True, slots=True)
class AgendaReport:
    """The event and its blocks, as planned and as they really were."""

    event: ResidentialRow
    agenda: tuple[BlockRow, ...]


def read(session: Session) -> AgendaReport:
    """Everything documents tell of the event."""
    return AgendaReport(queries.residential(session), queries.agenda(session))
