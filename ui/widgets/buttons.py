"""Buttons with a text, an icon and the shortcut that does the same."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QKeyEvent, QKeySequence, QPainter, QPaintEvent, QShortcut
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from resources.words import say
from ui.kit import theme
from ui.widgets.labels import restyle

_SHORT = 3  # the most letters of a key in a narrow cap, such as F10
_MARGIN = 12  # px on either side of a cap


class KeyButton(QPushButton):
    """A push button that shows its shortcut in a small cap at its right."""

    def __init__(self, text: str, key: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self._key = key
        self._spared = 0
        self.setProperty("keyed", "" if not key else "long" if len(key) > _SHORT else "short")
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        if key:
            # not setShortcut, which shows the button pressed for 100 ms before it acts
            QShortcut(QKeySequence(key), self, self.click)
            self.setToolTip(say("Key: {key}", key=key))

    @property
    def spared(self) -> int:
        """How much narrower the button is than with its cap, in px."""
        return self._spared

    def show_cap(self, shown: bool) -> None:
        """Show the shortcut in its cap, or only in the tooltip, to save room."""
        if not self._key or shown == (not self._spared):
            return
        whole = self.sizeHint().width() + self._spared
        long = "long" if len(self._key) > _SHORT else "short"
        restyle(self, keyed=long if shown else "")
        self._spared = 0
        if not shown:
            self._spared = max(1, whole - super().sizeHint().width())
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Return the style's size, widened if its margin cannot hold the cap."""
        hint = super().sizeHint()
        if not self._key or self._spared:
            return hint
        room = theme.px("long_cap" if self.property("keyed") == "long" else "cap")
        needed = cap_width(QFontMetrics(theme.font("tiny")), self._key) + 2 * _MARGIN
        return QSize(hint.width() + max(0, needed - room), hint.height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Press the button on Enter, as on Space."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat():
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the button, then its cap."""
        super().paintEvent(event)
        if not self._key or self._spared:
            return
        main = self.property("role") == "main"
        painter = QPainter(self)
        paint_cap(painter, QRectF(self.rect()), self._key, "on_main" if main else "soft")
        painter.end()


def cap_width(metrics: QFontMetrics, key: str) -> int:
    """Return the width of a key's cap, in px."""
    return max(theme.px(20), metrics.horizontalAdvance(_native(key)) + theme.px(10))


def paint_cap(painter: QPainter, box: QRectF, key: str, role: str, margin: float = _MARGIN) -> None:
    """Paint a key's cap at the right end of a box.

    role: the role of its colour.
    """
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setFont(theme.font("tiny"))
    words = _native(key)
    height = theme.px(20)
    width = cap_width(painter.fontMetrics(), key)
    cap = QRectF(box.right() - margin - width, box.center().y() - height / 2, width, height)
    painter.setPen(theme.colour(role))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(cap, 5, 5)
    painter.drawText(cap, Qt.AlignmentFlag.AlignCenter, words)


def _native(key: str) -> str:
    return QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)


def button(
    text: str,
    icon: str = "",
    slot: Callable[[], object] | None = None,
    key: str = "",
    main: bool = False,
    role: str = "",
) -> KeyButton:
    """Return a button.

    text: the text, which is also the accessible name.
    icon: the name of an icon.
    slot: called without arguments when the button is pressed.
    key: the shortcut.
    main: whether this is the one emphasised button of its page.
    role: "link", "chip" or another role of the style sheet.
    """
    made = KeyButton(text.replace("&", "&&"), key)
    made.setProperty("role", "main" if main else role)
    made.setAccessibleName(text)
    if icon:
        tint = "on_main" if main else ("deep" if role == "link" else "ink")
        made.setIcon(theme.icon(icon, tint))
        made.setIconSize(theme.icon_size())
    if slot is not None:
        made.clicked.connect(lambda _checked=False: slot())
    return made
