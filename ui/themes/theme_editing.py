"""What can be done to the selected cards and to the current theme, on the wall as in the outline."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from resources.words import count, say
from ui.kit.desk import Desk
from ui.themes.cards.entry_prompts import EntryPrompts
from ui.themes.cards.gathered import Gathered
from ui.themes.theme_actions import ThemeActions
from ui.themes.wall.wall_scene import WallScene
from ui.widgets import ask_first
from ui.widgets.messages.long_text import show_text
from upstream_workshop.evidence.bases import counted, counts_words, grounds_text
from upstream_workshop.themes.queries import ThemeRow
from upstream_workshop.themes.theme_bases import findings_behind
from upstream_workshop.themes.wall.wall_layouts import Box, Place, piled, spread
from upstream_workshop.workgroups.theme_uses import theme_uses

Chosen = Callable[[], tuple[tuple[int, ...], ThemeRow | None]]


class ThemeEditing(QObject):
    """Does what keys, menus and buttons ask for; each is one step of Undo.

    over: the widget that questions are shown over.
    chosen: returns the ids of the selected cards, and the current theme or None.

    `asked_free()` is emitted when cards are to be put freely while they stand in columns.
    """

    asked_free = Signal()

    def __init__(
        self,
        desk: Desk,
        prompts: EntryPrompts,
        handlers: ThemeActions,
        wall: WallScene,
        chosen: Chosen,
        over: QWidget,
    ) -> None:
        super().__init__(over)
        self._desk, self.prompts, self._handlers = desk, prompts, handlers
        self._wall, self._chosen, self._over = wall, chosen, over
        self._gathered = Gathered()

    def know(self, gathered: Gathered) -> None:
        """Set the present themes and cards."""
        self._gathered = gathered

    def selected(self) -> tuple[tuple[int, ...], ThemeRow | None]:
        """Return the ids of the selected cards, and the current theme or None."""
        return self._chosen()

    def put(self, cards: tuple[int, ...], theme_id: int | None) -> None:
        """Put cards into a theme; None takes them out of any."""
        if cards:
            self._handlers.put(cards, self._gathered.theme(theme_id))

    def put_by_number(self, number: int) -> None:
        """Put the selected cards into the theme of this number; 0 takes them out of any."""
        cards, _ = self._chosen()
        if number == 0:
            self.put(cards, None)
        elif number <= len(self._gathered.themes):
            self.put(cards, self._gathered.themes[number - 1].id)

    def drop(
        self, cards: tuple[int, ...], theme_id: int | None, places: Mapping[int, Place]
    ) -> None:
        """Put cards that were dragged into a theme, or with places where they were dropped."""
        if places:
            self._handlers.drop(cards, self._gathered.theme(theme_id), places)
        else:
            self.put(cards, theme_id)

    def tell_evidence(self) -> None:
        """Show the findings that the cards of the current theme were made of."""
        _, theme = self._chosen()
        if theme is None:
            self._desk.refused.emit(say("Select a theme first."))
            return
        rows = self._desk.ask(findings_behind).get(theme.id, ())
        if not rows:
            self._desk.refused.emit(
                say("No card of “{theme}” was made of a finding.", theme=theme.title)
            )
            return
        lead = say("It rests on {findings}.", findings=counts_words(counted(rows)))
        show_text(self._over, theme.title, lead, grounds_text(rows))

    def park(self) -> None:
        """Park the current theme, or make it a candidate again."""
        _, theme = self._chosen()
        if theme is None:
            self._desk.refused.emit(say("Choose the theme to park first."))
        else:
            self._handlers.park(theme)

    def remove(self) -> None:
        """Remove the selected cards or, if there are none, the current theme; its cards stay, loose."""
        cards, theme = self._chosen()
        if cards:
            self._handlers.remove_cards(cards, self._gathered.texts[cards[0]])
        elif theme is not None and self._may_go(theme):
            self._handlers.remove_theme(theme)

    def say_the_same(self) -> None:
        """Show the selected cards as one idea, the first of them."""
        cards, _ = self._chosen()
        if len(cards) < 2:
            self._desk.refused.emit(say("Choose two or more cards that say the same first."))
        else:
            self._handlers.say_the_same(cards, self._gathered.texts[cards[0]])

    def part(self) -> None:
        """Make cards of their own again of those that say the same as the selected ones."""
        cards, _ = self._chosen()
        if not cards:
            self._desk.refused.emit(say("Choose the card whose wordings to part first."))
        else:
            self._handlers.part(cards, self._gathered.texts[cards[0]])

    def pile(self) -> None:
        """Lay the selected cards on each other, where the first of them is."""
        self._lay(say("Pile cards"), piled)

    def spread(self) -> None:
        """Lay the selected cards side by side."""
        self._lay(say("Spread cards"), spread)

    def line_up(self) -> None:
        """Put the selected cards back where the columns have them."""
        cards, _ = self._chosen()
        if cards:
            self._handlers.place(say("Put cards back into columns"), dict.fromkeys(cards))

    def _lay(self, label: str, lay: Callable[[Mapping[int, Box]], dict[int, Place]]) -> None:
        cards, _ = self._chosen()
        if len(cards) < 2:
            self._desk.refused.emit(say("Choose two or more cards first."))
            return
        if not self._wall.shown.free:
            self.asked_free.emit()
        themes = {self._wall.items_of[id_].card.theme_id for id_ in cards} - {None}
        standing = {
            card.id: self._wall.layout.cards[card.id][:2]
            for group in self._wall.shown.groups
            if group.theme_id in themes
            for card in group.cards
        }
        places = lay({id_: self._wall.layout.cards[id_] for id_ in cards})
        self._handlers.place(label, standing | places)

    def _may_go(self, theme: ThemeRow) -> bool:
        """Ask before people's choices go with a theme; what forbids it, the service says."""
        uses = self._desk.ask(theme_uses, theme.id)
        if not uses.choices or uses.options or uses.groups:
            return True
        words = count(
            uses.choices,
            "{n} person chose “{title}” for a workgroup. Removing it drops this choice, "
            "and later choices move up. Parking it keeps the choice.",
            "{n} people chose “{title}” for a workgroup. Removing it drops these choices, "
            "and later choices move up. Parking it keeps the choices.",
            title=theme.title,
        )
        return ask_first(self._over, say("Remove theme"), words, say("Remove"))
