"""The enumerations that describe rules and results of placing."""

from __future__ import annotations

from enum import StrEnum


class PairKind(StrEnum):
    """Whether two people must be in one group or in two."""

    TOGETHER = "together"
    APART = "apart"


class RuleKind(StrEnum):
    """The subject of a rule of placing."""

    MINIMUM = "minimum"
    MAXIMUM = "maximum"
    ORGANISATION = "organisation"
    LEAD = "lead"
    TOGETHER = "together"
    APART = "apart"
    LOCKED = "locked"
    AT_ONCE = "at once"


class Trait(StrEnum):
    """What can be spread over the groups, besides organisations: the name of a column of the roster."""

    REGION = "region"
    ROLE = "role"


class PlacementStatus(StrEnum):
    """The status of a placement: proven best, even since nobody chose, impossible, or best in the time."""

    OPTIMAL = "optimal"
    NOBODY_CHOSE = "nobody-chose"
    INFEASIBLE = "infeasible"
    TIME_LIMIT = "time-limit"


class FollowUpState(StrEnum):
    """What became of a commitment: done, moved to another day, dropped, or taken up again."""

    DONE = "done"
    MOVED = "moved"
    DROPPED = "dropped"
    STANDING = "standing"
