"""The Sharing page: products from idea to published, their drafts with preview, and comments on them."""

from __future__ import annotations

from functools import partial
from typing import ClassVar, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from resources.words import say
from ui.importing.flow import ImportFlow
from ui.kit.desk import Desk
from ui.kit.jobs import Jobs
from ui.page import IMPORT, NEXT_VIEW, Command, Page
from ui.room_screen.slide_types import Slide
from ui.sharing import sharing_forms as forms
from ui.sharing import slides
from ui.sharing.document_flow import DocumentFlow
from ui.sharing.import_kind import product_kind
from ui.sharing.reference_palette import ask_reference
from ui.sharing.sharing_actions import SharingActions
from ui.sharing.sharing_now import SharingNow, read_now
from ui.sharing.sharing_verbs import VERBS, Doing
from ui.sharing.sharing_wording import product_facts
from ui.sharing.views.product_views import (
    COMPARISON,
    DRAFT,
    PRODUCTS,
    REVIEWS,
    ProductViews,
    key_hints,
)
from ui.widgets import ElidedLabel, EmptyState, EntryLine, PageHeader, Segments
from ui.widgets.lists.row_verbs import Verb, verb_of_key
from ui.widgets.views import Views
from upstream_workshop.session_file.steps import Change
from upstream_workshop.sharing import queries
from upstream_workshop.sharing.handbook.queries import handbook
from upstream_workshop.sharing.queries import ProductRow, ReviewRow
from upstream_workshop.sharing.references import queries as references
from upstream_workshop.sharing.reviews.rules import TypedReview

__all__ = ["COMPARISON", "DRAFT", "PRODUCTS", "REVIEWS", "SharingPage"]
_PRODUCT_VERB, _BEGIN = VERBS[0], VERBS[1]
_COMMENT: Final = next(verb for verb in VERBS if verb.to is ReviewRow and verb.key == "F2")


