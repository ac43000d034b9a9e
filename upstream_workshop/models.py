"""Every mapped class, imported once so that `Base.metadata` is whole."""

from upstream_workshop.agenda.model import Block, Residential
from upstream_workshop.base import Base
from upstream_workshop.maps.model import Factor, Link, LoopName, SystemMap
from upstream_workshop.people.model import (
    Attendance,
    Introduction,
    Organisation,
    Participant,
    PeerSupport,
    PrivateNeeds,
    Prompt,
    PromptOption,
    SupportMatch,
)
from upstream_workshop.themes.model import Card, Theme
from upstream_workshop.voting.model import Ballot, BallotPaper, Mark, Option
from upstream_workshop.workgroups.model import (
    Choice,
    Commitment,
    Member,
    PairRule,
    PlacingRules,
    Workgroup,
)

__all__ = [
    "Attendance",
    "Ballot",
    "BallotPaper",
    "Base",
    "Block",
    "Card",
    "Choice",
    "Commitment",
    "Factor",
    "Introduction",
    "Link",
    "LoopName",
    "Mark",
    "Member",
    "Option",
    "Organisation",
    "PairRule",
    "Participant",
    "PeerSupport",
    "PlacingRules",
    "PrivateNeeds",
    "Prompt",
    "PromptOption",
    "Residential",
    "SupportMatch",
    "SystemMap",
    "Theme",
    "Workgroup",
]
