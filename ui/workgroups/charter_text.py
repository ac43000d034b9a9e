"""The text of a charter as on the paper form: questions at the left, answers beside them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QScrollArea, QWidget

from resources.words import say
from ui.kit import theme
from ui.widgets import label

_QUESTIONS = 170  # px at 100 %


class CharterText(QScrollArea):
    """A scrollable table of questions and answers.

    questions: the key and the words of each question.
    """

    def __init__(self, questions: Sequence[tuple[str, str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(say("What the charter says"))
        self._names = dict(questions)
        self._answers = {key: label("", wrap=True) for key in self._names}
        inner = QWidget()
        grid = QGridLayout(inner)
        grid.setContentsMargins(0, 0, 6, 0)
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(5)
        grid.setColumnStretch(1, 1)
        for row, (key, name) in enumerate(questions):
            asked = label(name, "small", wrap=True)
            asked.setFixedWidth(theme.px(_QUESTIONS))
            grid.addWidget(asked, row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(self._answers[key], row, 1)
        grid.setRowStretch(len(self._names), 1)
        self.setWidget(inner)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def show_answers(self, answers: Mapping[str, object]) -> None:
        """Show answers by the keys of their questions; a dash stands for a missing one."""
        for key, answer in self._answers.items():
            text = str(answers[key] or "–")
            answer.setText(text)
            answer.setAccessibleName(f"{self._names[key]}: {text}")
