"""The tables of cards and themes; a merge deletes nothing."""

from __future__ import annotations

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from resources.words import noop
from upstream_workshop.storage.base import Base
from upstream_workshop.storage.values import MANY, Contradiction, line, number, prose, word
from upstream_workshop.themes.kinds import ThemeState


class Theme(Base):
    """A named cluster of cards. A merged theme is kept and refers to the one it was merged into."""

    __tablename__ = "theme"

    title: Mapped[str] = line()
    description: Mapped[str] = prose(default="")
    state: Mapped[ThemeState] = word(ThemeState, default=ThemeState.CANDIDATE)
    position: Mapped[int] = number(0, MANY)
    merged_into_id: Mapped[int | None] = mapped_column(ForeignKey("theme.id"))

    contradictions = (
        Contradiction(
            noop("it is merged into itself by a detour"),
            "WITH RECURSIVE sound(id) AS (SELECT id FROM theme WHERE merged_into_id IS NULL UNION "
            "SELECT theme.id FROM theme JOIN sound ON theme.merged_into_id = sound.id) "
            "SELECT id FROM theme WHERE id NOT IN sound",
            "merged_into_id = NULL, state = 'candidate'",
        ),
        Contradiction(
            noop("it is merged into no theme, or not merged and in another"),
            "SELECT id FROM theme WHERE (state = 'merged') <> (merged_into_id IS NOT NULL)",
            "merged_into_id = NULL, state = 'candidate'",
        ),
    )


class Card(Base):
    """The idea on one sticky note: `wording` is its first text, `text` its present one."""

    __tablename__ = "card"

    text: Mapped[str] = prose()
    wording: Mapped[str] = prose()
    theme_id: Mapped[int | None] = mapped_column(ForeignKey("theme.id"), index=True)
    came_from_id: Mapped[int | None] = mapped_column(ForeignKey("theme.id"))  # before a merge
    table: Mapped[str] = line(name="seat_table", default="")  # which table in the room
    author: Mapped[str] = line(default="")
    foreign_id: Mapped[str] = line(default="")  # its number in the tool it came from
    position: Mapped[int] = number(0, MANY)

    contradictions = (
        Contradiction(
            noop("it is in a theme that was merged into another"),
            "SELECT card.id FROM card JOIN theme ON theme.id = theme_id WHERE merged_into_id IS NOT NULL",
            "theme_id = NULL",
        ),
    )
