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


class PlacementStatus(StrEnum):
    """The status of a placement: proven best, impossible, or best within the time limit."""

    OPTIMAL = "optimal"
    INFEASIBLE = "infeasible"
    TIME_LIMIT = "time-limit"
