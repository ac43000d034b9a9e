"""Two hundred questions are laid out a few at a time, and each can be answered once it is there."""

from __future__ import annotations

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.ui.showing import shown
from ui.importing.question_boxes import QuestionBoxes
from upstream_workshop.readers.reading import Question

CHOICES = (("yes", "Yes"), ("no", "No"))


def questions(count: int, key: str) -> list[Question]:
    return [Question(f"{key} {n}", f"Is {n} right?", CHOICES, "no", n) for n in range(1, count + 1)]


def test_many_questions_let_the_window_answer_between_them(qtbot: QtBot) -> None:
    boxes = shown(qtbot, QuestionBoxes())
    many = questions(200, "many")
    boxes.ask(many)
    assert 0 < len(boxes.boxes) < 50
    assert boxes.answers() == {}, "nobody has chosen anything"
    qtbot.waitUntil(lambda: len(boxes.boxes) == 200, timeout=30_000)
    assert [box.accessibleName() for box in boxes.boxes.values()] == [
        f"Line {n}: Is {n} right?" for n in range(1, 201)
    ]
    boxes.boxes["many 200"].setCurrentIndex(0)
    assert boxes.answers() == {"many 200": "yes"}


def test_the_answer_that_is_assumed_counts_as_chosen_once_it_is_chosen(qtbot: QtBot) -> None:
    boxes = shown(qtbot, QuestionBoxes())
    boxes.ask(questions(2, "q"))
    box = boxes.boxes["q 1"]
    box.setFocus()
    with qtbot.waitSignal(boxes.changed):
        box.showPopup()
        qtbot.keyClick(box.view(), Qt.Key.Key_Return)
    assert boxes.answers() == {"q 1": "no"}


def test_other_questions_take_the_place_of_those_not_laid_out_yet(qtbot: QtBot) -> None:
    boxes = shown(qtbot, QuestionBoxes())
    boxes.ask(questions(200, "old"))
    boxes.ask(questions(30, "new"))
    qtbot.waitUntil(lambda: len(boxes.boxes) == 30, timeout=30_000)
    qtbot.wait(20)
    assert list(boxes.boxes) == [one.key for one in questions(30, "new")]
