"""The words rules and proposals of placing are described by."""

from __future__ import annotations

from enum import StrEnum


class PairKind(StrEnum):
    """Whether two people sit in one group or in two."""

    TOGETHER = "together"
    APART = "apart"


class RuleKind(StrEnum):
    """What a declared rule of the placement is about."""

    MINIMUM = "minimum"
    MAXIMUM = "maximum"
    ORGANISATION = "organisation"
    LEAD = "lead"
    TOGETHER = "together"
    APART = "apart"
    LOCKED = "locked"


class PlacementStatus(StrEnum):
    """What is known of a proposal: proven best, impossible under the rules, or the best found in time."""

    OPTIMAL = "optimal"
    INFEASIBLE = "infeasible"
    TIME_LIMIT = "time-limit"
