"""The tables of discovery: visits, sources, findings, the code book, and which codes a finding has."""

from __future__ import annotations

from datetime import date

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from resources.words import noop
from upstream_workshop.evidence.kinds import SourceFormat, Standing, Use
from upstream_workshop.letters import BULK
from upstream_workshop.storage.base import Base
from upstream_workshop.storage.values import (
    MANY,
    Contradiction,
    bulk,
    line,
    number,
    prose,
    uid,
    word,
)


class Visit(Base):
    """A visit to an organisation. What was agreed on it limits the use of all its findings."""

    __tablename__ = "visit"

    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), index=True)
    day: Mapped[date | None]
    met: Mapped[str] = prose(default="")  # who was met
    consent: Mapped[Use] = word(Use, default=Use.COHORT)
    note: Mapped[str] = prose(default="")


class Source(Base):
    """A text that was brought in, such as notes or a transcript. Its use limits that of its findings.

    Lines of `text` end with a line feed; places in it are counted in Unicode code points.
    """

    __tablename__ = "source"

    title: Mapped[str] = line()
    text: Mapped[str] = bulk()
    file_name: Mapped[str] = line(default="")
    source_format: Mapped[SourceFormat] = word(SourceFormat, default=SourceFormat.TYPED)
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id"), index=True)
    visit_id: Mapped[int | None] = mapped_column(
        ForeignKey("visit.id", ondelete="SET NULL"), index=True
    )
    use: Mapped[Use] = word(Use, default=Use.COHORT)
    carried: Mapped[str] = bulk(default="")  # XML of its project, for an export to give back
    position: Mapped[int] = number(0, MANY)
    uid: Mapped[str] = uid()

    contradictions = (
        Contradiction(
            noop("it was brought in from a visit to another organisation"),
            "SELECT source.id FROM source JOIN visit ON visit.id = visit_id "
            "WHERE visit.organisation_id IS NOT source.organisation_id",
            "visit_id = NULL",
        ),
    )


class ProjectPart(Base):
    """A part of an imported REFI-QDA project that is only kept, for an export to give it back.

    tag: the name of its element, directly below the project or its sources.
    """

    __tablename__ = "project_part"

    tag: Mapped[str] = line()
    content: Mapped[str] = bulk()  # XML
    position: Mapped[int] = number(0, MANY)


class Finding(Base):
    """One sentence that was found: `wording` is its first text, `text` its present one.

    `kind_name` is one of `KINDS` or a word of the session's own; blank if nobody said. The quote stands
    in the text of a source from `quote_start` to `quote_end`, in code points, the end not included.
    """

    __tablename__ = "finding"

    text: Mapped[str] = prose()
    wording: Mapped[str] = prose()
    kind_name: Mapped[str] = line(default="")
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id"), index=True)
    visit_id: Mapped[int | None] = mapped_column(
        ForeignKey("visit.id", ondelete="SET NULL"), index=True
    )
    quote: Mapped[str] = prose(default="")
    role: Mapped[str] = line(default="")  # of the speaker
    source: Mapped[str] = line(default="")  # where it was written down
    source_id: Mapped[int | None] = mapped_column(
        ForeignKey("source.id", ondelete="SET NULL"), index=True
    )
    quote_start: Mapped[int | None] = number(0, BULK)
    quote_end: Mapped[int | None] = number(0, BULK)
    noted_by: Mapped[str] = line(default="")
    use: Mapped[Use] = word(Use, default=Use.COHORT)
    standing: Mapped[Standing] = word(Standing, default=Standing.UNCHECKED)
    position: Mapped[int] = number(0, MANY)
    uid: Mapped[str] = uid()

    contradictions = (
        Contradiction(
            noop("its quote is at no place of a text"),
            "SELECT finding.id FROM finding LEFT JOIN source ON source.id = source_id "
            "WHERE (quote_start IS NULL) <> (quote_end IS NULL) OR quote_start IS NOT NULL AND "
            "(source.id IS NULL OR quote_start >= quote_end OR quote_end > length(source.text))",
            "quote_start = NULL, quote_end = NULL",
        ),
        Contradiction(
            noop("it was found on a visit to another organisation"),
            "SELECT finding.id FROM finding JOIN visit ON visit.id = visit_id "
            "WHERE visit.organisation_id IS NOT finding.organisation_id",
            "visit_id = NULL",
        ),
    )


