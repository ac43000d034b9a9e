"""The drawn network: people and ties as items of a graphics scene, used by mouse and arrow keys."""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPainterPathStroker,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import (
    QFrame,
    QGraphicsItem,
    QGraphicsScene,
    QGraphicsView,
    QStyleOptionGraphicsItem,
    QWidget,
)

from resources.words import say
from ui.kit import theme
from ui.people.introductions.network_painting import (
    ON_SHEET,
    RADIUS,
    Node,
    Size,
    Tie,
    fitted,
    paint_node,
    paint_tie,
    tie_path,
)

_FADED: Final = 0.2
_ZOOM: Final = 1.15
_TieKey = tuple[tuple[int, int], str, str]
_MARGIN: Final = (34.0, 30.0)  # px around the people, for their marks and names
_LARGEST: Final = 20.0  # px: the radius of a person where there is room
_SMALLEST: Final = 5.0
_ARROWS: Final = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}


class NodeItem(QGraphicsItem):
    """The item of one person."""

    def __init__(self, node: Node, size: Size) -> None:
        super().__init__()
        self.node = node
        self.size = size
        self.strong = False
        self.setZValue(1)
        self.setToolTip(node.name)

    def become(self, node: Node, size: Size) -> None:
        """Change to another state of the same person."""
        if (node, size) != (self.node, self.size):
            self.prepareGeometryChange()
            self.node, self.size = node, size
            self.setToolTip(node.name)

    def boundingRect(self) -> QRectF:
        """Return the area of the shape, its marks and the name."""
        x, y = self.node.place
        reach = self.size.radius * 1.5 + 4
        half = max(reach, self.size.room / 2)
        return QRectF(x - half, y - reach, 2 * half, 2 * reach + self.size.name * 1.5)

    def shape(self) -> QPainterPath:
        """Return the area in which a click selects this person."""
        path = QPainterPath()
        reach = max(self.size.radius + 3, 12)
        path.addEllipse(QPointF(*self.node.place), reach, reach)
        return path

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        """Paint the person, with the name if there is room for it."""
        paint_node(painter, self.node, ON_SHEET, self.strong, self.size)


class TieItem(QGraphicsItem):
    """The item of one tie."""

    def __init__(self, tie: Tie, radius: float) -> None:
        super().__init__()
        self.tie = tie
        self.radius = radius
        self.strong = False

    def become(self, tie: Tie, radius: float) -> None:
        """Change to another state of the same tie."""
        if (tie, radius) != (self.tie, self.radius):
            self.prepareGeometryChange()
            self.tie, self.radius = tie, radius

    def boundingRect(self) -> QRectF:
        """Return the area of the line with its arrowhead and tick."""
        return tie_path(self.tie, self.radius).controlPointRect().adjusted(-10, -10, 10, 10)

    def shape(self) -> QPainterPath:
        """Return the line, widened for the mouse."""
        stroker = QPainterPathStroker()
        stroker.setWidth(8)
        return stroker.createStroke(tie_path(self.tie, self.radius))

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        """Paint the line."""
        paint_tie(painter, self.tie, ON_SHEET, self.strong, self.radius)


