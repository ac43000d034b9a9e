"""The last two drafts of a product, compared by words."""

from __future__ import annotations

from html import escape

from PySide6.QtWidgets import QTextBrowser, QWidget

from resources.words import say
from ui.kit.jobs import Jobs
from ui.sharing.sharing_now import SharingNow
from upstream_workshop.framework.drafts.draft_comparison import Mark, compare_words, readable
from upstream_workshop.sharing.queries import DraftRow, ProductRow


class ComparisonView(QTextBrowser):
    """Words that came are underlined and bold, those that went are struck out.

    jobs: runs the comparison, off the UI thread.
    """

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._pair: tuple[DraftRow, ...] = ()
        self.setOpenLinks(False)
        self.setMinimumHeight(1)
        self.setAccessibleName(say("Comparison"))

    def show_product(self, product: ProductRow | None, now: SharingNow) -> None:
        """Compare the last two drafts of a product."""
        pair = now.drafts.get(product.id, ())[-2:] if product else ()
        if len(pair) < 2:
            self._pair = ()
            self.setPlainText(say("There is no second draft to compare with the first."))
            return
        if pair != self._pair:
            self._pair = pair
            self._jobs.run("", lambda _ticket: (pair, compared_page(*pair)), self._show, self)

    def _show(self, found: tuple[tuple[DraftRow, ...], str]) -> None:
        if found[0] == self._pair:
            self.setHtml(found[1])


def compared_page(old: DraftRow, new: DraftRow) -> str:
    """Return two drafts as HTML; for a thread of its own."""
    title = say("From draft {old} to draft {new}", old=old.number, new=new.number)
    tags = {Mark.SAME: "{}", Mark.ADDED: "<b><u>{}</u></b>", Mark.REMOVED: "<s>{}</s>"}
    words = "".join(
        tags[piece.mark].format(escape(piece.text).replace("\n", "<br>"))
        for piece in readable(compare_words(old.text, new.text))
    )
    return f"<h3>{escape(title)}</h3><p>{words}</p>"
