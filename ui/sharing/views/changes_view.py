"""A draft of a product, compared by words with the one before it."""

from __future__ import annotations

from html import escape

from PySide6.QtWidgets import QHBoxLayout, QTextBrowser, QVBoxLayout, QWidget

from resources.words import say
from ui.kit.jobs import Jobs
from ui.sharing.sharing_now import SharingNow
from ui.widgets import label
from ui.widgets.inputs.title_picker import TitlePicker
from upstream_workshop.framework.drafts.draft_comparison import Mark, compare_words, readable
from upstream_workshop.sharing.queries import DraftRow, ProductRow


class ComparisonView(QWidget):
    """The last draft, or an older one that is picked; the first is shown as it was.

    Words that came are underlined and bold, those that went are struck out.

    jobs: runs the comparison, off the UI thread.
    """

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._drafts: tuple[DraftRow, ...] = ()
        self._draft_id = 0  # of the one that was picked; the last if it is not there
        self._pair: tuple[DraftRow, ...] = ()
        self.picker = TitlePicker(say("Draft shown"))
        self.text = QTextBrowser()
        self.text.setOpenLinks(False)
        self.text.setMinimumHeight(1)
        self.text.setAccessibleName(say("Comparison"))
        self._head = QWidget()
        row = QHBoxLayout(self._head)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(label(say("Changes in"), "soft"))
        row.addWidget(self.picker)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(self._head)
        column.addWidget(self.text, 1)
        self.setFocusProxy(self.text)
        self.picker.picked.connect(self.show_draft)

    def show_product(self, product: ProductRow | None, now: SharingNow) -> None:
        """Compare drafts of a product."""
        self._drafts = now.drafts.get(product.id, ()) if product else ()
        self._head.setVisible(len(self._drafts) > 1)
        if len(self._drafts) > 1:
            self._compare()
        else:
            self._pair = ()
            self.text.setPlainText(say("There is no second draft to compare with the first."))

    def show_draft(self, draft_id: int) -> None:
        """Show what changed in a draft."""
        self._draft_id = draft_id
        self._compare()

    def _compare(self) -> None:
        shown = self._shown()
        titles = ((one.id, say("Draft {n}", n=one.number)) for one in self._drafts)
        self.picker.show_titles(titles, shown[-1].id)
        if shown != self._pair:
            self._pair = shown
            self._jobs.run("", lambda _ticket: (shown, compared_page(shown)), self._show, self)

    def _shown(self) -> tuple[DraftRow, ...]:
        """Return the draft that is shown, after the one before it if there is one."""
        ids = [one.id for one in self._drafts]
        place = ids.index(self._draft_id) if self._draft_id in ids else len(ids) - 1
        return self._drafts[max(0, place - 1) : place + 1]

    def _show(self, found: tuple[tuple[DraftRow, ...], str]) -> None:
        if found[0] == self._pair:
            self.text.setHtml(found[1])


def compared_page(shown: tuple[DraftRow, ...]) -> str:
    """Return a draft, compared with the one before it, as HTML; for a thread of its own."""
    old, new = shown[0], shown[-1]
    title = say("Draft {n}", n=new.number)
    if old is not new:
        title = say("From draft {old} to draft {new}", old=old.number, new=new.number)
    tags = {Mark.SAME: "{}", Mark.ADDED: "<b><u>{}</u></b>", Mark.REMOVED: "<s>{}</s>"}
    words = "".join(
        tags[piece.mark].format(escape(piece.text).replace("\n", "<br>"))
        for piece in readable(compare_words(old.text, new.text))
    )
    return f"<h3>{escape(title)}</h3><p>{words}</p>"
