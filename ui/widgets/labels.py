"""Words on the page: labels that show what people typed as it is, never as markup."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent, Qt
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QWidget

from ui.kit import theme


def label(text: str = "", role: str = "", wrap: bool = False) -> QLabel:
    """A plain-text label in one of the theme's roles: title, section, strong, soft, small, number."""
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(wrap)
    made.setProperty("role", role)
    return made


def unmarked(words: str) -> str:
    """Words for a tool tip or a box, which would read them as markup if they look like it."""
    marked = escape(words).replace("\n", "<br>")
    return f"<span>{marked}</span>" if Qt.mightBeRichText(words) else words


def hairline() -> QFrame:
    """A thin line between two parts of one sheet."""
    line = QFrame()
    line.setProperty("role", "hairline")
    return line


def restyle(widget: QWidget, **properties: object) -> None:
    """Set properties the style sheet looks at, and have it look again if one is another."""
    if all(widget.property(name) == value for name, value in properties.items()):
        return
    for name, value in properties.items():
        widget.setProperty(name, value)
    widget.style().unpolish(widget)
    widget.style().polish(widget)


class Glyph(QWidget):
    """An icon that stands beside its word; says nothing itself."""

    def __init__(
        self, name: str, role: str = "ink", side: int = 19, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._name = name
        self._icon = theme.icon(name, role)
        self.setFixedSize(theme.px(side), theme.px(side))

    def set_role(self, role: str) -> None:
        """Tint it otherwise."""
        self._icon = theme.icon(self._name, role)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The icon."""
        painter = QPainter(self)
        self._icon.paint(painter, self.rect())
        painter.end()


class ElidedLabel(QLabel):
    """One line that gives way: what does not fit ends in … and is whole in its tooltip."""

    def __init__(self, text: str = "", role: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", role)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self._whole = ""
        self.set_text(text)

    def set_text(self, text: str) -> None:
        """Show this text, as much of it as fits."""
        self._whole = text
        self.setAccessibleName(text)
        self._fit()
        self.updateGeometry()

    def whole(self) -> str:
        """The text before it was shortened."""
        return self._whole

    def sizeHint(self) -> QSize:
        """Room for the whole text."""
        self.ensurePolished()
        wanted = self.fontMetrics().horizontalAdvance(self._whole) + 2
        return QSize(wanted, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """Room for a word's beginning."""
        few = self.fontMetrics().averageCharWidth() * 6
        return QSize(min(few, self.sizeHint().width()), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Shorten again."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        shown = self.fontMetrics().elidedText(
            self._whole, Qt.TextElideMode.ElideRight, max(self.width(), 1)
        )
        self.setText(shown)
        self.setToolTip(unmarked(self._whole) if shown != self._whole else "")
