"""A clue to a person in a text, and the reasons for which there may be one."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Final, NamedTuple, TypeAlias

from resources.words import noop

LIKE_A_NAME: Final = noop("like somebody’s name")
INITIALS: Final = noop("like somebody’s initials")
PART_OF_HOME: Final = noop("of an organisation’s name")
CAPITAL: Final = noop("may be a name")
UNKNOWN: Final = noop("no ordinary word")
IDENTIFIER: Final = noop("may be somebody’s number")
ADDRESS: Final = noop("may be an address")
HANDLE: Final = noop("may be a name used online")
ROLE: Final = noop("says who somebody is")
REGION: Final = noop("a region that few come from")


class Clue(NamedTuple):
    """A stretch of a text, and why it may point to a person."""

    start: int
    end: int
    why: str


Rule: TypeAlias = Callable[[str], Iterable[Clue]]
