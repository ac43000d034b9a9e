"""A factor or a link that two maps have, as one with what both say of it."""

from __future__ import annotations

from dataclasses import replace

from upstream_workshop.maps.map_rows import FactorRow, LinkRow
from upstream_workshop.readers.maps.carrying import joined_rest


def joined_factor(one: FactorRow, two: FactorRow) -> FactorRow:
    """Return a factor that both maps have, with what each says of it."""
    return replace(
        one, colour=one.colour or two.colour, note=_both_texts(one.note, two.note),
        carried=_both_rests(one.carried, two.carried),
    )  # fmt: skip


def joined_link(one: LinkRow, two: LinkRow) -> LinkRow:
    """Return a link that both maps have, with what each says of it."""
    return replace(
        one,
        delay=one.delay or two.delay,
        strength=one.strength or two.strength,
        note=_both_texts(one.note, two.note),
        carried=_both_rests(one.carried, two.carried),
    )


def _both_rests(one: str, two: str) -> str:
    """Return what files say besides of a part of both maps; of one format it is what the first has."""
    return joined_rest(two, one) or one


def _both_texts(one: str, two: str) -> str:
    """Return a text, and below it the lines of another that it has not."""
    there = one.splitlines()
    others = [each for each in two.splitlines() if each not in there]
    return "\n".join([one, *others] if one else others)
