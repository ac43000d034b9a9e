"""Offers and asks: keyed in one line, matched by proposals that people confirm, the rest for the room."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui import theme
from ui.desk import Desk
from ui.people.lines import Line, shortened, tr
from ui.people.now import PeopleNow
from ui.people.reasons import Proposal, ReasonList
from ui.people.study import listed, match_reason, proposals
from ui.people.typed import Typed, understood
from ui.widgets import Column, EntryLine, QuietTable, Segments, Sheet, ask_form, button, label
from ui.widgets.fields import Field
from ui.widgets.scrolled import scrolled
from upstream_workshop.people import services
from upstream_workshop.people.matching import Match
from upstream_workshop.people.queries import SupportRow
from upstream_workshop.people.rules import folded, initials

EVERYTHING, UNMATCHED, ASKS, OFFERS = range(4)
_TONES: Final = {"offer": "plain", "unmatched": "sun", "likely": "river", "matched": "leaf"}


@dataclass(frozen=True, slots=True)
class Stall:
    """One offer or ask on the table, with whoever was confirmed and what is proposed."""

    row: SupportRow
    helpers: tuple[str, ...] = ()
    proposed: tuple[Match, ...] = ()

    @property
    def id(self) -> int:
        """The offer's or ask's id, by which the table keeps its selection."""
        return self.row.id

    @property
    def participant_id(self) -> int:
        """Whose it is."""
        return self.row.participant_id

    @property
    def state(self) -> str:
        """Offer, or how far the ask has come."""
        if self.row.kind == "offer":
            return "offer"
        if self.helpers:
            return "matched"
        return "likely" if self.proposed else "unmatched"


def stalls_of(now: PeopleNow) -> tuple[Stall, ...]:
    """Everything on the table: asks that wait first, then those answered, then the offers."""
    helpers = now.helpers()
    proposed: dict[int, list[Match]] = {}
    for one in proposals(now):
        proposed.setdefault(one.ask_id, []).append(one)
    found = [
        Stall(row, tuple(helpers.get(row.id, ())), tuple(proposed.get(row.id, ())))
        for row in now.support
    ]
    order = ("likely", "unmatched", "matched", "offer")
    return tuple(sorted(found, key=lambda stall: order.index(stall.state)))


class MarketView(QWidget):
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
        self._stalls: tuple[Stall, ...] = ()
        self.entry = EntryLine(self.tr("name? what they ask"), "chats-circle")
        self.entry.set_hint(self.tr("name? ask  ·  name+ offer  ·  Enter alone: the proposals"))
        self.shown = Segments(
            (self.tr("Everything"), self.tr("Unmatched asks"), self.tr("Asks"), self.tr("Offers"))
        )
        self.table = QuietTable(_columns(), self.tr("Offers and asks"))
        self.side = MatchSheet(self)
        self._lay_out()
        self._connect()
        self.setFocusProxy(self.entry)

    def show_now(self, now: PeopleNow) -> None:
        """Show what is on the table as it now is."""
        self._now = now
        self._stalls = stalls_of(now)
        self._narrow()
        self._tell()

    def chosen(self) -> Stall | None:
        """The selected offer or ask."""
        row = self.table.current_row()
        return row if isinstance(row, Stall) else None

    def enter(self) -> None:
        """Key an offer or ask; without one, go to the proposals of the selected ask."""
        typed = understood(self.entry.field.text())
        if not typed.kind:
            self.side.proposals.setFocus()
            return
        done = self.put_on_table(typed, self._find(typed.name))
        if done is not None:
            self.entry.field.clear()
            self.table.select(lambda stall: stall.id == done)

    def put_on_table(self, typed: Typed, line: Line | None) -> int | None:
        """Note somebody's offer or ask; its id, or None once a refusal was said."""
        if line is None:
            said = tr("Nobody on the list is called “{name}”: add them, or type other letters.")
            self._desk.refused.emit(said.format(name=typed.name))
            return None
        label_ = self.tr("Add offer") if typed.kind == "offer" else self.tr("Add ask")
        return self._desk.do_about(
            label_, line.person.name, services.add_support, line.id, typed.kind, typed.text
        )

    def confirm(self, match: Match | None) -> None:
        """Somebody may answer this ask: people agreed to the proposal."""
        if match is not None:
            self._desk.do_about(
                self.tr("Match"),
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
                self.tr("Dismiss match"),
                self._name(match.helper_id),
                services.dismiss_match,
                match.ask_id,
                match.helper_id,
            )

    def name_helper(self) -> None:
        """Ask who else may help, by the letters of a name."""
        stall = self.chosen()
        if stall is None or stall.row.kind != "ask":
            return
        fields = (Field("name", self.tr("Who may help"), needed=True),)
        answers = ask_form(self, stall.row.text, fields)
        line = self._find(answers["name"]) if answers else None
        if line is not None:
            reason = self.tr("said so in the room")
            self._desk.do_about(
                self.tr("Match"),
                line.person.name,
                services.confirm_match,
                stall.id,
                line.id,
                reason,
            )
        elif answers:
            said = tr("Nobody on the list is called “{name}”: add them, or type other letters.")
            self._desk.refused.emit(said.format(name=answers["name"]))

    def forget(self, stall: Stall) -> None:
        """Nobody was confirmed after all."""
        for one in self._now.decided:
            if one.ask_id == stall.id and one.state == "confirmed":
                self._desk.do(
                    self.tr("Take match back"), services.forget_match, one.ask_id, one.helper_id
                )

    def remove(self, stall: Stall) -> None:
        """Take an offer or ask off the table."""
        self._desk.do(self.tr("Remove offer or ask"), services.remove_support, stall.id)

    def reasons(self, stall: Stall) -> list[Proposal]:
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
            for one in stall.proposed
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
        return self.tr("offers: {text}").format(text=offer) if offer else ""

    def _name(self, participant_id: int) -> str:
        line = self._now.line.get(participant_id)
        return line.person.name if line else ""

    def _narrow(self) -> None:
        typed = understood(self.entry.field.text())
        asked = "" if typed.kind else folded(typed.name)
        self.table.set_rows([stall for stall in self._of_kind() if _holds(stall, asked)])
        if self.table.current_row() is None and self.table.rows():
            self.table.select(lambda _: True)

    def _of_kind(self) -> list[Stall]:
        shown = self.shown.current()
        kinds = {ASKS: ("likely", "unmatched", "matched"), OFFERS: ("offer",)}
        kinds[UNMATCHED] = ("likely", "unmatched")
        return [s for s in self._stalls if shown == EVERYTHING or s.state in kinds[shown]]

    def _on_edited(self, text: str) -> None:
        typed = understood(text)
        line = self._find(typed.name) if typed.name else None
        self.entry.set_ghost(f"·  {line.person.name}" if line and _bare(typed) else "")
        self.entry.set_chip(
            f"{tr(typed.kind)}: {shortened(line.person.name)}" if typed.kind and line else ""
        )
        self._narrow()

    def _tell(self, _row: object = None) -> None:
        stall = self.chosen()
        self.side.show_stall(stall, self.reasons(stall) if stall else [])
        self.chosen_changed.emit(stall.participant_id if stall else 0)

    def _connect(self) -> None:
        self.entry.entered.connect(lambda _: self.enter())
        self.entry.edited.connect(self._on_edited)
        self.entry.field.installEventFilter(self)
        self.shown.changed.connect(lambda _: self._narrow())
        self.table.current_changed.connect(self._tell)
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


