"""A view of a canvas that zooms and pans, and keeps a zoom for each thing that is shown there."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Final

from PySide6.QtCore import QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QResizeEvent, QTransform
from PySide6.QtWidgets import QFrame, QGraphicsItem, QGraphicsScene, QGraphicsView, QWidget

from ui.kit import theme

STEP: Final = 1.15  # the factor of one notch of the wheel
_AROUND: Final = 40.0  # points around what is brought into view
_SCALES: Final = (0.05, 8.0)
_SMALLEST: Final = 0.0001  # the scale for fitting what lies as far apart as it can
_LARGEST: Final = 1.4  # the largest scale for fitting little, at 100 % text
Zoom = tuple[QTransform, QPointF]


class ZoomScene(QGraphicsScene):
    """A scene that a ZoomView can show."""

    def zoom_key(self) -> int:
        """Return the id of what is shown, for which the view keeps a zoom of its own."""
        raise NotImplementedError

    def content(self) -> QRectF:
        """Return the area of all that is shown."""
        raise NotImplementedError

    def set_scale(self, scale: float) -> None:
        """Note the scale at which the scene is shown from now on."""
        raise NotImplementedError


class ZoomView(QGraphicsView):
    """A view of a scene; `viewed()` is emitted when another part of it is seen."""

    viewed = Signal()

    def __init__(self, scene: ZoomScene, parent: QWidget | None = None) -> None:
        super().__init__(scene, parent)
        self._shown = scene
        self._zooms: dict[int, Zoom | None] = {}  # by key; None: fitted until the user zooms
        self.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setViewportUpdateMode(QGraphicsView.ViewportUpdateMode.SmartViewportUpdate)
        self.setCacheMode(QGraphicsView.CacheModeFlag.CacheBackground)
        self.setTransformationAnchor(QGraphicsView.ViewportAnchor.NoAnchor)
        self.setResizeAnchor(QGraphicsView.ViewportAnchor.NoAnchor)

    def fit(self) -> None:
        """Show everything, and again whenever it changes, until the user zooms or pans."""
        self._zooms[self._shown.zoom_key()] = None
        self._show_area(self._shown.content())
        if text_scale() > 1:
            self._keep_zoom()

    def fit_selection(self) -> None:
        """Show what is selected as large as it fits."""
        area = self._selected_area()
        if not area.isEmpty():
            self._show_area(_with_room(area))
            self._keep_zoom()

    def bring_into_view(self, area: QRectF | None = None) -> None:
        """Move the view so that an area is seen, with some room; zoom out if it is larger.

        area: by default that of what is selected.
        """
        area = self._selected_area() if area is None else area
        seen = QRectF(self.place_at(QPoint()), self.place_at(self.viewport().rect().bottomRight()))
        if area.isEmpty() or seen.contains(area) or not (self.is_zoomed() or text_scale() > 1):
            return
        area = _with_room(area)
        scale = self.transform().m11()
        room = self.viewport().rect()
        if area.width() * scale > room.width() or area.height() * scale > room.height():
            self._show_area(area)
        else:
            self._set_zoom(scale, area.center(), QPointF(room.center()))
        self._keep_zoom()

    def is_busy(self) -> bool:
        """Return whether a gesture goes on, during which what is fitted is not fitted again."""
        return False

    def fit_if_unzoomed(self) -> None:
        """Show everything again, unless the user has zoomed or panned.

        It is as large as the whole of it fits, and with larger text larger by as much.
        """
        if self._zooms.get(self._shown.zoom_key()) is None and not self.is_busy():
            self._show_area(self._shown.content(), text_scale())

    def is_zoomed(self) -> bool:
        """Return whether the user has zoomed or panned what is shown."""
        return self._zooms.get(self._shown.zoom_key()) is not None

    def show_from(self, corner: QPointF, scale: float) -> None:
        """Show the scene at a scale from a corner on, in the middle if it is not as wide as the view."""
        free = self.viewport().width() - self._shown.content().width() * scale
        self._set_zoom(scale, corner, QPointF(max(0.0, free / 2), 0.0))

    def zoom(self, factor: float, at: QPointF | None = None) -> None:
        """Zoom by a factor, within limits; what is at a point of the viewport stays there.

        What is smaller than the least, as it was fitted, becomes no smaller.

        at: the point, in pixels; the middle without one.
        """
        least, most = _SCALES
        scale = self.transform().m11()
        factor = min(max(factor, min(1.0, least / scale)), max(1.0, most / scale))
        place = QPointF(self.viewport().rect().center()) if at is None else at
        self._set_zoom(scale * factor, self.place_at(place), place)
        self._keep_zoom()

    def zoom_to_100(self) -> None:
        """Show the scene at the size of the text around it, around the middle of the view."""
        self.zoom(text_scale() / self.transform().m11())

    def remember_zoom(self) -> None:
        """Keep the zoom of what is shown, before something else is."""
        if self._zooms.get(self._shown.zoom_key()) is not None:
            self._keep_zoom()

    def recall_zoom(self) -> None:
        """Show what the scene shows with the zoom that it had, or the whole of it."""
        kept = self._zooms.get(self._shown.zoom_key())
        if kept is None:
            self.fit_if_unzoomed()
        else:
            self.setTransform(kept[0])
            self._set_zoom(kept[0].m11(), kept[1], QPointF(self.viewport().rect().center()))

    def zooms(self) -> dict[int, tuple[float, float, float]]:
        """Return the scale and the middle of each thing that the user has zoomed or panned, by its key."""
        self.remember_zoom()
        kept = ((key, zoom) for key, zoom in self._zooms.items() if zoom is not None)
        return {key: (scale.m11(), middle.x(), middle.y()) for key, (scale, middle) in kept}

    def restore_zooms(self, zooms: Mapping[int, tuple[float, float, float]]) -> None:
        """Take up zooms that another view of the same had, and show what is shown with its own."""
        for key, (scale, x, y) in zooms.items():
            self._zooms[key] = (QTransform.fromScale(scale, scale), QPointF(x, y))
        self.recall_zoom()

    def keep_zooms(self, keys: Collection[int]) -> None:
        """Forget the zooms of all but these: something new may get the key of what is gone."""
        self._zooms = {key: zoom for key, zoom in self._zooms.items() if key in keys}

    def show_place(self, place: QPointF) -> None:
        """Show a place in the middle, at the same scale."""
        middle = QPointF(self.viewport().rect().center())
        self._set_zoom(self.transform().m11(), place, middle)
        self._keep_zoom()

    def pan(self, across: float, down: float) -> None:
        """Move what is seen by some pixels."""
        middle = QPointF(self.viewport().rect().center())
        place = self.place_at(middle - QPointF(across, down))
        self._set_zoom(self.transform().m11(), place, middle)
        self._keep_zoom()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit everything to the new size, or keep its middle in the middle."""
        super().resizeEvent(event)
        self.recall_zoom()

    def place_at(self, at: QPointF | QPoint) -> QPointF:
        """Return the place of the scene at a point of the viewport."""
        back, _ = self.viewportTransform().inverted()
        return back.map(QPointF(at))

    def reach(self, pixels: float) -> float:
        """Return a distance in the scene that is as long as some pixels."""
        return pixels / self.transform().m11()

    def _selected_area(self) -> QRectF:
        """Return the area of what is selected; empty without a selection."""
        return area_of(self._shown.selectedItems())

    def _show_area(self, area: QRectF, larger: float = 1.0) -> None:
        if area.isEmpty():
            return
        port = self.viewport().rect()
        scale = min(port.width() / area.width(), port.height() / area.height(), _LARGEST) * larger
        self._set_zoom(max(scale, _SMALLEST), area.center(), QPointF(port.center()))

    def _set_zoom(self, scale: float, place: QPointF, at: QPointF) -> None:
        """Show the scene at a scale, with a place of it at a point of the viewport."""
        self.setTransform(QTransform.fromScale(scale, scale))
        self._shown.set_scale(scale)
        middle = QPointF(self.viewport().rect().center())
        self.centerOn(place + (middle - at) / scale)
        left = self.place_at(at) - place  # scroll bars count whole pixels
        self.translate(left.x(), left.y())
        self.viewed.emit()

    def _keep_zoom(self) -> None:
        middle = self.place_at(QPointF(self.viewport().rect().center()))
        self._zooms[self._shown.zoom_key()] = (QTransform(self.transform()), middle)


def area_of(items: Iterable[QGraphicsItem]) -> QRectF:
    """Return the area of items of a scene; empty without any."""
    area = QRectF()
    for item in items:
        area = area.united(item.sceneBoundingRect())
    return area


def _with_room(area: QRectF) -> QRectF:
    return area.adjusted(-_AROUND, -_AROUND, _AROUND, _AROUND)


def text_scale() -> float:
    """Return the size of the text of the program, 1.0 at 100 %."""
    return theme.px(100) / 100
