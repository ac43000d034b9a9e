"""The gestures on the wall: dragging cards, and drawing a lasso around some."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Final

from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QPainterPath, QPen, QPolygonF
from PySide6.QtWidgets import QGraphicsPathItem

from ui.kit import theme
from ui.themes.wall.wall_scene import WallScene
from upstream_workshop.themes.wall.wall_layouts import Group, Layout, Place, freely

_STILL: Final = 4.0  # a shorter movement counts as a click
_OPEN: Final = (
    0.2  # the share of its frame that a lasso is around at least; less is drawn as a frame
)
Dropped = Callable[[tuple[int, ...], int | None, dict[int, Place]], object]


class DragCards:
    """Moves cards with the mouse.

    On release, `done` is called with the cards, the theme on whose ground they are, None for none, and
    the new places of all cards that must not move by themselves then; in columns there are none.

    whole: whether the cards are moved by the title of their theme, in which they stay.
    """

    def __init__(
        self,
        scene: WallScene,
        start: QPointF,
        card_ids: Collection[int],
        done: Dropped,
        whole: int | None = None,
    ) -> None:
        self._scene, self._start, self._done, self._whole = scene, start, done, whole
        self._boxes = {id_: scene.layout.cards[id_] for id_ in card_ids}
        self._others = _without(scene, frozenset(card_ids))

    def move(self, place: QPointF) -> None:
        """Show the cards at the mouse, and frame the ground that is below it."""
        if self._far(place):
            self._scene.preview(self._places(place))
            self._scene.point_out(self._others.grounds.get(self._target(place) or 0))

    def release(self, place: QPointF) -> None:
        """Drop the cards, unless the mouse only clicked or nothing would change."""
        far, target = self._far(place), self._target(place)
        places = self._places(place) if self._scene.shown.free else {}
        self.cancel()
        homes = {self._scene.items_of[id_].card.theme_id for id_ in self._boxes}
        if far and (places or (target is not None and homes != {target or None})):
            kept = self._standing({target, *homes}) if places else {}
            self._done(tuple(self._boxes), target or None, kept | places)

    def cancel(self) -> None:
        """Show the cards at their old places."""
        self._scene.point_out(None)
        self._scene.preview({})

    def _target(self, place: QPointF) -> int | None:
        if self._whole is not None:
            return self._whole
        return self._others.ground_at((place.x(), place.y()))

    def _places(self, place: QPointF) -> dict[int, Place]:
        by = place - self._start
        return {id_: (box.x + by.x(), box.y + by.y()) for id_, box in self._boxes.items()}

    def _standing(self, themes: Collection[int | None]) -> dict[int, Place]:
        """Return the places of the cards that stay in these themes, so that they stay where they are."""
        return {
            card.id: (box.x, box.y)
            for group in self._scene.shown.groups
            if group.theme_id in themes and group.theme_id
            for card in group.cards
            if card.id not in self._boxes and (box := self._scene.layout.cards[card.id])
        }

    def _far(self, place: QPointF) -> bool:
        return (place - self._start).manhattanLength() >= _STILL


class Lasso:
    """Draws a line around cards; on release, those whose middle is inside are selected.

    A line that goes straight across, and not around anything, stands for the frame around it.

    adding: whether what was selected before stays selected.
    """

    def __init__(self, scene: WallScene, start: QPointF, adding: bool) -> None:
        self._scene = scene
        self._before = scene.selected() if adding else ()
        self._points = [start]
        self._line = QGraphicsPathItem()
        pen = QPen(theme.colour("river"), 1.5)
        pen.setCosmetic(True)
        self._line.setPen(pen)
        self._line.setBrush(_veil())
        self._line.setZValue(2)
        scene.addItem(self._line)

    def move(self, place: QPointF) -> None:
        """Draw the line to the mouse."""
        self._points.append(place)
        self._line.setPath(self._area())

    def release(self, place: QPointF) -> None:
        """Select what is inside."""
        self._points.append(place)
        area = self._area()
        self.cancel()
        boxes = self._scene.layout.cards.items()
        inside = [id_ for id_, box in boxes if area.contains(QPointF(*box.centre))]
        self._scene.select([*self._before, *inside])

    def cancel(self) -> None:
        """Remove the line."""
        if self._line.scene() is not None:
            self._scene.removeItem(self._line)

    def _area(self) -> QPainterPath:
        drawn = QPolygonF(self._points)
        frame = drawn.boundingRect()
        area = QPainterPath()
        if _extent(self._points) < _OPEN * frame.width() * frame.height():
            area.addRect(frame)
        else:
            area.addPolygon(drawn)
            area.closeSubpath()
        return area


def _without(scene: WallScene, dragged: frozenset[int]) -> Layout:
    """Return the layout with the grounds as they are without the cards that are dragged."""
    if not scene.shown.free:
        return scene.layout
    boxes = scene.layout.cards
    groups = [
        Group(group.theme_id, tuple(card for card in group.cards if card.id not in dragged))
        for group in scene.shown.groups
    ]
    return freely(groups, lambda card: boxes[card.id].height)


def _extent(points: list[QPointF]) -> float:
    """Return the area inside a closed line."""
    pairs = zip(points, points[1:] + points[:1], strict=True)
    return abs(sum(a.x() * b.y() - b.x() * a.y() for a, b in pairs)) / 2


def _veil() -> QColor:
    colour = theme.colour("river")
    colour.setAlphaF(0.08)
    return colour
