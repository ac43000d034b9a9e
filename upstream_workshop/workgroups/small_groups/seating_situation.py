"""Who is to be seated in small groups now, and what is known of them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import Final

from sqlalchemy.orm import Session

from upstream_workshop.people.attendance.queries import attendance_of_all_days, is_present
from upstream_workshop.people.introductions.matching import Helper, OfferOrAsk, matches
from upstream_workshop.people.introductions.network import pairs_at
from upstream_workshop.people.introductions.queries import READS_MATCHES, READS_TIES, ties
from upstream_workshop.people.introductions.queries import matches as decided_matches
from upstream_workshop.people.kinds import AttendanceState, MatchState, Phase, SupportKind
from upstream_workshop.people.queries import ParticipantRow, roster, support
from upstream_workshop.workgroups.queries import GONE
from upstream_workshop.workgroups.small_groups import queries
from upstream_workshop.workgroups.small_groups.seats_repair import repaired
from upstream_workshop.workgroups.small_groups.small_group_seating import (
    Ask,
    Pair,
    Round,
    SeatingProblem,
    paired,
    pairs_in,
)

READS: Final = (
    queries.READS | READS_TIES | READS_MATCHES | {"attendance", "peer_support", "interest"}
)


def seating_problem(
    session: Session,
    size: int,
    rounds: int,
    serve_asks: bool = False,
    apart_first: bool = False,
    but: int | None = None,
) -> SeatingProblem:
    """Return the problem of seating the people who are here.

    People who withdrew or left, or are late and have not come, are not included. Who sits together in a
    round that is stored has met.

    serve_asks: whether asks are to meet their likely helpers.
    apart_first: whether two colleagues are worse than two people who meet again.
    but: the id of a stored round that does not count, since it is to be seated anew.
    """
    people = people_here(session)
    met = queries.pairs_seated(session, but)
    known = frozenset(pairs_at(ties(session), Phase.AFTER))
    return SeatingProblem(
        tuple(row.id for row in people),
        size,
        rounds,
        {row.id: row.organisation for row in people},
        met,
        known,
        _asks(session, people, met | known) if serve_asks else (),
        apart_first,
    )


def mended_rounds(session: Session) -> dict[int, Round]:
    """Return the rounds to come as they are with the people here now, by the id of those that change.

    Each is mended by the fewest moves; of these, so that few sit with somebody they met.
    """
    rows = queries.small_group_rounds(session)
    seated = {row.id: row.seating for row in rows}
    here = frozenset(one.id for one in people_here(session))
    mended: dict[int, Round] = {}
    for row in rows:
        if row.held or not here or here == {one for group in row.seating for one in group}:
            continue
        others = (groups for id_, groups in seated.items() if id_ != row.id)
        problem = replace(seating_problem(session, row.size, 1), met=frozenset(pairs_in(others)))
        seated[row.id] = mended[row.id] = repaired(row.seating, problem)
    return mended


def people_here(session: Session) -> tuple[ParticipantRow, ...]:
    """Return the people who can be seated, by name: not who is gone, or late and not here yet."""
    last = {row.participant_id: row for row in attendance_of_all_days(session)}
    away = {
        id_
        for id_, row in last.items()
        if row.state in GONE or (row.state == AttendanceState.LATE and not is_present(row))
    }
    return tuple(row for row in roster(session) if row.id not in away)


def _asks(
    session: Session, people: tuple[ParticipantRow, ...], acquainted: frozenset[Pair]
) -> tuple[Ask, ...]:
    """Return the asks of these people with their helpers, who are neither colleagues nor acquainted.

    Where a helper is confirmed, only the confirmed ones are; else those who are likely.
    """
    homes = {row.id: row.organisation for row in people}
    confirmed, likely = _confirmed(session), _likely(session, people)
    found = []
    for row in support(session):
        asker = row.participant_id
        if row.kind != SupportKind.ASK or asker not in homes:
            continue
        helpers = frozenset(
            one
            for one in (confirmed if row.id in confirmed else likely).get(row.id, ())
            if one in homes
            and not homes[one] == homes[asker] != ""
            and paired(one, asker) not in acquainted
        )
        if helpers:
            found.append(Ask(row.id, asker, helpers))
    return tuple(found)


def _confirmed(session: Session) -> dict[int, set[int]]:
    """Return the ids of the confirmed helpers by the id of the ask."""
    found: defaultdict[int, set[int]] = defaultdict(set)
    for one in decided_matches(session):
        if one.state == MatchState.CONFIRMED:
            found[one.ask_id].add(one.helper_id)
    return found


def _likely(session: Session, people: tuple[ParticipantRow, ...]) -> dict[int, set[int]]:
    """Return the ids of the likely helpers by the id of the ask, without those who were decided on."""
    here = {row.id for row in people}
    rows = [row for row in support(session) if row.participant_id in here]
    asks, offers = (
        [OfferOrAsk(row.id, row.participant_id, row.text) for row in rows if row.kind == kind]
        for kind in (SupportKind.ASK, SupportKind.OFFER)
    )
    helpers = [Helper(row.id, row.organisation, row.interests) for row in people]
    decided = {(one.ask_id, one.helper_id) for one in decided_matches(session)}
    found: defaultdict[int, set[int]] = defaultdict(set)
    for match in matches(asks, offers, helpers, decided):
        found[match.ask_id].add(match.helper_id)
    return found
