"""Two records side by side, and the result of merging them."""

from __future__ import annotations

import re
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from resources.words import count, say
from ui.people.merging.look_alike_subjects import Subject
from ui.widgets import label, restyle
from upstream_workshop.whole.merging import Merge
from upstream_workshop.workgroups.choices.services import MOST_CHOICES

_BREAKS: Final = re.compile(r"[@._/-]")  # characters after which a long address may be broken


class Comparison(QWidget):
    """A table with a line for each field: its value in both records and in the merged one.

    subject: the kind of record.
    """

    def __init__(self, subject: Subject, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._fields = subject.fields
        self.setAccessibleName(say("The two side by side"))
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(4)
        self._rows: list[tuple[QLabel, ...]] = []
        titles = ("", say("This one stays"), say("This one goes into it"), say("Then it says"))
        for column, words in enumerate(titles):
            self._grid.addWidget(label(words, "small", wrap=True), 0, column)
            self._grid.setColumnStretch(column, 1 if column else 0)
        for line, (title, _) in enumerate(self._fields, start=1):
            self._grid.addWidget(label(title, "small"), line, 0, Qt.AlignmentFlag.AlignTop)
            cells = tuple(_cell() for _ in titles[1:])
            for column, cell in enumerate(cells, start=1):
                self._grid.addWidget(cell, line, column, Qt.AlignmentFlag.AlignTop)
            self._rows.append(cells)
        self.moves = label("", "strong", wrap=True)
        column_of_all = QVBoxLayout(self)
        column_of_all.setContentsMargins(0, 0, 8, 0)
        column_of_all.setSpacing(10)
        column_of_all.addWidget(self.moves)
        column_of_all.addLayout(self._grid)
        column_of_all.addStretch(1)

    def show_merge(self, merge: Merge) -> None:
        """Show what merging would do; fields that differ are strong."""
        for (title, value), cells in zip(self._fields, self._rows, strict=True):
            words = [value(row) for row in (merge.kept, merge.other, merge.merged)]
            for cell, said in zip(cells, words, strict=True):
                cell.setText(_BREAKS.sub("\\g<0>\u200b", said) or "–")
                cell.setAccessibleName(f"{title}: {said}")
                restyle(cell, role="strong" if words[0] != words[1] else "")
        self.moves.setText(_moving(merge))

    def show_words(self, words: str) -> None:
        """Show why there is nothing to compare."""
        for cells in self._rows:
            for cell in cells:
                cell.setText("")
        self.moves.setText(words)


def _cell() -> QLabel:
    """Return a label whose width does not depend on its text."""
    cell = label("", wrap=True)
    cell.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
    return cell


def _moving(merge: Merge) -> str:
    lines = []
    if merge.moves:
        lines.append(say("Comes along: {what}.", what=", ".join(merge.moves)))
    if merge.texts:
        lines.append(
            count(
                merge.texts,
                "{n} text that names {other} will name {kept}.",
                "{n} texts that name {other} will name {kept}.",
                other=merge.other.name,
                kept=merge.kept.name,
            )
        )
    if merge.dropped:
        lines.append(
            count(
                merge.dropped,
                "{n} choice of {other} goes, because nobody may have more than {most}.",
                "{n} choices of {other} go, because nobody may have more than {most}.",
                other=merge.other.name,
                most=MOST_CHOICES,
            )
        )
    lines.append(say("Undo takes it back."))
    return " ".join(lines)
