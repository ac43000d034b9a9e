"""What the factors and links of a map rest on: the findings behind each, in their own words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Final

from exports.documents.evidence.findings_paper import spoken
from exports.drawing.paper import Paper
from resources.words import count, say
from upstream_workshop.evidence.report import EvidenceReport
from upstream_workshop.maps.report import MapReport
from upstream_workshop.maps.rules import link_words
from upstream_workshop.whole.report import Report

_MOST: Final = 3  # findings behind one factor or link


def write_grounds(report: Report, found: MapReport, paper: Paper) -> None:
    """Write the findings behind each factor and link, as far as the report has them."""
    parts = _grounds(report, found)
    if not parts:
        return
    paper.say(say("What it rests on:"))
    for part, behind in parts:
        rest = len(behind) - _MOST
        more = [count(rest, "and {n} more", "and {n} more")] if rest > 0 else []
        paper.say(say("{part}:", part=part))
        paper.items([*behind[:_MOST], *more])


def write_where_grounds_are(report: Report, found: MapReport, paper: Paper) -> None:
    """Write on how much of a map there are findings, and where to read them."""
    if parts := _grounds(report, found):
        paper.say(
            count(
                len(parts),
                "{n} of its factors and links rests on findings, which its poster lists.",
                "{n} of its factors and links rest on findings, which its poster lists.",
            )
        )


def _grounds(report: Report, found: MapReport) -> list[tuple[str, list[str]]]:
    """Return the factors and links of a map that have findings behind them, in words, with those."""
    row = found.row
    if not row.shows_basis:
        return []
    labels = {factor.id: factor.label for factor in row.factors}
    said = {one.id: spoken(one) for one in report.part(EvidenceReport).findings}
    factors, links = _behind(row.factor_findings, said), _behind(row.link_findings, said)
    parts = [(factor.label, factors[factor.id]) for factor in row.factors if factor.id in factors]
    return parts + [(link_words(k, labels), links[k.id]) for k in row.links if k.id in links]


def _behind(pairs: Iterable[tuple[int, int]], said: dict[int, str]) -> dict[int, list[str]]:
    found: defaultdict[int, list[str]] = defaultdict(list)
    for part_id, finding_id in sorted(pairs):
        if finding_id in said:
            found[part_id].append(said[finding_id])
    return dict(found)
