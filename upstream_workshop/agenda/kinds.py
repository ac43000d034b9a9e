"""The words a block of the agenda is described by."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

PAGES: Final = (  # of the window, that a block may belong to
    "", "run", "people", "evidence", "themes", "vote", "workgroups", "sharing", "maps", "framework",
    "print",
)  # fmt: skip


class Category(StrEnum):
    """How a block is coloured: roles of every theme."""

    NONE = ""
    PLAIN = "plain"
    RIVER = "river"
    LEAF = "leaf"
    SUN = "sun"
    ROSE = "rose"
    PLUM = "plum"


class Attribution(StrEnum):
    """Who may be named with what is said in a block: anybody, whoever agrees when asked, or nobody."""

    NOT_SAID = ""
    OPEN = "open"
    ASK = "ask"
    CHATHAM = "chatham"


class CatchUpKind(StrEnum):
    """How lost minutes are won back: from breaks, from flexible blocks, by a whole one, or by several."""

    BUFFER = "buffer"
    TRIM = "trim"
    DROP = "drop"
    COMBINED = "combined"


class ConcessionKind(StrEnum):
    """What only people can give up for a fixed time: minutes, a block, the time, or its being fixed."""

    SHORTEN = "shorten"
    DROP = "drop"
    LATER = "later"
    END_LATER = "end later"
    UNLOCK = "unlock"
