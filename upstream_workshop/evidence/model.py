"""The tables of discovery: visits, findings, the code book, and which codes a finding has."""

from __future__ import annotations

from datetime import date

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from resources.words import noop
from upstream_workshop.evidence.kinds import Standing, Use
from upstream_workshop.storage.base import Base
from upstream_workshop.storage.values import MANY, Contradiction, line, number, prose, uid, word


class Visit(Base):
    """A visit to an organisation. What was agreed on it limits the use of all its findings."""

    __tablename__ = "visit"

    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), index=True)
    day: Mapped[date | None]
    met: Mapped[str] = prose(default="")  # who was met
    consent: Mapped[Use] = word(Use, default=Use.COHORT)
    note: Mapped[str] = prose(default="")


class Finding(Base):
    """One sentence that was found: `wording` is its first text, `text` its present one.

    `kind_name` is one of `KINDS` or a word of the session's own; blank if nobody said.
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
    noted_by: Mapped[str] = line(default="")
    use: Mapped[Use] = word(Use, default=Use.COHORT)
    standing: Mapped[Standing] = word(Standing, default=Standing.UNCHECKED)
    position: Mapped[int] = number(0, MANY)

    contradictions = (
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
