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
    """The idea on one sticky note: `wording` is its first text, `text` its present one.

    A card that says the same idea as another refers to it, is in its theme, and is shown with it. A
    private card is shown nowhere until it is revealed. `x` and `y` are where a card was put freely on
    the wall; both are None until then. A card of a finding is hidden as long as that may never be used.
    """

    __tablename__ = "card"

    text: Mapped[str] = prose()
    wording: Mapped[str] = prose()
    theme_id: Mapped[int | None] = mapped_column(ForeignKey("theme.id"), index=True)
    came_from_id: Mapped[int | None] = mapped_column(ForeignKey("theme.id"))  # before a merge
    table: Mapped[str] = line(name="seat_table", default="")  # which table in the room
    author: Mapped[str] = line(default="")
    foreign_id: Mapped[str] = line(default="")  # its number in the tool it came from
    position: Mapped[int] = number(0, MANY)
    same_as_id: Mapped[int | None] = mapped_column(
        ForeignKey("card.id", ondelete="CASCADE"), index=True
    )
    finding_id: Mapped[int | None] = mapped_column(  # which it was made of
        ForeignKey("finding.id", ondelete="SET NULL"), index=True
    )
    private: Mapped[bool] = mapped_column(default=False)
    x: Mapped[float | None]
    y: Mapped[float | None]

    contradictions = (
        Contradiction(
            noop("it is in a theme that was merged into another"),
            "SELECT card.id FROM card JOIN theme ON theme.id = theme_id WHERE merged_into_id IS NOT NULL",
            "theme_id = NULL",
        ),
        Contradiction(
            noop("it says the same as a card that says the same as another"),
            "SELECT card.id FROM card JOIN card AS first ON first.id = card.same_as_id "
            "WHERE first.same_as_id IS NOT NULL",
            "same_as_id = NULL",
        ),
        Contradiction(
            noop("it is in another theme than the card that says the same"),
            "SELECT card.id FROM card JOIN card AS first ON first.id = card.same_as_id "
            "WHERE card.theme_id IS NOT first.theme_id",
            "same_as_id = NULL",
        ),
        Contradiction(
            noop("half of its place on the wall is missing"),
            "SELECT id FROM card WHERE (x IS NULL) <> (y IS NULL)",
            "x = NULL, y = NULL",
        ),
    )
