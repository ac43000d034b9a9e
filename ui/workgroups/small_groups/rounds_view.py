"""The rounds of small groups as a list, and beside it who sits together in the selected one."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from typing import Final

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from resources.words import count, say
from ui.kit import theme
from ui.widgets import Column, EmptyState, QuietTable, Sheet, button, label, scrolled
from ui.widgets.flow_layout import FlowLayout
from ui.workgroups.small_groups.seating_sheet import SeatingSheet
from upstream_workshop.workgroups.small_groups.queries import SmallGroupRoundRow

_PAPER: Final = 120  # px at 100 %: the least height of the sheet of groups


class RoundsView(QWidget):
    """Rounds, the groups of the selected one, and buttons; it changes nothing itself.

    `selected()` says that another round is shown; the other signals tell what is wanted.
    """

    seat_asked = Signal()
    repair_asked = Signal()
    hold_asked = Signal(object)  # SmallGroupRoundRow
    removal_asked = Signal(object)
    block_asked = Signal(object)
    steps_asked = Signal(object)
    cards_asked = Signal()
    selected = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.table = QuietTable(
            (
                Column(say("Round"), _listed, weight="strong"),
                Column("", _state, lambda _: "leaf", width=76),
            ),
            say("Rounds"),
        )
        self.table.current_changed.connect(self._show)
        self.table.activated_row.connect(self.block_asked)
        self.proposal = SeatingSheet()
        self.proposal.offered.connect(self._arrange)
        self.proposal.accepted.connect(self._end_proposal)
        self.proposal.discarded.connect(self._end_proposal)
        self.paper = Sheet(" ")
        self._members = label("", wrap=True)
        self._members.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._notice = label("", "soft", wrap=True)
        empty = EmptyState(
            "users-three",
            say("No small groups yet"),
            say(
                "Seat people in pairs, trios, fours or at tables for a block of the agenda: nobody "
                "sits with a colleague where it can be, and no pair meets twice."
            ),
        )
        self._first = empty.add_step(
            say("Seat people"), "plus", self.seat_asked.emit, main=True, shortcut="Ins"
        )
        self._empty = scrolled(empty)
        self._lay_out()

    def show_rounds(self, rows: Sequence[SmallGroupRoundRow], absent: str) -> None:
        """Show the rounds; the same one stays selected.

        absent: what is to be mended, since people left or came; blank for nothing.
        """
        chosen = self.table.current_row()
        self.table.set_rows(tuple(rows))
        wanted = chosen.id if chosen else next((row.id for row in rows if not row.held), 0)
        self.table.select(lambda row: row.id == wanted)
        self._notice.setText(absent)
        self._notice.setVisible(bool(absent))
        self._repair.setVisible(bool(absent))
        self._arrange()
        self._show(self.table.current_row())

    def round_id(self) -> int | None:
        """Return the id of the selected round, or None."""
        row = self.table.current_row()
        return row.id if row else None

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Limit the list to two fifths of the width."""
        super().resizeEvent(event)
        self.table.setFixedWidth(min(theme.px(400), self.width() * 2 // 5))

    def _lay_out(self) -> None:
        bar = FlowLayout()
        self._repair = button(say("Repair"), "wrench", self.repair_asked.emit, "Shift+P")
        self._seat = button(say("Seat people"), "plus", self.seat_asked.emit, "Ins")
        bar.addWidget(self._seat)
        bar.addWidget(self._repair)
        self._of_round = [
            button(say("It took place"), "check", self._on(self.hold_asked), "F2"),
            button(say("Go to its block"), "clock", self._on(self.block_asked)),
            button(say("Start steps"), "timer", self._on(self.steps_asked)),
            button(say("Remove"), "trash", self._on(self.removal_asked), "Del", role="link"),
        ]
        self._of_round[-1].setAccessibleName(say("Remove round"))
        for each in self._of_round:
            bar.addWidget(each)
        self._cards = button(say("Print cards"), "printer", self.cards_asked.emit, "Ctrl+P")
        bar.insert(bar.count() - 1, self._cards)
        self.paper.body.addWidget(scrolled(self._members), 1)
        self.paper.setMinimumHeight(theme.px(_PAPER))
        beside = QWidget()
        right = QVBoxLayout(beside)
        right.setContentsMargins(0, 0, 0, 0)
        right.addWidget(self._notice)
        right.addWidget(self._empty, 1)
        right.addWidget(self.proposal, 2)
        right.addWidget(self.paper, 1)
        right.addLayout(bar)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(14)
        row.addWidget(self.table)
        row.addWidget(scrolled(beside), 1)
        self.setFocusProxy(self.table)

    def _arrange(self) -> None:
        """Show the list, or what it is for while it is empty; a proposal has the room to itself."""
        some, pending = bool(self.table.rows()), not self.proposal.isHidden()
        held = QApplication.focusWidget()
        self.table.setVisible(some)
        for each in (self._seat, self._cards):
            each.setVisible(some)
        self._empty.setVisible(not some and not pending)
        self.setFocusProxy(self.table if some else self._first)
        if held is not None and self.isAncestorOf(held) and not held.isVisible():
            self.setFocus()

    def _end_proposal(self) -> None:
        self._arrange()
        self.setFocus()

    def _on(self, signal: SignalInstance) -> Callable[[], None]:
        """Return a slot that emits a signal with the selected round."""

        def emit() -> None:
            if row := self.table.current_row():
                signal.emit(row)

        return emit

    def _show(self, row: SmallGroupRoundRow | None) -> None:
        self.paper.setVisible(row is not None)
        for each in self._of_round:
            each.setVisible(row is not None)
        if row is not None:
            self._of_round[0].setVisible(not row.held)
            self._of_round[1].setVisible(row.block_id is not None)
            self.paper.set_title(_heading(row))
            self._members.setText("\n".join(members(row)))
        self.selected.emit()


def members(row: SmallGroupRoundRow, unnamed: Collection[int] = ()) -> tuple[str, ...]:
    """Return a line for each group: its number, then who sits there.

    unnamed: the ids of the people who may not be named where this is shown.
    """
    return tuple(
        f"{group.number}   "
        + ", ".join(
            say("A participant") if seat.participant_id in unnamed else seat.name
            for seat in group.seats
        )
        for group in row.groups
    )


def _heading(row: SmallGroupRoundRow) -> str:
    people = sum(len(group.seats) for group in row.groups)
    groups = count(len(row.groups), "{n} group", "{n} groups")
    said = count(people, "{n} person in {groups}", "{n} people in {groups}", groups=groups)
    return f"{_title(row)} · {said}"


def _title(row: SmallGroupRoundRow) -> str:
    return row.title or row.block or say("Round {n}", n=row.number)


def _listed(row: SmallGroupRoundRow) -> str:
    return f"{row.number}  {_title(row)}"


def _state(row: SmallGroupRoundRow) -> str:
    return say("held") if row.held else ""
