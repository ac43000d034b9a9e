"""The board of workgroups: a column for each group, and a pinned one for people without a group."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from functools import partial

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QMenu, QWidget

from resources.words import say
from ui.widgets import SideBySide
from ui.workgroups.board.group_column import GroupColumn
from upstream_workshop.workgroups.queries import MemberRow, WorkgroupRow

_LEAST, _MOST = 196, 420  # px at 100 % of a column


class Board(SideBySide):
    """Columns of people side by side, from which the user moves them between groups.

    A person is moved by M and a group's number, by dragging or by the menu; a number that might be the
    first digit of another one waits for that, or for Enter. L locks the selected
    person, D makes them lead, C opens the charter of their group, and the left and right arrows go
    to the next group. The board changes nothing itself: its signals carry the ids of participants
    and workgroups, and the page acts on them.
    """

    move_begun = Signal(
        int, int
    )  # participant, the number of a group as far as it is typed; 0 for none
    move_asked = Signal(int, int, tuple)  # participant, workgroup, workgroups that are left
    released = Signal(int, int)  # participant, workgroup, to be taken out of it
    lock_asked = Signal(int, int, bool)  # participant, workgroup, whether to be locked
    lead_asked = Signal(int, int)  # workgroup, participant
    deputy_asked = Signal(int, int)
    let_go_asked = Signal(int)  # participant, whose move by hand need not be kept
    charter_asked = Signal(int)  # workgroup
    abandoned = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        self.unplaced = GroupColumn(0)
        super().__init__(self.unplaced, _LEAST, _MOST, 12, parent)
        self.columns: list[GroupColumn] = []
        self._typed: int | None = (
            None  # the number of a group that is being typed; None if nobody moves
        )
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
        home = chosen[1].group.id if chosen and chosen[1].group else None
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
            self.select(chosen[0].participant_id, focused, home)
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

    def select(self, participant_id: int, focus: bool = True, group_id: int | None = None) -> None:
        """Select a person and scroll to their column.

        focus: whether the column gets the keyboard focus.
        group_id: the group in which they are selected if they sit in several.
        """
        holding = [one for one in (self.unplaced, *self.columns) if one.holds(participant_id)]
        holding.sort(key=lambda column: group_id not in column.group_ids())
        for column in holding[:1]:
            self._deselect_others(column)
            column.select(participant_id)
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
        """Handle a key of a member list: M, a digit of a group's number, L, C or D.

        key: the upper-case letter or the digit; empty for Escape, which cancels a move.
        """
        found = self.chosen()
        typed, self._typed = self._typed, None
        if not key:
            self.abandoned.emit()
        elif found is None:
            return
        elif key == "M":
            self._type(found[0], 0)
        elif typed is not None and key.isdecimal():
            self._on_digit(found, 10 * typed + int(key))
        elif key == "L" and found[1].group is not None:
            self.lock_asked.emit(found[0].participant_id, found[1].group.id, not found[0].locked)
        elif key == "C" and found[1].group is not None:
            self.charter_asked.emit(found[1].group.id)
        elif key == "D" and found[1].group is not None:
            self.lead_asked.emit(found[1].group.id, found[0].participant_id)

    def _on_digit(self, found: tuple[MemberRow, GroupColumn], number: int) -> None:
        """Go on with a number that may have another digit, or ask for the move to the group."""
        if number > 0 and 10 * number <= len(self.columns):
            self._type(found[0], number)
        else:
            self._move_to(found, number)

    def _move_to(self, found: tuple[MemberRow, GroupColumn], number: int) -> None:
        """Ask for the move to a group, or for another number if that is no other group's."""
        there = self.columns[number - 1] if 0 < number <= len(self.columns) else found[1]
        if there is found[1]:
            self._type(found[0], 0)
        else:
            self._ask(found[0].participant_id, there, found[1])

    def _type(self, member: MemberRow, number: int) -> None:
        self._typed = number
        self.move_begun.emit(member.participant_id, number)

    def _shown(self) -> list[GroupColumn]:
        """Return the columns in order, including new ones that Qt has not shown yet."""
        return ([] if self.unplaced.isHidden() else [self.unplaced]) + self.columns

    def _connect_when_built(self, column: GroupColumn) -> None:
        column.built.connect(lambda: self._connect_members(column))

    def _connect_members(self, column: GroupColumn) -> None:
        column.members.dropped.connect(lambda who, of: self._on_dropped(who, column, of))
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
        if chosen.filled:
            self.setFocusProxy(chosen.members)
        for column in (self.unplaced, *self.columns):
            if column is not chosen:
                column.deselect()

    def _on_dropped(self, participant_id: int, column: GroupColumn, members: object) -> None:
        """Handle a drop in a column, from the list of members of another one."""
        everywhere = [one for one in (self.unplaced, *self.columns) if one.filled]
        origin = next((one for one in everywhere if one.members is members), self.unplaced)
        if column.group is not None:
            self._ask(participant_id, column, origin)
        elif origin.group is not None:
            self.released.emit(participant_id, origin.group.id)

    def _ask(self, participant_id: int, column: GroupColumn, origin: GroupColumn) -> None:
        if column.group is not None:
            self.move_asked.emit(participant_id, column.group.id, origin.group_ids())

    def _on_menu(self, at: QPoint) -> None:
        """Show the menu of the selected person, or on Enter end the number that is being typed."""
        found = self.chosen()
        typed, self._typed = self._typed, None
        if found is not None and typed:
            self._move_to(found, typed)
        elif found is not None:
            menu = self.menu(*found)
            menu.exec(at)
            menu.deleteLater()

    def menu(self, member: MemberRow, column: GroupColumn) -> QMenu:
        """Return the menu of everything that can be done with one person."""
        who, menu, leaving = member.participant_id, QMenu(self), column.group_ids()
        others = [one.group for one in self.columns if one.group and not one.holds(who)]
        for group in others:
            words = say("Move to {group}", group=group.title).replace("&", "&&")
            self._act(menu, words, partial(self.move_asked.emit, who, group.id, leaving))
        if leaving and others:
            also = menu.addMenu(say("Also sit in"))
            for group in others:
                words = group.title.replace("&", "&&")
                self._act(also, words, partial(self.move_asked.emit, who, group.id, ()))
        if column.group is not None:
            home = column.group.id
            lock = say("Unlock") if member.locked else say("Lock here")
            menu.addSeparator()
            self._act(menu, say("Make lead"), lambda: self.lead_asked.emit(home, who))
            self._act(menu, say("Make deputy"), lambda: self.deputy_asked.emit(home, who))
            self._act(menu, lock, lambda: self.lock_asked.emit(who, home, not member.locked))
            if member.reason:
                self._act(
                    menu,
                    say("Let the next proposal move them"),
                    lambda: self.let_go_asked.emit(who),
                )
            self._act(menu, say("Take out of the group"), lambda: self.released.emit(who, home))
            self._act(menu, say("Charter of the group"), lambda: self.charter_asked.emit(home))
        return menu

    def _act(self, menu: QMenu, words: str, run: Callable[[], object]) -> None:
        action = QAction(words, menu)
        action.triggered.connect(lambda: run())  # without the state of the action
        menu.addAction(action)
