"""The entry line, in which most things are typed."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QObject, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from ui.kit import theme
from ui.widgets.chips import Chip
from ui.widgets.labels import ElidedLabel, Glyph, label, restyle, unmarked

_ENTER: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_CHIP: Final = 60  # px at 100 %: the least width of a chip
_BESIDE: Final = 82  # px at 100 %: the icon, margins, and the gaps between the parts


class GhostField(QLineEdit):
    """A line edit that can show, after the typed text, what Enter would mean."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.ghost = ""

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the typed text, then the ghost in soft ink."""
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
    """A line with an icon, a field, a chip for remarks and a hint of what keys do.

    A text that is refused stays, in a red frame with the reason below it, until it is changed. An Enter
    that a key held down repeats is none.

    name: the placeholder and accessible name of the field.
    icon: the name of an icon.
    hint: what keys do.

    `entered(text)` is emitted on Enter, also with an empty text, `edited(text)` on every change.
    The page clears the field once it has kept the text; a text that is still there is selected, so that
    typing replaces it.
    """

    entered = Signal(str)
    edited = Signal(str)

    def __init__(
        self, name: str, icon: str = "", hint: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setProperty("role", "entry")
        self.field = GhostField()
        self.field.setAccessibleName(name)
        self.field.setPlaceholderText(name)
        self.field.setMinimumWidth(theme.px(150))
        self.field.returnPressed.connect(self._on_return)
        self.field.textChanged.connect(self._on_typed)
        self.field.installEventFilter(self)
        self._mode = Chip("", "plum")
        self._mode.hide()
        self._refusal = label("", "refusal", wrap=True)
        self._refusal.hide()
        self._chip = Chip("")
        self._chip.hide()
        for chip in (self._mode, self._chip):
            chip.setMinimumWidth(theme.px(_CHIP))  # less than its words, which then end in dots
        self._hint = ElidedLabel("", "small")
        self._hint.setMinimumWidth(1)  # so that the field gets the room first
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 7, 14, 7)
        column.setSpacing(4)
        row = QHBoxLayout()
        row.setSpacing(10)
        column.addLayout(row)
        column.addWidget(self._refusal)
        if icon:
            row.addWidget(Glyph(icon))
        row.addWidget(self._mode)
        row.addWidget(self.field, 1)
        row.addWidget(self._chip)
        row.addWidget(self._hint)
        self.setMinimumHeight(theme.px(46))
        self.setFocusProxy(self.field)
        self.set_hint(hint)

    def set_hint(self, hint: str) -> None:
        """Show at the right what keys do; it is also the accessible description."""
        if hint == self._hint.whole():
            return
        self._hint.set_text(hint)
        self._show_hint()
        self.field.setAccessibleDescription(hint)

    def set_ghost(self, ghost: str) -> None:
        """Show, after the typed text, what Enter would mean."""
        self.field.ghost = ghost
        self.field.update()

    def set_chip(self, text: str, tone: str = "sun") -> None:
        """Show a remark on the typed text, such as a near-duplicate; an empty text hides it."""
        if not text and self._chip.isHidden():
            return
        self._chip.set(text, tone)
        self._chip.setVisible(bool(text))
        self._show_hint()

    def set_mode(self, words: str) -> None:
        """Show before the text that the line does something else than usual; "" ends that."""
        self._mode.set(words)
        self._mode.setVisible(bool(words))
        self._show_tone()
        self._show_hint()

    def set_refusal(self, why: str) -> None:
        """Show in red why the text cannot be taken as it is, until it is changed; "" takes that back.

        The refused text is selected, so that typing replaces it.
        """
        if not why and not self._refusal.text():
            return
        self._refusal.setText(why)
        if why:
            self.field.selectAll()
        self._refusal.setVisible(bool(why))
        self._show_tone()
        self._show_hint()

    def refusal(self) -> str:
        """Return why the text is refused, or "" if it is not."""
        return self._refusal.text()

    def _show_tone(self) -> None:
        mode = "plum" if self._mode.text() else ""
        restyle(self, tone="rose" if self._refusal.text() else mode)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show or hide the hint, depending on the room."""
        super().resizeEvent(event)
        self._show_hint()

    def _on_return(self) -> None:
        typed = self.field.text()
        self.entered.emit(typed)
        if typed and self.field.text() == typed:
            self.field.selectAll()

    def _on_typed(self, text: str) -> None:
        self.set_refusal("")
        self._show_hint()
        self.edited.emit(text)

    def _show_hint(self) -> None:
        """Show as much of the hint as there is room for; hide it if it is in the way of a text or a chip."""
        typed = self.field.text()
        words = typed or self.field.placeholderText()
        room = self.width() - self.field.fontMetrics().horizontalAdvance(words) - theme.px(_BESIDE)
        for chip in (self._mode, self._chip):
            room -= 0 if chip.isHidden() else chip.sizeHint().width()
        is_busy = bool(typed) or not self._chip.isHidden()
        whole = self._hint.sizeHint().width()
        fits = room >= whole if is_busy else self._hint.is_worth(room)
        is_shown = bool(self._hint.whole()) and not self._refusal.text() and fits
        self._hint.setVisible(is_shown)
        self.setToolTip("" if is_shown else unmarked(self._hint.whole()))
        self._hint.setMaximumWidth(max(room, 1))  # the words of the field are shown whole

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Show on the frame whether the field has the focus; clear the text on Escape."""
        cancel = QKeySequence.StandardKey.Cancel
        pressed = event if event.type() == QEvent.Type.KeyPress else None
        if isinstance(pressed, QKeyEvent):
            if pressed.isAutoRepeat() and pressed.key() in _ENTER:
                return True
            if pressed.matches(cancel) and self.field.text():
                self.field.clear()
                return True
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            restyle(self, active=event.type() == QEvent.Type.FocusIn)
        return super().eventFilter(watched, event)
