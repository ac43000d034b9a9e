"""Queries for the rules of placing, which return frozen values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from upstream_workshop.people.queries import roster
from upstream_workshop.storage.query_cache import cached
from upstream_workshop.workgroups.kinds import PairKind, Trait
from upstream_workshop.workgroups.model import PairRule, PlacingRules
from upstream_workshop.workgroups.queries import gone
from upstream_workshop.workgroups.rules import default_sizes
from upstream_workshop.workgroups.topics import topics

_PRESENT: Final = (*roster.reads, "attendance")


@dataclass(frozen=True, slots=True)
class RulesRow:
    """The rules of placing.

    per_person: how many groups a person may be in; None: as many as anybody is in now.
    spread: what is spread over the groups besides organisations.
    """

    minimum: int = 3
    maximum: int = 10
    per_organisation: int | None = None
    needs_lead: bool = False
    per_person: int | None = None
    spread: Trait | None = None


@dataclass(frozen=True, slots=True)
class PairRow:
    """Two people who must be in one group, or must not."""

    kind: PairKind
    first_id: int
    second_id: int
    first: str
    second: str


@cached("placing_rules", "choice", "theme", "workgroup", *_PRESENT)
def placing_rules(session: Session) -> RulesRow:
    """Return the saved rules, or sizes that suit the people to place and their themes."""
    saved = session.scalars(select(PlacingRules).order_by(PlacingRules.id)).first()
    if saved is None:
        people = len({row.id for row in roster(session)} - gone(session))
        return RulesRow(*default_sizes(people, len(topics(session))))
    return RulesRow(
        saved.minimum,
        saved.maximum,
        saved.per_organisation,
        saved.needs_lead,
        saved.per_person,
        saved.spread,
    )


@cached("pair_rule", *roster.reads)
def pair_rules(session: Session) -> tuple[PairRow, ...]:
    """Return the pairs to keep together or apart, sorted by kind and then by name."""
    names = {person.id: person.name for person in roster(session)}
    rows = (
        PairRow(
            pair.kind, pair.first_id, pair.second_id, names[pair.first_id], names[pair.second_id]
        )
        for pair in session.scalars(select(PairRule))
    )
    return tuple(sorted(rows, key=lambda row: (row.kind, row.first, row.second)))
