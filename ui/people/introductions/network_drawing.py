"""The network as nodes and ties to draw."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ui.people.groups import Group
from ui.people.introductions.network_painting import Node, Tie
from ui.people.snapshot import PeopleNow
from ui.people.study import Study
from upstream_workshop.people.introductions.network import TieRow, pairs_at, stands
from upstream_workshop.people.kinds import (
    Phase,
    TieKind,
)
from upstream_workshop.people.rules import initials


def nodes_of(
    now: PeopleNow,
    found: Study,
    phase: Phase,
    groups: Sequence[Group],
    place: Mapping[int, int],
) -> dict[int, Node]:
    """Return a node for each person, marked by their position in the network at one time.

    now: the snapshot.
    found: the network computed from it.
    phase: the time.
    groups, place: the groups, and the index of each person's group, from `groups_of`.
    """
    figures = found.after if phase == Phase.AFTER else found.before
    alone, bridging = set(figures.isolates), set(figures.bridging)
    return {
        line.id: Node(
            line.id,
            line.person.name,
            initials(line.person.name),
            found.places[line.id],
            groups[place[line.id]].tone,
            groups[place[line.id]].shape,
            line.id in alone,
            line.id in bridging,
        )
        for line in now.lines
        if line.id in found.places
    }


def ties_of(now: PeopleNow, found: Study, phase: Phase) -> tuple[Tie, ...]:
    """Return the ties at one time, only the strongest of each pair.

    Those of the present time include meetings that are wanted and have not taken place.
    """
    sole = set((found.after if phase == Phase.AFTER else found.before).bridges)
    tied = pairs_at(now.ties, phase)
    drawn: dict[tuple[int, int], TieRow] = {}
    for tie in sorted(now.ties, key=_strength):
        wish = (
            phase == Phase.AFTER
            and tie.kind == TieKind.MEET
            and not tie.dismissed
            and tie.pair not in tied
        )
        if stands(tie, phase) or wish:
            drawn[tie.pair] = tie
    return tuple(
        Tie(
            pair,
            (tie.first_id, tie.second_id),
            found.places[tie.first_id],
            found.places[tie.second_id],
            tie.kind,
            tie.phase,
            tied.get(pair, True),
            pair in sole,
        )
        for pair, tie in drawn.items()
        if pair[0] in found.places and pair[1] in found.places
    )


def _strength(tie: TieRow) -> tuple[int, bool]:
    """Return the sort key of a tie: meetings first, then knowing, then working.

    Of the same kind, a tie from before comes last, so that it is drawn instead of a new one.
    """
    return ({TieKind.MEET: 0, TieKind.KNOW: 1, TieKind.WORK: 2}[tie.kind], tie.phase != Phase.AFTER)
