"""The changes of cards and themes, with their names in Undo; each is one undoable step."""

from __future__ import annotations

from collections.abc import Callable
from typing import Concatenate, ParamSpec

from PySide6.QtCore import QObject
from sqlalchemy.orm import Session

from resources.words import say
from ui.kit.desk import Desk
from upstream_workshop.themes import services
from upstream_workshop.themes.kinds import ThemeState
from upstream_workshop.themes.queries import ThemeRow

P = ParamSpec("P")


class ThemeActions(QObject):
    """All changes that the Themes page makes.

    Methods that return a bool return False if the change was refused; the desk has then emitted
    `refused`.
    """

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk

    def add_card(self, text: str, theme_id: int | None, table: str) -> bool:
        """Add a card to a theme, or to none.

        table: the table that it comes from.
        """
        return self._do(say("Add card"), text, services.add_card, text, theme_id, table)

    def add_cards(self, lines: tuple[str, ...], theme_id: int | None, table: str) -> bool:
        """Add a card for each line, as one step."""
        about = say("{n} cards", n=len(lines))
        label = say("Paste cards")
        return self._do(label, about, services.add_cards, lines, theme_id, table)

    def reword(self, card_id: int, text: str) -> bool:
        """Change the text of a card."""
        return self._do(say("Reword card"), text, services.amend_card, card_id, text=text)

    def remove_cards(self, card_ids: tuple[int, ...], about: str) -> bool:
        """Remove cards.

        about: the text shown in Undo.
        """
        return self._do(say("Remove cards"), about, services.remove_cards, card_ids)

    def put(self, card_ids: tuple[int, ...], theme: ThemeRow | None) -> bool:
        """Put cards into a theme; None takes them out of any."""
        label, about = say("Put cards into a theme"), theme.title if theme else ""
        if theme is None:
            label = say("Put cards back, loose")
        return self._do(label, about, services.put_cards, card_ids, theme.id if theme else None)

    def gather(self, card_ids: tuple[int, ...], title: str) -> bool:
        """Put cards into a new theme."""
        label = say("Put cards into a new theme")
        return self._do(label, title, services.gather, card_ids, title)

    def add_theme(self, title: str) -> int | None:
        """Add a theme without cards; return its id, or None if it was refused."""
        return self._desk.do_about(say("Add theme"), title, services.add_theme, title)

    def rename(self, theme_id: int, title: str) -> bool:
        """Change the title of a theme."""
        return self._do(say("Rename theme"), title, services.rename_theme, theme_id, title)

    def merge(self, source: ThemeRow, target_id: int) -> bool:
        """Move one theme's cards into another."""
        label = say("Merge themes")
        return self._do(label, source.title, services.merge_themes, source.id, target_id)

    def split(self, theme_id: int, card_ids: tuple[int, ...], title: str) -> bool:
        """Move some of a theme's cards into a new theme."""
        label = say("Split theme")
        return self._do(label, title, services.split_theme, theme_id, card_ids, title)

    def park(self, theme: ThemeRow) -> bool:
        """Park a theme, or make a parked one a candidate again."""
        parked = theme.state == ThemeState.PARKED
        label = say("Take theme up again") if parked else say("Park theme")
        state = ThemeState.CANDIDATE if parked else ThemeState.PARKED
        return self._do(label, theme.title, services.set_theme_state, theme.id, state)

    def remove_theme(self, theme: ThemeRow) -> bool:
        """Remove a theme; its cards remain loose."""
        return self._do(say("Remove theme"), theme.title, services.remove_theme, theme.id)

    def _do(
        self,
        label: str,
        about: str,
        service: Callable[Concatenate[Session, P], object],
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> bool:
        def done(session: Session) -> bool:
            service(session, *args, **kwargs)
            return True

        return self._desk.do_about(label, about, done) is not None
