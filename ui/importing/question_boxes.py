"""The open questions about a file, each with a choice of answers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QComboBox, QFrame, QGridLayout, QScrollArea, QWidget

from resources.words import count, say
from ui.importing.import_kinds import place
from ui.kit import theme
from ui.widgets import label
from ui.widgets.inputs.boxes import ChoiceBox
from ui.widgets.labels import name_by
from upstream_workshop.readers.reading import Question

NEXT_QUESTION: Final = "Alt+Q"
# lines laid out at once, so that the window stays responsive: as many as are in view
_AT_ONCE: Final = 5


class QuestionBoxes(QScrollArea):
    """A line for each question, with its default answer until the user chooses another.

    after: what Tab reaches before the first question, with a focus policy.

    `changed()` is emitted after a choice, `counted(sentence)` with how many are open and the key that
    leads to the next of them.
    """

    changed = Signal()
    counted = Signal(str)

    def __init__(self, after: QWidget | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._before = self._last = after
        self.boxes: dict[str, QComboBox] = {}
        self.asked: tuple[Question, ...] = ()
        self._chosen: dict[str, str] = {}
        self._left: Iterator[tuple[int, Question]] = iter(())
        self._grid = QGridLayout()
        self._more = QTimer(self, singleShot=True, interval=0)
        self._more.timeout.connect(self._add_some)
        self.setAccessibleName(say("Questions about the file"))
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.hide()

    def ask(self, questions: Sequence[Question]) -> None:
        """Show these questions; answers chosen before are kept."""
        if tuple(questions) == self.asked:
            return
        self.asked = tuple(questions)
        inner = QWidget()
        grid = QGridLayout(inner)
        grid.setContentsMargins(0, 0, 8, 0)
        grid.setColumnStretch(0, 1)
        self.boxes = {}
        self._last = self._before
        self._grid = grid
        self._left = enumerate(self.asked)
        self.setWidget(inner)
        self._add_some()
        room = min(theme.px(150), self.screen().availableSize().height() // 4)
        height = min(inner.sizeHint().height() + 4, room)
        self.setMinimumHeight(min(height, theme.px(48)))  # it gives way where the text is large
        self.setMaximumHeight(height)
        self.setVisible(bool(questions))
        self._count()

    def focus_next(self) -> None:
        """Move the focus to the next question that nobody has answered, or else to the next one."""
        boxes = list(self.boxes.items())
        at = next((n for n, (_, box) in enumerate(boxes, 1) if box.hasFocus()), 0)
        ordered = [*boxes[at:], *boxes[:at]]
        unanswered = [box for key, box in ordered if key not in self._chosen]
        for box in [*unanswered, *(box for _, box in ordered)][:1]:
            box.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.ensureWidgetVisible(box)

    def _count(self) -> None:
        left = sum(one.key not in self._chosen for one in self.asked)
        self.counted.emit(
            count(
                left,
                "{n} question is open: the answer shown is assumed. {key} leads to it.",
                "{n} questions are open: the answers shown are assumed. {key} leads to the next.",
                key=NEXT_QUESTION,
            )
            if left
            else ""
        )

    def _add_some(self) -> None:
        """Add the next lines; a timer adds further ones, so that the window stays responsive."""
        some = list(islice(self._left, _AT_ONCE))
        for number, question in some:
            box = self.boxes[question.key] = self._box(question)
            words = label(_worded(question), "strong", wrap=True)
            name_by(words, box)
            self._grid.addWidget(words, number, 0)
            self._grid.addWidget(box, number, 1)
            if self._last is not None:  # else Tab would reach it after the buttons
                QWidget.setTabOrder(self._last, box)
            self._last = box
        if some:
            self._more.start()

    def answers(self) -> Mapping[str, str]:
        """Return what the user chose, by the keys of the questions shown; the others are open."""
        return {one.key: self._answer(one) for one in self.asked if one.key in self._chosen}

    def _answer(self, question: Question) -> str:
        chosen = self._chosen.get(question.key)
        known = {answer for answer, _ in question.choices}
        return chosen if chosen in known and chosen is not None else question.default

    def _box(self, question: Question) -> QComboBox:
        box = ChoiceBox()
        for answer, words in question.choices:
            box.addItem(words, answer)
        box.setCurrentIndex(box.findData(self._answer(question)))
        box.setAccessibleName(_worded(question))
        box.limit_width(120, 340)
        box.currentIndexChanged.connect(lambda _: self._choose(question.key, box.currentData()))
        box.activated.connect(
            lambda _: self._choose(question.key, box.currentData())
        )  # the default
        return box

    def _choose(self, key: str, answer: str) -> None:
        if self._chosen.get(key) == answer:
            return
        self._chosen[key] = answer
        self._count()
        self.changed.emit()


def _worded(question: Question) -> str:
    if not question.line:
        return question.what
    return say("Line {n}: {what}", n=place(question.line), what=question.what)
