"""The Themes page: cards are typed and put into themes, on a wall or in an outline."""

from __future__ import annotations

from functools import partial
from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from resources.words import count, say
from ui.importing.flow import ImportFlow
from ui.kit.desk import Desk
from ui.kit.jobs import Jobs
from ui.page import IMPORT, NEXT_VIEW, Command, Page
from ui.room_screen.slide_types import Slide
from ui.themes.card_entry import CardEntry, Question
from ui.themes.entry_prompts import EntryPrompts
from ui.themes.gathered import Gathered
from ui.themes.import_kind import import_kind
from ui.themes.theme_actions import ThemeActions
from ui.themes.theme_outline import Outline
from ui.themes.wall import Wall
from ui.widgets import ElidedLabel, EmptyState, PageHeader, Segments
from upstream_workshop.session_file.steps import Change
from upstream_workshop.themes import queries
from upstream_workshop.themes.queries import ThemeRow


class ThemesPage(Page):
    """An entry line, and below it the wall or the outline."""

    READS: ClassVar = queries.READS

    def __init__(self, desk: Desk, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(desk, jobs, parent)
        self._gathered = Gathered()
        self.handlers = ThemeActions(desk, self)
        self.importing = ImportFlow(desk, jobs, import_kind(), self)
        self.entry = CardEntry(Question(say("Type a card"), "", self.add))
        self.prompts = EntryPrompts(self.entry, self.handlers, self._chosen)
        self.header = PageHeader(say("Themes"))
        self.views = Segments([say("Wall"), say("Outline")], ["squares-four", "list-bullets"])
        self.wall, self.outline = Wall(), Outline()
        self.body = QStackedWidget()
        self.hint = ElidedLabel(
            say(
                "On the cards: 1 to 9 into that theme · T theme by its name · S split off · F2 reword · "
                "Del remove · M merge · P park · Ctrl+Tab wall or outline"
            ),
            "small",
        )
        self._lay_out()
        self._connect()

    # what is shown

    def refresh(self, change: Change | None) -> None:
        """Read themes and cards again and show them."""
        self._gathered = Gathered(self.desk.ask(queries.themes), self.desk.ask(queries.loose_cards))
        self.prompts.know(self._gathered)
        self.header.set_facts(self._facts())
        self._view().show_themes(self._gathered.themes, self._gathered.loose)
        self.body.setCurrentIndex(self.views.current() if self._started() else 2)
        self.hint.setVisible(self._started())
        self.ballot.setEnabled(bool(self._gathered.standing))

    def slide(self) -> Slide | None:
        """Return the themes with their cards, without counts and names.

        None if there are no themes.
        """
        clusters = tuple(
            (theme.title, tuple(card.text for card in theme.cards))
            for theme in self._gathered.standing
        )
        return Slide(say("Our themes"), clusters=clusters) if clusters else None

    def commands(self) -> tuple[Command, ...]:
        """Return the commands of this page for the palette."""
        return (
            Command(say("Put the selected cards into a theme"), self.prompts.theme_of_cards, "T"),
            Command(say("Merge this theme into another"), self.prompts.merge, "M"),
            Command(say("Split the selected cards off"), self.prompts.split, "S"),
            Command(say("Rename the theme or card"), self.prompts.name, "F2"),
            Command(say("Park the theme, or take it up again"), self.park, "P"),
            Command(say("Remove the cards or the theme"), self.remove, "Del"),
            Command(say("Say which table the cards come from"), self.prompts.table_of_next_cards),
            Command(say("Import cards"), self.importing.choose_file, IMPORT),
            Command(say("Make a ballot"), self.make_ballot, "Ctrl+Return"),
        )

    def targets(self) -> tuple[Command, ...]:
        """Return an entry for each theme, by title."""
        themes = self.desk.ask(queries.theme_titles)
        return tuple(Command(title, partial(self.show_row, id_)) for id_, title in themes)

    def show_row(self, theme_id: int) -> None:
        """Select a theme."""
        self._view().select_theme(theme_id)

    # what can be done

    def add(self, text: str, _theme: int | None = None) -> bool:
        """Add a card; return False if its text must stay in the line."""
        return bool(text) and self.handlers.add_card(text, self.prompts.into, self.prompts.table)

    def paste(self, lines: tuple[str, ...]) -> None:
        """Add a card for each line, as one step."""
        self.handlers.add_cards(lines, self.prompts.into, self.prompts.table)

    def put(self, cards: tuple[int, ...], theme_id: int | None) -> None:
        """Put cards into a theme; None takes them out of any."""
        if cards:
            self.handlers.put(cards, self._gathered.theme(theme_id))

    def park(self) -> None:
        """Park the current theme, or make it a candidate again."""
        _, theme = self._chosen()
        if theme is None:
            self.desk.refused.emit(say("Choose the theme to park first."))
        else:
            self.handlers.park(theme)

    def remove(self) -> None:
        """Remove the selected cards or, if there are none, the current theme.

        Its cards remain loose.
        """
        cards, theme = self._chosen()
        if cards:
            self.handlers.remove_cards(cards, self._gathered.texts[cards[0]])
        elif theme is not None:
            self.handlers.remove_theme(theme)

    def make_ballot(self) -> None:
        """Request the Vote page with the themes as options."""
        self.wanted.emit("vote", tuple(theme.id for theme in self._gathered.standing))

    # Qt

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Run the command of a single key."""
        verbs = {
            Qt.Key.Key_T: self.prompts.theme_of_cards,
            Qt.Key.Key_S: self.prompts.split,
            Qt.Key.Key_P: self.park,
            Qt.Key.Key_F2: self.prompts.name,
            Qt.Key.Key_Delete: self.remove,
            Qt.Key.Key_Escape: self.entry.settle,
        }
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        verb = verbs.get(Qt.Key(event.key()))
        if held:
            super().keyPressEvent(event)
        elif event.text().isdecimal():
            self._put_by_number(int(event.text()))
        elif verb is not None:
            verb()
        else:
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        """Focus the entry line."""
        super().showEvent(event)
        self.entry.field.setFocus()

    # inside

    def _lay_out(self) -> None:
        self.header.add_widget(self.views)
        self.header.add_action(say("Merge"), "git-merge", self.prompts.merge, "M")
        self.ballot = self.header.add_action(
            say("Make a ballot"), "check-square", self.make_ballot, "Ctrl+Return", main=True
        )
        for view in (self.wall, self.outline, self._empty()):
            self.body.addWidget(view)
        column = QVBoxLayout(self)
        column.setContentsMargins(26, 20, 26, 18)
        column.setSpacing(14)
        column.addWidget(self.header)
        column.addWidget(self.entry)
        column.addWidget(self.body, 1)
        column.addWidget(self.hint)

    def _connect(self) -> None:
        QShortcut(QKeySequence(NEXT_VIEW), self, self.views.turn)
        QShortcut(QKeySequence(IMPORT), self, self.importing.choose_file)
        self.entry.pasted.connect(self.paste)
        self.entry.tabbed.connect(self.prompts.theme_of_next_cards)
        self.entry.left.connect(lambda: self._view().take_focus())
        self.prompts.refused.connect(self.desk.refused)
        self.wall.put.connect(self.put)
        self.views.changed.connect(self._on_view)

    def _on_view(self, _index: int) -> None:
        """Show the other view and focus it."""
        self.refresh(None)
        if not self.entry.asked and self.isVisible():
            self._view().take_focus()

    def _empty(self) -> EmptyState:
        empty = EmptyState(
            "note",
            say("No cards yet"),
            say(
                "Type what is on the sticky notes above, one card at a time, or paste a list. "
                "Then put cards that belong together into themes, and vote on the themes."
            ),
        )
        empty.add_step(say("Type the first card"), "keyboard", self.entry.field.setFocus, main=True)
        empty.add_step(say("Import cards"), "upload-simple", self.importing.choose_file)
        return empty

    def _view(self) -> Wall | Outline:
        return self.outline if self.views.current() else self.wall

    def _chosen(self) -> tuple[tuple[int, ...], ThemeRow | None]:
        """Return the ids of the selected cards, and the current theme or None."""
        view = self._view()
        return view.selected_cards(), self._gathered.theme(view.current_theme())

    def _started(self) -> bool:
        return bool(self._gathered.themes or self._gathered.loose)

    def _facts(self) -> str:
        if not self._started():
            return ""
        counts = (
            count(len(self._gathered.texts), "{n} card", "{n} cards"),
            count(len(self._gathered.themes), "{n} theme", "{n} themes"),
            count(len(self._gathered.loose), "{n} loose card", "{n} loose cards"),
        )
        return " · ".join(counts)

    def _put_by_number(self, number: int) -> None:
        """Put the selected cards into the theme of this number; 0 takes them out of any."""
        cards, _ = self._chosen()
        if number == 0:
            self.put(cards, None)
        elif number <= len(self._gathered.themes):
            self.put(cards, self._gathered.themes[number - 1].id)
