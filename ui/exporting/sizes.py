"""The questions about the size of an output that comes in several."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from PySide6.QtWidgets import QWidget

from exports.drawing.pages.output_sizes import LABELS, LEAST_PIXELS, MOST_PIXELS, POSTERS, TILES
from exports.output import Choice
from resources.words import noop, say
from ui.widgets import Field, ask_form
from upstream_workshop.maps.kinds import SizeBy

WIDTHS: Final = (
    1280,
    1920,
    3840,
    7680,
    MOST_PIXELS,
)  # pixels of screens, and the most there can be
BOXES: Final = {
    SizeBy.EQUAL: noop("All of one size"),
    SizeBy.LINKS: noop("Larger with more links"),
    SizeBy.BETWEEN: noop("Larger between more factors"),
}
assert all(LEAST_PIXELS <= width <= MOST_PIXELS for width in WIDTHS)


def size_fields(choices: Sequence[str], least: str = "") -> tuple[Field, ...]:
    """Return the fields of a form for some fields of a Choice; others, such as a row, are not asked.

    least: the least paper on which everything can be read, where it is known.
    """
    usual = say("As large as its words need")
    if least:
        usual = say("As large as its words need: {size}", size=least)
    papers = (("", usual), *((size, size) for size in POSTERS))
    cut = tuple((size, say("Cut into sheets of {size}", size=size)) for size in TILES)
    widths = tuple((n, say("{n} pixels", n=n)) for n in WIDTHS)
    boxes = tuple((by, say(words)) for by, words in BOXES.items())
    labels = tuple((key, say(one.title)) for key, one in LABELS.items())
    asked = {
        "labels": Field(
            "labels",
            say("Sheets"),
            "choice",
            (("", say("As usual for the paper at hand")), *labels),
        ),
        "boxes": Field("boxes", say("Boxes of factors"), "choice", boxes),
        "paper": Field("paper", say("Paper"), "choice", papers),
        "sheets": Field("sheets", say("Sheets"), "choice", (("", say("On one sheet")), *cut)),
        "pixels": Field(
            "pixels",
            say("Longer side"),
            "choice",
            ((0, say("Twice the size on the canvas")), *widths),
        ),
    }
    return tuple(asked[name] for name in choices if name in asked)


def choice_of(answers: dict[str, Any], row_id: int = 0) -> Choice:
    """Return the choice of a form's answers, of which some may be missing."""
    return Choice(**answers, row_id=row_id)


def ask_size(parent: QWidget, title: str, choices: Sequence[str]) -> Choice | None:
    """Ask for the size of an output; return None if cancelled, at once if there is nothing to ask."""
    fields = size_fields(choices)
    if not fields:
        return Choice()
    answers = ask_form(parent, title, fields, keep=say("Write…"))
    return None if answers is None else choice_of(answers)
