"""Texts about ranks, proposals and moves."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Final

from resources.words import count, say
from upstream_workshop.workgroups.kinds import PlacementStatus
from upstream_workshop.workgroups.queries import WorkgroupRow
from upstream_workshop.workgroups.rules import Placement, Problem, seats_by_person
from upstream_workshop.workgroups.situation import MoveEffect

_NAMED: Final = 8  # names of people without a choice


def ordinal(rank: int) -> str:
    """Return a rank from 1 to 5 for a narrow column: 1st, 2nd …"""
    return (say("1st"), say("2nd"), say("3rd"), say("4th"), say("5th"))[rank - 1]


def rank_word(rank: int) -> str:
    """Return a rank from 1 to 5 for a sentence: first, second …"""
    return (say("first"), say("second"), say("third"), say("fourth"), say("fifth"))[rank - 1]


def placed(
    groups: Sequence[WorkgroupRow], choosers: frozenset[int], away: frozenset[int] = frozenset()
) -> str:
    """Return how many have a seat, and in which choice: `37 placed · 28 first, 7 second choice`.

    choosers: the ids of the people who have made choices.
    away: the ids of the people who withdrew or left, who do not count.
    """
    everybody = [member for group in groups for member in group.members]
    members = [member for member in everybody if member.participant_id not in away]
    ranks = Counter(member.rank for member in members if member.rank is not None)
    outside = sum(one.rank is None and one.participant_id in choosers for one in members)
    parts = [f"{ranks[rank]} {rank_word(rank)}" for rank in sorted(ranks)]
    words = [say("{n} placed", n=len(members))]
    if parts:
        words.append(say("{ranks} choice", ranks=", ".join(parts)))
    if outside:
        words.append(say("{n} outside their choices", n=outside))
    return " · ".join(words)


def promised(problem: Problem, placement: Placement) -> str:
    """Return what a proposal would give to everybody, in the order of the objective."""
    outside, worst, _, pairs = placement.objective[:4]
    unsaid = sum(not person.choices for person in problem.people)
    at = seats_by_person(placement.seats)
    best = (min(filter(None, map(one.rank, at[one.id])), default=0) for one in problem.people)
    ranks = Counter(best)
    got = [f"{ranks[n]} {rank_word(n)}" for n in range(1, worst + 1) if ranks[n]]
    fewest = placement.status != PlacementStatus.TIME_LIMIT or placement.bound[:1] == (outside,)
    lines = [_outside(outside, unsaid, len(problem.people), fewest)]
    if got:
        lines.append(
            say(
                "Choices met: {ranks}; nobody below {worst}.",
                ranks=", ".join(got),
                worst=ordinal(worst),
            )
        )
    meetings = (
        say("No two people of one organisation share a group."),
        say("Two colleagues share a group once."),
    )
    many = say("Two colleagues share a group {n} times.", n=pairs)
    lines.append(meetings[pairs] if pairs < len(meetings) else many)
    lines += [
        count(
            alike,
            "Two people of one {trait} share a group once.",
            "Two people of one {trait} share a group {n} times.",
            trait=say("region or role"),
        )
        for alike in placement.objective[4:]
    ]
    return " ".join(lines)


def _outside(outside: int, unsaid: int, people: int, fewest: bool) -> str:
    """Return how many sit outside their choices, whether it can be fewer, and how many made none."""
    if unsaid == people:
        return say("Nobody has chosen anything: these groups keep the rules and meet no wish.")
    words = (
        say("Nobody who chose is left outside their choices.")
        if not outside
        else say("{n} outside all their choices; it cannot be fewer.", n=outside)
        if fewest
        else say("{n} outside all their choices.", n=outside)
    )
    if not unsaid:
        return words
    more = count(
        unsaid,
        "{n} person chose nothing, and sits where there was room.",
        "{n} people chose nothing, and sit where there was room.",
    )
    return f"{words} {more}"


def taken_over(taken: int, without: Sequence[str]) -> str:
    """Return how many people's choices a ballot gave, and who has none."""
    words = count(taken, "{n} person's choices taken over.", "{n} people's choices taken over.")
    if not without:
        return words
    named = ", ".join(without[:_NAMED])
    if len(without) > _NAMED:
        named = say("{names} and {n} more", names=named, n=len(without) - _NAMED)
    return say("{taken} Without any choice: {names}.", taken=words, names=named)


def move_effect_words(effect: MoveEffect) -> str:
    """Return what a move would do to choices, colleagues, sizes and rules."""
    parts = [_rank_change(effect)]
    if effect.colleagues:
        names = ", ".join(effect.colleagues)
        parts.append(say("meets {names} of the same organisation", names=names))
    if effect.left_behind is None:
        parts.append(say("the group becomes {n}", n=effect.joined))
    else:
        sizes = {"left": effect.left_behind, "joined": effect.joined}
        parts.append(say("sizes {left} and {joined}", **sizes))
    if effect.broken:
        parts.append(say("breaks: {rules}", rules="; ".join(effect.broken)))
    return ", ".join(parts) + "."


def _rank_change(effect: MoveEffect) -> str:
    def words(rank: int | None) -> str:
        return say("{rank} choice", rank=rank_word(rank)) if rank else say("not chosen")

    if effect.left_behind is None:
        return words(effect.rank_after)
    if effect.rank_before == effect.rank_after:
        return say("still {rank}", rank=words(effect.rank_after))
    return say(
        "{new} instead of {old}", new=words(effect.rank_after), old=words(effect.rank_before)
    )
