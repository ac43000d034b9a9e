"""Labels beside controls show what was typed, signs and all."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from ui.importing.question_boxes import QuestionBoxes
from ui.widgets.labels import label, name_by
from upstream_workshop.readers.reading import Question


def shown(words: QLabel) -> str:
    """What somebody reads of a label that names a control."""
    assert words.buddy() is not None
    return words.text().replace("&&", "\0").replace("&", "_").replace("\0", "&")


@pytest.mark.parametrize("said", ["Jo & Bo Smith", "R&D", "&", "A && B", "Fish &amp; chips"])
def test_an_ampersand_stays_a_sign_and_takes_no_key(qtbot: QtBot, said: str) -> None:
    words, control = label(said), QLineEdit()
    for widget in (words, control):
        qtbot.addWidget(widget)
    name_by(words, control)
    assert shown(words) == said
    assert QKeySequence.mnemonic(words.text()).isEmpty()


def test_a_question_about_two_people_is_shown_as_it_is(qtbot: QtBot, qapp: QApplication) -> None:
    after = QWidget()
    boxes = QuestionBoxes(after=after)
    for widget in (after, boxes):
        qtbot.addWidget(widget)
    choices = (("taken", "One person"), ("left out", "Leave this line out"))
    boxes.ask([Question("several 5", "“Jo & Bo Smith”: is that one person?", choices, "taken", 5)])
    (words,) = (each for each in boxes.findChildren(QLabel) if each.buddy() is not None)
    assert "“Jo & Bo Smith”" in shown(words)
