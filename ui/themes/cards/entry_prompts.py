"""Questions that the entry line asks about cards and themes, and the change that each leads to."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from resources.words import say
from ui.themes.cards.card_entry import CardEntry, Question
from ui.themes.cards.gathered import Gathered
from ui.themes.theme_actions import ThemeActions
from upstream_workshop.themes.queries import ThemeRow

Chosen = Callable[[], tuple[tuple[int, ...], ThemeRow | None]]


class EntryPrompts(QObject):
    """Asks questions in the entry line instead of in dialogs.

    entry: the line.
    handlers: make the changes.
    chosen: returns the ids of the selected cards, and the current theme or None.

    `refused(sentence)` is emitted if nothing is selected to ask about. `into` is the id of the
    theme for the next cards, `table` and `author` who they come from, and `private` says whether they
    are shown nowhere until they are revealed.
    """

    refused = Signal(str)

    def __init__(self, entry: CardEntry, handlers: ThemeActions, chosen: Chosen) -> None:
        super().__init__(entry)
        self._entry = entry
        self._handlers = handlers
        self._chosen = chosen
        self._gathered = Gathered()
        self.into: int | None = None
        self.table = ""
        self.author = ""
        self.private = False

    def know(self, gathered: Gathered) -> None:
        """Set the present themes and cards; a theme that no longer exists gets no more cards."""
        self._gathered = gathered
        if gathered.theme(self.into) is None:
            self.into = None
        self._entry.know(gathered.titles, gathered.texts)
        self.show_hint()

    def show_hint(self) -> None:
        """Show what keys do, and which theme and table the next cards get."""
        into = self._gathered.titles.get(self.into or 0, say("loose"))
        parts = [say("Enter: next card"), say("Tab: theme ({title})", title=into)]
        parts += [part for part in (self.table, self.author) if part]
        label = say("Type a card in private") if self.private else say("Type a card")
        self._entry.set_usual(label, " · ".join(parts))

    def theme_of_cards(self) -> None:
        """Ask for a theme for the selected cards; a new title creates one."""
        cards, _ = self._chosen()
        if not cards:
            self.theme_of_next_cards()
            return
        self._ask(
            say("Theme for the selected cards"),
            say("letters find a theme · Enter puts them there, or makes it · Escape"),
            lambda text, theme: self._gather(cards, text, theme),
            choosing=True,
            makes=True,
        )

    def theme_of_next_cards(self) -> None:
        """Ask for a theme for the next cards; a half-typed card is restored afterwards."""
        typed = self._entry.field.text()
        self._entry.ask(
            Question(
                say("Theme for the next cards"),
                say("letters find a theme · Enter chooses, or makes it · empty: loose"),
                lambda text, theme: self._choose_for_next(text, theme, typed),
                choosing=True,
                makes=True,
            )
        )

    def merge(self) -> None:
        """Ask into which theme the current one is merged."""
        _, source = self._chosen()
        if source is None:
            self.refused.emit(say("Choose the theme that goes into another one first."))
            return
        self._ask(
            say("Merge “{title}” into", title=source.title),
            say("letters find a theme · Enter merges · Escape"),
            lambda _text, theme: theme is not None and self._handlers.merge(source, theme),
            choosing=True,
        )

    def split(self) -> None:
        """Ask for the title of a new theme for the selected cards."""
        cards, source = self._chosen()
        if not cards or source is None:
            self.refused.emit(say("Choose the cards of one theme that split off first."))
            return
        self._ask(
            say("Name of the new theme"),
            say("Enter splits the selected cards off · Escape"),
            lambda text, _: self._handlers.split(source.id, cards, text),
        )

    def name(self) -> None:
        """Ask for the text of the selected card, or for the title of the current theme."""
        cards, theme = self._chosen()
        if cards:
            self._ask(
                say("How the card reads"),
                say("Enter keeps it; the first wording stays on record · Escape"),
                lambda text, _: self._handlers.reword(cards[0], text),
                text=self._gathered.texts[cards[0]],
            )
        elif theme is not None:
            self._ask(
                say("What the theme is called"),
                say("Enter keeps it · Escape"),
                lambda text, _: self._handlers.rename(theme.id, text),
                text=theme.title,
            )
        else:
            self.refused.emit(say("Choose the card or the theme to rename first."))

    def table_of_next_cards(self) -> None:
        """Ask for the table that the next cards come from."""
        self._entry.ask(
            Question(
                say("Table the next cards come from"),
                say("Enter keeps it, empty forgets it · Escape"),
                lambda text, _: self._come_from(text),
                text=self.table,
            )
        )

    def author_of_next_cards(self) -> None:
        """Ask for the name of the person who writes the next cards."""
        self._entry.ask(
            Question(
                say("Who writes the next cards"),
                say("Enter keeps it, empty forgets it · Escape"),
                lambda text, _: self._be_by(text),
                text=self.author,
            )
        )

    def set_private(self, private: bool) -> None:
        """Set whether the next cards are shown nowhere until they are revealed."""
        self.private = private
        self._entry.set_mode(say("In private") if private else "")
        self.show_hint()

    def _ask(
        self,
        label: str,
        hint: str,
        done: Callable[[str, int | None], bool],
        choosing: bool = False,
        makes: bool = False,
        text: str = "",
    ) -> None:
        """Ask about the selection; afterwards the focus returns to it."""
        self._entry.ask(Question(label, hint, done, choosing, makes, text, about_chosen=True))

    def _gather(self, cards: tuple[int, ...], text: str, theme: int | None) -> bool:
        if theme is not None:
            return self._handlers.put(cards, self._gathered.theme(theme))
        return self._handlers.gather(cards, text)

    def _choose_for_next(self, text: str, theme: int | None, typed: str) -> bool:
        if text and theme is None:
            theme = self._handlers.add_theme(text)
            if theme is None:
                return False
        self.into = theme
        self.show_hint()
        self._entry.settle()
        self._entry.field.setText(typed)
        return False  # the line was settled already and has the half-typed card again

    def _come_from(self, table: str) -> None:
        self.table = table
        self.show_hint()

    def _be_by(self, author: str) -> None:
        self.author = author
        self.show_hint()
