"""Queries for rounds of small groups, which return frozen values."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from upstream_workshop.agenda.queries import agenda
from upstream_workshop.people.queries import roster
from upstream_workshop.people.rules import folded
from upstream_workshop.storage.query_cache import cached
from upstream_workshop.workgroups.model import SmallGroupRound, SmallGroupSeat
from upstream_workshop.workgroups.small_groups.small_group_seating import Pair, Round, pairs_in

READS: Final = frozenset({"small_group_round", "small_group_seat", *roster.reads, *agenda.reads})


@dataclass(frozen=True, slots=True)
class SmallGroupSeatRow:
    """A person in a small group."""

    participant_id: int
    name: str
    organisation: str


@dataclass(frozen=True, slots=True)
class SmallGroupRow:
    """A small group; its number is 1 for the first."""

    number: int
    seats: tuple[SmallGroupSeatRow, ...]


@dataclass(frozen=True, slots=True)
class SmallGroupRoundRow:
    """A round of small groups.

    number: its place among all rounds, 1 for the first.
    title: what it is called, such as the format that is played.
    block_id, block: the block of the agenda it belongs to, with its title; None and blank without one.
    held: whether it took place.
    """

    id: int
    number: int
    title: str
    size: int
    held: bool
    block_id: int | None
    block: str
    groups: tuple[SmallGroupRow, ...]

    @property
    def seating(self) -> Round:
        """The ids of the people in each group."""
        return tuple(tuple(seat.participant_id for seat in group.seats) for group in self.groups)


@cached(*READS)
def small_group_rounds(session: Session) -> tuple[SmallGroupRoundRow, ...]:
    """Return all rounds in order, with the members of each group by name."""
    people = {row.id: row for row in roster(session)}
    titles = {block.id: block.title for block in agenda(session)}
    seats: defaultdict[int, defaultdict[int, list[SmallGroupSeatRow]]] = defaultdict(
        lambda: defaultdict(list)
    )
    for seat in session.execute(select(*SmallGroupSeat.__table__.c)):
        one = people[seat.participant_id]
        row = SmallGroupSeatRow(one.id, one.name, one.organisation)
        seats[seat.round_id][seat.group_number].append(row)
    order = select(*SmallGroupRound.__table__.c).order_by(
        SmallGroupRound.position, SmallGroupRound.id
    )
    return tuple(
        SmallGroupRoundRow(
            row.id,
            number,
            row.title,
            row.size,
            row.held,
            row.block_id,
            titles.get(row.block_id, ""),
            tuple(
                SmallGroupRow(each, tuple(sorted(members, key=_by_name)))
                for each, members in sorted(seats[row.id].items())
            ),
        )
        for number, row in enumerate(session.execute(order), 1)
    )


def pairs_seated(session: Session, but: int | None = None) -> frozenset[Pair]:
    """Return the pairs that sit together in any round.

    but: the id of a round that does not count.
    """
    rounds = (row for row in small_group_rounds(session) if row.id != but)
    return frozenset(pairs_in(row.seating for row in rounds))


def _by_name(seat: SmallGroupSeatRow) -> tuple[str, int]:
    return folded(seat.name), seat.participant_id
