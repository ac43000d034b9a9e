"""Whose a finding is, and how it may be used, in words."""

from __future__ import annotations

from resources.words import joined, say
from upstream_workshop.evidence.kinds import KINDS, STANDING_WORDS, USE_WORDS, Standing, Use
from upstream_workshop.evidence.queries import FindingRow


def kind_words(name: str) -> str:
    """Return a kind as it is said; one of the session's own as it was typed."""
    return say(name) if name in KINDS else name


def use_words(use: Use) -> str:
    """Return a use in a word."""
    return say(USE_WORDS[use])


def standing_words(standing: Standing) -> str:
    """Return what those whom it is about said of a finding; blank if nobody was asked."""
    return "" if standing is Standing.UNCHECKED else say(STANDING_WORDS[standing])


def attribution(finding: FindingRow) -> str:
    """Return whose a finding is, and what is to be known before it is used."""
    parts = (
        finding.role,
        finding.organisation,
        kind_words(finding.kind_name),
        standing_words(finding.standing),
        use_words(finding.use),
    )
    return joined(parts, "{first} · {then}")
