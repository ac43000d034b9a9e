"""The page's sentences about ranks, proposals and moves, in plain words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from upstream_workshop.workgroups.kinds import PlacementStatus
from upstream_workshop.workgroups.queries import WorkgroupRow
from upstream_workshop.workgroups.rules import Placement, Problem
from upstream_workshop.workgroups.situation import MoveEffect


def tr(text: str) -> str:
    """Translated in the context of this room."""
    return QCoreApplication.translate("Workgroups", text)


def ordinal(rank: int) -> str:
    """1st, 2nd … as in a narrow column."""
    return (tr("1st"), tr("2nd"), tr("3rd"), tr("4th"), tr("5th"))[rank - 1]


def rank_word(rank: int) -> str:
    """First, second … as in a sentence."""
    return (tr("first"), tr("second"), tr("third"), tr("fourth"), tr("fifth"))[rank - 1]


def placed(groups: Sequence[WorkgroupRow], choosers: frozenset[int]) -> str:
    """How many sit, and in which of their choices: `37 placed · 28 first, 7 second choice`."""
    members = [member for group in groups for member in group.members]
    ranks = Counter(member.rank for member in members if member.rank is not None)
    outside = sum(one.rank is None and one.participant_id in choosers for one in members)
    parts = [f"{ranks[rank]} {rank_word(rank)}" for rank in sorted(ranks)]
    words = [tr("{n} placed").format(n=len(members))]
    if parts:
        words.append(tr("{ranks} choice").format(ranks=", ".join(parts)))
    if outside:
        words.append(tr("{n} outside their choices").format(n=outside))
    return " · ".join(words)


def promised(problem: Problem, placement: Placement) -> str:
    """What a proposal would give everybody, in the order of the objective."""
    outside, worst, _, pairs = placement.objective
    at = dict(placement.seats)
    ranks = Counter(person.rank(at[person.id]) for person in problem.people if person.choices)
    got = [f"{ranks[n]} {rank_word(n)}" for n in range(1, worst + 1) if ranks[n]]
    lines = [
        tr("Nobody who chose is left outside their choices.")
        if not outside
        else tr("{n} outside all their choices; it cannot be fewer.").format(n=outside)
    ]
    if got:
        said = tr("Choices met: {ranks}; nobody below {worst}.")
        lines.append(said.format(ranks=", ".join(got), worst=ordinal(worst)))
    meetings = (
        tr("No two people of one organisation share a group."),
        tr("Two colleagues share a group once."),
    )
    many = tr("Two colleagues share a group {n} times.").format(n=pairs)
    lines.append(meetings[pairs] if pairs < len(meetings) else many)
    return " ".join(lines)


def proof(placement: Placement) -> str:
    """Whether it can be done better."""
    if placement.status == PlacementStatus.OPTIMAL:
        return tr("Proven best under these rules")
    return tr("Best found in a minute, not proven")


def told(effect: MoveEffect) -> str:
    """What a move would do to choices, colleagues, sizes and rules."""
    parts = [_rank_change(effect)]
    if effect.colleagues:
        names = ", ".join(effect.colleagues)
        parts.append(tr("meets {names} of the same organisation").format(names=names))
    if effect.left_behind is None:
        parts.append(tr("the group becomes {n}").format(n=effect.joined))
    else:
        sizes = tr("sizes {left} and {joined}")
        parts.append(sizes.format(left=effect.left_behind, joined=effect.joined))
    if effect.broken:
        parts.append(tr("breaks: {rules}").format(rules="; ".join(effect.broken)))
    return ", ".join(parts) + "."


def _rank_change(effect: MoveEffect) -> str:
    def words(rank: int | None) -> str:
        return tr("{rank} choice").format(rank=rank_word(rank)) if rank else tr("not chosen")

    if effect.left_behind is None:
        return words(effect.rank_after)
    if effect.rank_before == effect.rank_after:
        return tr("still {rank}").format(rank=words(effect.rank_after))
    return tr("{new} instead of {old}").format(
        new=words(effect.rank_after), old=words(effect.rank_before)
    )
