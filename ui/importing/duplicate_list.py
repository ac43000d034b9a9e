"""The view of near-duplicates side by side, each to be decided: one person or two."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from resources.words import say
from ui.importing.import_kinds import place
from ui.widgets import Column, QuietTable, Sheet, button, label
from upstream_workshop.readers.reading import Question


@dataclass(frozen=True, slots=True)
class DuplicateRow:
    """A pair to decide on.

    id: the line of the file.
    question: the question about the pair.
    listed, other: the two records.
    merged: whether they are to be merged.
    """

    id: int
    question: Question
    listed: Any
    other: Any
    merged: bool


class DuplicateList(QWidget):
    """A list of pairs, and the two records of the selected one side by side.

    sides: title and attribute of each field that is compared.

    `changed()` is emitted when a decision changes.
    """

    changed = Signal()

    def __init__(self, sides: Sequence[tuple[str, str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sides = tuple(sides)
        self._decided: dict[str, tuple[Question, str]] = {}
        self._rows: dict[int, DuplicateRow] = {}
        self.table = QuietTable(_columns(), say("Records that look alike"))
        self._grid = QGridLayout()
        self._cells: list[QLabel] = []
        self.same_button = button(say("One person: merge"), "arrows-in-simple", self.merge, "Alt+M")
        self.two_button = button(say("Two people: keep both"), "users", self.keep_both, "Alt+K")
        self._none = label(say("Nobody on the list looks like somebody else."), "soft")
        self._none.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._beside = Sheet()
        self._scrolled = QScrollArea()
        self._lay_out()
        self.table.current_changed.connect(self._show)

    def ask(self, questions: Sequence[Question]) -> None:
        """Show the pairs that are asked about, and those decided before."""
        asked = {one.key: one for one in questions if one.sides}
        asked |= {key: question for key, (question, _) in self._decided.items()}
        pairs = sorted(asked.values(), key=lambda one: one.line)
        self._rows = {one.line: self._row(one) for one in pairs}
        self.table.set_rows(list(self._rows.values()))
        if self.table.current_row() is None and self._rows:
            self.table.select(lambda _: True)
        self._none.setVisible(not self._rows)
        self.table.setVisible(bool(self._rows))
        for widget in (self._scrolled, self.same_button, self.two_button):
            widget.setVisible(bool(self._rows))
        self._show()

    def answers(self) -> dict[str, str]:
        """Return the decisions, as answers by the keys of their questions."""
        return {key: answer for key, (_, answer) in self._decided.items()}

    def open(self) -> int:
        """Return how many pairs are not merged."""
        return sum(not row.merged for row in self._rows.values())

    def merge(self) -> None:
        """Decide that the two records of the selected pair are one."""
        row = self.table.current_row()
        if isinstance(row, DuplicateRow) and not row.merged:
            self._decide(row.question, _merging(row.question))

    def keep_both(self) -> None:
        """Decide that the two records of the selected pair are two."""
        row = self.table.current_row()
        if isinstance(row, DuplicateRow) and row.merged:
            self._decide(row.question, _apart(row.question))

    def _decide(self, question: Question, answer: str) -> None:
        self._decided[question.key] = (question, answer)
        self.changed.emit()

    def _row(self, question: Question) -> DuplicateRow:
        assert question.sides is not None  # `ask` keeps only such questions
        listed, other = question.sides
        merged = question.answer(self.answers()) != _apart(question)
        return DuplicateRow(question.line, question, listed, other, merged)

    def _show(self, _row: object = None) -> None:
        row = self.table.current_row()
        if not isinstance(row, DuplicateRow):
            return
        above = getattr(row.other, "line", 0)
        lines = [
            (
                "",
                say("On the list, line {n}", n=place(row.id)),
                say("On the list, line {n}", n=place(above)) if above else say("Known already"),
            )
        ]
        for title, name in self._sides:
            lines.append((title, getattr(row.listed, name), getattr(row.other, name)))
        for cell, words in zip(self._cells, (w for line in lines for w in line), strict=False):
            cell.setText(words)

    def _lay_out(self) -> None:
        self._grid.setHorizontalSpacing(16)
        self._grid.setColumnStretch(1, 1)
        self._grid.setColumnStretch(2, 1)
        for line in range(len(self._sides) + 1):
            for at in range(3):
                role = "small" if at == 0 or line == 0 else "strong" if line == 1 else ""
                cell = label("", role, wrap=at > 0)
                self._cells.append(cell)
                self._grid.addWidget(cell, line, at, Qt.AlignmentFlag.AlignTop)
        self._beside.body.addLayout(self._grid)
        row = QHBoxLayout()
        row.addWidget(self.same_button)
        row.addWidget(self.two_button)
        row.addStretch(1)
        self._scrolled.setWidgetResizable(True)  # large text would else push the buttons off
        self._scrolled.setFrameShape(QFrame.Shape.NoFrame)
        self._scrolled.setMinimumHeight(1)
        self._scrolled.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # arrow keys scroll it
        self._scrolled.setAccessibleName(say("The two records, side by side"))
        self._scrolled.setWidget(self._beside)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self._none)
        column.addWidget(self.table, 1)
        column.addWidget(self._scrolled, 1)
        column.addLayout(row)


def _apart(question: Question) -> str:
    """Return the answer that keeps both records, which is the first choice."""
    return question.choices[0][0]


def _merging(question: Question) -> str:
    """Return the answer that merges both records, which is the second choice."""
    return question.choices[1][0]


def _columns() -> tuple[Column, ...]:
    return (
        Column(say("On the list"), lambda row: str(row.listed.name), weight="strong"),
        Column(say("Looks like"), lambda row: str(row.other.name)),
        Column(
            say("Decided"),
            lambda row: say("merged") if row.merged else say("two people"),
            tone=lambda row: "leaf" if row.merged else "sun",
            width=120,
        ),
    )
