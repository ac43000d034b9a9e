"""Texts about findings, their kinds, use and standing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from resources.dates import short_date
from resources.words import count, joined, say
from ui.evidence.discovery import Discovery
from upstream_workshop.evidence.attribution import kind_words, use_words
from upstream_workshop.evidence.corrections.queries import CorrectionRow
from upstream_workshop.evidence.kinds import (
    BARRIER,
    DRIVER,
    ENABLER,
    STANDING_WORDS,
    Standing,
    Use,
)
from upstream_workshop.evidence.patterns import Shared
from upstream_workshop.evidence.queries import FindingRow, VisitRow
from upstream_workshop.evidence.summaries.queries import SummaryRow
from upstream_workshop.evidence.typed_lines import TypedFinding

_MOST_NAMES: Final = 3  # of organisations in a cell
_KIND_TONES: Final = {DRIVER: "river", BARRIER: "rose", ENABLER: "leaf"}
_USE_TONES: Final = {Use.NAMED: "leaf", Use.COHORT: "plain", Use.NEVER: "rose"}


def kind_tone(name: str) -> str:
    """Return the tone of a kind's chip."""
    return _KIND_TONES.get(name, "plain")


def use_tone(use: Use) -> str:
    """Return the tone of a use's chip."""
    return _USE_TONES[use]


def codes_words(finding: FindingRow, names: Mapping[int, str]) -> str:
    """Return the codes of a finding, each by its own name.

    names: the own names by id.
    """
    own = (names.get(code, "") for code in finding.codes)
    return joined(own, "{first}, {then}")


def meaning(typed: TypedFinding, paths: Mapping[int, str]) -> str:
    """Return what a typed line means: organisation, kind, codes and use."""
    new = (
        joined((paths.get(one.above_id or 0, ""), one.name), "{first} / {then}")
        for one in typed.new_codes
    )
    codes = (*(paths[id_] for id_ in typed.code_ids), *new)
    use = use_words(typed.use) if typed.use else ""
    parts = (typed.organisation, kind_words(typed.kind_name), joined(codes, "{first}, {then}"), use)
    return joined(parts, "{first} · {then}")


def novelties(typed: TypedFinding) -> str:
    """Return what a typed line would add to the lists of names."""
    new = (
        typed.organisation if typed.is_new_organisation else "",
        typed.kind_name if typed.is_new_kind else "",
        *(one.name for one in typed.new_codes),
    )
    names = joined(new, "{first}, {then}")
    return say("new: {names}", names=names) if names else ""


def share_words(one: Shared) -> str:
    """Return how many organisations speak of a code."""
    every = len(one.said_by) + len(one.not_said_by)
    return say("{n} of {all}", n=len(one.said_by), all=every)


def silent_words(one: Shared) -> str:
    """Return who does not speak of a code, or who alone does."""
    if len(one.said_by) == 1:
        return say("only {name}", name=one.said_by[0])
    if not one.not_said_by:
        return say("everybody speaks of it")
    if len(one.not_said_by) > _MOST_NAMES:
        return say("{n} do not", n=len(one.not_said_by))
    return say("not {names}", names=joined(one.not_said_by, "{first}, {then}"))


def visit_day(visit: VisitRow) -> str:
    """Return the day of a visit."""
    return short_date(visit.day) if visit.day else ""


def findings_words(number: int) -> str:
    """Return a number of findings."""
    return count(number, "{n} finding", "{n} findings")


def facts_words(gathered: Discovery) -> str:
    """Return how much there is, for the head of the page; blank before anything is."""
    if not gathered.started:
        return ""
    homes = len(gathered.homes)
    facts = (
        findings_words(len(gathered.findings)),
        count(homes, "{n} organisation", "{n} organisations"),
        count(len(gathered.codes), "{n} code", "{n} codes"),
    )
    return joined(facts, "{first} · {then}")


def correction_words(one: CorrectionRow) -> str:
    """Return what somebody said of a finding, and for an amendment how it was worded before."""
    said = say("“{words}”", words=one.said) if one.said else ""
    if one.standing is Standing.AMENDED:
        said = say("was “{words}”", words=one.before)
    return joined((say(STANDING_WORDS[one.standing]), said, one.role), "{first} – {then}")


def summary_words(one: SummaryRow | None) -> str:
    """Return the line on a cell of the matrix, and whether it is stale; blank if there is none."""
    if one is None:
        return ""
    stale = say("(written before the findings changed: F2)") if one.stale else ""
    return joined((one.text, stale), "{first} {then}")
