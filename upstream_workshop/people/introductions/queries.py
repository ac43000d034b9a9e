"""Queries for ties between people, and for decisions about who helps whom."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from upstream_workshop.people.introductions.network import TieRow as TieRow
from upstream_workshop.people.kinds import MatchState
from upstream_workshop.people.model import Introduction, SupportMatch
from upstream_workshop.storage.query_cache import cached

READS_TIES: Final = frozenset({"introduction"})
READS_MATCHES: Final = frozenset({"support_match"})


@dataclass(frozen=True, slots=True)
class MatchRow:
    """The decision about an ask and a person who may answer it, with the reason."""

    ask_id: int
    helper_id: int
    state: MatchState
    reason: str


@cached("introduction")
def ties(session: Session) -> tuple[TieRow, ...]:
    """Return all ties in the order in which they were added."""
    columns = (
        Introduction.id,
        Introduction.first_id,
        Introduction.second_id,
        Introduction.kind,
        Introduction.phase,
        Introduction.mutual,
        Introduction.dismissed,
    )
    found = session.execute(select(*columns).order_by(Introduction.id))
    return tuple(TieRow(*row) for row in found)


@cached("support_match")
def matches(session: Session) -> tuple[MatchRow, ...]:
    """Return the decisions about asks and their helpers in the order in which they were added."""
    found = session.scalars(select(SupportMatch).order_by(SupportMatch.id))
    return tuple(MatchRow(one.ask_id, one.helper_id, one.state, one.reason) for one in found)