class Code(Base):
    """A code of the code book, below another one or at the top.

    A merged code is kept, with its findings, and refers to the one it was merged into. A category
    (`codable` is False) only holds other codes.
    """

    __tablename__ = "code"

    name: Mapped[str] = line()
    description: Mapped[str] = prose(default="")
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("code.id"), index=True)
    merged_into_id: Mapped[int | None] = mapped_column(ForeignKey("code.id"), index=True)
    codable: Mapped[bool] = mapped_column(default=True)
    refi_colour: Mapped[str] = line(default="")  # as another program wrote it, to be given back
    position: Mapped[int] = number(0, MANY)
    uid: Mapped[str] = uid()

    contradictions = (
        Contradiction(
            noop("it is a code below itself by a detour"),
            "WITH RECURSIVE sound(id) AS (SELECT id FROM code WHERE parent_id IS NULL UNION "
            "SELECT code.id FROM code JOIN sound ON code.parent_id = sound.id) "
            "SELECT id FROM code WHERE id NOT IN sound",
            "parent_id = NULL",
        ),
        Contradiction(
            noop("it is a code merged into itself by a detour"),
            "WITH RECURSIVE sound(id) AS (SELECT id FROM code WHERE merged_into_id IS NULL UNION "
            "SELECT code.id FROM code JOIN sound ON code.merged_into_id = sound.id) "
            "SELECT id FROM code WHERE id NOT IN sound",
            "merged_into_id = NULL",
        ),
        Contradiction(
            noop("it is below a code that was merged into another"),
            "SELECT code.id FROM code JOIN code AS above ON above.id = code.parent_id "
            "WHERE above.merged_into_id IS NOT NULL AND code.merged_into_id IS NULL",
            "parent_id = NULL",
        ),
    )


class FindingCode(Base):
    """A code of a finding. It is the code that was given, also where that was merged since.

    `came_from_id` is the code before a split.
    """

    __tablename__ = "finding_code"
    __table_args__ = (UniqueConstraint("finding_id", "code_id"),)

    finding_id: Mapped[int] = mapped_column(ForeignKey("finding.id", ondelete="CASCADE"))
    code_id: Mapped[int] = mapped_column(ForeignKey("code.id", ondelete="CASCADE"), index=True)
    came_from_id: Mapped[int | None] = mapped_column(ForeignKey("code.id", ondelete="SET NULL"))


class Correction(Base):
    """What somebody of those whom a finding is about said of it, such as at the gallery walk.

    said: their words; for an amendment the new wording, which the finding then has.
    before: the wording before an amendment.
    """

    __tablename__ = "correction"

    finding_id: Mapped[int] = mapped_column(
        ForeignKey("finding.id", ondelete="CASCADE"), index=True
    )
    standing: Mapped[Standing] = word(Standing, default=Standing.CONFIRMED)
    said: Mapped[str] = prose(default="")
    role: Mapped[str] = line(default="")  # of who said it, or an organisation
    before: Mapped[str] = prose(default="")


class CellSummary(Base):
    """One line on what an organisation says of a code, written by a person.

    seen: a digest of the findings that the line was written on; it is stale when they differ.
    """

    __tablename__ = "cell_summary"
    __table_args__ = (UniqueConstraint("organisation_id", "code_id"),)

    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id", ondelete="CASCADE"))
    code_id: Mapped[int] = mapped_column(ForeignKey("code.id", ondelete="CASCADE"), index=True)
    text: Mapped[str] = prose()
    seen: Mapped[str] = line(default="")
