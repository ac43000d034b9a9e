"""What something rests on: findings counted, from how many organisations, and put into words."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from resources.words import count, joined, say
from upstream_workshop.evidence.attribution import attribution
from upstream_workshop.evidence.kinds import Use
from upstream_workshop.evidence.queries import FindingRow
from upstream_workshop.evidence.small_numbers import FEWEST, told


class Counts(NamedTuple):
    """A number of findings and of organisations that they are from; None for one that is hidden."""

    findings: int | None
    organisations: int | None


def counted(rows: Iterable[FindingRow]) -> Counts:
    """Return how many findings may be used, and from how many organisations they are."""
    usable = {row.id: row.organisation_id for row in rows if row.use is not Use.NEVER}
    return Counts(len(usable), len({*usable.values()} - {None}))


def told_counts_of(counts: Counts, of: int) -> Counts:
    """Return what others may be told: small numbers are hidden.

    of: how many organisations there are.
    """
    findings, homes = counts.findings or 0, counts.organisations or 0
    if 0 < findings < FEWEST:
        return Counts(None, None)
    return Counts(findings, told(homes, of))


def counts_words(counts: Counts) -> str:
    """Return a number of findings and of organisations as words."""
    findings, homes = counts
    if findings is None:
        return say("fewer than {n} findings", n=FEWEST)
    found = count(findings, "{n} finding", "{n} findings")
    if not homes:
        return found
    places = count(homes, "{n} organisation", "{n} organisations")
    return say("{findings} from {organisations}", findings=found, organisations=places)


def grounds_text(rows: Iterable[FindingRow]) -> str:
    """Return findings in their own words, a paragraph each, with whose they are."""
    return "\n\n".join(
        joined(
            (row.text, say("“{words}”", words=row.quote) if row.quote else "", attribution(row)),
            "{first}\n{then}",
        )
        for row in rows
    )
