"""What the sheet of a proposal says: what it gives, who moves and why, and the ways out of a conflict."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from resources.words import count, say
from ui.workgroups.proposals.proven_words import how_far, proof
from ui.workgroups.wording import ordinal, promised, rank_word
from upstream_workshop.workgroups.kinds import PlacementStatus, RuleKind
from upstream_workshop.workgroups.repairing.absent_members import Succession
from upstream_workshop.workgroups.repairing.moves import Move
from upstream_workshop.workgroups.rules import (
    Placement,
    Problem,
    WayOut,
    named_groups,
    without_group,
)

NOTHING: Final[Mapping[int, str]] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class ProposalWords:
    """The texts of the sheet, and its tone."""

    title: str
    summary: str
    moves: str = ""
    groups: str = ""
    tone: str = "river"


def words_of(
    problem: Problem,
    placement: Placement,
    moves: Sequence[Move],
    lost: Sequence[Succession] = (),
    removed: Mapping[int, str] = NOTHING,
    searching: bool = False,
) -> ProposalWords:
    """Return what to say of a placement, or of why there is none.

    moves: who would leave the present groups for which; in a repair all of them, with their reasons.
    lost: the groups whose lead is gone; a repair replaces it.
    removed: the titles of the present groups that are left without anybody, by topic.
    searching: whether the search goes on.
    """
    if placement.seats:
        groups = named_groups(problem, placement)
        sizes = " · ".join(f"{title} {len(members)}" for title, members in groups)
        repair = bool(problem.now)
        title = say("Repair with the fewest moves") if repair else proof(placement)
        if searching:
            title = say("Still looking: the best so far")
        parts = (
            _left_out(problem),
            _without_group(problem, placement, removed),
            _changes(moves, repair),
            promised(problem, placement),
            how_far(placement),
        )
        lines = "\n".join([*(_heir(one) for one in lost), *(_move(one, repair) for one in moves)])
        return ProposalWords(title, " ".join(filter(None, parts)), lines, sizes)
    if placement.status == PlacementStatus.INFEASIBLE:
        summary = f"{_left_out(problem)} {'; '.join(placement.conflict)}.".strip()
        cause = f"{_cause(problem)} {_what_now(placement)}"
        return ProposalWords(say("These rules cannot all hold"), summary, "", cause, "rose")
    return ProposalWords(
        say("Nothing found in a minute"), say("Loosen a rule and propose again."), tone="sun"
    )


def way_words(way: WayOut) -> str:
    """Return the text of the button that takes a way out of a conflict, with what that costs."""
    return say("{change}: {cost}", change=_change(way), cost=_cost(way))


def _change(way: WayOut) -> str:
    match way.rule.kind:
        case RuleKind.MINIMUM:
            return say("Let a group have {n} or more", n=way.number)
        case RuleKind.MAXIMUM:
            return say("Let a group have up to {n}", n=way.number)
        case RuleKind.ORGANISATION:
            return say("Allow {n} from one organisation", n=way.number)
        case RuleKind.LEAD:
            return say("Do without a willing lead in each group")
        case RuleKind.AT_ONCE:
            return say("{rule}: leave the hour of the second open", rule=way.rule.words)
        case _:
            return say("Drop “{rule}”", rule=way.rule.words)


def _cost(way: WayOut) -> str:
    if not way.objective:
        return say("what it costs is not known yet")
    outside, worst = way.objective[:2]
    if outside:
        return count(
            outside, "{n} person outside their choices", "{n} people outside their choices"
        )
    if not worst:
        return say("nobody chose, so nobody loses")
    return say("nobody outside their choices, none below {worst}", worst=ordinal(worst))


def _left_out(problem: Problem) -> str:
    if not problem.left_out:
        return ""
    return say("Left out, since nobody chose them: {themes}.", themes=", ".join(problem.left_out))


def _without_group(problem: Problem, placement: Placement, removed: Mapping[int, str]) -> str:
    parts = []
    empty = [one.title for one in without_group(problem, placement) if one.id not in removed]
    if empty:
        parts.append(say("No group forms around: {themes}.", themes=", ".join(empty)))
    if removed:
        parts.append(
            say("Removed with their charters: {groups}.", groups=", ".join(removed.values()))
        )
    return " ".join(parts)


def _cause(problem: Problem) -> str:
    if len(problem.topics) == 1:
        return say(
            "Only one theme is left to form a group around, {theme}: all sit together.",
            theme=problem.topics[0].title,
        )
    return say(
        "{people}, {themes}.",
        people=count(len(problem.people), "{n} person", "{n} people"),
        themes=count(len(problem.topics), "{n} theme", "{n} themes"),
    )


def _what_now(placement: Placement) -> str:
    if len(placement.ways_out) == 1:
        return say("A way out:")
    if placement.ways_out:
        return say("Each of these is a way out:")
    if len(placement.conflict) == 1:
        return say("Change this rule and propose again.")
    return say("Change more than one rule and propose again.")


def _changes(moves: Sequence[Move], repair: bool) -> str:
    """Return how many people move, and for how many that is better or worse."""
    moving = [one for one in moves if one.origin]
    if not moving:
        return say("Nobody who has a group moves.") if repair else ""
    worse = sum(_rank(one.rank_after) > _rank(one.rank_before) for one in moving)
    better = sum(_rank(one.rank_after) < _rank(one.rank_before) for one in moving)
    parts = [count(len(moving), "{n} person moves", "{n} people move")]
    if better:
        parts.append(say("{n} to a better choice", n=better))
    if worse:
        parts.append(say("{n} to a worse one", n=worse))
    return ", ".join(parts) + "."


def _heir(one: Succession) -> str:
    if not one.heir:
        return say("{group}: nobody in it is willing to lead", group=one.title)
    if not one.lost:
        return say("{who}, the deputy, leads {group}", who=one.heir, group=one.title)
    return say(
        "{who} leads {group} instead of {lost}", who=one.heir, group=one.title, lost=one.lost
    )


def _rank(rank: int | None) -> int:
    return 99 if rank is None else rank


def _move(move: Move, repair: bool) -> str:
    if not move.origin:
        words = say("{who} joins {group}", who=move.who, group=move.target)
    else:
        words = say("{who}: {old} → {new}", who=move.who, old=move.origin, new=move.target)
    if move.rank_after != move.rank_before or not move.origin:
        words = say("{move}, {rank}", move=words, rank=_rank_words(move))
    return say("{move}, {why}", move=words, why=move.why) if repair and move.origin else words


def _rank_words(move: Move) -> str:
    new = (
        say("{rank} choice", rank=rank_word(move.rank_after))
        if move.rank_after
        else say("not chosen")
    )
    if not move.origin:
        return new
    old = rank_word(move.rank_before) if move.rank_before else say("one not chosen")
    return say("{new} instead of {old}", new=new, old=old)
