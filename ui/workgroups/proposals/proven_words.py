"""Texts about what is proven of a placement."""

from __future__ import annotations

from resources.words import count, say
from ui.workgroups.wording import ordinal
from upstream_workshop.workgroups.kinds import PlacementStatus
from upstream_workshop.workgroups.rules import Placement


def proof(placement: Placement) -> str:
    """Return whether a placement is proven to be the best; without any choices there is no best."""
    if placement.status == PlacementStatus.NOBODY_CHOSE:
        return say("Nobody chose: people are spread evenly")
    if placement.status == PlacementStatus.OPTIMAL:
        return say("Proven best under these rules")
    return say("Best so far, not proven")


def how_far(placement: Placement) -> str:
    """Return how far a placement may be from the best, by what is proven; empty if it is the best."""
    if placement.status != PlacementStatus.TIME_LIMIT:
        return ""
    parts = zip(placement.objective, placement.bound, strict=False)
    open_part = next((n for n, (found, least) in enumerate(parts) if found > least), None)
    if open_part is None:
        return _not_yet(len(placement.bound))
    return _at_least(open_part, placement.objective[open_part], placement.bound[open_part])


def _at_least(part: int, found: int, least: int) -> str:
    """Return what a part of the objective is at least."""
    match part:
        case 0:
            return say("It could be as few as {n} outside their choices.", n=least)
        case 1:
            rank = ordinal(max(least, 1))
            return say("The lowest choice of anybody could be the {rank}.", rank=rank)
        case 2:
            return say(
                "The ranks add up to {found}; no less than {n} is possible.", found=found, n=least
            )
        case _:
            return count(
                least,
                "Nobody can have a better choice; colleagues meet at least once.",
                "Nobody can have a better choice; colleagues meet at least {n} times.",
            )


def _not_yet(proven: int) -> str:
    """Return what is not proven yet, after so many parts of the objective."""
    if proven >= len(("outside", "worst", "sum")):
        return say("Nobody can have a better choice; colleagues may meet less often.")
    if proven:
        return say("It cannot be fewer outside their choices; the ranks may be better.")
    return say("How much better it can be is not known yet.")