class MatchSheet(Sheet):
    """The selected offer or ask, who may answer it, and why."""

    def __init__(self, market: MarketView) -> None:
        super().__init__()
        self._market = market
        self._stall: Stall | None = None
        self._who = label("", "small", wrap=True)
        self._text = label("", "section", wrap=True)
        self._found = label("", "", wrap=True)
        self._hint = label("", "small", wrap=True)
        self.proposals = ReasonList(self.tr("Who may answer this ask"))
        self.proposals.taken.connect(market.confirm)
        self.proposals.dropped.connect(market.dismiss)
        self._else = button(self.tr("Somebody else"), "user-plus", market.name_helper)
        self._forget = button(self.tr("Take match back"), slot=self._on_forget, role="link")
        self._remove = button(self.tr("Remove"), slot=self._on_remove, role="link")
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
        self.setAccessibleName(self.tr("The chosen offer or ask"))

    def show_stall(self, stall: Stall | None, reasons: Sequence[Proposal]) -> None:
        """Show one, or nothing."""
        self._stall = stall
        asks = stall is not None and stall.row.kind == "ask"
        for widget in (self._remove, self._text):
            widget.setVisible(stall is not None)
        self._else.setVisible(asks)
        self._forget.setVisible(stall is not None and bool(stall.helpers))
        self.proposals.setVisible(bool(reasons))
        self.proposals.show_proposals(reasons)
        self._found.setVisible(stall is not None and bool(stall.helpers))
        if stall is None:
            self._who.setText(self.tr("Choose an offer or an ask to see who fits."))
            self._hint.setText("")
            return
        verb = self.tr("{name} asks") if asks else self.tr("{name} offers")
        home = f", {stall.row.organisation}" if stall.row.organisation else ""
        self._who.setText(verb.format(name=stall.row.name) + home)
        self._text.setText(stall.row.text)
        self._found.setText(self.tr("{names} may help").format(names=listed(stall.helpers)))
        self._hint.setText(self._explained(stall, bool(reasons)))

    def _explained(self, stall: Stall, proposed: bool) -> str:
        if proposed:
            return self.tr("Enter or Alt+Y confirms, Delete or Alt+D dismisses, Alt+H: else")
        if stall.row.kind == "ask" and not stall.helpers:
            return self.tr("Nobody has said anything like it: show it to the room.")
        return ""

    def _on_forget(self) -> None:
        if self._stall is not None:
            self._market.forget(self._stall)

    def _on_remove(self) -> None:
        if self._stall is not None:
            self._market.remove(self._stall)


def _columns() -> tuple[Column, ...]:
    return (
        Column(
            tr("Name"),
            lambda stall: stall.row.name,
            width=196,
            weight="strong",
            badge=lambda stall: initials(stall.row.name),
        ),
        Column(tr("Offer or ask"), lambda stall: str(stall.row.text)),
        Column(tr("Who"), _who, width=120, weight="small"),
        Column(tr("State"), lambda stall: _chip(stall), tone=lambda s: _TONES[s.state], width=112),
    )


def _who(stall: Stall) -> str:
    if stall.helpers:
        return ", ".join(shortened(name) for name in stall.helpers)
    return tr("{n} may fit").format(n=len(stall.proposed)) if stall.proposed else ""


def _chip(stall: Stall) -> str:
    return tr(stall.state)


def _holds(stall: Stall, asked: str) -> bool:
    said = folded(f"{stall.row.name} {stall.row.organisation} {stall.row.text}")
    return all(part in said for part in asked.split())


def _bare(typed: Typed) -> bool:
    return bool(typed.name) and not (typed.kind or typed.note)
