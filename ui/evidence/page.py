"""The Evidence page: findings typed one a line, their matrix, patterns, the code book and the visits."""

from __future__ import annotations

from functools import partial
from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from resources.words import say
from ui.evidence import slides
from ui.evidence.adding import Adding
from ui.evidence.discovery import Discovery, read_now
from ui.evidence.evidence_actions import EvidenceActions
from ui.evidence.evidence_imports import EvidenceImports
from ui.evidence.evidence_verbs import VERBS, Doing
from ui.evidence.grouping_flow import GroupingFlow
from ui.evidence.lines.entry_lines import EntryLines
from ui.evidence.views.view_stack import (
    CODES,
    FINDINGS,
    PATTERNS,
    SOURCES,
    VISITS,
    ViewStack,
    view_names,
)
from ui.evidence.wording import facts_words
from ui.kit.desk import Desk
from ui.kit.jobs import Jobs
from ui.page import IMPORT, NEXT_VIEW, Command, Page
from ui.room_screen.slide_types import Slide
from ui.widgets import EmptyState, PageHeader, Segments
from ui.widgets.lists.row_verbs import Verb, verb_of_key
from ui.widgets.messages.hint_line import HintLine
from ui.widgets.views import Views
from upstream_workshop.evidence import queries
from upstream_workshop.evidence.codebook.queries import CodeRow
from upstream_workshop.evidence.queries import FindingRow, VisitRow
from upstream_workshop.evidence.sources.queries import text_of_source
from upstream_workshop.session_file.steps import Change


