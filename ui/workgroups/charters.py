"""Charters: the view of a group's charter and commitments, and the form that edits it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime, time
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from resources.dates import short_date
from resources.words import joined, say
from ui.kit import theme
from ui.widgets import Column, Field, Meter, QuietTable, Sheet, button, label, scrolled
from ui.widgets.flow_layout import FlowLayout
from ui.workgroups.charter_text import CharterText
from upstream_workshop.workgroups.charters.commitment_rows import CommitmentRow
from upstream_workshop.workgroups.following_up.rules import MeetingClash, meeting_clashes
from upstream_workshop.workgroups.queries import TEXTS, WorkgroupRow
from upstream_workshop.workgroups.rules import NO_TIME


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
        Field("meets_on", say("First meeting: day"), "date"),
        Field("meets_time", say("First meeting: time"), "choice", _times()),
        Field("first_meeting", say("First meeting: where")),
        Field("hours_each", say("Hours each")),
        Field("sign_off", say("Who signs it off")),
    )


def charter_values(group: WorkgroupRow) -> dict[str, Any]:
    """Return the values that the form starts with, by field."""
    meets = group.meets_at
    return {name: getattr(group, name) for name in (*TEXTS, "lead_id", "deputy_id")} | {
        "meets_on": meets.date() if meets else None,
        "meets_time": meets.time() if meets else NO_TIME,
    }


def with_meeting(filled: dict[str, Any]) -> dict[str, Any]:
    """Return a form's answer with day and time of the first meeting as one moment."""
    rest = {name: value for name, value in filled.items() if not name.startswith("meets_")}
    day, at = filled["meets_on"], filled["meets_time"]
    return rest | {"meets_at": datetime.combine(day, at) if day else None}


def _times() -> tuple[tuple[time, str], ...]:
    """Return the times of day to choose from, every half hour."""
    halves = [time(hour, minute) for hour in range(7, 22) for minute in (0, 30)]
    return ((NO_TIME, say("no time yet")), *((one, f"{one:%H:%M}") for one in halves))


def commitment_fields(group: WorkgroupRow) -> tuple[Field, ...]:
    """Return the form of a commitment: who, what, by when, and whether it is done."""
    people = ((None, say("the group")), *((one.participant_id, one.name) for one in group.members))
    return (
        Field("participant_id", say("Who"), "choice", people),
        Field("what", say("What"), needed=True),
        Field("due", say("By when"), "date"),
        Field("done", say("Done"), "bool"),
    )


def _meeting_words(group: WorkgroupRow) -> dict[str, str]:
    """Return day and time of the first meeting in words; blank while they are not known."""
    meets = group.meets_at
    if meets is None:
        return {"meets_on": "", "meets_time": ""}
    at = f"{meets:%H:%M}" if meets.time() != NO_TIME else ""
    return {"meets_on": short_date(meets.date()), "meets_time": at}


def _clash_words(clash: MeetingClash, group_id: int) -> str:
    """Return who is expected in two first meetings at once, seen from one of the groups."""
    other = clash.second if group_id == clash.first_id else clash.first
    names = joined(clash.names, "{first}, {then}")
    return say(
        "At the time of this first meeting {names} are expected in “{other}”, too.",
        names=names,
        other=other,
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
        self._clashes: tuple[MeetingClash, ...] = ()
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
        self._clash = label("", "small", wrap=True)
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
        self._clashes = meeting_clashes(groups)
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
        content.addWidget(self._clash)
        content.addWidget(self._text, 3)
        content.addWidget(self.commitments, 1)
        content.addLayout(bar)
        self.paper.body.addWidget(scrolled(inner), 1)
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
        values |= _meeting_words(group)
        self._clash.setText(
            "\n".join(
                _clash_words(one, group.id)
                for one in self._clashes
                if group.id in (one.first_id, one.second_id)
            )
        )
        self._clash.setVisible(bool(self._clash.text()))
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
