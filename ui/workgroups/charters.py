"""Charters: each group's paper on one sheet, its commitments, and the form that fills it in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.kit import theme
from ui.widgets import Column, Field, Meter, QuietTable, Sheet, button
from ui.workgroups.charter_text import CharterText
from ui.workgroups.wording import tr
from upstream_workshop.workgroups.queries import TEXTS, CommitmentRow, WorkgroupRow


def questions() -> tuple[tuple[str, str], ...]:
    """The questions of a charter by their keys, in the order of the paper form."""
    return tuple((field.key, field.label) for field in _fields(()))


def charter_fields(group: WorkgroupRow) -> tuple[Field, ...]:
    """The form of a group's charter: lead and deputy are among its members."""
    people = ((None, tr("nobody yet")), *((one.participant_id, one.name) for one in group.members))
    return _fields(people)


def _fields(people: tuple[tuple[int | None, str], ...]) -> tuple[Field, ...]:
    return (
        Field("question", tr("Question"), "long"),
        Field("will_not_do", tr("What we will not do"), "long"),
        Field("asset_kind", tr("What we will share: kind")),
        Field("asset_title", tr("What we will share: working title")),
        Field("audience", tr("For whom")),
        Field("lead_id", tr("Lead"), "choice", people),
        Field("deputy_id", tr("Deputy"), "choice", people),
        Field("supporter", tr("Supporter from outside")),
        Field("first_meeting", tr("First meeting")),
        Field("hours_each", tr("Hours each")),
        Field("sign_off", tr("Who signs it off")),
    )


def charter_values(group: WorkgroupRow) -> dict[str, Any]:
    """What the form starts with."""
    return {name: getattr(group, name) for name in (*TEXTS, "lead_id", "deputy_id")}


def commitment_fields(group: WorkgroupRow) -> tuple[Field, ...]:
    """Who, what, by when."""
    people = ((None, tr("the group")), *((one.participant_id, one.name) for one in group.members))
    return (
        Field("participant_id", tr("Who"), "choice", people),
        Field("what", tr("What"), needed=True),
        Field("due", tr("By when"), "date"),
        Field("done", tr("Done"), "bool"),
    )


class ChartersView(QWidget):
    """Groups at the left, the chosen one's charter at the right; signals ask, the page does."""

    charter_asked = Signal(object)  # WorkgroupRow
    commitment_asked = Signal(object)
    amend_asked = Signal(object, object)  # WorkgroupRow, CommitmentRow
    removal_asked = Signal(object)  # CommitmentRow

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.table = QuietTable(
            (
                Column(self.tr("Group"), lambda row: row.title, weight="strong", width=210),
                Column(self.tr("Lead"), _lead, tone=_lead_tone, width=160),
                Column(self.tr("Charter"), lambda row: f"{round(row.completeness * 100)} %"),
            ),
            self.tr("Groups"),
        )
        self.table.current_changed.connect(self._show)
        self.table.activated_row.connect(self.charter_asked)
        self.paper = Sheet(" ")
        self._meter = Meter(self.tr("charter"))
        self._text = CharterText(questions())
        self.commitments = QuietTable(
            (
                Column(self.tr("Who"), lambda row: row.who or tr("the group"), width=140),
                Column(self.tr("What"), lambda row: row.what),
                Column(
                    self.tr("By when"),
                    lambda row: f"{row.due:%d %b %Y}" if row.due else "",
                    width=120,
                ),
                Column("", lambda row: tr("done") if row.done else "", lambda _: "leaf", width=70),
            ),
            self.tr("Commitments"),
        )
        self.commitments.setMinimumHeight(theme.px("row") + 4)
        self.commitments.activated_row.connect(self._on_commitment)
        self._lay_out()

    def show_groups(self, groups: Sequence[WorkgroupRow]) -> None:
        """Show the groups, staying with the chosen one."""
        chosen = self.table.current_row()
        self.table.set_rows(tuple(groups))
        wanted = chosen.id if chosen else groups[0].id if groups else 0
        self.table.select(lambda row: row.id == wanted)
        self._show(self.table.current_row())

    def show_group(self, workgroup_id: int) -> None:
        """Go to one group."""
        self.table.select(lambda row: row.id == workgroup_id)

    def _lay_out(self) -> None:
        bar = QHBoxLayout()
        self.paper.add_corner(button(self.tr("Fill in"), "note-pencil", self._on_charter, "F2"))
        bar.addWidget(button(self.tr("Add commitment"), "plus", self._on_add, "Ins"))
        remove = button(self.tr("Remove"), "trash", self._on_remove, "Del", role="link")
        remove.setAccessibleName(self.tr("Remove commitment"))
        bar.addWidget(remove)
        bar.addStretch(1)
        self.paper.body.addWidget(self._meter)
        self.paper.body.addWidget(self._text, 3)
        self.paper.body.addWidget(self.commitments, 1)
        self.paper.body.addLayout(bar)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(14)
        left = QVBoxLayout()
        left.addWidget(self.table)
        row.addLayout(left)
        row.addWidget(self.paper, 1)
        self.setFocusProxy(self.table)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The list gives way where words are large."""
        super().resizeEvent(event)
        self.table.setFixedWidth(min(theme.px(400), self.width() * 2 // 5))

    def _show(self, group: WorkgroupRow | None) -> None:
        self.paper.setVisible(group is not None)
        if group is None:
            return
        self.paper.set_title(group.title)
        self._meter.set_share(group.completeness)
        values = charter_values(group) | {"lead_id": group.lead, "deputy_id": group.deputy}
        self._text.show_answers(values)
        self.commitments.set_rows(group.commitments)

    def _on_charter(self) -> None:
        if group := self.table.current_row():
            self.charter_asked.emit(group)

    def _on_add(self) -> None:
        if group := self.table.current_row():
            self.commitment_asked.emit(group)

    def _on_commitment(self, commitment: CommitmentRow) -> None:
        if group := self.table.current_row():
            self.amend_asked.emit(group, commitment)

    def _on_remove(self) -> None:
        if commitment := self.commitments.current_row():
            self.removal_asked.emit(commitment)


def _lead(row: WorkgroupRow) -> str:
    return row.lead or tr("no lead yet")


def _lead_tone(row: WorkgroupRow) -> str:
    return "plain" if row.lead_id else "rose"
