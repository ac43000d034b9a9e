"""What the room sees, small beside the laptop's controls."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from resources.words import say
from ui.room_screen.room_screen import RoomScreen
from ui.room_screen.slide_painter import HEIGHT, WIDTH

_LEAST = 24  # px: still light, dark or black


class RoomThumbnail(QWidget):
    """Paints what the room screen paints, and says it in words; hidden while the room sees nothing."""

    def __init__(self, room: RoomScreen, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._room = room
        self.setAccessibleName(say("What the room sees"))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        self.setMinimumHeight(_LEAST)
        room.repainted.connect(self._follow)
        room.switched.connect(self._follow)
        self._follow()

    def sizeHint(self) -> QSize:
        """As high as a screen of its width."""
        return QSize(_LEAST, self.width() * HEIGHT // WIDTH)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Never higher than a screen of its width."""
        super().resizeEvent(event)
        self.setMaximumHeight(max(_LEAST, self.width() * HEIGHT // WIDTH))

    def paintEvent(self, event: QPaintEvent) -> None:
        """The same as on the room screen."""
        painter = QPainter(self)
        self._room.paint(painter, QRectF(self.rect()))
        painter.end()

    def _follow(self) -> None:
        self.setVisible(self._room.isVisible())
        self.setAccessibleDescription(self._room.words())
        self.update()
