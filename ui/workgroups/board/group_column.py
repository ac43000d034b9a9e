"""One column of the board: a workgroup with its members, or the people who have none."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from resources.words import count, say
from ui.widgets import Chip, Meter, Sheet, TwoLineLabel
from ui.workgroups.board.member_list import MemberList
from ui.workgroups.board.seats import Seat, seat
from upstream_workshop.workgroups.queries import MemberRow, WorkgroupRow


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

    def holds(self, participant_id: int) -> bool:
        """Check whether a person is in this column."""
        return any(one.member.participant_id == participant_id for one in self._seats)

    def group_ids(self) -> tuple[int, ...]:
        """Return the id of the group; none for people without one."""
        return () if self.group is None else (self.group.id,)

    def select(self, participant_id: int) -> None:
        """Select a person of this column."""
        self.fill()
        self.members.select(participant_id)

    def deselect(self) -> None:
        """Select nobody."""
        if self.filled:
            self.members.clearSelection()

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
