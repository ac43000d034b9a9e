"""The form in which steps are chosen or typed: a format fills the lines, and every line can be changed."""

from __future__ import annotations

from typing import NamedTuple, cast

from PySide6.QtWidgets import QComboBox, QDialog, QPlainTextEdit, QWidget

from resources.words import count, say
from ui.kit import theme
from ui.widgets import Field, FormDialog
from upstream_workshop.agenda.steps.formats import StepFormat, step_formats
from upstream_workshop.agenda.steps.rules import TimedStep, read_steps, steps_text
from upstream_workshop.errors import WorkshopError

_LINES = 230  # px at 100 % for the steps
OWN = ""  # the choice of one's own steps


class Asked(NamedTuple):
    """What somebody chose: what it is called, and its steps."""

    name: str
    steps: tuple[TimedStep, ...]


class StepForm(FormDialog):
    """A format and its lines; what cannot be read is said, and the form stays as it was typed."""

    def __init__(self, parent: QWidget | None) -> None:
        formats = step_formats()
        choices = [(each.title, _described(each)) for each in formats]
        fields = (
            Field("name", say("Format"), "choice", (*choices, (OWN, say("My own steps")))),
            Field("lines", say("Steps, one to a line: what is done, then minutes"), "long"),
        )
        first = formats[0]
        values = {"name": first.title, "lines": steps_text(first.steps)}
        super().__init__(parent, say("Steps"), fields, values, say("Start"))
        self._lines = cast("QPlainTextEdit", self.control("lines"))
        self._lines.setFixedHeight(theme.px(_LINES))
        room = self.screen().availableSize()
        self.resize(
            min(theme.px(560), room.width()), min(theme.px(270 + _LINES), room.height() - 40)
        )
        box = cast("QComboBox", self.control("name"))
        box.currentIndexChanged.connect(lambda _index: self._fill())

    def asked(self) -> Asked:
        """What was chosen. Raises WorkshopError naming the line that cannot be read."""
        answers = self.answers()
        return Asked(answers["name"], read_steps(answers["lines"]))

    def accept(self) -> None:
        """Close if the steps can be read; else say which line cannot."""
        try:
            self.asked()
        except WorkshopError as error:
            self._missing.setText(str(error))
            self._missing.show()
            self._lines.setFocus()
            return
        super().accept()

    def _fill(self) -> None:
        name = self.answers()["name"]
        found = next((each for each in step_formats() if each.title == name), None)
        self._lines.setPlainText(steps_text(found.steps) if found is not None else "")
        if found is None:
            self._lines.setFocus()


def ask_steps(parent: QWidget) -> Asked | None:
    """Ask which steps are to run; None when the user left it."""
    form = StepForm(parent)
    try:
        return form.asked() if form.exec() == QDialog.DialogCode.Accepted else None
    finally:
        form.deleteLater()


def _described(each: StepFormat) -> str:
    minutes = count(each.minutes, "{n} minute", "{n} minutes")
    return say("{title}, {minutes}", title=each.title, minutes=minutes)
