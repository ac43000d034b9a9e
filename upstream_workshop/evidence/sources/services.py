"""Services of sources: texts are added, findings are noted at places in them, and places are kept.

Each service writes in the transaction of `session`. It raises WorkshopError if a source with an id
that it was given is not there.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypedDict, Unpack

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from resources.words import say
from upstream_workshop.errors import WorkshopError
from upstream_workshop.evidence.kinds import SourceFormat, Use
from upstream_workshop.evidence.model import Finding, Source, Visit
from upstream_workshop.evidence.services import note_findings
from upstream_workshop.evidence.sources.quote_places import edits_between, moved
from upstream_workshop.evidence.sources.rules import normalised, trimmed
from upstream_workshop.evidence.typed_lines import TypedFinding
from upstream_workshop.letters import BULK, LONG, SHORT, has_words, one_line
from upstream_workshop.people.records import organisation_named


class SourceFacts(TypedDict, total=False):
    """What is known of a source besides title and text; `organisation` is a name, blank for none."""

    file_name: str
    source_format: SourceFormat
    organisation: str
    use: Use
    carried: str


class SourceFields(SourceFacts, total=False):
    """The fields of a source besides its text."""

    title: str


def add_source(session: Session, title: str, text: str, **fields: Unpack[SourceFacts]) -> int:
    """Add a text after the others and return its id.

    It belongs to the last visit to its organisation, if there was one. Raises WorkshopError: when the
    text is blank or too long, or the title is blank.
    """
    last = session.scalar(select(func.max(Source.position)))
    plain = normalised(text)
    if not has_words(plain):
        raise WorkshopError(say("This source has no words in it: choose one with text."))
    if len(plain) > BULK:
        raise WorkshopError(
            say("This source has more than {most:,} letters: bring it in in parts.", most=BULK)
        )
    source = Source(title=_titled(title), text=plain, position=0 if last is None else last + 1)
    session.add(source)
    session.flush()
    amend_source(session, source.id, **fields)
    return source.id


def amend_source(session: Session, source_id: int, **fields: Unpack[SourceFields]) -> None:
    """Change the given fields of a source. Its use limits the use of all its findings.

    Raises WorkshopError: when the title is blank.
    """
    source = _source(session, source_id)
    source.title = _titled(fields.get("title", source.title))
    source.file_name = fields.get("file_name", source.file_name or "").strip()[:SHORT]
    source.source_format = fields.get("source_format", source.source_format or SourceFormat.TYPED)
    source.use = fields.get("use", source.use or Use.COHORT)
    source.carried = fields.get("carried", source.carried or "")
    if "organisation" in fields:
        _settle(session, source, fields["organisation"].strip())


def remove_source(session: Session, source_id: int) -> None:
    """Delete a source. Its findings stay with their quotes, used no more widely than it allowed."""
    source = _source(session, source_id)
    visit = session.get(Visit, source.visit_id) if source.visit_id else None
    use = source.use.stricter(visit.consent if visit else None)
    for finding in _findings_in(session, source_id):
        finding.use = finding.use.stricter(use)
        finding.source_id = finding.quote_start = finding.quote_end = None
        finding.source = finding.source or source.title
    session.flush()
    session.delete(source)


def note_quote(session: Session, source_id: int, start: int, end: int, typed: TypedFinding) -> int:
    """Add a finding whose quote stands in a source, and return its id.

    start, end: the place of the quote, in code points; blanks at its ends are left out.
    typed: what else is said of it; without an organisation it is of that of the source.

    Raises WorkshopError: when there are no words at that place.
    """
    source = _source(session, source_id)
    start, end = trimmed(source.text, start, end)
    if start == end:
        raise WorkshopError(say("No words are selected: select some with Shift and the arrows."))
    if end - start > LONG:
        raise WorkshopError(
            say("More than {most:,} letters are selected: select fewer words.", most=LONG)
        )
    (finding_id,) = note_findings(session, [typed])
    place_quote(session, finding_id, source_id, start, end)
    return finding_id


def place_quote(session: Session, finding_id: int, source_id: int, start: int, end: int) -> None:
    """Make the words at a place of a source the quote of a finding.

    start, end: in code points, inside the text.
    """
    finding, source = session.get_one(Finding, finding_id), _source(session, source_id)
    finding.source_id, finding.quote_start, finding.quote_end = source_id, start, end
    finding.quote = source.text[start:end]
    if finding.organisation_id is None:
        finding.organisation_id, finding.visit_id = source.organisation_id, source.visit_id
    session.flush()


def keep_places(session: Session, source_id: int, old: str, new: str) -> None:
    """Move the places of quotes in a source whose text was replaced.

    old, new: the text before and now.
    """
    edits = edits_between(old, new)
    for finding in _findings_in(session, source_id):
        if finding.quote_start is None or finding.quote_end is None:
            continue
        start, end = moved(finding.quote_start, finding.quote_end, edits)
        there = 0 <= start < end <= len(new)
        finding.quote_start, finding.quote_end = (start, end) if there else (None, None)
    session.flush()


def _settle(session: Session, source: Source, organisation: str) -> None:
    home = organisation_named(session, organisation).id if organisation else None
    if source.organisation_id == home:
        return
    visits = select(Visit.id).where(Visit.organisation_id == home)
    source.organisation_id = home
    source.visit_id = session.scalar(visits.order_by(Visit.day.desc(), Visit.id.desc()).limit(1))


def _findings_in(session: Session, source_id: int) -> Iterable[Finding]:
    return session.scalars(select(Finding).where(Finding.source_id == source_id)).all()


def _titled(title: str) -> str:
    words = one_line(title)[:SHORT]
    if not words:
        raise WorkshopError(say("A source needs a title: type one."))
    return words


def _source(session: Session, source_id: int) -> Source:
    source = session.get(Source, source_id)
    if source is None:
        raise WorkshopError(say("This source is no longer there: look at the list again."))
    return source
