"""People in short: a disc with initials, and a tag with the name beside it."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ui.kit import theme
from ui.widgets.labels import ElidedLabel


def initials(name: str) -> str:
    """Return the first letters of the first and last word, as in `Siân Prys` → `SP`."""
    words = [word for word in name.split() if word[0].isalpha()]
    ends = words[:1] + words[1:][-1:]
    return "".join(word[0].upper() for word in ends)


def paint_avatar(painter: QPainter, box: QRectF, letters: str) -> None:
    """Paint a tinted disc with initials."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(theme.colour("river_line"))
    painter.setBrush(theme.colour("river_tint"))
    painter.drawEllipse(box.adjusted(0.5, 0.5, -0.5, -0.5))
    font = theme.font("tiny", "strong")
    font.setPixelSize(max(8, round(box.height() * 0.4)))
    painter.setFont(font)
    painter.setPen(theme.colour("deep"))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, letters)
    painter.restore()


class Avatar(QWidget):
    """A disc with initials beside a name; it has no accessible name of its own."""

    def __init__(self, letters: str, side: int = 32, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._letters = letters
        self._side = side
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_letters(self, letters: str) -> None:
        """Show other initials."""
        self._letters = letters
        self.update()

    def sizeHint(self) -> QSize:
        """Return a size that grows with the text size."""
        side = theme.px(self._side)
        return QSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the disc."""
        painter = QPainter(self)
        paint_avatar(painter, QRectF(self.rect()), self._letters)
        painter.end()


class PersonTag(QWidget):
    """Initials, a name, and a line of detail below it."""

    def __init__(self, name: str, detail: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._avatar = Avatar(initials(name))
        self._name = ElidedLabel(name, "strong")
        self._detail = ElidedLabel(detail, "small")
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._name)
        words.addWidget(self._detail)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        row.addWidget(self._avatar)
        row.addLayout(words, 1)
        self.set(name, detail)

    def set(self, name: str, detail: str = "") -> None:
        """Show another person."""
        self._avatar.set_letters(initials(name))
        self._name.set_text(name)
        self._detail.set_text(detail)
        self._detail.setVisible(bool(detail))
        self.setAccessibleName(f"{name}, {detail}" if detail else name)