class SharingPage(Page):
    """An entry line for titles, and below it the products, or draft and comments of the selected one."""

    READS: ClassVar = queries.READS | references.READS | {"handbook"}
    verbs = VERBS

    def __init__(self, desk: Desk, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(desk, jobs, parent)
        self._now = SharingNow()
        self._about = 0  # the id of the product that draft and comments are shown of
        self.handlers = SharingActions(desk, self)
        self.documents = DocumentFlow(desk, jobs, self)
        self.importing = ImportFlow(desk, jobs, product_kind(), self)
        self.header = PageHeader(say("Sharing"))
        self.entry = EntryLine(
            say("Type the title of a product"), "book-open", say("Enter adds it")
        )
        self.views = Segments((say("Products"), say("Draft"), say("Comments"), say("Changes")))
        self.front, self.body = ProductViews(desk, jobs), Views()
        self.products, self.draft = self.front.products, self.front.draft
        self.reviews, self.comparison = self.front.reviews, self.front.comparison
        self.hint = ElidedLabel("", "small")
        self._lay_out()
        self._connect()

    # what is shown

    def refresh(self, change: Change | None) -> None:
        """Read products, drafts and comments again and show them."""
        self._now = self.desk.ask(read_now)
        started = bool(self._now.products)
        self.header.set_facts(product_facts(self._now.products))
        self.views.setVisible(started)
        self.body.setCurrentIndex(0 if started else 1)
        self.assets.setVisible(bool(self._now.offered))
        self.products.show_now(self._now)
        self._show_front()

    def slide(self) -> Slide | None:
        """Return titles and states of all products; None if there are none."""
        return slides.overview(self._now)

    def commands(self) -> tuple[Command, ...]:
        """Return the commands of this page for the palette."""
        names = self.views.names()
        return (
            *(Command(say(verb.label), partial(self._run, verb), verb.key) for verb in VERBS),
            *(
                Command(say("Show {view}", view=name), partial(self.show_view, view))
                for view, name in enumerate(names)
            ),
            Command(say("Add a product"), self.add_product, "Ctrl+N"),
            Command(say("Add what workgroups will share"), self.add_assets),
            Command(say("Refer to a map, a vote, a quote or a statement"), self.refer, "Ctrl+R"),
            Command(say("Title page of the handbook"), self.amend_handbook),
            Command(say("Import a text"), self.import_text, IMPORT),
            Command(say("Next view of the products"), self.views.turn, NEXT_VIEW),
        )

    def targets(self) -> tuple[Command, ...]:
        """Return an entry for each product, by its title."""
        rows = self.desk.ask(queries.products)
        return tuple(Command(row.title, partial(self.show_product, row.id)) for row in rows)

    def show_product(self, product_id: int) -> None:
        """Show the draft of a product."""
        self.products.table.select(lambda row: row.id == product_id)
        self.show_view(DRAFT)

    def show_view(self, view: int) -> None:
        """Show one of the views and give it the keyboard focus."""
        self.views.select(view)
        self.front.shown[view].setFocus()

    # what can be done

    def add_product(self) -> None:
        """Ask for a product and add it; in the view of comments, for a comment."""
        if self.views.current() == REVIEWS and self._now.products:
            self.reviews.entry.field.setFocus()
        elif fields := forms.ask_product(self, self._now, None):
            self.handlers.add(fields)

    def add_assets(self) -> None:
        """Add a product for what each workgroup will share."""
        self.handlers.add_assets(self._now.offered)

    def import_text(self) -> None:
        """Import a text as a draft: in the views of a product, of that product."""
        row = self._product()
        own = row is not None and self.views.current() != PRODUCTS
        self.importing.choose_file(row.title if row is not None and own else "")

    def refer(self) -> None:
        """Ask for something to refer to, and put it into the draft."""
        if self.views.current() != DRAFT:
            self.show_view(DRAFT)
        found = ask_reference(self, self.desk.ask(references.offered_references))
        if found is not None:
            self.draft.insert(found.typed)

    def amend_handbook(self) -> None:
        """Ask for the title page of the handbook."""
        if fields := forms.ask_title_page(self, self.desk.ask(handbook)):
            self.handlers.amend_handbook(fields)

    # Qt

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Run the verb of a single key on what is selected; Escape leads back to the entry line."""
        if event.key() == Qt.Key.Key_Escape:
            self.views.select(PRODUCTS)
            self.entry.field.setFocus()
            return
        row = self.front.chosen(self.views.current())
        verb = verb_of_key(VERBS, row, event)
        if verb is None:
            super().keyPressEvent(event)
        else:
            self._run(verb)

    # inside

    def _product(self) -> ProductRow | None:
        first = next(iter(self._now.products), None)
        return self.products.chosen() or self._now.product(self._about) or first

    def _run(self, verb: Verb[Doing]) -> None:
        self.draft.keep()
        row = self.front.chosen(self.views.current())
        if verb.to is ProductRow and self.views.current() != PRODUCTS:
            row = self._product()  # the one whose draft, comments or changes are shown
        if isinstance(row, verb.to):
            with self.desk.reporting_refusals():
                verb.run(Doing(self, self._now, self.handlers, self.documents), row)
            if verb.to is ReviewRow:
                self.reviews.go_on()
        else:
            self.desk.refused.emit(say("Select what this is to be done to first."))

    def _show_front(self) -> None:
        view, row = self.views.current(), self._product()
        self._about = row.id if row else 0
        self.front.show_view(view, row, self._now)
        self.entry.setVisible(view == PRODUCTS)
        lead = self.entry if view == PRODUCTS else self.front.shown[view]
        self.lead_keys_to(lead if self._now.products else self.empty)
        self.hint.set_text(key_hints()[view] if self._now.products else "")

    def _on_title(self, text: str) -> None:
        if not text.strip():
            self.front.shown[self.views.current()].setFocus()
            return
        made = self.handlers.add({"title": text})
        if made:
            self.entry.field.clear()
            self.products.table.select(lambda row: row.id == made)

    def _on_written(self, text: str) -> None:
        row = self._now.product(self._about)
        if row is not None:
            self.handlers.write(row, text)

    def _on_review(self, typed: TypedReview) -> None:
        draft = self._now.last_draft(self._about)
        fields = {"text": typed.text, "section": typed.section, "reviewer": typed.reviewer}
        if draft and self.handlers.add_review(draft, fields):
            self.reviews.entry.field.clear()

    def _on_view(self, view: int) -> None:
        self.draft.keep()
        self._show_front()
        if self.isVisible() and not self.entry.field.text():
            self.front.shown[view].setFocus()

    def _connect(self) -> None:
        QShortcut(QKeySequence(NEXT_VIEW), self, self.views.turn)
        QShortcut(QKeySequence("Ctrl+R"), self, self.refer)
        self.entry.entered.connect(self._on_title)
        self.views.changed.connect(self._on_view)
        self.products.assets_asked.connect(self.add_assets)
        self.products.table.activated_row.connect(lambda _row: self.show_view(DRAFT))
        self.draft.written.connect(self._on_written)
        self.draft.begin_asked.connect(partial(self._run, _BEGIN))
        self.draft.reference_asked.connect(self.refer)
        self.reviews.typed.connect(self._on_review)
        self.reviews.table.activated_row.connect(lambda _row: self._run(_COMMENT))

    def _lay_out(self) -> None:
        fetch = say("Import a text")
        self.header.add_action(fetch, "file-arrow-down", self.import_text, IMPORT)
        self.header.add_action(say("Add"), "plus", self.add_product, "Ctrl+N", main=True)
        self.empty = self._empty()
        self.body.addWidget(self.front)
        self.body.addWidget(self.empty)
        parts = (self.header, self.entry, self.views, self.body, self.hint)
        self.put_in_column(parts, growing=(self.body,))

    def _empty(self) -> EmptyState:
        words = say(
            "What workgroups share goes from here into the world: a paper, a guide, a blog post, from "
            "the idea to the published text, with drafts, comments and who signs it off."
        )
        made = EmptyState("book-open", say("What will you share?"), words)
        made.add_step(say("Type the first title"), "keyboard", self.entry.field.setFocus, main=True)
        self.assets = made.add_step(
            say("Add what workgroups will share"), "users-three", self.add_assets
        )
        made.add_step(say("Import a text"), "file-arrow-down", self.import_text)
        return made
