"""Offers and asks: keyed in one line, matched by proposals that people confirm, the rest for the room."""

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
from upstream_workshop.people.introductions.matching import Match
from upstream_workshop.people.kinds import (
    MatchState,
    SupportKind,
)
from upstream_workshop.people.rules import folded, shortened

EVERYTHING, UNMATCHED, ASKS, OFFERS = range(4)


class OffersAndAsksView(QWidget):
    """`name? ask` and `name+ offer` key; the proposals of the selected ask stand beside.

    `chosen_changed(person id)` as the selected row changes.
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
        self.table.setMinimumHeight(1)  # it gives way to what stands over it, where words are large
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
        """Show what is on the table as it now is."""
        self._now = now
        self._offers = offer_rows_of(now)
        self._narrow()
        self._tell()

    def chosen(self) -> OfferRow | None:
        """The selected offer or ask."""
        row = self.table.current_row()
        return row if isinstance(row, OfferRow) else None

    def enter(self) -> None:
        """Key an offer or ask; without one, go to the proposals of the selected ask."""
        typed = understood(self.entry.field.text())
        if not typed.kind:
            self.side.proposals.setFocus()
            return
        done = self.put_on_table(typed, self._find(typed.name))
        if done is not None:
            self.entry.field.clear()
            self.table.select(lambda offer: offer.id == done)

    def put_on_table(self, typed: Typed, line: Line | None) -> int | None:
        """Note somebody's offer or ask; its id, or None once a refusal was said."""
        if line is None:
            self._desk.refused.emit(nobody_called(typed.name))
            return None
        assert typed.kind is not None  # who calls has seen to it
        label_ = say("Add offer") if typed.kind == SupportKind.OFFER else say("Add ask")
        return self._desk.do_about(
            label_, line.person.name, services.add_support, line.id, typed.kind, typed.text
        )

    def confirm(self, match: Match | None) -> None:
        """Somebody may answer this ask: people agreed to the proposal."""
        if match is not None:
            self._desk.do_about(
                say("Match"),
                self._name(match.helper_id),
                services.confirm_match,
                match.ask_id,
                match.helper_id,
                match_reason(match),
            )

    def dismiss(self, match: Match | None) -> None:
        """The proposal is of no use."""
        if match is not None:
            self._desk.do_about(
                say("Dismiss match"),
                self._name(match.helper_id),
                services.dismiss_match,
                match.ask_id,
                match.helper_id,
            )

    def name_helper(self) -> None:
        """Ask who else may help, by the letters of a name."""
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
                services.confirm_match,
                offer.id,
                line.id,
                reason,
            )
        elif answers:
            self._desk.refused.emit(nobody_called(answers["name"]))

    def forget(self, offer: OfferRow) -> None:
        """Nobody was confirmed after all."""
        for one in self._now.decided:
            if one.ask_id == offer.id and one.state == MatchState.CONFIRMED:
                self._desk.do(
                    say("Take match back"), services.forget_match, one.ask_id, one.helper_id
                )

    def remove(self, offer: OfferRow) -> None:
        """Take an offer or ask off the table."""
        self._desk.do(say("Remove offer or ask"), services.remove_support, offer.id)

    def reasons(self, offer: OfferRow) -> list[Proposal]:
        """The proposals for an ask, in words."""
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
        """Up and down in the entry line move along the rows."""
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

    def _narrow(self) -> None:
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
        self._narrow()

    def _tell(self, _row: object = None) -> None:
        offer = self.chosen()
        self.side.show_offer(offer, self.reasons(offer) if offer else [])
        self.chosen_changed.emit(offer.participant_id if offer else 0)

    def _connect(self) -> None:
        self.entry.entered.connect(lambda _: self.enter())
        self.entry.edited.connect(self._on_edited)
        self.entry.field.installEventFilter(self)
        self.shown.changed.connect(lambda _: self._narrow())
        self.table.current_changed.connect(self._tell)
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
