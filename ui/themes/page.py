"""Themes: cards typed one after the other, put into themes on a wall or in an outline."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QFileDialog, QStackedWidget, QVBoxLayout, QWidget

from ui.desk import Desk
from ui.jobs import Jobs, Ticket
from ui.page import Command, Page
from ui.slides import Slide
from ui.themes.outline import Outline
from ui.themes.questions import CardEntry, Question
from ui.themes.wall import Wall
from ui.widgets import EmptyState, Field, PageHeader, Segments, ask_form
from upstream_workshop.errors import WorkshopError
from upstream_workshop.readers.cards import CardEntry as CardOfFile
from upstream_workshop.readers.cards import read_cards
from upstream_workshop.readers.reading import ImportOutcome, Reading
from upstream_workshop.readers.tables import read_table
from upstream_workshop.themes import queries, rules, services
from upstream_workshop.themes.queries import CardRow, ThemeRow
from upstream_workshop.workshop import Change


class ThemesPage(Page):
    """The wall and the outline over one entry line."""

    READS: ClassVar = queries.READS

    def __init__(self, desk: Desk, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(desk, jobs, parent)
        self._themes: tuple[ThemeRow, ...] = ()
        self._loose: tuple[CardRow, ...] = ()
        self._texts: dict[int, str] = {}
        self._into: int | None = None  # the theme new cards go into
        self._table = ""  # the table new cards come from
        self._build()

    # what is shown

    def refresh(self, change: Change | None) -> None:
        """Read themes and cards again."""
        self._themes = self.desk.ask(queries.themes)
        self._loose = self.desk.ask(queries.loose_cards)
        every = [*self._loose, *(card for theme in self._themes for card in theme.cards)]
        self._texts = {card.id: card.text for card in every}
        titles = {theme.id: theme.title for theme in self._themes}
        if self._into not in titles:
            self._into = None
        self.entry.set_themes(titles)
        self._header.set_facts(self._facts(len(every)))
        self._wall.show_themes(self._themes, self._loose)
        self._outline.show_themes(self._themes, self._loose)
        self._views.setCurrentIndex(self._segments.current() if every or self._themes else 2)
        self._ballot.setEnabled(bool(self._votable()))
        self._show_hint()

    def slide(self) -> Slide | None:
        """The themes with their cards, without counts and without names."""
        clusters = tuple(
            (theme.title, tuple(card.text for card in theme.cards))
            for theme in self._themes
            if theme.state != "parked"
        )
        return Slide(self.tr("Our themes"), clusters=clusters) if clusters else None

    def commands(self) -> tuple[Command, ...]:
        """What the palette offers here."""
        return (
            Command(self.tr("Put the selected cards into a theme"), self.ask_theme, "T"),
            Command(self.tr("Merge this theme into another"), self.ask_merge, "M"),
            Command(self.tr("Split the selected cards off"), self.ask_split, "S"),
            Command(self.tr("Rename the theme or card"), self.ask_name, "F2"),
            Command(self.tr("Park the theme, or take it up again"), self.park, "P"),
            Command(self.tr("Say which table the cards come from"), self.ask_table),
            Command(self.tr("Import cards"), self.ask_import),
            Command(self.tr("Make a ballot"), self.make_ballot),
        )

    def targets(self) -> tuple[Command, ...]:
        """Every theme by its title."""
        return tuple(
            Command(theme.title, lambda theme=theme: self.show_row(theme.id))  # type: ignore[misc]
            for theme in self.desk.ask(queries.themes)
        )

    def show_row(self, theme_id: int) -> None:
        """Go to a theme."""
        self._view().select_theme(theme_id)

    # what can be done

    def add(self, text: str, _theme: int | None = None) -> object:
        """One more card; False keeps the words in the line."""
        if not text:
            return False
        made = self.desk.do_about(
            self.tr("Add card"), text, services.add_card, text, self._into, self._table
        )
        return made is not None

    def paste(self, lines: tuple[str, ...]) -> None:
        """Many lines, many cards, one step."""
        label = self.tr("Paste cards")
        about = self.tr("{n} cards").format(n=len(lines))
        self.desk.do_about(label, about, services.add_cards, lines, self._into, self._table)

    def put(self, cards: tuple[int, ...], theme_id: int | None) -> None:
        """Put cards into a theme, or loose."""
        if cards:
            about = self._titles().get(theme_id or 0, self.tr("loose"))
            label = self.tr("Put cards into a theme")
            self.desk.do_about(label, about, services.put_cards, cards, theme_id)

    def ask_theme(self) -> None:
        """Which theme for the selected cards? A title nobody has makes a new one."""
        cards = self._view().selected_cards()
        if not cards:
            self._ask_new_cards_theme()
            return
        self.entry.ask(
            Question(
                self.tr("Theme for the selected cards"),
                self.tr("letters find a theme · Enter puts them there, or makes it · Escape"),
                lambda text, theme: self._gather(cards, text, theme),
                choosing=True,
            )
        )

    def ask_merge(self) -> None:
        """Into which theme does this one go?"""
        source = self._view().current_theme()
        if source is None:
            self.desk.refused.emit(self.tr("Choose the theme that goes into another one first."))
            return
        title = self._titles()[source]
        self.entry.ask(
            Question(
                self.tr("Merge “{title}” into").format(title=title),
                self.tr("letters find a theme · Enter merges · Escape"),
                lambda _text, theme: self._merge(source, title, theme),
                choosing=True,
            )
        )

    def ask_split(self) -> None:
        """What is the new theme of the selected cards called?"""
        cards, source = self._view().selected_cards(), self._view().current_theme()
        if not cards or source is None:
            self.desk.refused.emit(self.tr("Choose the cards of one theme that split off first."))
            return
        self.entry.ask(
            Question(
                self.tr("Name of the new theme"),
                self.tr("Enter splits the selected cards off · Escape"),
                lambda text, _: self._did(
                    self.desk.do_about(
                        self.tr("Split theme"), text, services.split_theme, source, cards, text
                    )
                ),
            )
        )

    def ask_name(self) -> None:
        """How does the selected card read, or the theme?"""
        cards, theme = self._view().selected_cards(), self._view().current_theme()
        if cards:
            self._ask_text(cards[0])
        elif theme is not None:
            self._ask_title(theme)

    def ask_table(self) -> None:
        """Which table do the next cards come from?"""
        self.entry.ask(
            Question(
                self.tr("Table the next cards come from"),
                self.tr("Enter keeps it, empty forgets it · Escape"),
                lambda text, _: self._come_from(text),
                text=self._table,
            )
        )

    def park(self) -> None:
        """Park the current theme, or make it a candidate again."""
        theme = next((t for t in self._themes if t.id == self._view().current_theme()), None)
        if theme is not None:
            parked = theme.state == "parked"
            label = self.tr("Take theme up again") if parked else self.tr("Park theme")
            state = "candidate" if parked else "parked"
            self.desk.do_about(label, theme.title, services.set_theme_state, theme.id, state)

    def remove(self) -> None:
        """Remove the selected cards or, without any, the current theme; its cards become loose."""
        cards, theme = self._view().selected_cards(), self._view().current_theme()
        if cards:
            self.desk.do_about(
                self.tr("Remove cards"), self._texts[cards[0]], services.remove_cards, cards
            )
        elif theme is not None:
            title = self._titles()[theme]
            self.desk.do_about(self.tr("Remove theme"), title, services.remove_theme, theme)

    def make_ballot(self) -> None:
        """Ask for the Vote page with these themes as options."""
        self.wanted.emit("vote", self._votable())

    def ask_import(self) -> None:
        """Choose a file, see what it would do, take it in."""
        name, _ = QFileDialog.getOpenFileName(
            self, self.tr("Import cards"), "", self.tr("Tables (*.csv *.tsv *.txt *.xlsx *.ods)")
        )
        if name:
            self.import_file(Path(name))

    def import_file(self, path: Path) -> None:
        """Read a file off the UI thread, then preview it."""

        def work(_ticket: Ticket) -> Reading[CardOfFile]:
            return read_cards(read_table(path))

        self.jobs.run(self.tr("Reading cards"), work, self._preview)

    # Qt

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Single keys for what is done a hundred times."""
        verbs = {
            Qt.Key.Key_T: self.ask_theme,
            Qt.Key.Key_S: self.ask_split,
            Qt.Key.Key_P: self.park,
            Qt.Key.Key_F2: self.ask_name,
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
        """Ready to type."""
        super().showEvent(event)
        self.entry.field.setFocus()

    # inside

    def _build(self) -> None:
        self._header = PageHeader(self.tr("Themes"))
        self._segments = Segments(
            [self.tr("Wall"), self.tr("Outline")], ["squares-four", "list-bullets"]
        )
        self._header.add_widget(self._segments)
        self._header.add_action(self.tr("Merge"), "git-merge", self.ask_merge, "M")
        self._ballot = self._header.add_action(
            self.tr("Make a ballot"), "check-square", self.make_ballot, main=True
        )
        self.entry = CardEntry(Question(self.tr("Type a card"), "", self.add))
        self.entry.edited.connect(self._on_edited)
        self.entry.pasted.connect(self.paste)
        self.entry.tabbed.connect(self._ask_new_cards_theme)
        self.entry.left.connect(lambda: self._view().take_focus())
        self._wall = Wall()
        self._wall.put.connect(self.put)
        self._outline = Outline()
        self._views = QStackedWidget()
        for view in (self._wall, self._outline, self._empty()):
            self._views.addWidget(view)
        self._segments.changed.connect(lambda _index: self.refresh(None))
        column = QVBoxLayout(self)
        column.setContentsMargins(26, 20, 26, 18)
        column.setSpacing(14)
        column.addWidget(self._header)
        column.addWidget(self.entry)
        column.addWidget(self._views, 1)

    def _empty(self) -> EmptyState:
        empty = EmptyState(
            "note",
            self.tr("No cards yet"),
            self.tr(
                "Type what is on the sticky notes above, one card at a time, or paste a list. "
                "Then put cards that belong together into themes, and vote on the themes."
            ),
        )
        empty.add_step(
            self.tr("Type the first card"), "keyboard", self.entry.field.setFocus, main=True
        )
        empty.add_step(self.tr("Import cards"), "upload-simple", self.ask_import)
        return empty

    def _view(self) -> Wall | Outline:
        return self._outline if self._segments.current() else self._wall

    def _titles(self) -> dict[int, str]:
        return {theme.id: theme.title for theme in self._themes}

    def _votable(self) -> tuple[int, ...]:
        return tuple(theme.id for theme in self._themes if theme.state != "parked")

    def _facts(self, cards: int) -> str:
        return self.tr("{cards} cards · {themes} themes · {loose} loose cards").format(
            cards=cards, themes=len(self._themes), loose=len(self._loose)
        )

    def _show_hint(self) -> None:
        into = self._titles().get(self._into or 0, self.tr("loose"))
        parts = [self.tr("Enter: next card"), self.tr("Tab: theme ({title})").format(title=into)]
        self.entry.set_usual_hint(" · ".join([*parts, self._table] if self._table else parts))

    def _on_edited(self, text: str) -> None:
        near = None if self.entry.asked else rules.nearest(text, self._texts)
        like = self.tr("like “{text}”?").format(text=_short(self._texts[near])) if near else ""
        self.entry.set_chip(like)

    def _put_by_number(self, number: int) -> None:
        cards = self._view().selected_cards()
        if number == 0:
            self.put(cards, None)
        elif number <= len(self._themes):
            self.put(cards, self._themes[number - 1].id)

    def _ask_new_cards_theme(self) -> None:
        typed = self.entry.field.text()
        self.entry.ask(
            Question(
                self.tr("Theme for the next cards"),
                self.tr("letters find a theme · Enter chooses, or makes it · empty: loose"),
                lambda text, theme: self._choose_for_new(text, theme, typed),
                choosing=True,
            )
        )

    def _choose_for_new(self, text: str, theme: int | None, typed: str) -> object:
        if text and theme is None:
            theme = self.desk.do_about(self.tr("Add theme"), text, services.add_theme, text)
            if theme is None:
                return False
        self._into = theme
        self._show_hint()
        self.entry.settle()
        self.entry.field.setText(typed)
        return False  # settled already, with the half-typed card back

    def _gather(self, cards: tuple[int, ...], text: str, theme: int | None) -> object:
        if theme is not None:
            self.put(cards, theme)
            return True
        label = self.tr("Put cards into a new theme")
        return self._did(self.desk.do_about(label, text, services.gather, cards, text))

    def _merge(self, source: int, title: str, target: int | None) -> object:
        if target is None:
            return False
        self.desk.do_about(self.tr("Merge themes"), title, services.merge_themes, source, target)
        return True

    def _ask_text(self, card: int) -> None:
        self.entry.ask(
            Question(
                self.tr("How the card reads"),
                self.tr("Enter keeps it; the first wording stays on record · Escape"),
                lambda text, _: self.desk.do_about(
                    self.tr("Reword card"), text, services.amend_card, card, text=text
                ),
                text=self._texts[card],
            )
        )

    def _ask_title(self, theme: int) -> None:
        self.entry.ask(
            Question(
                self.tr("What the theme is called"),
                self.tr("Enter keeps it · Escape"),
                lambda text, _: self.desk.do_about(
                    self.tr("Rename theme"), text, services.rename_theme, theme, text
                ),
                text=self._titles()[theme],
            )
        )

    def _come_from(self, table: str) -> None:
        self._table = table
        self._show_hint()

    def _did(self, answer: object) -> bool:
        return answer is not None

    def _preview(self, reading: Reading[CardOfFile]) -> None:
        try:
            outcome = self.desk.rehearse(services.import_cards, reading)
        except WorkshopError as error:
            self.desk.refused.emit(str(error))
            return
        title = self.tr("{added} cards will be added, {unchanged} are here already").format(
            added=outcome.added, unchanged=outcome.unchanged + outcome.updated
        )
        left = (Field("refused", self.tr("Left behind"), "long"),)
        shown = left if outcome.refused or outcome.unmapped else ()
        values = {"refused": self._left_behind(outcome)}
        if ask_form(self, title, shown, values, keep=self.tr("Import")) is not None:
            self.desk.do(self.tr("Import cards"), services.import_cards, reading)
            self.desk.reported.emit(self.tr("{n} cards added").format(n=outcome.added))

    def _left_behind(self, outcome: ImportOutcome) -> str:
        lines = [
            self.tr("Line {line}: {why}").format(line=refusal.line, why=refusal.why)
            for refusal in outcome.refused
        ]
        if outcome.unmapped:
            columns = ", ".join(outcome.unmapped)
            lines.append(self.tr("Columns not used: {columns}").format(columns=columns))
        return "\n".join(lines)


def _short(text: str) -> str:
    return text if len(text) <= 34 else text[:33] + "…"
