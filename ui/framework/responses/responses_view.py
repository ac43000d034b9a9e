"""The view of drafts and responses: keyed live, answered by single keys, compared and published."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Final

from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from resources.dates import short_date
from resources.words import count, joined, say
from ui.framework.responses import draft_slides
from ui.framework.responses import response_forms as forms
from ui.framework.responses.draft_commands import DraftCommands
from ui.framework.responses.draft_text import DraftText
from ui.framework.responses.response_actions import ResponseActions
from ui.framework.responses.response_line import ResponseLine
from ui.framework.responses.response_verbs import VERBS, ResponseDoing
from ui.kit.desk import Desk
from ui.page import Command
from ui.room_screen.slide_types import Slide
from ui.widgets import Column, ElidedLabel, QuietTable, button
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.inputs.title_picker import TitlePicker
from ui.widgets.lists.row_verbs import Verb, verb_of_key
from ui.widgets.views import Views
from upstream_workshop.framework.drafts.queries import DraftRow, drafts
from upstream_workshop.framework.kinds import DISPOSITION_WORDS, DRAFT_STATE_WORDS, Disposition
from upstream_workshop.framework.queries import FrameRow, frames
from upstream_workshop.framework.responses.queries import ResponseRow, responses, waiting
from upstream_workshop.framework.responses.typed_responses import TypedResponse
from upstream_workshop.people.queries import roster

TEXT, ANSWERS = range(2)  # the slides of a draft
_TONES: Final = {
    Disposition.OPEN: "sun",
    Disposition.ACCEPTED: "leaf",
    Disposition.PARTLY: "leaf",
    Disposition.NO: "rose",
    Disposition.LATER: "plum",
}


class ResponsesView(QWidget):
    """A draft of a frame with the responses to it: an entry line, and a table or the text."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._frame: FrameRow | None = None
        self._drafts: tuple[DraftRow, ...] = ()
        self._draft_id = 0  # that of the one that was chosen; the latest if it is not there
        self.actions_of = ResponseActions(desk, self)
        self.of_draft = DraftCommands(desk, self.actions_of, self, self.draft)
        self.facts, self.picker = ElidedLabel("", "soft"), TitlePicker(say("Draft shown"))
        self.line, self.text = ResponseLine(), DraftText()
        self.table = QuietTable(_columns(), say("Responses"), header=True)
        self.table.setMinimumHeight(1)
        self.table.set_words_when_empty(
            say("No responses yet: type the first one above, or import a file of them.")
        )
        self.front = Views()
        self._lay_out()
        self.setFocusProxy(self.line)
        self.picker.picked.connect(self.show_draft)
        self.line.noted.connect(self._on_noted)
        self.line.reasoned.connect(self._on_reasoned)
        self.line.left.connect(self.table.setFocus)

    def show_now(self, frame: FrameRow) -> None:
        """Show a draft of a frame and the responses to it: the one that was chosen, else the latest."""
        self._frame = frame
        self._drafts = tuple(one for one in self._desk.ask(drafts) if one.frame_id == frame.id)
        draft = self.draft()
        number = self._drafts.index(draft) if draft else 0
        rows = [one for one in self._desk.ask(responses) if draft and one.draft_id == draft.id]
        self.table.set_rows(rows)
        self.picker.show_titles(map(_titled, self._drafts), draft.id if draft else None)
        self.picker.setVisible(len(self._drafts) > 1)
        self.line.know(draft, {one.id: one.name for one in self._desk.ask(roster)})
        self.text.show_draft(draft, self._drafts[number - 1] if number else None)
        self.facts.set_text(_facts(draft, rows))
        for one in (self.compare, self.publish):
            one.setEnabled(draft is not None)

    def draft(self) -> DraftRow | None:
        """Return the draft that is shown, or None if there is none."""
        chosen = (one for one in self._drafts if one.id == self._draft_id)
        return next(chosen, self._drafts[-1] if self._drafts else None)

    def show_draft(self, draft_id: int) -> None:
        """Show another draft."""
        self._draft_id = draft_id
        if self._frame is not None:
            self.show_now(self._frame)

    def hint(self) -> str:
        """Return which keys do what."""
        return say(
            "A accepted · P in part · N not accepted · L later · F2 reword the statement · "
            "E correct · Del remove"
        )

    def freeze_draft(self) -> None:
        """Ask for day and note, and freeze the frame as its next draft."""
        if self._frame is None:
            return
        asked = forms.ask_draft(self, say("Freeze a draft"), date.today())
        if asked and (made := self.actions_of.freeze(self._frame, *asked)):
            self.show_draft(made)

    def turn(self) -> None:
        """Show the text of the draft with what changed in it, or the responses again."""
        shows_text = self.front.currentIndex() == 1
        self.front.setCurrentIndex(0 if shows_text else 1)
        (self.table if shows_text else self.text).setFocus()

    def chosen(self) -> ResponseRow | None:
        """Return the selected response, or None."""
        row = self.table.current_row()
        return row if isinstance(row, ResponseRow) else None

    def commands(self) -> tuple[Command, ...]:
        """Return the commands of this view for the palette."""
        return (
            Command(say("Freeze a draft"), self.freeze_draft),
            *self.of_draft.commands(),
            *(Command(say(verb.label), partial(self._run, verb), verb.key) for verb in VERBS),
        )

    def subject(self) -> tuple[int, int] | None:
        """Return the id of the draft and which slide is of what is in front; None without a draft."""
        draft = self.draft()
        return (draft.id, TEXT if self.front.currentIndex() else ANSWERS) if draft else None

    def slide_about(self, draft_id: int, part: int) -> Slide | None:
        """Return a slide of a draft; None if the draft is gone."""
        draft = next((one for one in self._desk.ask(drafts) if one.id == draft_id), None)
        if draft is None:
            return None
        own = [one for one in self._desk.ask(responses) if one.draft_id == draft_id]
        title = next(one.title for one in self._desk.ask(frames) if one.id == draft.frame_id)
        return (
            draft_slides.answers(title, draft, own)
            if own and part == ANSWERS
            else (draft_slides.text(title, draft))
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Run the verb of a single key on the selected response."""
        verb = verb_of_key(VERBS, self.chosen(), event)
        if verb is None:
            super().keyPressEvent(event)
        else:
            self._run(verb)

    def _run(self, verb: Verb[ResponseDoing]) -> None:
        row, frame = self.chosen(), self._frame
        if row is None or frame is None:
            self._desk.refused.emit(say("Select what this is to be done to first."))
            return
        with self._desk.reporting_refusals():
            verb.run(ResponseDoing(self, self.line, self.actions_of, frame, self._drafts), row)

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

    def _lay_out(self) -> None:
        top, actions = QHBoxLayout(), FlowLayout(spacing=8)
        top.addWidget(self.facts, 1)
        top.addLayout(actions)
        actions.addWidget(self.picker)
        self.freeze = self._button(say("Freeze a draft"), "snowflake", self.freeze_draft)
        self.compare = self._button(say("Compare"), "git-diff", self.turn)
        self.publish = self._button(say("Publish"), "megaphone", self.of_draft.publish)
        for one in (self.freeze, self.compare, self.publish):
            actions.addWidget(one)
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


def _titled(draft: DraftRow) -> tuple[int, str]:
    return draft.id, say("Draft {n}", n=draft.number)


def _facts(draft: DraftRow | None, rows: list[ResponseRow]) -> str:
    if draft is None:
        return say("No draft yet: freeze the statements as they are, and let people respond.")
    left = waiting(rows)
    told = (
        say("Draft {n}", n=draft.number),
        short_date(draft.day),
        say(DRAFT_STATE_WORDS[draft.state]),
        count(len(rows), "{n} response", "{n} responses"),
        count(left, "{n} not answered", "{n} not answered") if left else "",
    )
    return joined(told, "{first} · {then}")
