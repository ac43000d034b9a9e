"""Cards, and the themes people put them into; a merge forgets nothing."""

from __future__ import annotations

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from upstream_workshop.base import Base


class Theme(Base):
    """A named cluster of cards. A merged theme stays, pointing at the one it went into."""

    __tablename__ = "theme"

    title: Mapped[str]
    description: Mapped[str] = mapped_column(default="")
    state: Mapped[str] = mapped_column(default="candidate")  # on the ballot, chosen, parked, merged
    position: Mapped[int]
    merged_into_id: Mapped[int | None] = mapped_column(ForeignKey("theme.id"))


class Card(Base):
    """One idea on one sticky note. `wording` is how it first came; `text` how it reads now."""

    __tablename__ = "card"

    text: Mapped[str]
    wording: Mapped[str]
    theme_id: Mapped[int | None] = mapped_column(ForeignKey("theme.id"), index=True)
    came_from_id: Mapped[int | None] = mapped_column(ForeignKey("theme.id"))  # before a merge
    table: Mapped[str] = mapped_column("seat_table", default="")  # which table in the room
    author: Mapped[str] = mapped_column(default="")
    foreign_id: Mapped[str] = mapped_column(default="")  # its number in the tool it came from
    position: Mapped[int]
