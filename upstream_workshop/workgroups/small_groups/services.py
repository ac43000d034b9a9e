"""Services of small groups: store rounds, seat them anew, note who met.

Each service writes in the transaction of `session`. It raises WorkshopError if a row with an id that it was
given is not there.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from resources.words import say
from upstream_workshop.agenda.planning.sequence import the_block
from upstream_workshop.errors import WorkshopError
from upstream_workshop.letters import one_line
from upstream_workshop.people.introductions.network import pairs_at
from upstream_workshop.people.introductions.queries import ties
from upstream_workshop.people.introductions.services import note_tie
from upstream_workshop.people.kinds import Phase, TieKind
from upstream_workshop.workgroups.model import SmallGroupRound, SmallGroupSeat
from upstream_workshop.workgroups.records import person_of
from upstream_workshop.workgroups.small_groups.seating_situation import mended_rounds
from upstream_workshop.workgroups.small_groups.small_group_seating import pairs_in


def add_small_group_rounds(
    session: Session,
    rounds: Sequence[Sequence[Sequence[int]]],
    size: int,
    title: str = "",
    block_id: int | None = None,
) -> tuple[int, ...]:
    """Add rounds after those there are and return their ids.

    rounds: the ids of the people in each group of each round.
    size: how many were to sit together.
    title: what the rounds are called.
    block_id: the block of the agenda they belong to, or None.

    Raises WorkshopError: when a round is empty or somebody has two places in it.
    """
    if block_id is not None:
        the_block(session, block_id)
    last = session.scalar(select(func.max(SmallGroupRound.position))) or 0
    added = []
    for position, groups in enumerate(rounds, last + 1):
        row = SmallGroupRound(
            block_id=block_id, title=one_line(title), position=position, size=size
        )
        session.add(row)
        session.flush()
        _seat(session, row.id, groups)
        added.append(row.id)
    return tuple(added)


def seat_small_group_round(
    session: Session, round_id: int, groups: Sequence[Sequence[int]]
) -> None:
    """Seat the people of a round anew.

    groups: the ids of the people in each group.

    Raises WorkshopError: when the round is empty or somebody has two places in it.
    """
    _round_of(session, round_id)
    session.execute(delete(SmallGroupSeat).where(SmallGroupSeat.round_id == round_id))
    _seat(session, round_id, groups)


def repair_small_group_rounds(session: Session) -> int:
    """Seat the rounds to come with the people here now, by the fewest moves; return how many changed."""
    mended = mended_rounds(session)
    for round_id, groups in mended.items():
        seat_small_group_round(session, round_id, groups)
    return len(mended)


def hold_small_group_round(session: Session, round_id: int) -> int:
    """Mark a round as held and note that those met who sat together; return the number of new ties.

    Pairs that are tied already are left as they are.
    """
    row = _round_of(session, round_id)
    row.held = True
    known = pairs_at(ties(session), Phase.AFTER)
    met = [pair for pair in sorted(_pairs_of(session, round_id)) if pair not in known]
    for first, second in met:
        note_tie(session, first, second, TieKind.KNOW, Phase.AFTER)
    return len(met)


def remove_small_group_round(session: Session, round_id: int) -> None:
    """Delete a round; that people met in it stays noted."""
    session.delete(_round_of(session, round_id))


def _pairs_of(session: Session, round_id: int) -> set[tuple[int, int]]:
    groups: dict[int, list[int]] = {}
    rows = select(SmallGroupSeat).where(SmallGroupSeat.round_id == round_id)
    for seat in session.scalars(rows):
        groups.setdefault(seat.group_number, []).append(seat.participant_id)
    return set(pairs_in([tuple(map(tuple, groups.values()))]))


def _seat(session: Session, round_id: int, groups: Iterable[Sequence[int]]) -> None:
    seats = [(one, number) for number, group in enumerate(groups, 1) for one in group]
    people = [one for one, _ in seats]
    if not people:
        raise WorkshopError(say("A round of small groups needs people: check some in first."))
    if len(set(people)) < len(people):
        raise WorkshopError(say("A person has one place in a round: seat the round again."))
    for one, number in seats:
        person_of(session, one)
        session.add(SmallGroupSeat(round_id=round_id, participant_id=one, group_number=number))
    session.flush()


def _round_of(session: Session, round_id: int) -> SmallGroupRound:
    found = session.get(SmallGroupRound, round_id)
    if found is None:
        raise WorkshopError(
            say("That round of small groups is no longer there: look at the list again.")
        )
    return found
