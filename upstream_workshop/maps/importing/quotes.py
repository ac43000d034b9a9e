"""What was said behind the links of an imported map: kept as findings, and put behind the links."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from sqlalchemy.orm import Session

from resources.words import count, say
from upstream_workshop.errors import WorkshopError
from upstream_workshop.evidence.groupings.services import group_findings
from upstream_workshop.evidence.kinds import Use
from upstream_workshop.evidence.queries import findings
from upstream_workshop.evidence.services import add_finding
from upstream_workshop.letters import SHORT, one_line
from upstream_workshop.maps.citations.services import add_evidence
from upstream_workshop.maps.model import Link
from upstream_workshop.readers.maps.map_parts import MapQuote
from upstream_workshop.readers.reading import (
    ImportedRow,
    ImportEffect,
    Question,
    Reading,
    Refusal,
)

ORGANISATION: Final = "organisation of quotes"
_MOST: Final = 12  # columns that are offered


def ask(reading: Reading[Any]) -> tuple[Question, ...]:
    """Return the question which column of the sources names an organisation.

    A source may be a person, so none is one until somebody says so.
    """
    quotes = [each for each in reading.entries if isinstance(each, MapQuote)]
    if not quotes:
        return ()
    columns = Counter(title for each in quotes for title, value in each.facts if value)
    what = count(
        len(quotes),
        "{n} quote becomes a finding: what of its source is the organisation?",
        "{n} quotes become findings: what of their sources is the organisation?",
    )
    none = say("nothing: a source may be a person, and is kept where only you see it")
    offered = [(title, say("the column “{title}”", title=title)) for title in columns]
    return (Question(ORGANISATION, what, (("", none), *offered[:_MOST]), ""),)


def note_quotes(
    session: Session,
    entries: Iterable[Any],
    links: Mapping[str, Link],
    answers: Mapping[str, str],
) -> Iterator[ImportedRow | Refusal]:
    """Add what was said as findings for the participants, each once, and put them behind links.

    links: the links of the map by their keys in the file.
    """
    quotes = [each for each in entries if isinstance(each, MapQuote)]
    if not quotes:
        return
    known = {(row.text, row.source): row.id for row in findings(session)}
    column = answers.get(ORGANISATION, "")
    for each in quotes:
        try:
            yield _noted(session, each, known, column, links)
        except WorkshopError as error:
            yield Refusal(each.line, str(error))


def _noted(
    session: Session,
    each: MapQuote,
    known: dict[tuple[str, str], int],
    column: str,
    links: Mapping[str, Link],
) -> ImportedRow:
    text, source = one_line(each.text), each.source[:SHORT].strip()
    there = (text, source) in known
    if not there:
        home = dict(each.facts).get(column, "") if column else ""
        known[text, source] = add_finding(
            session, text=text, quote=each.quote, source=source, organisation=home, use=Use.COHORT
        )
    finding_id = known[text, source]
    for name in each.codes:
        group_findings(session, [finding_id], name)
    behind = [links[key].id for key in each.links if key in links]
    add_evidence(session, [finding_id], link_ids=behind)
    note = count(len(behind), "behind {n} link", "behind {n} links") if behind else ""
    return ImportedRow(each.line, text, ImportEffect.of(there, False), note)
