"""The Themes page: cards are typed and put into themes, on a wall or in an outline."""

from __future__ import annotations

from functools import partial
from typing import ClassVar, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from resources.words import count, say
from ui.importing.flow import ImportFlow
from ui.kit import theme
from ui.kit.desk import Desk
from ui.kit.jobs import Jobs
from ui.page import IMPORT, NEXT_VIEW, Command, Page
from ui.room_screen.slide_types import Slide
from ui.themes import card_verbs
from ui.themes.cards.card_entry import CardEntry, Question
from ui.themes.cards.card_proposals import CardProposals
from ui.themes.cards.entry_prompts import EntryPrompts
from ui.themes.cards.gathered import Gathered
from ui.themes.import_kind import import_kind
from ui.themes.theme_actions import Source, ThemeActions
from ui.themes.theme_editing import ThemeEditing
from ui.themes.theme_outline import Outline
from ui.themes.wall.wall_scene import Shown
from ui.themes.wall.wall_view import WallView
from ui.themes.wall_tools import WallTools
from ui.themes.wording import heading, loose_heading
from ui.widgets import ElidedLabel, EmptyState, PageHeader, Segments
from upstream_workshop.session_file.steps import Change
from upstream_workshop.themes import queries
from upstream_workshop.themes.queries import ThemeRow
from upstream_workshop.themes.wall.services import PastedCard
from upstream_workshop.themes.wall.wall_layouts import Group

COLUMNS, FREE, OUTLINE = range(3)
_HINTED: Final = 420  # px at 100 %: the least height of a page that shows a hint
_EMPTY: Final = 2  # the index of what is shown before there are cards

