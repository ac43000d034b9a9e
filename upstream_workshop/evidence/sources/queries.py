"""Queries for sources and the quotes in them, which return frozen values."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from resources.words import say
from upstream_workshop.errors import WorkshopError
from upstream_workshop.evidence.kinds import SourceFormat, Use
from upstream_workshop.evidence.model import ProjectPart, Source
from upstream_workshop.evidence.queries import FindingRow, source_uses
from upstream_workshop.people.queries import organisations
from upstream_workshop.storage.query_cache import cached

HIDDEN: Final = "\N{FULL BLOCK}"  # instead of each letter of words that may not be shown


@dataclass(frozen=True, slots=True)
class SourceRow:
    """A source without its text.

    use: how its findings may be used at most, by itself and by its visit.
    length: of its text, in code points.
    """

    id: int
    title: str
    file_name: str
    source_format: SourceFormat
    organisation_id: int | None
    organisation: str
    visit_id: int | None
    use: Use
    carried: str
    uid: str
    length: int


@dataclass(frozen=True, slots=True)
class PartRow:
    """A part of an imported project that is only kept: the name of its element, and its XML."""

    tag: str
    content: str


@cached("source", "organisation", "visit")
def sources(session: Session) -> tuple[SourceRow, ...]:
    """Return all sources in the order in which they were added."""
    names = {row.id: row.name for row in organisations(session)}
    uses = source_uses(session)
    columns = (
        Source.id,
        Source.title,
        Source.file_name,
        Source.source_format,
        Source.organisation_id,
        Source.visit_id,
        Source.carried,
        Source.uid,
        func.length(Source.text),
    )
    found = session.execute(select(*columns).order_by(Source.position, Source.id))
    return tuple(
        SourceRow(
            id_, title, file, source_format, home, names.get(home or 0, ""), visit, uses[id_], carried,
            uid, length,
        )
        for id_, title, file, source_format, home, visit, carried, uid, length in found
    )  # fmt: skip


@cached("source")
def text_of_source(session: Session, source_id: int) -> str:
    """Return the text of a source. Raises WorkshopError if it is no longer there."""
    text = session.scalar(select(Source.text).where(Source.id == source_id))
    if text is None:
        raise WorkshopError(say("This source is no longer there: look at the list again."))
    return text


@cached("project_part")
def project_parts(session: Session) -> tuple[PartRow, ...]:
    """Return the kept parts of imported projects in their order."""
    found = session.execute(
        select(ProjectPart.tag, ProjectPart.content).order_by(ProjectPart.position, ProjectPart.id)
    )
    return tuple(PartRow(tag, content) for tag, content in found)


def without_never(text: str, source_id: int, findings: Iterable[FindingRow]) -> str:
    """Return a text in which all words that may never be used are hidden, at the same length.

    These are quotes at their places in this source, and quotes of three words and more anywhere.
    """
    for one in (each for each in findings if each.use is Use.NEVER):
        if one.source_id == source_id and one.quote_start is not None and one.quote_end is not None:
            quoted = text[one.quote_start : one.quote_end]
            text = text[: one.quote_start] + hidden(quoted) + text[one.quote_end :]
        if len(one.quote.split()) > 2:
            text = text.replace(one.quote, hidden(one.quote))
    return text


def hidden(words: str) -> str:
    """Return as many blocks as words have letters, with the same blanks between them."""
    return "".join(each if each.isspace() else HIDDEN for each in words)
