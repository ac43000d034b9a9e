"""The entry line: where a facilitator types, Enter by Enter."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QObject, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QWidget

from ui.kit import theme
from ui.widgets.chips import Chip
from ui.widgets.labels import ElidedLabel, Glyph, restyle

_HINTED: Final = 300  # px at 100 %: in a narrower line there is no hint


class GhostField(QLineEdit):
    """A line edit that can show, after what was typed, what Enter would mean."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.ghost = ""

    def paintEvent(self, event: QPaintEvent) -> None:
        """The typed words, then the ghost in soft ink."""
        super().paintEvent(event)
        if not self.ghost:
            return
        left = self.fontMetrics().horizontalAdvance(self.text()) + theme.px(18)
        room = QRect(left, 0, self.width() - left, self.height())
        shown = self.fontMetrics().elidedText(self.ghost, Qt.TextElideMode.ElideRight, room.width())
        painter = QPainter(self)
        painter.setPen(theme.colour("soft"))
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
        painter.end()


class EntryLine(QFrame):
    """An icon, one field, a chip for what it noticed, and a hint of what the keys do.

    `entered(text)` on Enter (also when empty: a page may make sense of that), `edited(text)` on
    every change. The page decides when to clear it.
    """

    entered = Signal(str)
    edited = Signal(str)

    def __init__(
        self, label: str, icon: str = "", hint: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setProperty("role", "entry")
        self.field = GhostField()
        self.field.setAccessibleName(label)
        self.field.setPlaceholderText(label)
        self.field.setMinimumWidth(theme.px(150))
        self.field.returnPressed.connect(lambda: self.entered.emit(self.field.text()))
        self.field.textChanged.connect(self._on_typed)
        self.field.installEventFilter(self)
        self._chip = Chip("")
        self._chip.hide()
        self._hint = ElidedLabel("", "small")
        self._hint.setMinimumWidth(1)  # the field comes first
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 7, 14, 7)
        row.setSpacing(10)
        if icon:
            row.addWidget(Glyph(icon))
        row.addWidget(self.field, 1)
        row.addWidget(self._chip)
        row.addWidget(self._hint)
        self.setMinimumHeight(theme.px(46))
        self.setFocusProxy(self.field)
        self.set_hint(hint)

    def set_hint(self, hint: str) -> None:
        """What Enter, Tab and letters do, at the right; read aloud as the description."""
        self._hint.set_text(hint)
        self._show_hint()
        self.field.setAccessibleDescription(hint)

    def set_ghost(self, ghost: str) -> None:
        """What Enter would mean, softly after the typed words."""
        self.field.ghost = ghost
        self.field.update()

    def set_chip(self, text: str, tone: str = "sun") -> None:
        """A word about what was typed, such as a near-duplicate; empty text takes it away."""
        self._chip.set(text, tone)
        self._chip.setVisible(bool(text))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """More or less room for the hint."""
        super().resizeEvent(event)
        self._show_hint()

    def _on_typed(self, text: str) -> None:
        self._show_hint()
        self.edited.emit(text)

    def _show_hint(self) -> None:
        """A hint of which only a word would be left is not shown, nor one in the way of long words."""
        typed = self.field.fontMetrics().horizontalAdvance(self.field.text())
        taken = self._hint.sizeHint().width() + self._chip.sizeHint().width() + theme.px(70)
        self._hint.setVisible(
            bool(self._hint.whole())
            and self.width() >= theme.px(_HINTED)
            and (not typed or typed + taken <= self.width())
        )

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Show on the frame that the field has the focus; Escape first clears what is typed."""
        cancel = QKeySequence.StandardKey.Cancel
        pressed = event if event.type() == QEvent.Type.KeyPress else None
        if isinstance(pressed, QKeyEvent) and pressed.matches(cancel) and self.field.text():
            self.field.clear()
            return True
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            restyle(self, active=event.type() == QEvent.Type.FocusIn)
        return super().eventFilter(watched, event)
