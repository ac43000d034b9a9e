"""Rounds turned: each place of a circle becomes the next one, and who is in the middle stays."""

from __future__ import annotations

from upstream_workshop.workgroups.small_groups.small_group_seating import Round


def turned(first: Round, turns: int, people: int, by: int) -> Round:
    """Return a round turned by so many places.

    turns: the places of a circle; people beyond the last whole circle are in the middle.
    """
    middle = people - people % turns
    return tuple(
        tuple(one if one >= middle else one - one % turns + (one + by) % turns for one in group)
        for group in first
    )
