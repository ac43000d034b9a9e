"""Texts about frames, statements and what they rest on."""

from __future__ import annotations

from typing import Final

from resources.words import count, joined, say
from upstream_workshop.evidence.queries import FindingRow
from upstream_workshop.framework.queries import FrameRow, StatementRow
from upstream_workshop.framework.rules import Support

_MOST_NAMES: Final = 12


def statements_words(number: int) -> str:
    """Return a number of statements in words."""
    return count(number, "{n} statement", "{n} statements")


def support_words(found: Support) -> str:
    """Return how much statements rest on, in words; blank for nothing."""
    if not found.findings:
        return ""
    homes = count(len(found.organisations), "{n} organisation", "{n} organisations")
    quotes = count(found.quotes, "{n} quote", "{n} quotes") if found.quotes else ""
    return joined((homes, quotes), "{first} · {then}")


def silent_words(found: Support) -> str:
    """Return which organisations that were visited are silent, in words; blank if none is."""
    names = found.silent[:_MOST_NAMES]
    more = len(found.silent) - len(names)
    rest = say("{n} more", n=more) if more else ""
    return joined((*names, rest), "{first}, {then}")


def finding_words(finding: FindingRow) -> str:
    """Return whose a finding is and of what kind."""
    home = finding.organisation or say("of no organisation")
    role = say("({role})", role=finding.role) if finding.role else ""
    return joined((home, role), "{first} {then}")


def source_words(statement: StatementRow) -> str:
    """Return where a statement comes from; blank if it was typed here."""
    if statement.example:
        return say("Example, from {source}", source=statement.source)
    return say("From {source}", source=statement.source) if statement.source else ""


def frame_facts(frame: FrameRow) -> str:
    """Return whose a frame is, how much is in it, and how many slots are blank."""
    blank = sum(not slot.statements for slot in frame.slots)
    facts = (
        frame.workgroup,
        statements_words(sum(1 for _ in frame.statements())),
        count(blank, "{n} blank slot", "{n} blank slots") if blank else "",
    )
    return joined(facts, "{first} · {then}")
