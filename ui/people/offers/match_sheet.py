"""The sheet beside the offers and asks: the selected one, and who may answer it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from resources.words import joined, noop, say
from ui.kit import theme
from ui.people.offers.offer_rows import OfferRow
from ui.people.proposal_list import Proposal, ProposalList
from ui.people.study import listed
from ui.widgets import Sheet, button, label, scrolled
from upstream_workshop.people.kinds import (
    SupportKind,
)


class MatchSheet(Sheet):
    """Shows the selected offer or ask and the proposed helpers, each with the reason.

    `confirmed(match)` and `dismissed(match)` are about a proposal. `asked()` requests a form for
    another helper. `forgotten(offer)` requests to undo a match, `removed(offer)` to remove the
    offer or ask.
    """

    confirmed = Signal(object)
    dismissed = Signal(object)
    asked = Signal()
    forgotten = Signal(object)
    removed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._offer: OfferRow | None = None
        self._who = label("", "small", wrap=True)
        self._text = label("", "section", wrap=True)
        self._found = label("", "", wrap=True)
        self._hint = label("", "small", wrap=True)
        self.proposals = ProposalList(say("Who may answer this ask"))
        self.proposals.taken.connect(self.confirmed)
        self.proposals.dropped.connect(self.dismissed)
        self._else = button(say("Somebody else"), "user-plus", self.asked.emit)
        self._forget = button(say("Take match back"), slot=self._on_forget, role="link")
        self._remove = button(say("Remove"), slot=self._on_remove, role="link")
        self.proposals.setMinimumHeight(theme.px(150))
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 4, 0)
        column.setSpacing(8)
        for widget in (self._who, self._text, self._found, self._hint):
            column.addWidget(widget)
        column.addWidget(self.proposals, 1)
        column.addStretch(0)
        for link in (self._else, self._forget, self._remove):
            column.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addWidget(scrolled(inner))
        self.setAccessibleName(say("The chosen offer or ask"))

    def show_offer(self, offer: OfferRow | None, reasons: Sequence[Proposal]) -> None:
        """Show an offer or ask with its proposals, or a hint if it is None."""
        self._offer = offer
        asks = offer is not None and offer.row.kind == SupportKind.ASK
        for widget in (self._remove, self._text):
            widget.setVisible(offer is not None)
        self._else.setVisible(asks)
        self._forget.setVisible(offer is not None and bool(offer.helpers))
        self.proposals.setVisible(bool(reasons))
        self.proposals.show_proposals(reasons)
        self._found.setVisible(offer is not None and bool(offer.helpers))
        if offer is None:
            self._who.setText(say("Choose an offer or an ask to see who fits."))
            self._hint.setText("")
            return
        words = noop("{name} asks") if asks else noop("{name} offers")
        who = say(words, name=offer.row.name)
        self._who.setText(joined((who, offer.row.organisation), "{first}, {then}"))
        self._text.setText(offer.row.text)
        self._found.setText(say("{names} may help", names=listed(offer.helpers)))
        self._hint.setText(self._explained(offer, bool(reasons)))

    def _explained(self, offer: OfferRow, proposed: bool) -> str:
        if proposed:
            return say(
                "Enter or Alt+Y confirms, Delete or Alt+D dismisses, Alt+H names somebody else"
            )
        if offer.row.kind == SupportKind.ASK and not offer.helpers:
            return say("Nobody has said anything like it: show it to the room.")
        return ""

    def _on_forget(self) -> None:
        if self._offer is not None:
            self.forgotten.emit(self._offer)

    def _on_remove(self) -> None:
        if self._offer is not None:
            self.removed.emit(self._offer)
