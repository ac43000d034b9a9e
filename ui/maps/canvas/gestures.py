"""The gestures on the canvas; each is an object from mouse press to release or cancellation."""

from __future__ import annotations

from collections.abc import Callable, Collection

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QPen
from PySide6.QtWidgets import QGraphicsLineItem, QGraphicsRectItem

from ui.kit import theme
from ui.maps.canvas.items import FactorItem, LinkItem
from ui.maps.canvas.scene import MapScene
from upstream_workshop.maps.geometry import Place

EDGE = 9.0  # distance from a factor's border within which a press draws a link
_STILL = 3.0  # a shorter movement counts as a click


class DragFactors:
    """Moves factors with the mouse; on release, `done` is called with all new places.

    snapped: changes a movement so that the factors align with others.
    clear: removes what shows along which lines they do.
    """

    def __init__(
        self,
        scene: MapScene,
        start: QPointF,
        ids: Collection[int],
        done: Callable[[dict[int, Place]], object],
        snapped: Callable[[QPointF], QPointF],
        clear: Callable[[], object],
    ) -> None:
        self._scene = scene
        self._snapped, self._clear = snapped, clear
        self._start = start
        self._from = {row.id: (row.x, row.y) for row in scene.row.factors if row.id in ids}
        self._done = done

    def move(self, place: QPointF) -> None:
        """Show the factors at the mouse."""
        if self._far(place):
            self._scene.preview(self._places(place))

    def release(self, place: QPointF) -> None:
        """Move the factors, unless the mouse only clicked."""
        places = self._places(place)
        self._clear()
        if self._far(place):
            self._done(places)

    def cancel(self) -> None:
        """Show the factors at their old places."""
        self._clear()
        self._scene.preview({})

    def _places(self, place: QPointF) -> dict[int, Place]:
        by = self._snapped(place - self._start)
        return {id_: (x + by.x(), y + by.y()) for id_, (x, y) in self._from.items()}

    def _far(self, place: QPointF) -> bool:
        return QLineF(self._start, place).length() >= _STILL


class DrawLink:
    """Draws a line from a factor's edge.

    On release over another factor, `done` is called with both ids.
    """

    def __init__(
        self, scene: MapScene, source: FactorItem, done: Callable[[int, int], object]
    ) -> None:
        self._scene = scene
        self._source = source
        self._done = done
        self._line = guide_line(scene)

    def move(self, place: QPointF) -> None:
        """Draw the line to the mouse."""
        self._line.setLine(QLineF(QPointF(*self._source.box.rect.centre), place))

    def release(self, place: QPointF) -> None:
        """Link to the factor under the mouse, if it is another one."""
        self.cancel()
        target = self._scene.factor_at(place)
        if target is not None and target is not self._source:
            self._done(self._source.box.factor_id, target.box.factor_id)

    def cancel(self) -> None:
        """Remove the line."""
        if self._line.scene() is not None:
            self._scene.removeItem(self._line)


class LeadLink:
    """Leads an end of a link elsewhere.

    On release over another factor, `done` is called with the id of the link and of its new source and
    target, None for the one that stays.
    """

    def __init__(
        self,
        scene: MapScene,
        link: LinkItem,
        at_source: bool,
        done: Callable[[int, int | None, int | None], object],
    ) -> None:
        self._scene = scene
        self._link = link
        self._at_source = at_source
        self._done = done
        points = link.curve.points
        self._fixed = QPointF(*points[3 if at_source else 0])
        self._line = guide_line(scene)

    def move(self, place: QPointF) -> None:
        """Draw a line from the end that stays to the mouse."""
        self._line.setLine(QLineF(self._fixed, place))

    def release(self, place: QPointF) -> None:
        """Lead the link to the factor under the mouse, if there is one."""
        self.cancel()
        found = self._scene.factor_at(place)
        if found is not None:
            id_ = found.box.factor_id
            ends = (id_, None) if self._at_source else (None, id_)
            self._done(self._link.curve.link_id, *ends)

    def cancel(self) -> None:
        """Remove the line."""
        if self._line.scene() is not None:
            self._scene.removeItem(self._line)


def guide_line(scene: MapScene) -> QGraphicsLineItem:
    """Return a dashed line above everything, added to the scene, for a link that is being drawn."""
    made = QGraphicsLineItem()
    made.setPen(QPen(theme.colour("river"), 2, Qt.PenStyle.DashLine))
    made.setZValue(2)
    scene.addItem(made)
    return made


class RubberBand:
    """Draws a frame; on release, the factors, links, zones and notes in it are selected.

    adding: whether what was selected before stays selected.
    """

    def __init__(self, scene: MapScene, start: QPointF, adding: bool = False) -> None:
        self._scene = scene
        self._factors, self._links, self._zones, self._notes = (
            scene.selected_ids() if adding else ([], [], [], [])
        )
        self._start = start
        self._frame = QGraphicsRectItem()
        self._frame.setPen(QPen(theme.colour("river"), 1, Qt.PenStyle.DashLine))
        self._frame.setZValue(2)
        scene.addItem(self._frame)

    def move(self, place: QPointF) -> None:
        """Draw the frame to the mouse."""
        self._frame.setRect(QRectF(self._start, place).normalized())

    def release(self, place: QPointF) -> None:
        """Select what is completely inside the frame."""
        frame = QRectF(self._start, place).normalized()
        self.cancel()
        factors, links = self._scene.factors, self._scene.links
        zones, notes = self._scene.annotations.inside(frame)
        self._scene.select(
            self._factors + [id_ for id_, each in factors.items() if frame.contains(each.extent)],
            self._links + [id_ for id_, each in links.items() if frame.contains(each.extent)],
            self._zones + zones,
            self._notes + notes,
        )

    def cancel(self) -> None:
        """Remove the frame."""
        if self._frame.scene() is not None:
            self._scene.removeItem(self._frame)
