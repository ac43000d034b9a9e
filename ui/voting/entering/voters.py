"""The people of a named ballot, as its entry needs them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from ui.kit.desk import Desk
from upstream_workshop.people import queries as people
from upstream_workshop.voting.papers import electorate
from upstream_workshop.voting.queries import BallotRow


@dataclass(frozen=True, slots=True)
class Voters:
    """The people of a named ballot.

    names: the names of all people by id.
    may: the names of those who may still give in a paper or correct theirs, by id.
    waiting: who has given in none.
    """

    names: Mapping[int, str] = field(default_factory=dict)
    may: Mapping[int, str] = field(default_factory=dict)
    waiting: tuple[str, ...] = ()


NOBODY: Final = Voters()


def voters_of(desk: Desk, ballot: BallotRow) -> Voters:
    """Return the people of a named ballot; nobody of a secret one."""
    if ballot.secret:
        return NOBODY
    return Voters(
        {row.id: row.name for row in desk.ask(people.roster)},
        desk.ask(electorate.who_may, ballot),
        desk.ask(electorate.without_paper, ballot.id),
    )
