"""The draft of a product: its text, and beside it how it will look."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from resources.words import say
from ui.kit import theme
from ui.kit.jobs import Jobs
from ui.sharing.sharing_now import SharingNow
from ui.sharing.sharing_wording import draft_words
from ui.sharing.views.draft_preview import DraftPreview
from ui.widgets import ElidedLabel, button, label
from upstream_workshop.sharing.drafts.rules import part_at, tidy
from upstream_workshop.sharing.queries import DraftRow, ProductRow
from upstream_workshop.sharing.references.queries import ShownReference

KEPT_AFTER: Final = 2_000  # ms after the last key until the text is kept
SHOWN_AFTER: Final = 300  # ms after the last key until the preview follows
PART: Final = 20_000  # letters of a long text that the preview shows
_BESIDE: Final = 520  # px at 100 %: the least width for text and preview beside each other


class DraftView(QWidget):
    """A field for the last draft's text, and its preview; a frozen draft is only read.

    resolve: returns what the references of a text show.
    jobs: runs the reading for the preview.

    `written(text)` is emitted when a text is to be kept: a while after the last key, and when the field
    is left. `begin_asked()` asks for a new draft, `reference_asked()` for a reference at the cursor.
    """

    written = Signal(str)
    begin_asked = Signal()
    reference_asked = Signal()

    def __init__(
        self,
        resolve: Callable[[str], tuple[ShownReference, ...]],
        jobs: Jobs,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._resolve = resolve
        self._draft: DraftRow | None = None
        self._product_id = 0
        self._typed = False  # whether there is something that was not kept yet
        self.head = ElidedLabel("", "strong")
        self.field = QPlainTextEdit()
        self.field.setAccessibleName(say("Text of the draft"))
        self.field.setPlaceholderText(say("Write here, in Markdown: # for a heading, - for a list"))
        self.field.setTabChangesFocus(True)
        self.field.setMinimumHeight(1)
        self.field.installEventFilter(self)
        self.preview = DraftPreview(jobs)
        self.preview.setMinimumHeight(1)
        self.broken = label("", "refusal", wrap=True)
        self.broken.hide()
        self._keeping, self._showing = QTimer(self), QTimer(self)
        self._connect()
        self._lay_out()

    def show_product(self, product: ProductRow | None, now: SharingNow) -> None:
        """Show the last draft of a product; what is being typed stays."""
        product_id = product.id if product else 0
        if product_id != self._product_id:
            self.keep()
        draft = now.last_draft(product_id)
        other = (product_id, _id(draft)) != (self._product_id, _id(self._draft))
        began = product_id == self._product_id and self._draft is None
        self._product_id, self._draft = product_id, draft
        title = product.title if product else say("Choose a product on the list.")
        self.head.set_text(
            say("{title} · {draft}", title=title, draft=draft_words(draft)) if draft else title
        )
        self.begin.setVisible(draft is not None)
        self.field.setEnabled(product is not None)
        self.field.setReadOnly(draft is not None and draft.frozen)
        text = draft.text if draft else ""
        if (other and not began) or (not self._typed and tidy(self.field.toPlainText()) != text):
            self._set_text(text)
        self._show_preview()

    def insert(self, words: str) -> None:
        """Put words where the cursor is."""
        if not self.field.isReadOnly():
            self.field.insertPlainText(words)
            self.field.setFocus()

    def keep(self) -> None:
        """Keep now what was typed."""
        self._keeping.stop()
        if self._typed:
            self._typed = False
            self.written.emit(self.field.toPlainText())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep what was typed when the field is left."""
        if event.type() == QEvent.Type.FocusOut:
            self.keep()
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the preview below the text where there is little width."""
        super().resizeEvent(event)
        beside = self.width() >= theme.px(_BESIDE)
        directions = QBoxLayout.Direction
        self._sides.setDirection(directions.LeftToRight if beside else directions.TopToBottom)

    def _set_text(self, text: str) -> None:
        place = self.field.textCursor().position()
        self.field.blockSignals(True)
        self.field.setPlainText(text.rstrip("\n"))
        self.field.blockSignals(False)
        self._typed = False
        cursor = self.field.textCursor()
        cursor.setPosition(min(place, len(self.field.toPlainText())))
        self.field.setTextCursor(cursor)

    def _on_typed(self) -> None:
        self._typed = True
        self._keeping.start()
        self._showing.start()

    def _show_preview(self) -> None:
        text = self.field.toPlainText()
        part = part_at(text, self.field.textCursor().position(), PART)
        shown = self._resolve(part)
        self.preview.show_text(part, shown)
        broken = " ".join(one.broken for one in shown if one.broken)
        self.broken.setText(broken)
        self.broken.setVisible(bool(broken))

    def _connect(self) -> None:
        self.field.textChanged.connect(self._on_typed)
        for timer, wait, run in (
            (self._keeping, KEPT_AFTER, self.keep),
            (self._showing, SHOWN_AFTER, self._show_preview),
        ):
            timer.setSingleShot(True)
            timer.setInterval(wait)
            timer.timeout.connect(run)

    def _lay_out(self) -> None:
        self.begin = button(say("New draft"), "files", self.begin_asked.emit)
        self.refer = button(say("Refer to"), "link-simple", self.reference_asked.emit, "Ctrl+R")
        head = QHBoxLayout()
        head.addWidget(self.head, 1)
        head.addWidget(self.refer)
        head.addWidget(self.begin)
        self._sides = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._sides.setSpacing(12)
        self._sides.addWidget(self.field, 1)
        self._sides.addWidget(self.preview, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addLayout(head)
        column.addLayout(self._sides, 1)
        column.addWidget(self.broken)
        self.setFocusProxy(self.field)


def _id(draft: DraftRow | None) -> int:
    return draft.id if draft else 0
