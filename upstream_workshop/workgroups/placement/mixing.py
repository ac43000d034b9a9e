"""How many pairs of people of one organisation, or of one trait, share a group: as columns and rows.

The number of pairs among m people, m (m - 1) / 2, bends upwards, so that it is the least number over a few
straight lines: k m - k (k + 1) / 2 is the number of pairs for m = k and m = k + 1, and less for all others.
Rows for the lines near an even share are there from the start, and others are added where they are needed.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial

from upstream_workshop.workgroups.placement.alike import Kind
from upstream_workshop.workgroups.placement.programme import Programme, Values
from upstream_workshop.workgroups.placement.seating import Seating


@dataclass(frozen=True, slots=True)
class _Gathering:
    """The people of one organisation or trait in one group.

    members: the columns of these people.
    pairs: the column of their pairs, which is at least the true number on each line that is `drawn`.
    """

    members: dict[int, float]
    pairs: int
    drawn: set[int] = field(default_factory=set)


class Mixing:
    """The pairs of one organisation or trait; `of` returns it for a kind, blank for none.

    `costs` has a column for each number of pairs; it is empty where no two people can meet.
    """

    def __init__(self, seating: Seating, programme: Programme, of: Callable[[Kind], str]) -> None:
        self._programme = programme
        self._gatherings: list[_Gathering] = []
        for shared in sorted({of(party.like.kind) for party in seating.parties} - {""}):
            self._gather(seating, partial(_shares, of, shared))
        self.costs = {one.pairs: 1.0 for one in self._gatherings}

    def bend(self, values: Values) -> bool:
        """Add lines where a solution counts fewer pairs than there are; return whether there were any."""
        low = [
            (one, many)
            for one in self._gatherings
            if (many := round(sum(values[column] for column in one.members))) > 1
            and many * (many - 1) / 2 > values[one.pairs] + 0.5
        ]
        for one, many in low:
            self._draw(one, many - 1)
            self._draw(one, many)
        return bool(low)

    def _gather(self, seating: Seating, who: Callable[[Kind], bool]) -> None:
        topics = seating.problem.topics
        people = sum(len(one.people) for one in seating.parties if who(one.like.kind))
        share = max(people // len(topics), 1)
        for topic in topics:
            room = seating.room(topic.id, who)
            if room > 1:
                pairs = self._programme.column(room * room, whole=False)
                one = _Gathering(seating.among(topic.id, who), pairs)
                self._gatherings.append(one)
                self._draw(one, share)
                self._draw(one, share + 1)

    def _draw(self, one: _Gathering, line: int) -> None:
        if line not in one.drawn:
            one.drawn.add(line)
            slope = {column: -float(line) for column in one.members}
            self._programme.row({one.pairs: 1.0} | slope, low=-line * (line + 1) / 2)


def _shares(of: Callable[[Kind], str], shared: str, kind: Kind) -> bool:
    return of(kind) == shared
