"""The view of offers and asks: entry in one line, and matches that are proposed and confirmed."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from resources.words import say
from ui.kit.desk import Desk
from ui.people.offers.match_sheet import MatchSheet
from ui.people.offers.offer_rows import OfferRow, holds, offer_columns, offer_rows_of
from ui.people.proposal_list import Proposal
from ui.people.roster_lines import Line, nobody_called, support_words
from ui.people.snapshot import PeopleNow
from ui.people.study import match_reason
from ui.people.typed_names import Typed, understood
from ui.widgets import EntryLine, QuietTable, Segments, ask_form
from ui.widgets.inputs.fields import Field
from upstream_workshop.people import services
from upstream_workshop.people.introductions import services as introducing
from upstream_workshop.people.introductions.matching import Match
from upstream_workshop.people.kinds import (
    MatchState,
    SupportKind,
)
from upstream_workshop.people.rules import folded, shortened

EVERYTHING, UNMATCHED, ASKS, OFFERS = range(4)


class OffersAndAsksView(QWidget):
    """An entry line for `name? ask` and `name+ offer`, a table, and proposals for the selected ask.

    desk: runs the services.
    find: returns the person meant by some letters of a name, or None.

    `chosen_changed(person id)` is emitted as the selected row changes.
    """

    chosen_changed = Signal(int)

    def __init__(
        self, desk: Desk, find: Callable[[str], Line | None], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._find = find
        self._now = PeopleNow()
        self._offers: tuple[OfferRow, ...] = ()
        self.entry = EntryLine(say("name? what they ask"), "chats-circle")
        self.entry.set_hint(say("name? ask  ·  name+ offer  ·  Enter alone: the proposals"))
        self.shown = Segments(
            (say("Everything"), say("Unmatched asks"), say("Asks"), say("Offers"))
        )
        self.table = QuietTable(offer_columns(), say("Offers and asks"))
        self.table.setMinimumHeight(1)  # so that it leaves room for what is above it in large text
        self.table.set_words_when_empty(
            say(
                "Nothing of the kind yet. Type a name, ? and what they ask, or + and what they offer."
            )
        )
        self.side = MatchSheet()
        self._lay_out()
        self._connect()
        self.setFocusProxy(self.entry)

    def show_now(self, now: PeopleNow) -> None:
        """Show the offers and asks of a snapshot."""
        self._now = now
        self._offers = offer_rows_of(now)
        self._filter()
        self._show_chosen()

    def chosen(self) -> OfferRow | None:
        """Return the selected offer or ask, or None."""
        row = self.table.current_row()
        return row if isinstance(row, OfferRow) else None

    def enter(self) -> None:
        """Store the offer or ask typed.

        If none was typed, move to the proposals of the selected ask.
        """
        typed = understood(self.entry.field.text())
        if not typed.kind:
            self.side.proposals.setFocus()
            return
        done = self.put_on_table(typed, self._find(typed.name))
        if done is not None:
            self.entry.field.clear()
            self.table.select(lambda offer: offer.id == done)

    def put_on_table(self, typed: Typed, line: Line | None) -> int | None:
        """Store a person's offer or ask.

        typed: the parsed entry line.
        line: the person; None if the name was unknown.

        Returns the id of the offer or ask, or None after a refusal was shown.
        """
        if line is None:
            self._desk.refused.emit(nobody_called(typed.name))
            return None
        assert typed.kind is not None  # checked by the callers
        label_ = say("Add offer") if typed.kind == SupportKind.OFFER else say("Add ask")
        return self._desk.do_about(
            label_, line.person.name, services.add_support, line.id, typed.kind, typed.text
        )

    def confirm(self, match: Match | None) -> None:
        """Store a proposed match, since people agreed to it."""
        if match is not None:
            self._desk.do_about(
                say("Match"),
                self._name(match.helper_id),
                introducing.confirm_match,
                match.ask_id,
                match.helper_id,
                match_reason(match),
            )

    def dismiss(self, match: Match | None) -> None:
        """Never propose this match again."""
        if match is not None:
            self._desk.do_about(
                say("Dismiss match"),
                self._name(match.helper_id),
                introducing.dismiss_match,
                match.ask_id,
                match.helper_id,
            )

    def name_helper(self) -> None:
        """Ask for the name of another helper for the selected ask, and store that match."""
        offer = self.chosen()
        if offer is None or offer.row.kind != SupportKind.ASK:
            return
        fields = (Field("name", say("Who may help"), needed=True),)
        answers = ask_form(self, offer.row.text, fields)
        line = self._find(answers["name"]) if answers else None
        if line is not None:
            reason = say("said so in the room")
            self._desk.do_about(
                say("Match"),
                line.person.name,
                introducing.confirm_match,
                offer.id,
                line.id,
                reason,
            )
        elif answers:
            self._desk.refused.emit(nobody_called(answers["name"]))

    def forget(self, offer: OfferRow) -> None:
        """Remove the confirmed matches of an ask."""
        for one in self._now.decided:
            if one.ask_id == offer.id and one.state == MatchState.CONFIRMED:
                self._desk.do(
                    say("Take match back"), introducing.forget_match, one.ask_id, one.helper_id
                )

    def remove(self, offer: OfferRow) -> None:
        """Remove an offer or ask."""
        self._desk.do(say("Remove offer or ask"), services.remove_support, offer.id)

    def reasons(self, offer: OfferRow) -> list[Proposal]:
        """Return the proposals for an ask, with the reason of each."""
        offers = {row.id: row.text for row in self._now.support}
        return [
            Proposal(
                self._name(one.helper_id),
                "; ".join(
                    filter(None, (match_reason(one), self._quoted(offers.get(one.offer_id or 0))))
                ),
                one,
            )
            for one in offer.proposed
        ]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Move along the rows on Up and Down in the entry line."""
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down)
        ):
            self.table.keyPressEvent(event)
            return True
        return super().eventFilter(watched, event)

    def _quoted(self, offer: str | None) -> str:
        return say("offers: {text}", text=offer) if offer else ""

    def _name(self, participant_id: int) -> str:
        line = self._now.line.get(participant_id)
        return line.person.name if line else ""

    def _filter(self) -> None:
        typed = understood(self.entry.field.text())
        asked = "" if typed.kind else folded(typed.name)
        self.table.set_rows([offer for offer in self._of_kind() if holds(offer, asked)])
        if self.table.current_row() is None and self.table.rows():
            self.table.select(lambda _: True)

    def _of_kind(self) -> list[OfferRow]:
        shown = self.shown.current()
        kinds = {ASKS: ("likely", "unmatched", "matched"), OFFERS: ("offer",)}
        kinds[UNMATCHED] = ("likely", "unmatched")
        return [s for s in self._offers if shown == EVERYTHING or s.state in kinds[shown]]

    def _on_edited(self, text: str) -> None:
        typed = understood(text)
        line = self._find(typed.name) if typed.name else None
        self.entry.set_ghost(f"·  {line.person.name}" if line and _bare(typed) else "")
        self.entry.set_chip(
            f"{support_words(typed.kind)}: {shortened(line.person.name)}"
            if typed.kind and line
            else ""
        )
        self._filter()

    def _show_chosen(self, _row: object = None) -> None:
        offer = self.chosen()
        self.side.show_offer(offer, self.reasons(offer) if offer else [])
        self.chosen_changed.emit(offer.participant_id if offer else 0)

    def _connect(self) -> None:
        self.entry.entered.connect(lambda _: self.enter())
        self.entry.edited.connect(self._on_edited)
        self.entry.field.installEventFilter(self)
        self.shown.changed.connect(lambda _: self._filter())
        self.table.current_changed.connect(self._show_chosen)
        self.side.confirmed.connect(self.confirm)
        self.side.dismissed.connect(self.dismiss)
        self.side.asked.connect(self.name_helper)
        self.side.forgotten.connect(self.forget)
        self.side.removed.connect(self.remove)
        self.table.activated_row.connect(lambda _: self.side.proposals.setFocus())
        for key, slot in (
            ("Alt+Y", lambda: self.confirm(self.side.proposals.current())),
            ("Alt+D", lambda: self.dismiss(self.side.proposals.current())),
            ("Alt+H", self.name_helper),
        ):
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(slot)

    def _lay_out(self) -> None:
        left = QVBoxLayout()
        left.setSpacing(12)
        left.addWidget(self.entry)
        left.addWidget(self.shown)
        left.addWidget(self.table, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        row.addLayout(left, 1)
        row.addWidget(self.side)


def _bare(typed: Typed) -> bool:
    return bool(typed.name) and not (typed.kind or typed.note)
