"""Charters: the view of a group's charter and commitments, and the form that edits it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from resources.dates import short_date
from resources.words import say
from ui.kit import theme
from ui.widgets import Column, Field, Meter, QuietTable, Sheet, button, scrolled
from ui.widgets.flow_layout import FlowLayout
from ui.workgroups.charter_text import CharterText
from upstream_workshop.workgroups.queries import TEXTS, CommitmentRow, WorkgroupRow


def questions() -> tuple[tuple[str, str], ...]:
    """Return key and words of each question of a charter, in the order of the paper form."""
    return tuple((field.key, field.label) for field in _fields(()))


def charter_fields(group: WorkgroupRow) -> tuple[Field, ...]:
    """Return the form of a group's charter; lead and deputy are chosen from its members."""
    people = ((None, say("nobody yet")), *((one.participant_id, one.name) for one in group.members))
    return _fields(people)


def _fields(people: tuple[tuple[int | None, str], ...]) -> tuple[Field, ...]:
    return (
        Field("question", say("Question"), "long"),
        Field("will_not_do", say("What we will not do"), "long"),
        Field("asset_kind", say("What we will share: kind")),
        Field("asset_title", say("What we will share: working title")),
        Field("audience", say("For whom")),
        Field("lead_id", say("Lead"), "choice", people),
        Field("deputy_id", say("Deputy"), "choice", people),
        Field("supporter", say("Supporter from outside")),
        Field("first_meeting", say("First meeting")),
        Field("hours_each", say("Hours each")),
        Field("sign_off", say("Who signs it off")),
    )


def charter_values(group: WorkgroupRow) -> dict[str, Any]:
    """Return the values that the form starts with, by field."""
    return {name: getattr(group, name) for name in (*TEXTS, "lead_id", "deputy_id")}


def commitment_fields(group: WorkgroupRow) -> tuple[Field, ...]:
    """Return the form of a commitment: who, what, by when, and whether it is done."""
    people = ((None, say("the group")), *((one.participant_id, one.name) for one in group.members))
    return (
        Field("participant_id", say("Who"), "choice", people),
        Field("what", say("What"), needed=True),
        Field("due", say("By when"), "date"),
        Field("done", say("Done"), "bool"),
    )


class ChartersView(QWidget):
    """A list of groups and, beside it, the charter and commitments of the selected one.

    The view changes nothing itself; its signals carry rows, and the page acts on them.
    """

    charter_asked = Signal(object)  # WorkgroupRow
    commitment_asked = Signal(object)
    amend_asked = Signal(object, object)  # WorkgroupRow, CommitmentRow
    removal_asked = Signal(object)  # CommitmentRow

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._away: Collection[int] = ()
        self.table = QuietTable(
            (
                Column(say("Group"), lambda row: row.title, weight="strong", width=210),
                Column(say("Lead"), self._lead, tone=self._lead_tone, width=160),
                Column(say("Charter"), lambda row: f"{round(row.completeness * 100)} %"),
            ),
            say("Groups"),
        )
        self.table.current_changed.connect(self._show)
        self.table.activated_row.connect(self.charter_asked)
        self.paper = Sheet(" ")
        self._meter = Meter(say("charter"))
        self._text = CharterText(questions())
        self.commitments = QuietTable(
            (
                Column(say("Who"), lambda row: row.who or say("the group"), width=140),
                Column(say("What"), lambda row: row.what),
                Column(
                    say("By when"),
                    lambda row: short_date(row.due) if row.due else "",
                    width=120,
                ),
                Column("", lambda row: say("done") if row.done else "", lambda _: "leaf", width=70),
            ),
            say("Commitments"),
        )
        self.commitments.setMinimumHeight(theme.px("row") + 4)
        self.commitments.activated_row.connect(self._on_commitment)
        self._lay_out()

    def show_groups(self, groups: Sequence[WorkgroupRow], away: Collection[int] = ()) -> None:
        """Show the groups; the same one stays selected.

        away: the ids of the people who withdrew or left.
        """
        self._away = away
        chosen = self.table.current_row()
        self.table.set_rows(tuple(groups))
        wanted = chosen.id if chosen else groups[0].id if groups else 0
        self.table.select(lambda row: row.id == wanted)
        self._show(self.table.current_row())

    def show_group(self, workgroup_id: int) -> None:
        """Select one group."""
        self.table.select(lambda row: row.id == workgroup_id)

    def _lay_out(self) -> None:
        bar = FlowLayout()
        self.paper.add_corner(button(say("Fill in"), "note-pencil", self._on_charter, "F2"))
        bar.addWidget(button(say("Add commitment"), "plus", self._on_add, "Ins"))
        remove = button(say("Remove"), "trash", self._on_remove, "Del", role="link")
        remove.setAccessibleName(say("Remove commitment"))
        bar.addWidget(remove)
        inner = QWidget()
        content = QVBoxLayout(inner)
        content.setContentsMargins(0, 0, 0, 0)
        content.addWidget(self._meter)
        content.addWidget(self._text, 3)
        content.addWidget(self.commitments, 1)
        self.paper.body.addWidget(scrolled(inner), 1)
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
        """Limit the list to two fifths of the width, to leave room for the charter in large text."""
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

    def _lead(self, row: WorkgroupRow) -> str:
        if row.lead_id in self._away:
            return say("{lead}, who is gone", lead=row.lead)
        return row.lead or say("no lead yet")

    def _lead_tone(self, row: WorkgroupRow) -> str:
        return "plain" if row.lead_id and row.lead_id not in self._away else "rose"
