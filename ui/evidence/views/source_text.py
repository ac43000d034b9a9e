"""The text of a source, in which words are selected and the quotes of findings are marked."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit, QWidget

from resources.words import say
from ui.kit import theme
from upstream_workshop.evidence.queries import FindingRow

_WIDE: Final = re.compile("[\U00010000-\U0010ffff]")
_LONGEST: Final = 2_000  # characters of a line that is shown as one
_LONG_LINE: Final = re.compile(rf"[^\n]{{{_LONGEST + 1},}}")
_ENTER: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_Underline = QTextCharFormat.UnderlineStyle


class SourceText(QPlainTextEdit):
    """Shows a text that is read and selected by keys or the mouse, and never changed.

    Places are given in Unicode code points; Qt counts UTF-16 units.

    `selected(start, end)` is emitted on Enter with words selected, `refused()` on Enter with none,
    `moved(finding or None)` when the cursor comes into a marked quote or leaves it, `left()` on Escape.
    """

    selected = Signal(int, int)
    refused = Signal()
    moved = Signal(object)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._wide: list[int] = []  # where characters of two units stand, in code points
        self._breaks: list[int] = []  # where a long line is shown on a new one, in code points
        self._length = 0
        self._marks: tuple[FindingRow, ...] = ()
        self._here: FindingRow | None = None
        keys = Qt.TextInteractionFlag.TextSelectableByKeyboard
        self.setTextInteractionFlags(keys | Qt.TextInteractionFlag.TextSelectableByMouse)
        self.setUndoRedoEnabled(False)
        self.setTabChangesFocus(True)
        self.setAccessibleName(say("Text of the source"))
        self.setCursorWidth(theme.px(2))
        self.cursorPositionChanged.connect(self._on_moved)

    def show_text(self, text: str) -> None:
        """Show a text from its beginning, without marks."""
        self._wide = [hit.start() for hit in _WIDE.finditer(text)]
        self._breaks = [*_breaks(text)]
        self._length = len(text)
        self._marks, self._here = (), None
        self.setExtraSelections([])
        cuts = (0, *self._breaks, len(text))
        self.setPlainText("\n".join(text[start:end] for start, end in pairwise(cuts)))

    def show_marks(self, findings: Sequence[FindingRow]) -> None:
        """Mark the quotes of findings that have a place."""
        self._marks = tuple(one for one in findings if one.quote_start is not None)
        self._here = self._finding_here()
        self._paint()

    def finding(self) -> FindingRow | None:
        """Return the finding in whose quote the cursor is, the shortest one of several, or None."""
        return self._here

    def go_to(self, start: int, end: int) -> None:
        """Move to a place, with the cursor before it, and show the lines around it."""
        cursor = self.textCursor()
        cursor.setPosition(self._units(end))
        cursor.setPosition(self._units(start))
        self.setTextCursor(cursor)
        self.centerCursor()

    def select(self, start: int, end: int) -> None:
        """Select the words between two places and show the lines around them."""
        cursor = self.textCursor()
        cursor.setPosition(self._units(start))
        cursor.setPosition(self._units(end), QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)
        self.centerCursor()

    def selection(self) -> tuple[int, int]:
        """Return start and end of the selected words, in code points."""
        cursor = self.textCursor()
        return self._points(cursor.selectionStart()), self._points(cursor.selectionEnd())

    def collapse(self) -> None:
        """Keep the cursor at the end of the selected words, and select none."""
        cursor = self.textCursor()
        cursor.setPosition(cursor.selectionEnd())
        self.setTextCursor(cursor)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Emit what Enter and Escape mean; leave keys without a meaning here to the page."""
        if event.key() in _ENTER and not event.isAutoRepeat():
            if self.textCursor().hasSelection():
                self.selected.emit(*self.selection())
            else:
                self.refused.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep selected words in view."""
        super().resizeEvent(event)
        if self.textCursor().hasSelection():
            self.ensureCursorVisible()

    def _on_moved(self) -> None:
        here = self._finding_here()
        if here != self._here:
            self._here = here
            self._paint()
            self.moved.emit(here)

    def _finding_here(self) -> FindingRow | None:
        place = self._points(self.textCursor().position())
        around = [one for one in self._marks if _start(one) <= place < _end(one)]
        return min(around, key=lambda one: _end(one) - _start(one), default=None)

    def _paint(self) -> None:
        marks = [self._mark(one, _format(False)) for one in self._marks if one != self._here]
        if self._here is not None:
            marks.append(self._mark(self._here, _format(True)))
        self.setExtraSelections(marks)

    def _mark(self, finding: FindingRow, looks: QTextCharFormat) -> QTextEdit.ExtraSelection:
        mark = QTextEdit.ExtraSelection()
        cursor = QTextCursor(self.document())
        cursor.setPosition(self._units(_start(finding)))
        cursor.setPosition(self._units(_end(finding)), QTextCursor.MoveMode.KeepAnchor)
        mark.cursor = cursor
        mark.format = looks
        return mark

    def _units(self, point: int) -> int:
        return point + bisect_left(self._wide, point) + bisect_right(self._breaks, point)

    def _points(self, unit: int) -> int:
        """Return a place in code points; one inside a character is that of the character."""
        return max(0, bisect_right(range(self._length + 1), unit, key=self._units) - 1)


def _breaks(text: str) -> Iterator[int]:
    """Yield where lines are broken that would take long to lay out, after a blank if there is one."""
    for line in _LONG_LINE.finditer(text):
        start = line.start()
        while line.end() - start > _LONGEST:
            blank = text.rfind(" ", start + _LONGEST // 2, start + _LONGEST)
            start = blank + 1 if blank >= 0 else start + _LONGEST
            yield start


def _start(finding: FindingRow) -> int:
    return finding.quote_start or 0


def _end(finding: FindingRow) -> int:
    return finding.quote_end or 0


def _format(here: bool) -> QTextCharFormat:
    """Return how a quote is marked: underlined, and that with the cursor by dashes on a stronger tint."""
    looks = QTextCharFormat()
    looks.setBackground(theme.colour("sun_tint" if here else "river_tint"))
    looks.setForeground(theme.colour("ink"))
    looks.setUnderlineStyle(_Underline.DashUnderline if here else _Underline.SingleUnderline)
    looks.setUnderlineColor(theme.colour("sun" if here else "river"))
    return looks
