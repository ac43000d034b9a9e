"""The enumerations that describe factors, links and loops."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from resources.words import noop


class Colour(StrEnum):
    """The tint of a factor: a colour role of the themes."""

    NONE = ""
    RIVER = "river"
    LEAF = "leaf"
    SUN = "sun"
    ROSE = "rose"
    PLUM = "plum"


class Sign(StrEnum):
    """The effect of a link: an increase of its source increases or decreases its target."""

    UNKNOWN = ""
    MORE = "+"
    LESS = "-"


class Settled(StrEnum):
    """What becomes of a link to which two maps give opposite signs when they are merged."""

    BOTH = "both"  # two links, one with each sign
    FIRST = "first"  # one link, with the sign of the first map
    SECOND = "second"
    UNSURE = "unsure"  # one link, with an unknown sign


class LoopKind(StrEnum):
    """Whether a loop is reinforcing, balancing, or has a link of unknown sign."""

    REINFORCING = "R"
    BALANCING = "B"
    UNKNOWN = "?"


class Agreement(StrEnum):
    """How many of the tables from whose maps one was merged drew a loop as a whole.

    ALONE: the map was not merged.
    """

    ALONE = ""
    ALL = "all"
    SOME = "some"
    NONE = "none"


class SizeBy(StrEnum):
    """By what the boxes of a map are sized."""

    EQUAL = ""
    LINKS = "links"
    BETWEEN = "between"


class Basis(StrEnum):
    """What discovery found for a link, as far as it may be used: nothing, something, or what is disputed.

    UNSAID: the map does not show what its links rest on.
    """

    UNSAID = ""
    FOUND = "found"
    NONE = "none"
    CONTESTED = "contested"


BASIS_WORDS: Final = {
    Basis.UNSAID: "",
    Basis.FOUND: noop("Rests on findings"),
    Basis.NONE: noop("Rests on no finding"),
    Basis.CONTESTED: noop("What it rests on is disputed"),
}


MARKED: Final = (Basis.NONE, Basis.CONTESTED)  # what the line of a link shows


class BasisShown(StrEnum):
    """Whether a map shows what its links rest on."""

    WHERE_ANY = ""  # as soon as any link rests on a finding
    ALWAYS = "always"
    NEVER = "never"
