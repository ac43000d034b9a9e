"""What discovery found: the patterns, and words behind them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from exports.drawing.paper import Paper
from resources.words import count, joined, noop, say
from upstream_workshop.evidence.kinds import KINDS, STANDING_WORDS, Standing
from upstream_workshop.evidence.report import (
    CellLine,
    CohortFinding,
    EvidenceReport,
    NamedFinding,
    PatternRow,
)
from upstream_workshop.evidence.small_numbers import FEWEST
from upstream_workshop.people.rules import folded
from upstream_workshop.whole.report import Report

_MOST_PATTERNS: Final = 12
_MOST_QUOTES: Final = 3
_KIND_HEADINGS: Final = {
    KINDS[0]: noop("Drivers"),
    KINDS[1]: noop("Barriers"),
    KINDS[2]: noop("Enablers"),
}


def write_evidence(report: Report, paper: Paper) -> None:
    """Write the patterns that most organisations share, each with some words behind it."""
    found = report.part(EvidenceReport)
    if not found.findings:
        return
    paper.heading(2, say("What discovery found"))
    homes = count(found.visited, "{n} organisation", "{n} organisations")
    findings = count(
        len(found.findings),
        "{n} finding from {organisations} may be used.",
        "{n} findings from {organisations} may be used.",
        organisations=homes,
    )
    paper.say(findings)
    patterns = [one for one in found.patterns if one.organisations][:_MOST_PATTERNS]
    if patterns:
        few = say("Fewer than {n} are not told, nor what would give them away.", n=FEWEST)
        paper.say(few)
        headings = (
            say("Pattern"),
            say("Organisations"),
            *(say(one) for one in _KIND_HEADINGS.values()),
        )
        paper.table(
            headings, [_cells(one) for one in patterns], (40, 18, 14, 14, 14), row_headings=True
        )
    for one in patterns:
        _write_quotes(one.path, found.findings, paper)
        _write_lines(one.code_id, found.lines, paper)


def told(number: int | None) -> str:
    """Return a number as text; one that is hidden is not told."""
    return say("not told") if number is None else f"{number}"


def spoken(found: NamedFinding | CohortFinding) -> str:
    """Return a finding in its own words, and who said it as far as that may be told."""
    words = say("“{words}”", words=found.quote) if found.quote else found.text
    who = joined((found.role, found.organisation), "{first}, {then}")
    standing = say(STANDING_WORDS[found.standing]) if found.standing is Standing.DISPUTED else ""
    return joined((words, who, standing), "{first} – {then}")


def _cells(one: PatternRow) -> tuple[str, ...]:
    counts = {folded(each.kind_name): each.findings for each in one.kinds}
    return (one.path, told(one.organisations), *(told(counts.get(kind, 0)) for kind in KINDS))


def _write_quotes(
    path: str, findings: Iterable[NamedFinding | CohortFinding], paper: Paper
) -> None:
    said = [one for one in findings if path in one.codes and (one.quote or one.text)]
    if said:
        paper.room_for(90)
        paper.heading(3, path)
        paper.items([spoken(one) for one in said[:_MOST_QUOTES]])


def _write_lines(code_id: int, lines: Iterable[CellLine], paper: Paper) -> None:
    """Write what organisations say of a code, in the words of whoever summed it up."""
    said = [one for one in lines if one.code_id == code_id]
    if said:
        paper.say(say("In one line:"))
        paper.items([_line(one) for one in said])


def _line(one: CellLine) -> str:
    stale = say("(written before the findings changed)") if one.stale else ""
    whose = joined((one.organisation, one.text), "{first}: {then}")
    return joined((whose, stale), "{first} {then}")
