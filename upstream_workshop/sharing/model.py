"""The tables of sharing: products, their drafts, references and reviews, and the handbook."""

from __future__ import annotations

from datetime import date

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from resources.words import noop
from upstream_workshop.framework.kinds import Disposition
from upstream_workshop.sharing.kinds import ProductState
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


class Product(Base):
    """Something a workgroup shares: a paper, a guide, a blog post; from idea to published."""

    __tablename__ = "product"

    workgroup_id: Mapped[int | None] = mapped_column(
        ForeignKey("workgroup.id", ondelete="SET NULL"), index=True
    )
    owner_id: Mapped[int | None] = mapped_column(
        ForeignKey("participant.id", ondelete="SET NULL"), index=True
    )
    title: Mapped[str] = line()
    kind_name: Mapped[str] = line(default="")
    audience: Mapped[str] = line(default="")
    state: Mapped[ProductState] = word(ProductState, default=ProductState.IDEA)
    next_on: Mapped[date | None]
    next_step: Mapped[str] = prose(default="")
    blocked: Mapped[str] = prose(default="")  # what blocks it; blank if nothing does
    signed_off_by: Mapped[str] = line(default="")
    published_on: Mapped[date | None]
    link: Mapped[str] = line(default="")  # where it was published
    placeholder: Mapped[bool] = mapped_column(default=False)  # its text is not the published one
    position: Mapped[int] = number(0, MANY)
    uid: Mapped[str] = uid()


class ProductDraft(Base):
    """A numbered draft of a product, as restricted Markdown.

    `frozen` says that it was signed off, or that a later draft replaced it.
    """

    __tablename__ = "product_draft"
    __table_args__ = (UniqueConstraint("product_id", "number"),)

    product_id: Mapped[int] = mapped_column(ForeignKey("product.id", ondelete="CASCADE"))
    number: Mapped[int] = number(1, MANY)
    day: Mapped[date | None]
    authors: Mapped[str] = prose(default="")
    text: Mapped[str] = bulk(default="")
    frozen: Mapped[bool] = mapped_column(default=False)


class FrozenReference(Base):
    """What a reference in a draft showed when the draft was frozen."""

    __tablename__ = "frozen_reference"
    __table_args__ = (UniqueConstraint("product_draft_id", "reference"),)

    product_draft_id: Mapped[int] = mapped_column(
        ForeignKey("product_draft.id", ondelete="CASCADE")
    )
    reference: Mapped[str] = line()
    shown: Mapped[str] = bulk(default="")


class Review(Base):
    """A reviewer's comment on a draft, and what was done about it.

    participant_id: the reviewer, if that is a participant; otherwise `reviewer` is the name.
    section: the heading it is about; blank for the whole.
    """

    __tablename__ = "review"

    product_draft_id: Mapped[int] = mapped_column(
        ForeignKey("product_draft.id", ondelete="CASCADE"), index=True
    )
    participant_id: Mapped[int | None] = mapped_column(
        ForeignKey("participant.id", ondelete="SET NULL"), index=True
    )
    reviewer: Mapped[str] = line(default="")
    section: Mapped[str] = line(default="")
    text: Mapped[str] = prose()
    disposition: Mapped[Disposition] = word(Disposition, default=Disposition.OPEN)
    reason: Mapped[str] = prose(default="")
    position: Mapped[int] = number(0, MANY)


class Handbook(Base):
    """The handbook's title page; one row."""

    __tablename__ = "handbook"

    title: Mapped[str] = line()
    subtitle: Mapped[str] = line(default="")
    introduction: Mapped[str] = bulk(default="")  # restricted Markdown
    contributors: Mapped[str] = prose(default="")
    licence: Mapped[str] = line(default="")
    uid: Mapped[str] = uid()

    contradictions = (
        Contradiction(
            noop("there is a handbook already"),
            "SELECT id FROM handbook WHERE id > (SELECT min(id) FROM handbook)",
        ),
    )


class HandbookPart(Base):
    """A product's place in the handbook."""

    __tablename__ = "handbook_part"
    __table_args__ = (UniqueConstraint("product_id"),)

    product_id: Mapped[int] = mapped_column(ForeignKey("product.id", ondelete="CASCADE"))
    position: Mapped[int] = number(0, MANY)
