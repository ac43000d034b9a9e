"""Words that there is no room for end in dots, in chips and in fields with choices."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from ui.widgets.chips import Chip
from ui.widgets.inputs.boxes import ChoiceBox

WORDS = "from Ymddiriedaeth rhwng y gwasanaethau"


def box(words: str) -> ChoiceBox:
    made = ChoiceBox()
    made.addItem(words)
    return made


@pytest.mark.parametrize("make", [Chip, box])
@pytest.mark.parametrize("width", [110, 140, 190])
def test_what_is_too_long_is_painted_as_it_would_be_with_dots(
    qtbot: QtBot, make: Callable[[str], QWidget], width: int
) -> None:
    def painted(words: str) -> object:
        widget = make(words)
        qtbot.addWidget(widget)
        widget.resize(width, widget.sizeHint().height())
        return widget.grab().toImage()

    whole = painted(WORDS)
    shortened = [painted(f"{WORDS[:n]}…") for n in range(3, len(WORDS))]
    assert whole in shortened
