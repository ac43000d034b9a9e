"""The picture of a frame, in which a slot can be selected."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from exports.documents.framework.frame_picture import frame_words
from resources.words import count, say
from ui.framework.frame_painting import measure, paint_frame
from ui.framework.framework_now import FrameworkNow
from ui.kit import theme
from ui.widgets import scrolled
from upstream_workshop.framework.frame_drawing import (
    WIDTH,
    FrameDrawing,
    Strength,
    draw_frame,
)
from upstream_workshop.framework.queries import FrameRow, SlotRow

_LEAST: Final = 0.86  # the least scale at 100 %, at which the words are as small as small text
_STEPS: Final = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Down: 1,
}
_ENTER: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class CanvasView(QWidget):
    """A frame as a picture that is as wide as there is room, and scrolls.

    Arrow keys move between slots. `chosen_changed(slot or None)` is emitted as the selection changes,
    `opened()` on Enter or a double click.
    """

    chosen_changed = Signal(object)
    opened = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._picture = _Picture()
        self.area: QScrollArea = scrolled(self._picture)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.area)
        self.setFocusProxy(self._picture)
        self._picture.pressed.connect(self._on_pressed)
        self._picture.moved.connect(self._on_moved)
        self._picture.opened.connect(self.opened)

    def show_now(self, now: FrameworkNow, frame: FrameRow) -> None:
        """Show a frame with how much its slots rest on; the selected slot stays."""
        strengths = strengths_now(now, frame)
        self._picture.show_frame(frame, strengths)
        self.chosen_changed.emit(self.chosen())

    def chosen(self) -> SlotRow | None:
        """Return the selected slot, or None."""
        return self._picture.chosen()

    def select(self, slot_id: int | None) -> None:
        """Select a slot by its id, or none, and bring it into view."""
        self._picture.select(slot_id)
        box = self._picture.box_of(slot_id)
        if not box.isNull():
            self.area.ensureVisible(round(box.center().x()), round(box.top()), 40, 40)
        self.chosen_changed.emit(self.chosen())

    def _on_pressed(self, slot_id: int) -> None:
        self.select(slot_id or None)

    def _on_moved(self, step: int) -> None:
        ids = [slot.id for slot in self._picture.slots()]
        if ids:
            chosen = self.chosen()
            at = ids.index(chosen.id) + step if chosen else 0
            self.select(ids[min(max(0, at), len(ids) - 1)])


class _Picture(QWidget):
    """The painted frame; `pressed(slot id or 0)`, `moved(step)` and `opened()` say what keys and mouse do."""

    pressed = Signal(int)
    moved = Signal(int)
    opened = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._frame: FrameRow | None = None
        self._drawing = FrameDrawing(WIDTH, 1.0, (), ())
        self._slot_id: int | None = None
        self.setAccessibleName(say("Picture of the framework"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumWidth(1)

    def show_frame(self, frame: FrameRow, strengths: dict[int, Strength]) -> None:
        """Show a frame."""
        self._frame = frame
        self._drawing = draw_frame(frame, measure, strengths)
        self.setAccessibleDescription(frame_words(frame))
        self._fit()

    def slots(self) -> tuple[SlotRow, ...]:
        """Return the slots of the frame in order."""
        return self._frame.slots if self._frame else ()

    def chosen(self) -> SlotRow | None:
        """Return the selected slot, or None."""
        return next((slot for slot in self.slots() if slot.id == self._slot_id), None)

    def select(self, slot_id: int | None) -> None:
        """Mark a slot as the selected one."""
        self._slot_id = slot_id
        self.update()

    def box_of(self, slot_id: int | None) -> QRectF:
        """Return where a slot is on the widget; a null rectangle for none."""
        rect = dict(self._drawing.slots).get(slot_id or 0)
        scale = self._scale()
        if rect is None:
            return QRectF()
        return QRectF(rect.x * scale, rect.y * scale, rect.width * scale, rect.height * scale)

    def sizeHint(self) -> QSize:
        """Return the size of the picture at the present width."""
        scale = self._scale()
        return QSize(round(WIDTH * scale), round(self._drawing.height * scale) + 4)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Make the picture as wide as there is room."""
        super().resizeEvent(event)
        self._fit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the picture, and a frame around the selected slot."""
        painter = QPainter(self)
        scale = self._scale()
        painter.scale(scale, scale)
        painter.translate(2, 2)
        paint_frame(painter, self._drawing)
        if rect := dict(self._drawing.slots).get(self._slot_id or 0):
            painter.setPen(QPen(theme.colour("river"), 3.0))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(rect.x, rect.y, rect.width, rect.height), 14, 14)
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Select the slot under the pointer."""
        self.setFocus()
        place = QPointF(event.position()) / self._scale()
        self.pressed.emit(self._drawing.slot_at(place.x(), place.y()) or 0)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open the slot under the pointer."""
        self.opened.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move between slots by arrow keys; leave other keys to the page."""
        key = Qt.Key(event.key())
        if key in _STEPS and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.moved.emit(_STEPS[key])
        elif key in _ENTER:
            self.opened.emit()
        else:
            event.ignore()

    def _scale(self) -> float:
        """Return the scale: as wide as there is room, and never so small that words cannot be read."""
        least = _LEAST * theme.px(100) / 100
        return max(least, (self.width() - 4) / WIDTH)

    def _fit(self) -> None:
        least = _LEAST * theme.px(100) / 100
        self.setMinimumWidth(round(WIDTH * least))
        self.setMinimumHeight(round(self._drawing.height * self._scale()) + 4)
        self.update()


def strengths_now(now: FrameworkNow, frame: FrameRow) -> dict[int, Strength]:
    """Return how much the slots of a frame rest on, as the facilitator sees it."""
    found = {}
    for slot in frame.slots if now.homes else ():
        homes = len(now.support(slot.statements).organisations)
        words = count(
            len(now.homes),
            "{heard} of {n} organisation",
            "{heard} of {n} organisations",
            heard=homes,
        )
        found[slot.id] = Strength(words, homes / len(now.homes))
    return found