_LEAST: Final = 40  # px at 100 %: the height of the wall where the tools take all the rest


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
        self.proposals = CardProposals(desk, jobs, self.handlers, self)
        self.header = PageHeader(say("Themes"))
        self.views = Segments(
            [say("Columns"), say("Free"), say("Outline")],
            ["columns", "squares-four", "list-bullets"],
        )
        self.wall, self.outline, self.tools = WallView(), Outline(), WallTools()
        self.editing = ThemeEditing(
            desk, self.prompts, self.handlers, self.wall.wall, self._chosen, self
        )
        self.body = QStackedWidget()
        self.hint = ElidedLabel(
            say(
                "On the cards: 1 to 9 into that theme · T theme by its name · S split off · F2 reword · "
                "I one idea · Del remove · M merge · P park · G pile · D spread · F all · Ctrl+Tab view"
            ),
            "small",
        )
        self._lay_out()
        self._connect()

    # what is shown

    def refresh(self, change: Change | None) -> None:
        """Read themes and cards again and show them."""
        self._gathered = Gathered(
            self.desk.ask(queries.themes),
            self.desk.ask(queries.loose_cards),
            len(self.desk.ask(queries.private_cards)),
        )
        for part in (self.prompts, self.editing, self.proposals):
            part.know(self._gathered)
        self.header.set_facts(self._facts())
        self.tools.show_cards(self._gathered)
        self._show_view()
        self.hint.setVisible(self._started() and self.height() >= theme.px(_HINTED))
        self.tools.setVisible(self._started() or self._gathered.private > 0)
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
            *card_verbs.commands(self.editing),
            Command(say("Suggest clusters of cards"), self.proposals.suggest, "Alt+C"),
            Command(say("Write the next cards in private, or not"), self.tools.in_private.toggle),
            Command(say("Reveal the private cards"), self.reveal, "Alt+R"),
            Command(say("Say which table the cards come from"), self.prompts.table_of_next_cards),
            Command(say("Say who writes the next cards"), self.prompts.author_of_next_cards),
            Command(say("Colour the cards by table, or not"), self.tools.by_table.toggle),
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
        """Add a card and show it; return False if its text must stay in the line."""
        added = self.handlers.add_card(text, self.prompts.into, self._source()) if text else None
        if added is not None and not self.prompts.private:
            self._view().show_cards([added])
        return added is not None

    def join(self, text: str, card_id: int) -> None:
        """Add what was typed as another wording of a card, and show that card."""
        if self.handlers.add_same(text, card_id, self._source()):
            self.entry.settle()
            self._view().show_cards([card_id])

    def paste(self, lines: tuple[str, ...]) -> None:
        """Show a preview of a pasted list; add its cards as one step and show them."""
        self.proposals.preview(lines, self._add_pasted)

    def reveal(self) -> None:
        """Show the private cards, to the room as well."""
        if self._gathered.private and self.handlers.reveal():
            self.tools.in_private.setChecked(False)

    def make_ballot(self) -> None:
        """Request the Vote page with the themes as options."""
        self.wanted.emit("vote", tuple(theme.id for theme in self._gathered.standing))

    # Qt

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Run the command of a single key."""
        if event.key() == Qt.Key.Key_Escape:
            self.entry.settle()
        elif not card_verbs.answer_key(self.editing, event):
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
        self.body.setMinimumHeight(theme.px(_LEAST))
        parts = (self.header, self.entry, self.tools, self.body, self.hint)
        self.put_in_column(parts, growing=(self.body,))

    def _connect(self) -> None:
        QShortcut(QKeySequence(NEXT_VIEW), self, self.views.turn)
        QShortcut(QKeySequence(IMPORT), self, self.importing.choose_file)
        self.entry.pasted.connect(self.paste)
        self.entry.joined.connect(self.join)
        self.entry.tabbed.connect(self.prompts.theme_of_next_cards)
        self.entry.left.connect(lambda: self._view().take_focus())
        self.prompts.refused.connect(self.desk.refused)
        self.wall.dropped.connect(self.editing.drop)
        self.wall.escaped.connect(self.entry.settle)
        self.wall.opened.connect(self.prompts.name)
        for view in (self.wall, self.outline):
            view.asked_menu.connect(partial(card_verbs.show_menu, self.editing, self))
        self.editing.asked_free.connect(partial(self.views.select, FREE))
        self.tools.coloured.connect(lambda _: self.refresh(None))
        self.tools.written.connect(self.prompts.set_private)
        self.tools.asked_clusters.connect(self.proposals.suggest)
        self.tools.asked_reveal.connect(self.reveal)
        self.views.changed.connect(self._on_view)

    def _on_view(self, _index: int) -> None:
        """Show the other view and focus it."""
        self.refresh(None)
        if not self.entry.asked and self.isVisible():
            self._view().take_focus()

    def _show_view(self) -> None:
        """Show the cards in the view that was chosen."""
        gathered, view = self._gathered, self.views.current()
        if view == OUTLINE:
            self.outline.show_themes(gathered.themes, gathered.loose)
        else:
            self.wall.show_wall(self._wall(free=view == FREE))
        shown = 1 if view == OUTLINE else 0
        self.body.setCurrentIndex(shown if self._started() else _EMPTY)

    def _wall(self, free: bool) -> Shown:
        themes, loose = self._gathered.themes, self._gathered.loose
        groups = (Group(0, loose), *(Group(each.id, each.cards) for each in themes))
        headings = {each.id: heading(at, each) for at, each in enumerate(themes, 1)}
        tables = self._gathered.tables if self.tools.by_table.isChecked() else None
        return Shown(groups, {0: loose_heading(len(loose))} | headings, free, tables)

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

    def _view(self) -> WallView | Outline:
        return self.outline if self.views.current() == OUTLINE else self.wall

    def _chosen(self) -> tuple[tuple[int, ...], ThemeRow | None]:
        """Return the ids of the selected cards, and the current theme or None."""
        view = self._view()
        return view.selected_cards(), self._gathered.theme(view.current_theme())

    def _source(self) -> Source:
        return Source(self.prompts.table, self.prompts.author, self.prompts.private)

    def _add_pasted(self, cards: tuple[PastedCard, ...]) -> None:
        ids = self.handlers.paste(cards, self.prompts.into, self._source())
        if ids and not self.prompts.private:
            self._view().show_cards(ids)

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
