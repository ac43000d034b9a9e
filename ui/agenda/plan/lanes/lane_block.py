"""A block in its lane: as high as it is long, dragged to another place, its lower border for minutes."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QPoint, QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QApplication, QWidget

from resources.words import count, say
from ui.agenda.plan.cell_painting import WARNING
from ui.kit import theme
from upstream_workshop.agenda import rules
from upstream_workshop.agenda.rules import BlockRow

MINUTE: Final = 2.2  # px at 100 %
_BORDER: Final = 8  # px at which the lower border is taken hold of
_ROUND: Final = 5  # minutes that a drag goes by
_LONGEST: Final = 24 * 60 - 1


class LaneBlock(QWidget):
    """One block. `pointed()` as it gets the keys; `minutes_wanted(minutes)` when it is made as long.

    `dropped()` when it was dragged somewhere, where it lies until its lanes put it in a place.
    """

    pointed = Signal()
    minutes_wanted = Signal(int)
    dropped = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.block = BlockRow(0, 1, "", 0, 0, "")
        self.read_only = False
        self._wrong = False
        self._dragged: int | None = None  # minutes, while the border is dragged
        self._held: QPoint | None = None  # where the pointer took hold of the block
        self._home: QPoint | None = None  # where it lay, while it is dragged
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)

    def show_block(self, block: BlockRow, remarks: str, wrong: bool, read_only: bool) -> None:
        """Show a block, and what is said about it."""
        self.block, self._wrong, self.read_only = block, wrong, read_only
        said = say(
            "{start} to {end}, {title}, {minutes}, {track}",
            start=rules.clock_time(block.starts),
            end=rules.clock_time(block.ends),
            title=block.title,
            minutes=count(block.minutes, "{n} minute", "{n} minutes"),
            track=block.track or say("main room"),
        )
        self.setAccessibleName(said)
        self.setAccessibleDescription(remarks)
        self.update()

    @property
    def minutes(self) -> int:
        """Minutes as they are shown: while the border is dragged, what they would be."""
        return self.block.minutes if self._dragged is None else self._dragged

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of the lower border, or of the block."""
        self.setFocus()
        if event.button() != Qt.MouseButton.LeftButton or self.read_only:
            return
        if event.position().y() >= self.height() - _BORDER:
            self._dragged = self.block.minutes
        else:
            self._held = event.position().toPoint()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Draw the border to the pointer, in steps of five minutes; or the whole block with it."""
        if self._held is not None:
            self._carry(event.position().toPoint() - self._held)
            return
        y = event.position().y()
        if self._dragged is None:
            near = y >= self.height() - _BORDER and not self.read_only
            self.setCursor(Qt.CursorShape.SizeVerCursor if near else Qt.CursorShape.ArrowCursor)
            return
        minutes = round(y / theme.px(MINUTE * 100) * 100 / _ROUND) * _ROUND
        self._dragged = min(max(minutes, _ROUND), _LONGEST)
        self._stretch()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let the block last as long as it was drawn, or lie where it was dragged."""
        home, self._held, self._home = self._home, None, None
        minutes, self._dragged = self._dragged, None
        if home is not None:
            self.dropped.emit()
            return
        if minutes is not None and minutes != self.block.minutes:
            self.minutes_wanted.emit(minutes)
        self._stretch()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape lets border and block go; Shift+Down and Shift+Up are five minutes, plus and minus one."""
        if event.key() == Qt.Key.Key_Escape and self._dragged is not None:
            self._dragged = None
            self._stretch()
            return
        if event.key() == Qt.Key.Key_Escape and self._held is not None:
            self.let_go()
            return
        shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        steps = {Qt.Key.Key_Down: _ROUND, Qt.Key.Key_Up: -_ROUND} if shifted else {}
        steps |= {Qt.Key.Key_Plus: 1, Qt.Key.Key_Minus: -1}
        more = steps.get(Qt.Key(event.key()))
        if more is None or self.read_only:
            event.ignore()
            return
        minutes = min(max(self.block.minutes + more, 0), _LONGEST)
        if minutes != self.block.minutes:
            self.minutes_wanted.emit(minutes)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Tell that the keys are here."""
        super().focusInEvent(event)
        self.raise_()
        self.pointed.emit()
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show that they are gone."""
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the block in its colour, with its time, title and minutes as far as there is room."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tone = self.block.category or "plain"
        box = QRectF(self.rect()).adjusted(1, 1, -1, -2)
        keys = self.hasFocus()
        edge = "river" if keys else "sun" if self._wrong else f"{tone}_line"
        painter.setPen(QPen(theme.colour(edge), 2 if keys or self._wrong else 1))
        painter.setBrush(theme.colour(f"{tone}_tint"))
        painter.drawRoundedRect(box, 4, 4)
        self._paint_words(painter, box.adjusted(theme.px(8), 0, -theme.px(8), 0), tone)
        painter.end()

    def _paint_words(self, painter: QPainter, box: QRectF, tone: str) -> None:
        painter.setFont(theme.font("small", "strong"))
        painter.setPen(theme.colour(f"{tone}_text"))
        metrics = painter.fontMetrics()
        high = metrics.height()
        if box.height() < high - 4:
            return
        words = say(
            "{time}  {title}", time=rules.clock_time(self.block.starts), title=self.block.title
        )
        if self._wrong:
            words = f"{WARNING} {words}"
        about = count(self.minutes, "{n} minute", "{n} minutes")
        lines = [words, ", ".join(filter(None, (about, self.block.lead, self.block.place)))]
        both = 2 * high <= box.height()
        top = box.top() + (theme.px(3) if both else (box.height() - high) / 2)
        for number, line in enumerate(lines if both else lines[:1]):
            if number:
                painter.setFont(theme.font("small"))
            shown = painter.fontMetrics().elidedText(
                line, Qt.TextElideMode.ElideRight, int(box.width())
            )
            place = QRectF(box.left(), top + number * high, box.width(), high)
            painter.drawText(
                place, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown
            )

    def let_go(self) -> None:
        """Lie again where it lay before it was dragged."""
        home, self._held, self._home = self._home, None, None
        if home is not None:
            self.move(home)

    def _carry(self, by: QPoint) -> None:
        """Move with the pointer, once that has moved as far as means a drag."""
        if self._home is None and by.manhattanLength() < QApplication.startDragDistance():
            return
        self._home = self._home or self.pos()
        self.setCursor(Qt.CursorShape.ClosedHandCursor)
        self.raise_()
        self.move(self.pos() + by)

    def _stretch(self) -> None:
        self.resize(self.width(), height_of(self.minutes))
        self.raise_()
        self.update()


def height_of(minutes: int) -> int:
    """Return how high so many minutes are, in px."""
    return max(round(minutes * theme.px(MINUTE * 100) / 100), theme.px(12))
