"""The board: one column per group, and one at the left for people without a group."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QMenu, QScrollArea, QWidget

from ui import theme
from ui.widgets import Chip, Meter, Sheet
from ui.workgroups.members import MemberList
from ui.workgroups.wording import tr
from upstream_workshop.workgroups.queries import MemberRow, WorkgroupRow

_NARROWEST = 262


class GroupColumn(Sheet):
    """One group: its size, whether it is led, its members and how far its charter is."""

    def __init__(self, number: int, parent: QWidget | None = None) -> None:
        super().__init__(" ", parent=parent)
        self.group: WorkgroupRow | None = None
        self.members = MemberList("")
        self._number = number
        self._size = Chip("")
        self._leaderless = Chip(tr("no lead yet"), "rose")
        self._charter = Meter(tr("charter"))
        self.add_corner(self._size)
        self.body.addWidget(self._leaderless)
        self.body.addWidget(self.members, 1)
        self.body.addWidget(self._charter)
        self.setMinimumWidth(theme.px(_NARROWEST))

    def show_group(self, group: WorkgroupRow) -> None:
        """Show a group as it is now."""
        self.group = group
        self.set_title(f"{self._number} · {group.title}")
        self._leaderless.setVisible(group.lead_id is None)
        self._charter.show()
        self._charter.set_share(group.completeness)
        parts = {group.deputy_id: tr("deputy"), group.lead_id: tr("lead")}
        rows = [(member, parts.get(member.participant_id, "")) for member in group.members]
        self._fill(group.title, rows)

    def show_unplaced(self, people: Sequence[MemberRow]) -> None:
        """Show the people without a group."""
        self.group = None
        self.set_title(tr("No group yet"))
        self.set_tone("sun")
        self._leaderless.hide()
        self._charter.hide()
        self._fill(tr("No group yet"), [(member, "") for member in people])

    def _fill(self, name: str, rows: list[tuple[MemberRow, str]]) -> None:
        self._size.set(str(len(rows)))
        self._size.setAccessibleName(tr("{n} people").format(n=len(rows)))
        self.members.setAccessibleName(name)
        self.members.show_members(rows)


class Board(QScrollArea):
    """Columns side by side. M and a number, a drag or the menu ask for a move; L locks; D makes
    lead. Signals carry ids and change nothing themselves.
    """

    move_asked = Signal(int, int)  # participant, workgroup
    released = Signal(int)  # participant, to no group
    lock_asked = Signal(int, bool)
    lead_asked = Signal(int, int)  # workgroup, participant
    deputy_asked = Signal(int, int)
    abandoned = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._inner = QWidget()
        self._row = QHBoxLayout(self._inner)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(14)
        self.setWidget(self._inner)
        self.columns: list[GroupColumn] = []
        self.unplaced = self._column(0)
        self._moving = False

    def show_groups(self, groups: Sequence[WorkgroupRow], unplaced: Sequence[MemberRow]) -> None:
        """Show the groups in order, and who has none."""
        chosen = self.chosen()
        while len(self.columns) < len(groups):
            self.columns.append(self._column(len(self.columns) + 1))
        while len(self.columns) > len(groups):
            gone = self.columns.pop()
            self._row.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        for column, group in zip(self.columns, groups, strict=True):
            column.show_group(group)
        self.unplaced.show_unplaced(unplaced)
        self.unplaced.setVisible(bool(unplaced))
        if chosen:
            self.select(chosen[0].participant_id)

    def chosen(self) -> tuple[MemberRow, GroupColumn] | None:
        """Whoever is selected, in the column that has the focus or any other."""
        everywhere = [self.unplaced, *self.columns]
        everywhere.sort(key=lambda column: not column.members.hasFocus())
        for column in everywhere:
            member = column.members.current_member()
            if member is not None:
                return member, column
        return None

    def select(self, participant_id: int) -> None:
        """Go to somebody on the board."""
        for column in (self.unplaced, *self.columns):
            column.members.clearSelection()
            if column.members.select(participant_id):
                self.ensureWidgetVisible(column)
                column.members.setFocus()

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
        elif moving and key.isdigit() and 0 < int(key) <= len(self.columns):
            self._ask(found[0], self.columns[int(key) - 1])
        elif key == "L" and found[1].group is not None:
            self.lock_asked.emit(found[0].participant_id, not found[0].locked)
        elif key == "D" and found[1].group is not None:
            self.lead_asked.emit(found[1].group.id, found[0].participant_id)

    def _column(self, number: int) -> GroupColumn:
        column = GroupColumn(number)
        column.members.dropped.connect(lambda who: self._on_dropped(who, column))
        column.members.keyed.connect(self.on_key)
        column.members.asked.connect(self._on_menu)
        column.members.itemPressed.connect(lambda _item: self._alone(column))
        self._row.addWidget(column, 1)
        return column

    def _alone(self, chosen: GroupColumn) -> None:
        for column in (self.unplaced, *self.columns):
            if column is not chosen:
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
                words = tr("Move to {group}").format(group=other.group.title).replace("&", "&&")
                self._act(menu, words, lambda to=other.group.id: self.move_asked.emit(who, to))
        if column.group is not None:
            home = column.group.id
            lock = tr("Unlock") if member.locked else tr("Lock here")
            menu.addSeparator()
            self._act(menu, tr("Make lead"), lambda: self.lead_asked.emit(home, who))
            self._act(menu, tr("Make deputy"), lambda: self.deputy_asked.emit(home, who))
            self._act(menu, lock, lambda: self.lock_asked.emit(who, not member.locked))
            self._act(menu, tr("Take out of the group"), lambda: self.released.emit(who))
        return menu

    def _act(self, menu: QMenu, words: str, run: object) -> None:
        action = QAction(words, menu)
        action.triggered.connect(run)
        menu.addAction(action)
