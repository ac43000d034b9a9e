"""All commitments in one list, by due date, group or person, with what became of each; and indicators."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from resources.dates import short_date
from resources.words import say
from ui.widgets import Column, Field, QuietTable, Segments, button, label
from ui.widgets.flow_layout import FlowLayout
from ui.workgroups.following_up.indicators_view import IndicatorsView
from upstream_workshop.workgroups.following_up.follow_up_words import STATES, where_we_are
from upstream_workshop.workgroups.following_up.rules import FollowUpOrder, Promise, promises
from upstream_workshop.workgroups.kinds import FollowUpState
from upstream_workshop.workgroups.queries import WorkgroupRow

_TONES: Final = {
    FollowUpState.STANDING: "plain",
    FollowUpState.DONE: "leaf",
    FollowUpState.MOVED: "sun",
    FollowUpState.DROPPED: "plain",
}


class FollowUpView(QWidget):
    """The commitments of all groups; it changes nothing itself.

    `follow_up_asked(Promise)` asks to note what became of one, `import_asked()` for forms that came back.
    """

    follow_up_asked = Signal(object)
    import_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._groups: Sequence[WorkgroupRow] = ()
        self._today = date.min
        self.order = Segments(
            (say("By date"), say("By group"), say("By person"), say("Indicators"))
        )
        self.order.changed.connect(lambda _index: self._fill())
        self.indicators = IndicatorsView()
        self.summary = label("", "soft", wrap=True)
        self.table = QuietTable(
            (
                Column(say("By when"), self._due, tone=self._due_tone, width=120),
                Column(say("Who"), lambda row: row.commitment.who or say("the group"), width=150),
                Column(say("What"), _what, weight="strong"),
                Column(say("Group"), lambda row: row.group, width=170),
                Column("", _state, _tone, width=92),
            ),
            say("Commitments"),
        )
        self.table.activated_row.connect(self.follow_up_asked)
        bar = FlowLayout()
        bar.addWidget(self.order)
        self._noted = button(say("What became of it"), "note-pencil", self._on_follow_up, "F2")
        bar.addWidget(self._noted)
        bar.addWidget(button(say("Import forms"), "download-simple", self.import_asked.emit))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(bar)
        column.addWidget(self.summary)
        column.addWidget(self.table, 1)
        column.addWidget(self.indicators, 1)
        self.setFocusProxy(self.table)

    def show_commitments(self, groups: Sequence[WorkgroupRow], today: date) -> None:
        """Show the commitments of these groups; the same one stays selected.

        today: the day from which one is overdue.
        """
        self._groups, self._today = groups, today
        self._fill()

    def _fill(self) -> None:
        asked = self.order.current() == len(FollowUpOrder)
        self.indicators.setVisible(asked)
        for each in (self.summary, self.table, self._noted):
            each.setVisible(not asked)
        self.setFocusProxy(self.indicators if asked else self.table)
        if asked:
            return
        chosen = self.table.current_row()
        rows = promises(self._groups, tuple(FollowUpOrder)[self.order.current()])
        self.table.set_rows(rows)
        if chosen is not None:
            self.table.select(lambda row: row.commitment.id == chosen.commitment.id)
        self.summary.setText(where_we_are([row.commitment.state for row in rows], self._late(rows)))

    def _late(self, rows: Sequence[Promise]) -> int:
        return sum(row.commitment.overdue(self._today) for row in rows)

    def _due(self, row: Promise) -> str:
        return short_date(row.commitment.due) if row.commitment.due else ""

    def _due_tone(self, row: Promise) -> str:
        return "rose" if row.commitment.overdue(self._today) else "plain"

    def _on_follow_up(self) -> None:
        if row := self.table.current_row():
            self.follow_up_asked.emit(row)


def follow_up_fields() -> tuple[Field, ...]:
    """Return the form of what became of a commitment."""
    states = tuple((state, say(words)) for state, words in STATES.items())
    return (
        Field("state", say("What became of it"), "choice", states),
        Field("due", say("New day, if it is moved"), "date"),
        Field("note", say("Note")),
    )


def _what(row: Promise) -> str:
    said = row.commitment
    return f"{said.what} ({said.note})" if said.note else said.what


def _state(row: Promise) -> str:
    return say(STATES[row.commitment.state])


def _tone(row: Promise) -> str:
    return _TONES[row.commitment.state]
