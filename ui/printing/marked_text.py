"""A read-only text in which some words are marked."""

from __future__ import annotations

from PySide6.QtGui import QFont, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QTextEdit, QWidget

from ui.kit import theme

_LINES = 2  # visible lines


class MarkedText(QTextEdit):
    """Two lines of a text around the marked words."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setReadOnly(True)
        self.setTabChangesFocus(True)
        self.setAccessibleName(name)
        self.setFixedHeight(_LINES * self.fontMetrics().lineSpacing() + theme.px(18))

    def show_words(self, text: str, start: int, end: int) -> None:
        """Show a text with the letters from start to end marked and visible."""
        # otherwise the text would get the format of the last mark
        self.setCurrentCharFormat(QTextCharFormat())
        self.setPlainText(text)
        cursor = self.textCursor()
        cursor.setPosition(_units(text, start))
        cursor.setPosition(_units(text, end), QTextCursor.MoveMode.KeepAnchor)
        cursor.mergeCharFormat(_marked())
        cursor.setPosition(_units(text, end))
        self.setTextCursor(cursor)
        self.ensureCursorVisible()


def _marked() -> QTextCharFormat:
    """Return a format that is bold and underlined, so that the mark does not depend on colour."""
    marked = QTextCharFormat()
    marked.setFontWeight(QFont.Weight.Bold)
    marked.setFontUnderline(True)
    marked.setBackground(theme.colour("sun_tint"))
    marked.setForeground(theme.colour("ink"))
    return marked


def _units(text: str, letters: int) -> int:
    """Return Qt's position of a letter; Qt counts letters beyond U+FFFF twice."""
    return len(text[:letters].encode("utf-16-le")) // 2
