"""The view of drafts and responses: keyed live, answered by single keys, compared and published."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from resources.words import count, joined, say
from ui.framework.responses import response_forms as forms
from ui.framework.responses.draft_text import DraftText
from ui.framework.responses.response_actions import ResponseActions
from ui.framework.responses.response_line import ResponseLine
from ui.kit.desk import Desk
from ui.widgets import Column, ElidedLabel, QuietTable, button
from ui.widgets.views import Views
from upstream_workshop.framework.drafts.queries import DraftRow, drafts
from upstream_workshop.framework.kinds import DISPOSITION_WORDS, DRAFT_STATE_WORDS, Disposition
from upstream_workshop.framework.queries import FrameRow
from upstream_workshop.framework.responses.queries import ResponseRow, responses, waiting
from upstream_workshop.framework.responses.typed_responses import TypedResponse
from upstream_workshop.people.queries import roster

ANSWERS: Final = {
    Qt.Key.Key_A: Disposition.ACCEPTED,
    Qt.Key.Key_P: Disposition.PARTLY,
    Qt.Key.Key_N: Disposition.NO,
    Qt.Key.Key_L: Disposition.LATER,
}
_TONES: Final = {
    Disposition.OPEN: "sun",
    Disposition.ACCEPTED: "leaf",
    Disposition.PARTLY: "leaf",
    Disposition.NO: "rose",
    Disposition.LATER: "plum",
}


class ResponsesView(QWidget):
    """The latest draft of a frame with the responses to it: an entry line, and a table or the text."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._frame: FrameRow | None = None
        self._drafts: tuple[DraftRow, ...] = ()
        self.actions_of = ResponseActions(desk, self)
        self.facts = ElidedLabel("", "soft")
        self.line, self.text = ResponseLine(), DraftText()
        self.table = QuietTable(_columns(), say("Responses"), header=True)
        self.table.setMinimumHeight(1)
        self.table.set_words_when_empty(
            say("No responses yet: type the first one above, or import a file of them.")
        )
        self.front = Views()
        self._lay_out()
        self.setFocusProxy(self.line)
        self.line.noted.connect(self._on_noted)
        self.line.reasoned.connect(self._on_reasoned)
        self.line.left.connect(self.table.setFocus)

    def show_now(self, frame: FrameRow) -> None:
        """Show the latest draft of a frame and the responses to it."""
        self._frame = frame
        self._drafts = tuple(one for one in self._desk.ask(drafts) if one.frame_id == frame.id)
        draft = self.draft()
        ids = {one.id for one in self._drafts}
        rows = [one for one in self._desk.ask(responses) if one.draft_id in ids]
        self.table.set_rows(rows)
        self.line.know(draft, {one.id: one.name for one in self._desk.ask(roster)})
        self.text.show_draft(draft, self._drafts[-2] if len(self._drafts) > 1 else None)
        self.facts.set_text(_facts(draft, rows))
        for one in (self.compare, self.publish):
            one.setEnabled(draft is not None)

    def draft(self) -> DraftRow | None:
        """Return the latest draft of the frame, or None."""
        return self._drafts[-1] if self._drafts else None

    def hint(self) -> str:
        """Return which keys do what."""
        return say(
            "A accepted · P in part · N not accepted · L later · F2 reword the statement · Del remove"
        )

    def freeze_draft(self) -> None:
        """Ask for day and note, and freeze the frame as its next draft."""
        if self._frame is None:
            return
        asked = forms.ask_draft(self, date.today())
        if asked:
            self.actions_of.freeze(self._frame, *asked)

    def publish_draft(self) -> None:
        """Publish the latest draft; ask why if responses to it have no answer."""
        draft = self.draft()
        if draft is None:
            return
        own = [one for one in self._desk.ask(responses) if one.draft_id == draft.id]
        asked = forms.ask_publishing(self, draft, date.today(), waiting(own))
        if asked:
            self.actions_of.publish(draft, *asked)

    def turn(self) -> None:
        """Show the text of the draft with what changed in it, or the responses again."""
        shows_text = self.front.currentIndex() == 1
        self.front.setCurrentIndex(0 if shows_text else 1)
        (self.table if shows_text else self.text).setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Answer the selected response by a single key; F2 rewords its statement, Del removes it."""
        row = self.table.current_row()
        key = Qt.Key(event.key())
        if isinstance(row, ResponseRow) and not event.modifiers():
            if key in ANSWERS:
                self.line.ask_reason(ANSWERS[key])
                self.line.field.setText(row.reason)
                self.line.field.setFocus()
                return
            if key == Qt.Key.Key_F2:
                self._reword(row)
                return
            if key == Qt.Key.Key_Delete:
                self.actions_of.remove(row)
                return
        super().keyPressEvent(event)

    def _on_noted(self, typed: TypedResponse) -> None:
        draft = self.draft()
        if draft and (ids := self.actions_of.note(draft, [typed], date.today())):
            self.line.field.clear()
            self.table.select(lambda row: row.id == ids[-1])

    def _on_reasoned(self, disposition: Disposition, reason: str) -> None:
        row = self.table.current_row()
        if isinstance(row, ResponseRow) and self.actions_of.answer(row, disposition, reason):
            self.line.ask_reason(Disposition.OPEN)
            self.table.select(lambda one: one.disposition is Disposition.OPEN)
            self.table.setFocus()

    def _reword(self, row: ResponseRow) -> None:
        """Ask for another wording of the statement that a response is about."""
        frozen = next(
            (s for one in self._drafts if (s := one.statement(row.draft_statement_id))), None
        )
        now = self._frame and next(
            (s for s in self._frame.statements() if frozen and s.id == frozen.statement_id), None
        )
        if not now:
            self._desk.refused.emit(say("This response is about no statement that is still there."))
            return
        text = forms.ask_wording(self, now.text, row.text)
        if text and text != now.text:
            self.actions_of.change(row, now.id, text)

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(self.facts, 1)
        self.freeze = self._button(say("Freeze a draft"), "snowflake", self.freeze_draft)
        self.compare = self._button(say("Compare"), "git-diff", self.turn)
        self.publish = self._button(say("Publish"), "megaphone", self.publish_draft)
        for one in (self.freeze, self.compare, self.publish):
            top.addWidget(one)
        self.front.addWidget(self.table)
        self.front.addWidget(self.text)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addLayout(top)
        column.addWidget(self.line)
        column.addWidget(self.front, 1)

    def _button(self, words: str, icon: str, do: Callable[[], object]) -> QWidget:
        return button(words, icon, do)


def _columns() -> tuple[Column, ...]:
    return (
        Column(say("Response"), lambda row: row.text, least=220),
        Column(say("Draft"), lambda row: f"{row.draft}", width=56, weight="small"),
        Column(say("About"), lambda row: row.about or say("whole"), width=64, weight="small"),
        Column(say("Who"), _who, width=170, weight="soft"),
        Column(
            say("Answer"),
            lambda row: say(DISPOSITION_WORDS[row.disposition]),
            tone=lambda row: _TONES[row.disposition],
            width=158,
        ),
        Column(say("Reason"), lambda row: row.reason, least=140, weight="small"),
    )


def _who(row: ResponseRow) -> str:
    return joined((row.who, row.organisation), "{first}, {then}")


def _facts(draft: DraftRow | None, rows: list[ResponseRow]) -> str:
    if draft is None:
        return say("No draft yet: freeze the statements as they are, and let people respond.")
    left = waiting(rows)
    told = (
        say("Draft {n}", n=draft.number),
        say(DRAFT_STATE_WORDS[draft.state]),
        count(len(rows), "{n} response", "{n} responses"),
        count(left, "{n} not answered", "{n} not answered") if left else "",
    )
    return joined(told, "{first} · {then}")
