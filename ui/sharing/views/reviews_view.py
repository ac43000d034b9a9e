"""The comments on a product's drafts, with a line to type one."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from resources.words import joined, say
from ui.sharing.sharing_now import SharingNow
from ui.sharing.sharing_wording import disposition_tone, disposition_words, review_place
from ui.widgets import Column, EntryLine, QuietTable, label
from upstream_workshop.framework.kinds import Disposition
from upstream_workshop.letters import one_line
from upstream_workshop.sharing.drafts.rules import headings
from upstream_workshop.sharing.queries import ProductRow, ReviewRow
from upstream_workshop.sharing.reviews.rules import TypedReview, read_review


class ReviewsView(QWidget):
    """An entry line and a table of comments; the selected one is told in full below.

    `typed(TypedReview)` is emitted on Enter in the line.
    """

    typed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sections: tuple[str, ...] = ()
        self.entry = EntryLine(
            say("Type a comment"), "chat-text", say("part: words (who) · Enter adds it")
        )
        self.entry.entered.connect(self._on_entered)
        self.entry.edited.connect(self._on_edited)
        self.table = QuietTable(self._columns(), say("Comments"), header=True)
        self.table.setMinimumHeight(1)
        self.whole = label("", "soft", wrap=True)
        self.table.current_changed.connect(self._on_chosen)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(self.entry)
        column.addWidget(self.table, 1)
        column.addWidget(self.whole)
        self.setFocusProxy(self.table)

    def show_product(self, product: ProductRow | None, now: SharingNow) -> None:
        """Show the comments on a product's drafts, those without an answer first."""
        draft = now.last_draft(product.id) if product else None
        self._sections = headings(draft.text) if draft else ()
        self.entry.setVisible(draft is not None)
        rows = now.comments(product.id) if product else ()
        ordered = sorted(rows, key=lambda row: (row.disposition is not Disposition.OPEN, row.id))
        self.table.set_words_when_empty(
            say("No comments yet: type the first above.")
            if draft
            else say("Write a draft first: comments are about one.")
        )
        self.table.set_rows(ordered)

    def chosen(self) -> ReviewRow | None:
        """Return the selected comment, or None."""
        row = self.table.current_row()
        return row if isinstance(row, ReviewRow) else None

    def go_on(self) -> None:
        """Select the first comment that has no answer."""
        self.table.select(lambda row: row.disposition is Disposition.OPEN)

    def _on_entered(self, text: str) -> None:
        if text.strip():
            self.typed.emit(read_review(text, self._sections))
        else:
            self.table.setFocus()

    def _on_edited(self, text: str) -> None:
        meant = read_review(text, self._sections) if text.strip() else TypedReview("")
        told = joined((meant.section, meant.reviewer), "{first} · {then}")
        self.entry.set_ghost(say("→ {meaning}", meaning=told) if told else "")

    def _on_chosen(self, row: object) -> None:
        words = ""
        if isinstance(row, ReviewRow):
            words = joined((row.text, row.reason), "{first} → {then}")
        self.whole.setText(words)
        self.whole.setVisible(bool(words))

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column(say("Comment"), lambda row: one_line(row.text), least=260),
            Column(say("About"), review_place, width=190, weight="small"),
            Column(say("Who"), lambda row: row.reviewer, width=140, weight="soft"),
            Column(
                say("Answer"),
                lambda row: disposition_words(row.disposition),
                tone=lambda row: disposition_tone(row.disposition),
                width=150,
            ),
            Column(say("Reason"), lambda row: row.reason, least=140, weight="small"),
        )
