"""The board: one column per group, and one at the left, always in view, for people without a group."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from resources.words import say
from ui.widgets import Chip, Meter, Sheet, SideBySide, TwoLineLabel
from ui.workgroups.board.member_list import MemberList
from ui.workgroups.board.seats import Seat, seat
from upstream_workshop.workgroups.queries import MemberRow, WorkgroupRow

_LEAST, _MOST = 196, 420  # px at 100 % of a column


class GroupColumn(Sheet):
    """One group: its size, whether it is led, its members and how far its charter is.

    Empty until it is filled; then `built` is told.
    """

    built = Signal()

    def __init__(self, number: int, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.group: WorkgroupRow | None = None
        self.number = number
        self.filled = False
        self._words = ""
        self._seats: tuple[Seat, ...] = ()
        self.set_margins(10, 14)

    def show_group(self, group: WorkgroupRow, choosers: Collection[int]) -> None:
        """Show a group as it is now."""
        parts = {group.deputy_id: say("deputy"), group.lead_id: say("lead")}
        seats = (seat(one, parts.get(one.participant_id, ""), choosers) for one in group.members)
        self._hold(group, f"{self.number} · {group.title}", tuple(seats))

    def show_unplaced(self, people: Sequence[MemberRow]) -> None:
        """Show the people without a group."""
        self.set_tone("sun")
        seats = tuple(Seat(member, "", member.organisation) for member in people)
        self._hold(None, say("No group yet"), seats)

    def fill(self) -> None:
        """Build what is in it, and show whom it was told to show."""
        if not self.filled:
            self.filled = True
            self._build()
            self._show()
            self.built.emit()

    def select(self, participant_id: int) -> bool:
        """Select somebody, if they are here."""
        if self.filled:
            self.members.clearSelection()
        if all(one.member.participant_id != participant_id for one in self._seats):
            return False
        self.fill()
        return self.members.select(participant_id)

    def current_member(self) -> MemberRow | None:
        """Whoever is selected."""
        return self.members.current_member() if self.filled else None

    def has_keys(self) -> bool:
        """Whether the keys are with its members."""
        return self.filled and self.members.hasFocus()

    def _build(self) -> None:
        self.members = MemberList("")
        self._name = TwoLineLabel("section", "bold")
        self._size = Chip("")
        self._leaderless = Chip(say("no lead yet"), "rose")
        self._charter = Meter(say("charter"))
        head = QHBoxLayout()
        head.setContentsMargins(4, 0, 0, 0)
        head.addWidget(self._name, 1)
        head.addWidget(self._size, 0, Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(head)
        self.body.addWidget(self._leaderless)
        self.body.addWidget(self.members, 1)
        self.body.addWidget(self._charter)
        self.members.show()  # at once, for the keys may be meant for them

    def _hold(self, group: WorkgroupRow | None, title: str, seats: tuple[Seat, ...]) -> None:
        self.group, self._words, self._seats = group, title, seats
        if self.filled:
            self._show()

    def _show(self) -> None:
        group = self.group
        self._leaderless.setVisible(group is not None and group.lead_id is None)
        self._charter.set_share(group.completeness if group is not None else 0)
        self._charter.setVisible(group is not None)
        self._name.set_text(self._words)
        self._size.set(str(len(self._seats)))
        self._size.setAccessibleName(say("{n} people", n=len(self._seats)))
        self.members.setAccessibleName(self._words)
        self.members.show_seats(self._seats)


class Board(SideBySide):
    """Columns side by side. M and a number, a drag or the menu ask for a move; L locks; D makes
    lead; C opens the charter; left and right go to the next group. Signals carry ids and change
    nothing themselves.
    """

    move_begun = Signal(int)  # participant, who waits for the number of a group
    move_asked = Signal(int, int)  # participant, workgroup
    released = Signal(int)  # participant, to no group
    lock_asked = Signal(int, bool)
    lead_asked = Signal(int, int)  # workgroup, participant
    deputy_asked = Signal(int, int)
    charter_asked = Signal(int)  # workgroup
    abandoned = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        self.unplaced = GroupColumn(0)
        super().__init__(self.unplaced, _LEAST, _MOST, 12, parent)
        self.columns: list[GroupColumn] = []
        self._moving = False
        self._await(self.unplaced)

    def show_groups(
        self,
        groups: Sequence[WorkgroupRow],
        unplaced: Sequence[MemberRow],
        choosers: Collection[int],
    ) -> None:
        """Show the groups in order, and who has none; `choosers` said what they want."""
        chosen = self.chosen()
        focused = chosen is not None and chosen[1].has_keys()
        del self.columns[len(groups) :]
        while len(self.columns) < len(groups):
            self.columns.append(GroupColumn(len(self.columns) + 1))
            self._await(self.columns[-1])
        for column, group in zip(self.columns, groups, strict=True):
            column.show_group(group, choosers)
        self.unplaced.show_unplaced(unplaced)
        self.unplaced.setVisible(bool(unplaced))
        self.set_columns(self.columns)
        everywhere = (self.unplaced, *self.columns)
        self.fill({column: column.fill for column in everywhere if not column.filled})
        if chosen:
            self.select(chosen[0].participant_id, focused)
        self._lead_keys()

    def chosen(self) -> tuple[MemberRow, GroupColumn] | None:
        """Whoever is selected, in the column that has the focus or any other."""
        everywhere = [self.unplaced, *self.columns]
        everywhere.sort(key=lambda column: not column.has_keys())
        for column in everywhere:
            member = column.current_member()
            if member is not None:
                return member, column
        return None

    def select(self, participant_id: int, focus: bool = True) -> None:
        """Go to somebody on the board."""
        for column in (self.unplaced, *self.columns):
            if column.select(participant_id):
                self.bring(column)
                if focus:
                    column.members.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and right go to the next group; the rest is the page's."""
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        columns = self._shown()
        if step is None or not columns:
            event.ignore()
            return
        here = next((n for n, column in enumerate(columns) if column.has_keys()), 0)
        there = columns[(here + step) % len(columns)]
        there.fill()
        self._alone(there)
        there.members.setFocus()
        self.bring(there)

    def on_key(self, key: str) -> None:
        """M begins a move and a digit says where to; Escape gives up."""
        found = self.chosen()
        moving, self._moving = self._moving, False
        if not key:
            self.abandoned.emit()
        elif found is None:
            return
        elif key == "M":
            self._moving = True
            self.move_begun.emit(found[0].participant_id)
        elif moving and key.isdigit() and 0 < int(key) <= len(self.columns):
            there = self.columns[int(key) - 1]
            self._moving = there is found[1]  # she sits there: another number is meant
            if not self._moving:
                self._ask(found[0], there)
        elif key == "L" and found[1].group is not None:
            self.lock_asked.emit(found[0].participant_id, not found[0].locked)
        elif key == "C" and found[1].group is not None:
            self.charter_asked.emit(found[1].group.id)
        elif key == "D" and found[1].group is not None:
            self.lead_asked.emit(found[1].group.id, found[0].participant_id)

    def _shown(self) -> list[GroupColumn]:
        """The columns in order; a new one counts before Qt has shown it."""
        return ([] if self.unplaced.isHidden() else [self.unplaced]) + self.columns

    def _await(self, column: GroupColumn) -> None:
        column.built.connect(lambda: self._watch(column))

    def _watch(self, column: GroupColumn) -> None:
        column.members.dropped.connect(lambda who: self._on_dropped(who, column))
        column.members.keyed.connect(self.on_key)
        column.members.asked.connect(self._on_menu)
        column.members.itemPressed.connect(lambda _item: self._alone(column))

    def _lead_keys(self) -> None:
        """Whoever comes to the board is where somebody is selected, or in the first column."""
        found, columns = self.chosen(), self._shown()
        if found is not None:
            self.setFocusProxy(found[1].members)
        elif columns:
            columns[0].fill()
            self.setFocusProxy(columns[0].members)

    def _alone(self, chosen: GroupColumn) -> None:
        self.setFocusProxy(chosen.members)
        for column in (self.unplaced, *self.columns):
            if column is not chosen and column.filled:
                column.members.clearSelection()

    def _on_dropped(self, participant_id: int, column: GroupColumn) -> None:
        if column.group is None:
            self.released.emit(participant_id)
        else:
            self.move_asked.emit(participant_id, column.group.id)

    def _ask(self, member: MemberRow, column: GroupColumn) -> None:
        if column.group is not None:
            self.move_asked.emit(member.participant_id, column.group.id)

    def _on_menu(self, at: QPoint) -> None:
        found = self.chosen()
        if found is not None:
            menu = self.menu(*found)
            menu.exec(at)
            menu.deleteLater()

    def menu(self, member: MemberRow, column: GroupColumn) -> QMenu:
        """Everything that can be done with one person."""
        who, menu = member.participant_id, QMenu(self)
        for other in self.columns:
            if other is not column and other.group is not None:
                words = say("Move to {group}", group=other.group.title).replace("&", "&&")
                self._act(menu, words, lambda to=other.group.id: self.move_asked.emit(who, to))
        if column.group is not None:
            home = column.group.id
            lock = say("Unlock") if member.locked else say("Lock here")
            menu.addSeparator()
            self._act(menu, say("Make lead"), lambda: self.lead_asked.emit(home, who))
            self._act(menu, say("Make deputy"), lambda: self.deputy_asked.emit(home, who))
            self._act(menu, lock, lambda: self.lock_asked.emit(who, not member.locked))
            self._act(menu, say("Take out of the group"), lambda: self.released.emit(who))
            self._act(menu, say("Charter of the group"), lambda: self.charter_asked.emit(home))
        return menu

    def _act(self, menu: QMenu, words: str, run: object) -> None:
        action = QAction(words, menu)
        action.triggered.connect(run)
        menu.addAction(action)
