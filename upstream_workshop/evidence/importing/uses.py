"""How imported findings may be used, by what a file says of it."""

from __future__ import annotations

from typing import Final

from sqlalchemy.orm import Session

from resources.words import say
from upstream_workshop.evidence.kinds import USE_WORDS, Use
from upstream_workshop.evidence.queries import FindingRow
from upstream_workshop.evidence.services import amend_finding
from upstream_workshop.people.rules import folded

_USES: Final = {  # folded, besides the words of Use
    "attributed": Use.NAMED,
    **dict.fromkeys(
        ("yes", "public", "open", "participants", "anonymous", "unattributed", "internal"),
        Use.COHORT,
    ),
    **dict.fromkeys(("no", "none", "private", "confidential"), Use.NEVER),
}


def use_of(said: str) -> Use | None:
    """Return the use that a word of a file means, COHORT for a blank one; None if it is unclear."""
    word = folded(said)
    known = {str(use): use for use in Use} | {folded(say(USE_WORDS[use])): use for use in Use}
    return (known | _USES).get(word) if word else Use.COHORT


def restrict(session: Session, row: FindingRow, use: Use) -> bool:
    """Let a finding be used no more widely than a file says; tell whether that changed anything."""
    stricter = row.use.stricter(use)
    if stricter is row.use:
        return False
    amend_finding(session, row.id, use=stricter)
    return True
