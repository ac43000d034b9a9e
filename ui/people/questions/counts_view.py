"""The view of questions to the whole room: answers as numbers, a chart, and a script for asking."""

from __future__ import annotations

import re
from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from resources.words import count, say
from ui.kit import theme
from ui.kit.desk import Desk
from ui.people.proposal_list import Proposal, ProposalList
from ui.people.questions import typed_counts
from ui.people.questions.counts_chart import CountsChart
from ui.people.snapshot import PeopleNow
from ui.widgets import (
    Column,
    ElidedLabel,
    EntryLine,
    QuietTable,
    Sheet,
    ask_form,
    button,
    label,
    scrolled,
)
from ui.widgets.inputs.fields import Field
from upstream_workshop.people.introductions.prompts import Question, library
from upstream_workshop.people.questions import services as room_questions
from upstream_workshop.people.questions.queries import PromptRow

_NUMBER = re.compile(r"\d+")


class CountsView(QWidget):
    """A list of questions, an entry line for the numbers of answers, and a chart of them.

    Only the numbers are stored, in the order of the answers, and not who gave which. `changed()` is
    emitted after the selected question or its numbers were shown again.
    """

    changed = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._now = PeopleNow()
        self.entry = EntryLine(say("One number for each answer: 7 15 11 6"), "chart-bar")
        self.table = QuietTable(_columns(), say("Questions asked"))
        self.table.set_words_when_empty(say("Nothing asked yet: choose a question at the right."))
        self.chart = CountsChart()
        self.library = ProposalList(say("Questions to choose from"))
        self._question = label("", "section", wrap=True)
        self._script = label("", "", wrap=True)
        self._nobody = label("", "small", wrap=True)
        self._remove = button(say("Remove question"), slot=self._on_remove, role="link")
        self._lay_out()
        self._connect()
        self.setFocusProxy(self.entry)

    def show_now(self, now: PeopleNow) -> None:
        """Show the questions of a snapshot."""
        self._now = now
        self.table.set_rows(now.prompts)
        if self.table.current_row() is None and now.prompts:
            self.table.select(lambda _: True)
        asked = {prompt.question for prompt in now.prompts}
        self.library.show_proposals(
            [
                Proposal(one.question, " · ".join(one.options), one)
                for one in library()
                if one.question not in asked
            ]
        )
        self._show()

    def chosen(self) -> PromptRow | None:
        """Return the selected question, or None."""
        row = self.table.current_row()
        return row if isinstance(row, PromptRow) else None

    def enter(self) -> None:
        """Store the numbers typed.

        What is not a number for each answer is refused; too few numbers are kept by a second Enter, and the
        answers without one get 0.
        """
        prompt = self.chosen()
        if prompt is None:
            self._desk.refused.emit(say("Choose a question first, from the list at the right."))
            return
        text = self.entry.field.text()
        answers = len(prompt.options)
        answered = bool(self.entry.refusal()) and typed_counts.can_be_filled(text, answers)
        if not text.strip():
            return
        if not answered and (why := typed_counts.objection(text, answers)):
            self.entry.set_refusal(why)
            return
        self._count(prompt, typed_counts.numbers(text, answers))

    def _count(self, prompt: PromptRow, numbers: Sequence[int]) -> None:
        label_ = say("Count answers")
        before = self._desk.workshop.undo_label
        self._desk.do_about(
            label_, prompt.question, room_questions.count_answers, prompt.id, tuple(numbers)
        )
        if self._desk.workshop.undo_label != before or self._same(prompt, numbers):
            self.entry.field.clear()

    def ask(self, question: Question) -> None:
        """Add a question of the library to the list and select it."""
        made = self._desk.do_about(
            say("Ask the room"),
            question.question,
            room_questions.ask_room,
            question.question,
            question.options,
            question.script,
        )
        self._select(made)

    def ask_own(self) -> None:
        """Ask for a question and its answers in a form, and add it to the list."""
        fields = (
            Field("question", say("Question"), needed=True),
            Field("options", say("Answers, one a line"), "long", needed=True),
            Field("script", say("What to say, so that nobody need stand"), "long"),
        )
        answers = ask_form(self, say("Ask the room"), fields)
        if answers:
            made = self._desk.do_about(
                say("Ask the room"),
                answers["question"],
                room_questions.ask_room,
                answers["question"],
                tuple(answers["options"].splitlines()),
                answers["script"],
            )
            self._select(made)

    def _select(self, made: int | None) -> None:
        if made is not None:
            self.table.select(lambda prompt: prompt.id == made)
            self.entry.setFocus()

    def _same(self, prompt: PromptRow, numbers: Sequence[int]) -> bool:
        return [option.count for option in prompt.options] == list(numbers)

    def _show(self, _row: object = None) -> None:
        prompt = self.chosen()
        self._question.setText(prompt.question if prompt else say("Where does the room stand?"))
        self._script.setText(
            prompt.script
            if prompt
            else say("Choose a question from the list, put it to the room, type the numbers.")
        )
        self._remove.setVisible(prompt is not None)
        self.chart.show_options(prompt.options if prompt else ())
        counted = prompt.answered if prompt else 0
        here = self._now.presence.here
        self._nobody.setText(
            say(
                "{answers} of {people} here; who gave which is not kept",
                answers=count(counted, "{n} answer", "{n} answers"),
                people=count(here, "{n} person", "{n} people"),
            )
            if prompt
            else ""
        )
        self._on_edited(self.entry.field.text())
        self.changed.emit()

    def _on_edited(self, text: str) -> None:
        prompt = self.chosen()
        numbers = _NUMBER.findall(text)
        if prompt is None or not numbers:
            self.entry.set_ghost("")
            self.entry.set_chip("")
            return
        names = [option.label for option in prompt.options]
        ahead = names[len(numbers) :]
        self.entry.set_ghost(say("next: {answer}", answer=ahead[0]) if ahead else "")
        self.entry.set_chip(say("{n} in all", n=sum(map(int, numbers))), "plain")

    def _on_remove(self) -> None:
        prompt = self.chosen()
        if prompt is not None:
            self._desk.do_about(
                say("Remove question"), prompt.question, room_questions.remove_prompt, prompt.id
            )

    def _connect(self) -> None:
        self.entry.entered.connect(lambda _: self.enter())
        self.entry.edited.connect(self._on_edited)
        self.entry.set_hint(say("Enter keeps the numbers  ·  F6 shows them to the room"))
        self.table.current_changed.connect(self._show)
        self.library.taken.connect(self.ask)

    def _lay_out(self) -> None:
        chosen = Sheet()
        for widget in (self._question, self.chart, self._nobody):
            chosen.body.addWidget(widget)
        chosen.body.addSpacing(6)
        chosen.body.addWidget(label(say("To say, with everybody seated"), "small"))
        chosen.body.addWidget(self._script)
        chosen.body.addStretch(1)
        chosen.body.addWidget(self._remove, 0, Qt.AlignmentFlag.AlignLeft)
        self.table.setFixedHeight(theme.px("row") * 3 + theme.px(6))
        inner = QWidget()
        below = QVBoxLayout(inner)
        below.setContentsMargins(0, 0, 0, 0)
        below.setSpacing(12)
        below.addWidget(self.table)
        below.addWidget(chosen, 1)
        left = QVBoxLayout()
        left.setSpacing(12)
        left.addWidget(self.entry)
        left.addWidget(scrolled(inner), 1)
        self.side = Sheet(say("Ask the room"))
        self.side.body.addWidget(ElidedLabel(say("Enter puts a question on the list"), "small"))
        self.side.body.addWidget(self.library, 1)
        own = button(say("Your own"), "pencil-simple", self.ask_own)
        own.setToolTip(say("A question of your own"))
        self.side.body.addWidget(own, 0, Qt.AlignmentFlag.AlignLeft)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        row.addLayout(left, 1)
        row.addWidget(self.side)


def _columns() -> tuple[Column, ...]:
    return (
        Column(say("Question"), lambda prompt: str(prompt.question), weight="strong"),
        Column(say("Counted"), _counted, tone=_tone, width=128),
    )


def _counted(prompt: PromptRow) -> str:
    return say("{n} counted", n=prompt.answered) if prompt.answered else say("not counted")


def _tone(prompt: PromptRow) -> str:
    return "leaf" if prompt.answered else "plain"