class EvidencePage(Page):
    """An entry line, and below it one of several views of the same findings."""

    READS: ClassVar = queries.READS | {"correction", "cell_summary"}
    verbs = VERBS

    def __init__(self, desk: Desk, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(desk, jobs, parent)
        self._now = Discovery()
        self.handlers = EvidenceActions(desk, self)
        self.imports = EvidenceImports(desk, jobs, self)
        self.groupings = GroupingFlow(desk, jobs, self.handlers, self)
        self.header = PageHeader(say("Evidence"))
        self.adding = Adding(self, self.handlers, lambda: self._now)
        self.lines = EntryLines(self.handlers)
        self.entry, self.correcting = self.lines.finding, self.lines.correction
        self.views = Segments(view_names())
        self.stack = ViewStack(lambda id_: desk.ask(text_of_source, id_), self.handlers.note_quote)
        self.findings, self.matrix = self.stack.findings, self.stack.matrix
        self.outline, self.patterns = self.stack.outline, self.stack.patterns
        self.codes, self.visits = self.stack.codes, self.stack.visits
        self.front, self.quotes, self.body = self.stack.front, self.stack.quotes, Views()
        self.hint = HintLine(self)
        self._lay_out()
        self._connect()

    # what is shown

    def refresh(self, change: Change | None) -> None:
        """Read findings, codes and visits again and show them."""
        self._now = self.desk.ask(read_now)
        self.lines.know(self._now)
        self.header.set_facts(facts_words(self._now))
        self.views.setVisible(self._now.started)
        self.body.setCurrentIndex(0 if self._now.started else 1)
        self.lead_keys_to(self.entry if self._now.started else self.empty)
        self._show_front()
        self.hint.want(self._now.started)

    def slide(self) -> Slide | None:
        """Return the slide of the selected pattern, else of all; None if nothing may be shown."""
        return self.slide_about(self.subject())

    def subject(self) -> object:
        """Return the id of the code of the selected pattern, 0 for none."""
        chosen = self.patterns.chosen()
        return chosen.code_id if chosen and self.views.current() == PATTERNS else 0

    def slide_about(self, subject: object) -> Slide | None:
        """Return the slide of a code by its id, of all findings for 0."""
        if not isinstance(subject, int):
            raise LookupError(subject)
        return slides.pattern(self._now, subject) if subject else slides.overview(self._now)

    def commands(self) -> tuple[Command, ...]:
        """Return the commands of this page for the palette."""
        names = self.views.names()
        return (
            *(Command(say(verb.label), partial(self.run, verb), verb.key) for verb in VERBS),
            *(
                Command(say("Show {view}", view=name), partial(self.show_view, view))
                for view, name in enumerate(names)
            ),
            Command(say("Key corrections from the gallery walk"), self.correct, "Ctrl+G"),
            Command(say("Suggest groupings of the findings"), self.suggest, "Ctrl+Shift+G"),
            Command(say("Add a code"), self.add_code),
            *self.adding.commands(),
            Command(say("Find in the findings or the source"), self.find_words, "Ctrl+F"),
            *self.imports.commands(),
            Command(say("Next view of the findings"), self.views.turn, NEXT_VIEW),
        )

    def targets(self) -> tuple[Command, ...]:
        """Return an entry for each code, by its path."""
        codes = self.desk.ask(read_now).codes
        return tuple(Command(row.path, partial(self.show_row, row.id)) for row in codes)

    def show_row(self, code_id: int) -> None:
        """Show the pattern of a code."""
        self.show_view(PATTERNS)
        self.patterns.shared.select(lambda row: row.id == code_id)

    def show_view(self, view: int) -> None:
        """Show one of the views and give it the keyboard focus."""
        self.views.select(view)
        self.stack.shown[view].setFocus()

    # what can be done

    def add_code(self) -> None:
        """Ask for a code and add it below the selected one, or at the top outside the code book."""
        above = self.stack.chosen()
        self.adding.code(above if isinstance(above, CodeRow) else None)

    def add(self) -> None:
        """Add what the view in front has rows of."""
        view = self.views.current()
        if view == VISITS:
            self.adding.visit()
        elif view == SOURCES:
            self.imports.sources.choose_file()
        elif view == CODES:
            self.add_code()
        else:
            self.entry.field.setFocus()

    def correct(self, correcting: bool = True) -> None:
        """Key corrections of findings in place of findings, or end that."""
        if correcting and not self._now.findings:
            self.desk.refused.emit(say("There are no findings yet that could be corrected."))
            return
        if correcting:
            self.findings.filter.clear()
            self.views.select(FINDINGS)
        self.lines.correct(correcting)

    def suggest(self) -> None:
        """Propose groupings of findings that share words."""
        self.groupings.suggest(self._now)

    def find_words(self) -> None:
        """Move to where words are found: in the text of a source, else in the list of findings."""
        if self.views.current() == SOURCES:
            self.stack.sources.search.setFocus()
            return
        self.views.select(FINDINGS)
        self.findings.filter.setFocus()

    def run(self, verb: Verb[Doing]) -> None:
        """Do to the selected row what a verb says, or say that one is to be selected."""
        row = self.stack.chosen()
        if isinstance(row, verb.to):
            verb.run(Doing(self, self._now, self.handlers), row)
        else:
            self.desk.refused.emit(say("Select what this is to be done to first."))

    # Qt

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Run the verb of a single key on what is selected; Escape leads to the entry line."""
        if event.key() == Qt.Key.Key_Escape:
            self.entry.field.setFocus()
            return
        row = self.stack.chosen()
        verb = verb_of_key(VERBS, row, event)
        if verb is None:
            super().keyPressEvent(event)
        else:
            self.run(verb)

    # inside

    def _show_front(self) -> None:
        """Show the view in front as things are now; the others follow when they come to the front."""
        self.stack.show_view(self.views.current(), self._now)
        self.hint.set_text(self.stack.hint())

    def _on_opened(self, view: int) -> None:
        kind = FindingRow if view == FINDINGS else VisitRow
        self.run(next(verb for verb in VERBS if verb.to is kind))

    def _on_noted(self, ids: tuple[int, ...]) -> None:
        if self.views.current() == FINDINGS:
            self.findings.select(ids[-1])

    def _on_view(self, view: int) -> None:
        self._show_front()
        if self.isVisible() and not self.entry.field.text():
            self.stack.shown[view].setFocus()

    def _connect(self) -> None:
        QShortcut(QKeySequence(NEXT_VIEW), self, self.views.turn)
        QShortcut(QKeySequence("Ctrl+F"), self, self.find_words)
        QShortcut(QKeySequence("Ctrl+G"), self, lambda: self.correct(self.correcting.isHidden()))
        QShortcut(QKeySequence("Ctrl+Shift+G"), self, self.suggest)
        self.views.changed.connect(self._on_view)
        self.lines.corrected.connect(self.stack.correct)
        self.correcting.noted.connect(self.findings.select)
        self.correcting.pointed.connect(self.findings.select)
        self.entry.noted.connect(self._on_noted)
        self.entry.left.connect(lambda: self.stack.shown[self.views.current()].setFocus())
        self.stack.opened.connect(self._on_opened)
        self.stack.sources.wanted.connect(self.imports.sources.choose_file)
        self.stack.sources.refused.connect(self.desk.refused)
        self.imports.sources.taken.connect(lambda _: self.show_view(SOURCES))

    def _lay_out(self) -> None:
        fetch = say("Import findings")
        self.header.add_action(fetch, "file-arrow-down", self.imports.findings.choose_file, IMPORT)
        self.header.add_action(say("Add"), "plus", self.add, "Ctrl+N", main=True)
        self.empty = self._empty()
        self.body.addWidget(self.stack)
        self.body.addWidget(self.empty)
        parts = (self.header, self.lines, self.views, self.body, self.hint)
        self.put_in_column(parts, growing=(self.body,))

    def _empty(self) -> EmptyState:
        words = say(
            "What you were told on your visits comes in here: type it above, one finding a line, "
            "or bring in a list or a transcript. Patterns show who says the same, and cards are made of them."
        )
        made = EmptyState("quotes", say("What did discovery find?"), words)
        first = say("Type the first finding")
        made.add_step(first, "keyboard", self.entry.field.setFocus, main=True)
        self.imports.add_steps(made)
        return made
