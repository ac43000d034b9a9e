"""Seatings in which no pair meets twice, by whichever rule reaches the number of rounds."""

from __future__ import annotations

from upstream_workshop.workgroups.small_groups.designs.grid_lines import on_lines
from upstream_workshop.workgroups.small_groups.designs.kirkman import kirkman
from upstream_workshop.workgroups.small_groups.designs.rotations import Progress, by_rotation
from upstream_workshop.workgroups.small_groups.small_group_seating import Round


def design(people: int, size: int, rounds: int, progress: Progress) -> tuple[Round, ...]:
    """Return rounds without a repeat for people from 0, by one of the rules; () if none is found.

    progress: called now and then; to cancel, it raises.
    """
    found = on_lines(people, size)
    if len(found) < rounds and size == 3:
        found = kirkman(people)
    if len(found) < rounds:
        found = by_rotation(people, size, rounds, progress)
    return found[:rounds]
