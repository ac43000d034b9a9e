"""The comparison of names that are spelt differently but may be one person's.

Examples are Bob and Robert, or J. Smith and Jane Smith.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterator
from dataclasses import dataclass, field
from typing import Final

from upstream_workshop.people.duplicates.first_names import also_called
from upstream_workshop.people.rules import folded

_SURNAME_AND_MORE: Final = 2  # least words that two names must share to identify a person


def may_be_one(first: str, second: str) -> bool:
    """Check whether two people of one organisation may be one, by the words of their names.

    first, second: names as folded words with spaces between, in any order.

    The names must share a word. They may differ by a first name and its short form, by an initial,
    or by further words that only one of them has.
    """
    ours, theirs = Counter(first.split()), Counter(second.split())
    mine, yours = list((ours - theirs).elements()), list((theirs - ours).elements())
    shared = (ours & theirs).total()
    if not mine or not yours:
        return shared >= _SURNAME_AND_MORE
    alone = shared and len(mine) == len(yours) == 1
    return bool(alone) and (yours[0] in also_called(mine[0]) or _initial(mine[0], yours[0]))


@dataclass(slots=True)
class Colleagues:
    """An index of people by organisation and by the words of their names."""

    _found: dict[tuple[str, str], list[tuple[int, str]]] = field(
        default_factory=lambda: defaultdict(list)
    )

    def add(self, id_: int, name: str, organisation: str) -> None:
        """Add a person to the index, unless the organisation is blank.

        name: as folded words with spaces between.
        """
        if organisation:
            for word in set(name.split()):
                self._found[folded(organisation), word].append((id_, name))

    def like(self, name: str, organisation: str) -> Iterator[int]:
        """Yield the ids of people of this organisation who may be the person of this name."""
        given: set[Hashable] = set()
        for word in dict.fromkeys(name.split()):
            for id_, other in self._found.get((folded(organisation), word), ()):
                if id_ not in given and other != name and may_be_one(name, other):
                    given.add(id_)
                    yield id_


def _initial(first: str, second: str) -> bool:
    return len(min(first, second, key=len)) == 1 and first[0] == second[0]