class NetworkCanvas(QGraphicsView):
    """A view of people and ties.

    name: the name for screen readers; the outline shows the same network as a list.

    `chosen(person id)` is emitted on a click or an arrow key; 0 if nobody is selected.
    """

    chosen = Signal(int)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._scene = QGraphicsScene(self)
        self.setScene(self._scene)
        self.nodes: dict[int, NodeItem] = {}
        self.ties: dict[_TieKey, TieItem] = {}
        self._nodes: dict[int, Node] = {}
        self._ties: tuple[Tie, ...] = ()
        self._picked = 0
        self.setAccessibleName(name)
        self.setAccessibleDescription(say("The outline tells the same network as a list."))
        self.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTransformationAnchor(QGraphicsView.ViewportAnchor.AnchorUnderMouse)
        self.setDragMode(QGraphicsView.DragMode.ScrollHandDrag)

    def mirror(self, nodes: Mapping[int, Node], ties: Collection[Tie]) -> None:
        """Show a network; items that have not changed are kept."""
        self._nodes, self._ties = dict(nodes), tuple(ties)
        self._show()

    def _show(self) -> None:
        """Spread the network over the view, with people as large as their places allow."""
        room = QRectF(self.viewport().rect())
        places = {id_: node.place for id_, node in self._nodes.items()}
        size = Size(RADIUS)
        if places:
            put, wide, tall = fitted(places.values(), room, _MARGIN)
            places = {id_: put(place) for id_, place in places.items()}
            size = _size(wide, tall)
        nodes = {id_: replace(node, place=places[id_]) for id_, node in self._nodes.items()}
        ties = [
            replace(tie, start=places[tie.ends[0]], end=places[tie.ends[1]]) for tie in self._ties
        ]
        self._update_nodes(nodes, size)
        self._update_ties({(tie.pair, tie.kind, tie.phase): tie for tie in ties}, size.radius)
        self._scene.setSceneRect(room)
        self.pick(self._picked)

    def _update_nodes(self, nodes: Mapping[int, Node], size: Size) -> None:
        for id_ in self.nodes.keys() - nodes.keys():
            self._scene.removeItem(self.nodes.pop(id_))
        for id_, node in nodes.items():
            if id_ in self.nodes:
                self.nodes[id_].become(node, size)
            else:
                self.nodes[id_] = NodeItem(node, size)
                self._scene.addItem(self.nodes[id_])

    def _update_ties(self, ties: Mapping[_TieKey, Tie], radius: float) -> None:
        for key in self.ties.keys() - ties.keys():
            self._scene.removeItem(self.ties.pop(key))
        for key, tie in ties.items():
            if key in self.ties:
                self.ties[key].become(tie, radius)
            else:
                self.ties[key] = TieItem(tie, radius)
                self._scene.addItem(self.ties[key])

    def pick(self, participant_id: int) -> None:
        """Highlight a person and their ties; 0 highlights nobody."""
        picked = participant_id if participant_id in self.nodes else 0
        self._picked = picked
        near = {picked}
        for (pair, _, _), line in self.ties.items():
            line.strong = picked in pair
            line.setOpacity(1.0 if not picked or line.strong else _FADED)
            near |= set(pair) if line.strong else set()
        for id_, item in self.nodes.items():
            item.strong = id_ == picked
            item.setOpacity(1.0 if not picked or id_ in near else _FADED)
        self.viewport().update()

    def fit(self) -> None:
        """Reset the zoom and show everybody."""
        self.resetTransform()
        self._show()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Select the person under a click; a click elsewhere selects nobody."""
        super().mouseReleaseEvent(event)
        item = self.itemAt(event.position().toPoint())
        self.chosen.emit(item.node.id if isinstance(item, NodeItem) else 0)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom around the mouse pointer."""
        factor = _ZOOM if event.angleDelta().y() > 0 else 1 / _ZOOM
        if 0.9 < self.transform().m11() * factor < 8:
            self.scale(factor, factor)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the network to the new size."""
        super().resizeEvent(event)
        self.fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go to the next person on an arrow key, deselect on Escape, show everybody on 0."""
        key = Qt.Key(event.key())
        if key in _ARROWS and self.nodes:
            self.chosen.emit(self._next(*_ARROWS[key]))
        elif key == Qt.Key.Key_Escape and self._picked:
            self.chosen.emit(0)
        elif key == Qt.Key.Key_0:
            self.fit()
        else:
            super().keyPressEvent(event)

    def _next(self, across: int, down: int) -> int:
        """Return the nearest person in a direction, or the selected one if there is none."""
        if self._picked not in self.nodes:
            return min(self.nodes, key=lambda id_: self.nodes[id_].node.place[::-1])
        x, y = self.nodes[self._picked].node.place
        best = (math.inf, self._picked)
        for id_, item in self.nodes.items():
            dx, dy = item.node.place[0] - x, item.node.place[1] - y
            ahead, aside = dx * across + dy * down, abs(dx * down) + abs(dy * across)
            if ahead > 1 and aside <= ahead * 1.5:
                best = min(best, (ahead + 2 * aside, id_))
        return best[1]


def _size(wide: float, tall: float) -> Size:
    """Return how large people are drawn if each has a cell of this size."""
    radius = max(_SMALLEST, min(_LARGEST, wide * 0.42, tall * 0.42))
    tiny = float(theme.px("tiny"))
    named = wide >= 84 and tall >= 2 * radius + tiny * 1.4 + 4
    if not named and wide >= 84:  # a smaller shape is better than no name
        smaller = (tall - tiny * 1.4 - 4) / 2
        named = smaller >= 11
        radius = smaller if named else radius
    letters = min(13.0, radius * 0.95)
    return Size(
        radius, letters if letters >= 7 else 0.0, tiny if named else 0.0, wide - 6 if named else 0.0
    )
