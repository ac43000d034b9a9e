"""The list of products, with what charters offer above it."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from resources.words import count, say
from ui.sharing.sharing_now import SharingNow
from ui.sharing.sharing_wording import (
    drafts_words,
    next_words,
    owner_tone,
    owner_words,
    state_tone,
    state_words,
)
from ui.widgets import Column, ElidedLabel, QuietTable, button
from upstream_workshop.sharing.queries import ProductRow


class ProductsView(QWidget):
    """A table of products in their order; `assets_asked()` asks to add what charters offer."""

    assets_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._now = SharingNow()
        self._today = date.today()
        self._offer = ElidedLabel("", "soft")
        self.take = button(say("Add to the list"), "plus", self.assets_asked.emit)
        self.offers = QWidget()
        row = QHBoxLayout(self.offers)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._offer, 1)
        row.addWidget(self.take)
        self.table = QuietTable(self._columns(), say("Products"), header=True)
        self.table.setMinimumHeight(1)
        self.table.set_words_when_empty(say("No products yet. Type a title above."))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(self.offers)
        column.addWidget(self.table, 1)
        self.setFocusProxy(self.table)

    def show_now(self, now: SharingNow) -> None:
        """Show all products."""
        self._now, self._today = now, date.today()
        words = count(
            len(now.offered),
            "{n} workgroup said in its charter what it will share.",
            "{n} workgroups said in their charters what they will share.",
        )
        self._offer.set_text(words)
        self.offers.setVisible(bool(now.offered))
        self.table.set_rows(now.products)

    def chosen(self) -> ProductRow | None:
        """Return the selected product, or None."""
        row = self.table.current_row()
        return row if isinstance(row, ProductRow) else None

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column(say("Product"), lambda row: row.title, least=230, weight="strong"),
            Column(
                say("State"),
                lambda row: state_words(row.state),
                tone=lambda row: state_tone(row.state),
                width=112,
            ),
            Column(say("Owner"), owner_words, tone=owner_tone, width=150),
            Column(say("Next"), self._next, least=190, weight="small"),
            Column(say("What blocks it"), lambda row: row.blocked, least=130, weight="small"),
            Column(say("Drafts"), drafts_words, width=150, weight="soft"),
            Column(say("Workgroup"), lambda row: row.workgroup, width=150, weight="soft"),
            Column(say("Part"), self._part, width=52, right=True, weight="soft"),
        )

    def _next(self, row: ProductRow) -> str:
        return next_words(row, self._today)

    def _part(self, row: ProductRow) -> str:
        parts = self._now.parts
        return f"{parts.index(row.id) + 1}" if row.id in parts else ""
