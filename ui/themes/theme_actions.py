"""The changes of cards and themes, with their names in Undo; each is one undoable step."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from PySide6.QtCore import QObject

from resources.words import count, say
from ui.kit.desk import Desk
from upstream_workshop.themes import services
from upstream_workshop.themes.cards import services as card_services
from upstream_workshop.themes.kinds import ThemeState
from upstream_workshop.themes.queries import ThemeRow
from upstream_workshop.themes.wall import services as wall
from upstream_workshop.themes.wall.services import PastedCard
from upstream_workshop.themes.wall.wall_layouts import Place


class Source(NamedTuple):
    """Where cards come from: a table, an author, and whether they are private."""

    table: str = ""
    author: str = ""
    private: bool = False


class ThemeActions(QObject):
    """All changes that the Themes page makes.

    Methods that return a bool return False if the change was refused; the desk has then emitted
    `refused`.
    """

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk

    def add_card(self, text: str, theme_id: int | None, source: Source) -> int | None:
        """Add a card to a theme, or to none; return its id, or None if it was refused."""
        label, about = say("Add card"), text
        if source.private:
            label, about = say("Add a private card"), ""  # Undo is shown on the screen
        return self._desk.do_about(label, about, card_services.add_card, text, theme_id, *source)

    def add_same(self, text: str, card_id: int, source: Source) -> bool:
        """Add a card that says the same as another."""
        label = say("Add another wording")
        args = (text, card_id, source.table, source.author)
        return self._desk.done_about(label, text, wall.add_same, *args)

    def paste(
        self, cards: tuple[PastedCard, ...], theme_id: int | None, source: Source
    ) -> tuple[int, ...]:
        """Add the cards of a pasted list as one step; return their ids, none if they were refused."""
        about = count(len(cards), "{n} card", "{n} cards")
        label = say("Paste cards")
        ids = self._desk.do_about(label, about, wall.paste_cards, cards, theme_id, *source)
        return ids or ()

    def say_the_same(self, card_ids: tuple[int, ...], about: str) -> bool:
        """Show cards as one idea, the first of them.

        about: the text shown in Undo.
        """
        label = say("Show cards as one idea")
        return self._desk.done_about(label, about, wall.say_the_same, card_ids[1:], card_ids[0])

    def part(self, card_ids: tuple[int, ...], about: str) -> bool:
        """Make cards of their own again of those that say the same as these."""
        return self._desk.done_about(say("Part the wordings"), about, wall.part_wordings, card_ids)

    def place(self, label: str, places: Mapping[int, Place | None]) -> bool:
        """Put cards at places on the wall.

        label: the name of the step in Undo.
        """
        about = count(len(places), "{n} card", "{n} cards")
        return self._desk.done_about(label, about, wall.place_cards, places)

    def drop(
        self,
        card_ids: tuple[int, ...],
        theme: ThemeRow | None,
        places: Mapping[int, Place | None],
    ) -> bool:
        """Put cards at places on the wall and into the theme that is there; None is for no theme."""
        label = say("Move cards on the wall")
        theme_id = theme.id if theme else None
        return self._desk.done_about(
            label, theme.title if theme else "", wall.drop_cards, card_ids, theme_id, places
        )

    def reveal(self) -> bool:
        """Show all private cards."""
        return self._desk.done_about(say("Reveal the private cards"), "", wall.reveal_cards)

    def reword(self, card_id: int, text: str) -> bool:
        """Change the text of a card."""
        return self._desk.done_about(
            say("Reword card"), text, card_services.amend_card, card_id, text=text
        )

    def remove_cards(self, card_ids: tuple[int, ...], about: str) -> bool:
        """Remove cards.

        about: the text shown in Undo.
        """
        return self._desk.done_about(
            say("Remove cards"), about, card_services.remove_cards, card_ids
        )

    def put(self, card_ids: tuple[int, ...], theme: ThemeRow | None) -> bool:
        """Put cards into a theme; None takes them out of any."""
        label, about = say("Put cards into a theme"), theme.title if theme else ""
        if theme is None:
            label = say("Put cards back, loose")
        return self._desk.done_about(
            label, about, card_services.put_cards, card_ids, theme.id if theme else None
        )

    def gather(self, card_ids: tuple[int, ...], title: str) -> bool:
        """Put cards into a new theme."""
        label = say("Put cards into a new theme")
        return self._desk.done_about(label, title, card_services.gather, card_ids, title)

    def add_theme(self, title: str) -> int | None:
        """Add a theme without cards; return its id, or None if it was refused."""
        return self._desk.do_about(say("Add theme"), title, services.add_theme, title)

    def rename(self, theme_id: int, title: str) -> bool:
        """Change the title of a theme."""
        return self._desk.done_about(
            say("Rename theme"), title, services.rename_theme, theme_id, title
        )

    def merge(self, source: ThemeRow, target_id: int) -> bool:
        """Move one theme's cards into another."""
        label = say("Merge themes")
        return self._desk.done_about(
            label, source.title, services.merge_themes, source.id, target_id
        )

    def split(self, theme_id: int, card_ids: tuple[int, ...], title: str) -> bool:
        """Move some of a theme's cards into a new theme."""
        label = say("Split theme")
        return self._desk.done_about(label, title, services.split_theme, theme_id, card_ids, title)

    def park(self, theme: ThemeRow) -> bool:
        """Park a theme, or make a parked one a candidate again."""
        parked = theme.state == ThemeState.PARKED
        label = say("Take theme up again") if parked else say("Park theme")
        state = ThemeState.CANDIDATE if parked else ThemeState.PARKED
        return self._desk.done_about(label, theme.title, services.set_theme_state, theme.id, state)

    def remove_theme(self, theme: ThemeRow) -> bool:
        """Remove a theme; its cards remain loose."""
        return self._desk.done_about(
            say("Remove theme"), theme.title, services.remove_theme, theme.id
        )
