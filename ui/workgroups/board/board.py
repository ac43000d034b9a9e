"""The board of workgroups: a column for each group, and a pinned one for people without a group."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from resources.words import count, say
from ui.widgets import Chip, Meter, Sheet, SideBySide, TwoLineLabel
from ui.workgroups.board.member_list import MemberList
from ui.workgroups.board.seats import Seat, seat
from upstream_workshop.workgroups.queries import MemberRow, WorkgroupRow

_LEAST, _MOST = 196, 420  # px at 100 % of a column


class GroupColumn(Sheet):
    """The column of one group: size, members, whether it has a lead, progress of its charter.

    number: the number by which the keyboard moves people here; 0 for people without a group.

    The widgets inside are built by `fill`, which then emits `built`; until then the column only
    stores what it is to show. `group` is the group shown; None for people without a group.
    """

    built = Signal()

    def __init__(self, number: int, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.group: WorkgroupRow | None = None
        self.number = number
        self.filled = False
        self._words = ""
        self._lost = False
        self._seats: tuple[Seat, ...] = ()
        self.set_margins(10, 14)

    def show_group(
        self, group: WorkgroupRow, choosers: Collection[int], away: Collection[int] = ()
    ) -> None:
        """Show a group.

        choosers: the ids of the people who have made choices.
        away: the ids of the people who withdrew or left.
        """
        self._lost = group.lead_id in away
        parts = {group.deputy_id: say("deputy"), group.lead_id: say("lead")}
        seats = (
            seat(one, parts.get(one.participant_id, ""), choosers, away) for one in group.members
        )
        self._set(group, f"{self.number} · {group.title}", tuple(seats))

    def show_unplaced(self, people: Sequence[MemberRow]) -> None:
        """Show the people without a group."""
        self.set_tone("sun")
        seats = tuple(Seat(member, "", member.organisation) for member in people)
        self._set(None, say("No group yet"), seats)

    def fill(self) -> None:
        """Build the widgets and show the group, unless that was done already."""
        if not self.filled:
            self.filled = True
            self._build()
            self._show()
            self.built.emit()

    def select(self, participant_id: int) -> bool:
        """Select a person; return False if they are not in this column."""
        if self.filled:
            self.members.clearSelection()
        if all(one.member.participant_id != participant_id for one in self._seats):
            return False
        self.fill()
        return self.members.select(participant_id)

    def current_member(self) -> MemberRow | None:
        """Return the selected member, or None."""
        return self.members.current_member() if self.filled else None

    def has_keys(self) -> bool:
        """Check whether the list of members has the keyboard focus."""
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
        self.members.show()  # at once, since it may be about to get the focus

    def _set(self, group: WorkgroupRow | None, title: str, seats: tuple[Seat, ...]) -> None:
        self.group, self._words, self._seats = group, title, seats
        if self.filled:
            self._show()

    def _show(self) -> None:
        group = self.group
        self._leaderless.set(say("lead is gone") if self._lost else say("no lead yet"))
        self._leaderless.setVisible(group is not None and (group.lead_id is None or self._lost))
        self._charter.set_share(group.completeness if group is not None else 0)
        self._charter.setVisible(group is not None)
        self._name.set_text(self._words)
        present = sum(not one.gone for one in self._seats)
        self._size.set(str(present))
        self._size.setAccessibleName(count(present, "{n} person", "{n} people"))
        self.members.setAccessibleName(self._words)
        self.members.show_seats(self._seats)


class Board(SideBySide):
    """Columns of people side by side, from which the user moves them between groups.

    A person is moved by M and a group's number, by dragging or by the menu. L locks the selected
    person, D makes them lead, C opens the charter of their group, and the left and right arrows go
    to the next group. The board changes nothing itself: its signals carry the ids of participants
    and workgroups, and the page acts on them.
    """

    move_begun = Signal(int)  # participant; the number of a group is still to be typed
    move_asked = Signal(int, int)  # participant, workgroup
    released = Signal(int)  # participant, to be taken out of the group
    lock_asked = Signal(int, bool)
    lead_asked = Signal(int, int)  # workgroup, participant
    deputy_asked = Signal(int, int)
    let_go_asked = Signal(int)  # participant, whose move by hand need not be kept
    charter_asked = Signal(int)  # workgroup
    abandoned = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        self.unplaced = GroupColumn(0)
        super().__init__(self.unplaced, _LEAST, _MOST, 12, parent)
        self.columns: list[GroupColumn] = []
        self._moving = False
        self._connect_when_built(self.unplaced)

    def show_groups(
        self,
        groups: Sequence[WorkgroupRow],
        unplaced: Sequence[MemberRow],
        choosers: Collection[int],
        away: Collection[int] = (),
    ) -> None:
        """Show the groups in order, and the people who have none.

        choosers: the ids of the people who have made choices.
        away: the ids of the people who withdrew or left.

        The selection and the focus stay with the same person.
        """
        chosen = self.chosen()
        focused = chosen is not None and chosen[1].has_keys()
        del self.columns[len(groups) :]
        while len(self.columns) < len(groups):
            self.columns.append(GroupColumn(len(self.columns) + 1))
            self._connect_when_built(self.columns[-1])
        for column, group in zip(self.columns, groups, strict=True):
            column.show_group(group, choosers, away)
        self.unplaced.show_unplaced(unplaced)
        self.unplaced.setVisible(bool(unplaced))
        self.set_columns(self.columns)
        everywhere = (self.unplaced, *self.columns)
        self.fill({column: column.fill for column in everywhere if not column.filled})
        if chosen:
            self.select(chosen[0].participant_id, focused)
        self._lead_keys()

    def chosen(self) -> tuple[MemberRow, GroupColumn] | None:
        """Return the selected person and their column, preferring the column with the focus.

        None if there is none.
        """
        everywhere = [self.unplaced, *self.columns]
        everywhere.sort(key=lambda column: not column.has_keys())
        for column in everywhere:
            member = column.current_member()
            if member is not None:
                return member, column
        return None

    def select(self, participant_id: int, focus: bool = True) -> None:
        """Select a person and scroll to their column.

        focus: whether the column gets the keyboard focus.
        """
        for column in (self.unplaced, *self.columns):
            if column.select(participant_id):
                self.bring(column)
                if focus:
                    column.members.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the focus to the next group on left and right; leave other keys to the page."""
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        columns = self._shown()
        if step is None or not columns:
            event.ignore()
            return
        here = next((n for n, column in enumerate(columns) if column.has_keys()), 0)
        there = columns[(here + step) % len(columns)]
        there.fill()
        self._deselect_others(there)
        there.members.setFocus()
        self.bring(there)

    def on_key(self, key: str) -> None:
        """Handle a key of a member list: M, a group's number, L, C or D.

        key: the upper-case letter or the digit; empty for Escape, which cancels a move.
        """
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
            self._moving = there is found[1]  # the person's own group: wait for another number
            if not self._moving:
                self._ask(found[0], there)
        elif key == "L" and found[1].group is not None:
            self.lock_asked.emit(found[0].participant_id, not found[0].locked)
        elif key == "C" and found[1].group is not None:
            self.charter_asked.emit(found[1].group.id)
        elif key == "D" and found[1].group is not None:
            self.lead_asked.emit(found[1].group.id, found[0].participant_id)

    def _shown(self) -> list[GroupColumn]:
        """Return the columns in order, including new ones that Qt has not shown yet."""
        return ([] if self.unplaced.isHidden() else [self.unplaced]) + self.columns

    def _connect_when_built(self, column: GroupColumn) -> None:
        column.built.connect(lambda: self._connect_members(column))

    def _connect_members(self, column: GroupColumn) -> None:
        column.members.dropped.connect(lambda who: self._on_dropped(who, column))
        column.members.keyed.connect(self.on_key)
        column.members.asked.connect(self._on_menu)
        column.members.itemPressed.connect(lambda _item: self._deselect_others(column))

    def _lead_keys(self) -> None:
        """Give the board's focus to the column of the selected person, or else to the first."""
        found, columns = self.chosen(), self._shown()
        if found is not None:
            self.setFocusProxy(found[1].members)
        elif columns:
            columns[0].fill()
            self.setFocusProxy(columns[0].members)

    def _deselect_others(self, chosen: GroupColumn) -> None:
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
        """Return the menu of everything that can be done with one person."""
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
            if member.reason:
                self._act(
                    menu,
                    say("Let the next proposal move them"),
                    lambda: self.let_go_asked.emit(who),
                )
            self._act(menu, say("Take out of the group"), lambda: self.released.emit(who))
            self._act(menu, say("Charter of the group"), lambda: self.charter_asked.emit(home))
        return menu

    def _act(self, menu: QMenu, words: str, run: object) -> None:
        action = QAction(words, menu)
        action.triggered.connect(run)
        menu.addAction(action)
