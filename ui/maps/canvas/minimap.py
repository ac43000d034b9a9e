"""A small picture of the whole map in a corner of its view, with a frame around what is seen."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QLineF, QObject, QPointF, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QWidget

from resources.words import say
from ui.kit import theme
from ui.maps.canvas.scene import MapScene
from ui.widgets.canvas.zoom_view import ZoomView
from upstream_workshop.maps.geometry import MARGIN, LinkCurve, Rect

_SIZE: Final = (170, 110)  # px at 100 %, the most that it takes
_ROOM: Final = (420, 300)  # px at 100 %, the least view that it is shown in
_MARGIN: Final = 10
_PAUSE: Final = 150  # ms without a change after which the picture is painted anew


class Minimap(QWidget):
    """Shows where on a map one is; a click or a drag moves the view there.

    It is hidden while the whole map is seen, and where it would cover much of the view. The picture is kept,
    and painted anew only once the map has changed and has been left alone for a moment.
    """

    def __init__(self, view: ZoomView, scene: MapScene) -> None:
        super().__init__(view)
        self._view, self._scene = view, scene
        self._picture: QPixmap | None = None
        self._map_id = 0
        self._area = QRectF()  # of the map, in its own coordinates
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE)
        self._pause.timeout.connect(self.renew)
        self.setAccessibleName(say("The whole map, small"))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        scene.shown.connect(self._on_shown)
        view.viewed.connect(self.follow)
        view.installEventFilter(self)
        self.hide()

    def renew(self) -> None:
        """Paint the map as it is now."""
        self._area = self._scene.content()
        self._picture = None
        self.follow()

    def follow(self) -> None:
        """Show the frame where the view is now, unless all of the map is seen."""
        inner = self._area.adjusted(MARGIN, MARGIN, -MARGIN, -MARGIN)
        partly = not self._area.isEmpty() and not self.seen().contains(inner)
        self.setVisible(partly and self._has_room())
        self.update()

    def seen(self) -> QRectF:
        """Return the part of the map that is seen."""
        port = self._view.viewport().rect()
        return QRectF(self._view.place_at(port.topLeft()), self._view.place_at(port.bottomRight()))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay in the corner, and in the colours of the theme."""
        if event.type() == QEvent.Type.Resize:
            self._place()
            self.follow()
        elif event.type() in (QEvent.Type.PaletteChange, QEvent.Type.StyleChange):
            self._picture = None
            self._place()
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the kept picture and the frame."""
        if self._picture is None:
            self._picture = self._painted()
        painter = QPainter(self)
        painter.drawPixmap(0, 0, self._picture)
        scale, offset = self._scaling()
        frame = QRectF(self.seen().topLeft() * scale + offset, self.seen().size() * scale)
        painter.setPen(QPen(theme.colour("river"), 2))
        painter.drawRect(frame.intersected(QRectF(self.rect()).adjusted(1, 1, -1, -1)))
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Move the view to what was clicked."""
        self._go(event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Move the view with the mouse."""
        self._go(event.position())

    def _has_room(self) -> bool:
        room = self._view.size()
        return room.width() >= theme.px(_ROOM[0]) and room.height() >= theme.px(_ROOM[1])

    def _on_shown(self) -> None:
        """Wait for a moment without a change; another map's picture is hidden at once."""
        if self._map_id != self._scene.row.id:
            self._map_id, self._area = self._scene.row.id, QRectF()
            self.hide()
        self._pause.start()

    def _go(self, at: QPointF) -> None:
        scale, offset = self._scaling()
        self._view.show_place((at - offset) / scale)

    def _scaling(self) -> tuple[float, QPointF]:
        """Return the scale of the picture, and where the map's origin is in it."""
        room, area = QRectF(self.rect()).adjusted(4, 4, -4, -4), self._area
        scale = min(room.width() / area.width(), room.height() / area.height())
        return scale, room.center() - area.center() * scale

    def _painted(self) -> QPixmap:
        """Return the picture: boxes of factors, outlines of zones, straight lines for links."""
        ratio = self.devicePixelRatioF()
        picture = QPixmap(QSize(self.size()) * ratio)
        picture.setDevicePixelRatio(ratio)
        picture.fill(theme.colour("paper"))
        painter = QPainter(picture)
        painter.setPen(QPen(theme.colour("edge"), 1))
        painter.drawRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5))
        scale, offset = self._scaling()
        for zone in self._scene.annotations.zones.values():
            painter.drawRect(_scaled(zone.box.rect, scale, offset))
        painter.drawLines([_line(each.curve, scale, offset) for each in self._scene.links.values()])
        boxes = [_scaled(each.box.rect, scale, offset) for each in self._scene.factors.values()]
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("soft"))
        painter.drawRects(boxes)
        painter.end()
        return picture

    def _place(self) -> None:
        margin = theme.px(_MARGIN)
        room = self._view.size()
        self.resize(
            min(theme.px(_SIZE[0]), room.width() // 3), min(theme.px(_SIZE[1]), room.height() // 3)
        )
        self.move(room.width() - self.width() - margin, room.height() - self.height() - margin)
        self._picture = None


def _scaled(rect: Rect, scale: float, offset: QPointF) -> QRectF:
    """Return a rectangle of the map in the picture, at least so large that it is seen."""
    left, top = rect.x * scale + offset.x(), rect.y * scale + offset.y()
    return QRectF(left, top, max(rect.width * scale, 2), max(rect.height * scale, 2))


def _line(curve: LinkCurve, scale: float, offset: QPointF) -> QLineF:
    """Return a link in the picture as a straight line."""
    (x1, y1), *_, (x2, y2) = curve.points
    right, down = offset.x(), offset.y()
    return QLineF(x1 * scale + right, y1 * scale + down, x2 * scale + right, y2 * scale + down)
