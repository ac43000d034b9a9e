"""The groups in which people are drawn, by tone and shape, so that neither alone is needed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from ui.people.roster_lines import Line

TONES: Final = ("river", "sun", "plum", "leaf", "rose", "plain")
SHAPES: Final = ("circle", "square", "diamond", "hexagon")
REST: Final = len(TONES) * len(SHAPES) - 1  # groups with a look of their own; others share one
_FORE: Final = re.compile(r"^(the )?((london|royal) borough|city|county|borough) of ", re.I)
_AFT: Final = re.compile(
    r"( (city|county|borough|metropolitan|district|combined|town|unitary))*( (council|authority))+$",
    re.I,
)

WAYS: Final[Mapping[str, Callable[[Line], str]]] = {
    "organisation": lambda line: line.person.organisation,
    "region": lambda line: line.person.region,
    "role": lambda line: line.person.role,
}


@dataclass(frozen=True, slots=True)
class Group:
    """An entry of the legend.

    name: the group, or empty for all others.
    tone, shape: how its people are drawn, from TONES and SHAPES.
    count: how many people belong to it.
    """

    name: str
    tone: str
    shape: str
    count: int


def groups_of(lines: Sequence[Line], way: str) -> tuple[tuple[Group, ...], dict[int, int]]:
    """Return the groups, largest first, and the index of each person's group by the person's id.

    way: what people are grouped by, a key of WAYS.

    People without a value, and those of the groups beyond REST, form one group at the end.
    """
    value = WAYS[way]
    counts = Counter(value(line) for line in lines)
    nameless = counts.pop("", 0)
    named = sorted(counts, key=lambda name: (-counts[name], name.casefold()))
    kept, rest = named[:REST], named[REST:]
    groups = [
        Group(shortened_organisation(name), *_look(n), counts[name]) for n, name in enumerate(kept)
    ]
    others = nameless + sum(counts[name] for name in rest)
    if others:
        groups.append(Group("", *_look(len(kept)), others))
    place = {name: n for n, name in enumerate(kept)}
    return tuple(groups), {line.id: place.get(value(line), len(kept)) for line in lines}


def shortened_organisation(name: str) -> str:
    """Return an organisation's name without words such as "City of" and "Council"."""
    return _AFT.sub("", _FORE.sub("", name)) or name


def _look(number: int) -> tuple[str, str]:
    return TONES[number % len(TONES)], SHAPES[number // len(TONES) % len(SHAPES)]
