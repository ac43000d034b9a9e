"""The dialog before a person is erased: what goes, what stays, and each text with the name."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from resources.words import say
from ui.kit import theme
from ui.widgets import Sheet, button, hairline, label
from upstream_workshop.letters import one_line
from upstream_workshop.whole.erasing import Erasure, Passage, Place

_AROUND = 70  # letters of an excerpt on either side of a name


class EraseDialog(QDialog):
    """Shows what erasing a person would do, and lets the user choose the texts that lose the name.

    planned: the preview of the erasure.
    """

    def __init__(self, planned: Erasure, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(say("Erase for good"))
        self.setAccessibleName(say("Erase {name} for good", name=planned.name))
        self.boxes = {passage.place: self._box(passage) for passage in planned.passages}
        self.erase = button(say("Erase for good"), "eraser", self.accept, main=True)
        self.erase.setAutoDefault(False)
        self._lay_out(planned)

    def places(self) -> frozenset[Place]:
        """Return the places from whose text the name is to be removed."""
        return frozenset(place for place, box in self.boxes.items() if box.isChecked())

    def _lay_out(self, planned: Erasure) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(12)
        title = say("Erase {name} for good", name=planned.name)
        column.addWidget(label(title, "section", wrap=True))
        warning = say(
            "There is no way back: Undo is emptied of all steps, and the backups made until now, also on "
            "sticks and under earlier file names, are removed, as they hold what is erased."
        )
        column.addWidget(label(warning, "late", wrap=True))
        column.addWidget(self._sheets(planned), 1)
        row = QHBoxLayout()
        row.addStretch(1)
        cancel = button(say("Cancel"), slot=self.reject)
        cancel.setDefault(True)
        row.addWidget(cancel)
        row.addWidget(self.erase)
        column.addLayout(row)
        cancel.setFocus()
        room = self.screen().availableSize()
        self.resize(min(theme.px(720), room.width()), min(theme.px(640), room.height()))

    def _sheets(self, planned: Erasure) -> QScrollArea:
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(12)
        column.addWidget(_listed(say("Goes"), planned.goes))
        if planned.passages:
            column.addWidget(self._passages(planned.passages))
        if planned.stays:
            column.addWidget(_listed(say("Stays, and no longer says whose it is"), planned.stays))
        column.addWidget(_listed(say("Out of reach, for you to see to"), planned.elsewhere))
        column.addStretch(1)
        area = QScrollArea()
        area.setWidget(inner)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        return area

    def _passages(self, passages: Iterable[Passage]) -> Sheet:
        sheet = Sheet(say("Where the name is written"))
        words = say("Ticked: the name is taken out. Unticked: the words stay as they are.")
        sheet.body.addWidget(label(words, "small", wrap=True))
        for number, passage in enumerate(passages):
            if number:
                sheet.body.addWidget(hairline())
            row = QHBoxLayout()
            row.setSpacing(10)
            row.addWidget(self.boxes[passage.place], 0, Qt.AlignmentFlag.AlignTop)
            lines = QVBoxLayout()
            lines.setSpacing(1)
            lines.addWidget(label(self._what(passage), "small", wrap=True))
            lines.addWidget(label(excerpt(passage), wrap=True))
            row.addLayout(lines, 1)
            sheet.body.addLayout(row)
        return sheet

    def _what(self, passage: Passage) -> str:
        return (
            passage.what
            if passage.sure
            else say("{what}: perhaps somebody else, or just a word", what=passage.what)
        )

    def _box(self, passage: Passage) -> QCheckBox:
        box = QCheckBox()
        box.setChecked(passage.sure)
        box.setAccessibleName(
            say("Take the name out of the {what}: {text}", what=passage.what, text=excerpt(passage))
        )
        return box


def excerpt(passage: Passage) -> str:
    """Return the text around the first mention of the name."""
    first = passage.mentions[0]
    start, end = max(0, first.start - _AROUND), min(len(passage.text), first.end + _AROUND)
    words = one_line(passage.text[start:end])
    return ("…" if start else "") + words + ("…" if end < len(passage.text) else "")


def _listed(title: str, lines: Iterable[str]) -> Sheet:
    sheet = Sheet(title)
    for words in lines:
        sheet.body.addWidget(label(words[:1].upper() + words[1:], wrap=True))
    return sheet
