"""The words factors, links and loops of a map are described by."""

from __future__ import annotations

from enum import StrEnum


class Colour(StrEnum):
    """How a factor is tinted: roles of every theme."""

    NONE = ""
    RIVER = "river"
    LEAF = "leaf"
    SUN = "sun"
    ROSE = "rose"
    PLUM = "plum"


class Sign(StrEnum):
    """Whether more of a link's source brings more or less of its target."""

    UNKNOWN = ""
    MORE = "+"
    LESS = "-"


class LoopKind(StrEnum):
    """Whether a loop drives itself on, holds itself back, or has a link of unknown sign."""

    REINFORCING = "R"
    BALANCING = "B"
    UNKNOWN = "?"
