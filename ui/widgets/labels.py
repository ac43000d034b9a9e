"""Labels that show typed text as it is, never as markup."""

from __future__ import annotations

import re
from html import escape

from PySide6.QtCore import QEvent, QMargins, QSize
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent, Qt
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QWidget

from ui.kit import theme

_FIGURE = re.compile(r"\d")
_ENOUGH = 16  # letters of a shortened text that are worth the room


def label(text: str = "", role: str = "", wrap: bool = False) -> QLabel:
    """Return a plain-text label.

    role: title, section, strong, soft, small, number or another role of the style sheet.
    wrap: whether it may have several lines.
    """
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(wrap)
    made.setProperty("role", role)
    return made


def name_by(words: QLabel, control: QWidget) -> None:
    """Let a label name the control beside it; an & in it stays a sign and marks no key."""
    words.setText(words.text().replace("&", "&&"))
    words.setBuddy(control)


def unmarked(words: str) -> str:
    """Return text for a tooltip or message box, escaped if Qt would read it as markup."""
    marked = escape(words).replace("\n", "<br>")
    return f"<span>{marked}</span>" if Qt.mightBeRichText(words) else words


def hairline() -> QFrame:
    """Return a thin horizontal line between two parts of a sheet."""
    line = QFrame()
    line.setProperty("role", "hairline")
    return line


def restyle(widget: QWidget, **properties: object) -> None:
    """Set properties that the style sheet uses, and apply the sheet again if one has changed."""
    if all(widget.property(name) == value for name, value in properties.items()):
        return
    for name, value in properties.items():
        widget.setProperty(name, value)
    widget.style().unpolish(widget)
    widget.style().polish(widget)


class Glyph(QWidget):
    """An icon beside a text; it has no accessible name of its own."""

    def __init__(
        self, name: str, role: str = "ink", side: int = 19, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._name = name
        self._icon = theme.icon(name, role)
        self.setFixedSize(theme.px(side), theme.px(side))

    def set_role(self, role: str) -> None:
        """Change the role of its colour."""
        self._icon = theme.icon(self._name, role)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the icon."""
        painter = QPainter(self)
        self._icon.paint(painter, self.rect())
        painter.end()


class ElidedLabel(QLabel):
    """A line that is shortened if it does not fit; the tooltip then has the whole text."""

    def __init__(self, text: str = "", role: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", role)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self._whole = ""
        self.set_text(text)

    def set_text(self, text: str) -> None:
        """Show a text, as much of it as fits; nothing is laid out anew if it is shown already."""
        if text == self._whole:
            return
        self._whole = text
        self.setAccessibleName(text)
        self._fit()
        self.updateGeometry()

    def whole(self) -> str:
        """Return the text before it was shortened."""
        return self._whole

    def is_worth(self, width: int) -> bool:
        """Check whether a width shows the whole text, or enough of it to tell something."""
        few = self.fontMetrics().averageCharWidth() * _ENOUGH
        return width >= min(few, self.sizeHint().width())

    def sizeHint(self) -> QSize:
        """Return the size of the whole text."""
        self.ensurePolished()
        wanted = self.fontMetrics().horizontalAdvance(self._whole) + 2
        return QSize(wanted, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """Return the size of a few letters."""
        few = self.fontMetrics().averageCharWidth() * 6
        return QSize(min(few, self.sizeHint().width()), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Shorten the text for the new width."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        shown = self.fontMetrics().elidedText(
            self._whole, Qt.TextElideMode.ElideRight, max(self.width(), 1)
        )
        self.setText(shown)
        told = unmarked(self._whole) if shown != self._whole else ""
        if told != self.toolTip():
            self.setToolTip(told)


class ClockLabel(QLabel):
    """A line whose figures change every second: as wide as any figures in their place would be.

    So nothing around it is laid out anew, or moves, unless there are more or fewer of them.
    """

    def __init__(self, role: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", role)
        self._shape = ""  # the text with other figures

    def set_text(self, text: str, spoken: str = "") -> bool:
        """Show a text; return whether the line has another width now.

        spoken: what a screen reader says instead.
        """
        if spoken != self.accessibleName():
            self.setAccessibleName(spoken)
        if text == self.text():
            return False
        self.setText(text)
        shape = _FIGURE.sub("0", text)
        if shape == self._shape:
            return False
        self._shape = shape
        self._fit()
        return True

    def changeEvent(self, event: QEvent) -> None:
        """Fit the size to another font."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fit()

    def _fit(self) -> None:
        self.ensurePolished()
        self.setMinimumSize(0, 0)  # which the preferred size would not fall below
        metrics, size = self.fontMetrics(), self.sizeHint()
        wider = metrics.horizontalAdvance(self._shape) - metrics.horizontalAdvance(self.text())
        self.setFixedSize(size.grownBy(QMargins(0, 0, wider, 0)))
