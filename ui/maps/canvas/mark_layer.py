"""The marks of loops on the canvas: a click on one picks its loop."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from PySide6.QtCore import QObject, QPointF, QRectF, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QGraphicsItem, QGraphicsScene, QStyleOptionGraphicsItem, QWidget

from ui.maps.canvas.emphasis.emphasis import FADED
from ui.maps.canvas.painting import ON_SHEET, mark_rect, paint_mark
from ui.widgets.canvas.far_layer import READABLE
from upstream_workshop.maps.drawing.loop_marks import LoopMark

LinkIds = tuple[int, ...]


class MarkItem(QGraphicsItem):
    """A loop's mark, painted while it can be read; it is never part of the map's selection."""

    def __init__(self, mark: LoopMark) -> None:
        super().__init__()
        self.mark = mark
        self.chosen = False
        self.setZValue(3)

    def show_mark(self, mark: LoopMark) -> None:
        """Show another state of the mark."""
        if mark != self.mark:
            self.prepareGeometryChange()  # or the scene could keep the item after it is removed
            self.mark = mark

    def boundingRect(self) -> QRectF:
        """Return the square around the mark."""
        return mark_rect(self.mark).adjusted(-2, -2, 2, 2)

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        """Paint the mark, if it is large enough to read."""
        if option.levelOfDetailFromTransform(painter.worldTransform()) >= READABLE:
            paint_mark(painter, self.mark, ON_SHEET, self.chosen)


class MarkLayer(QObject):
    """The marks of a scene, by the links of their loops.

    `picked(link ids)` is emitted as a mark is clicked, `opened(link ids)` as it is double-clicked.
    """

    picked = Signal(object)
    opened = Signal(object)

    def __init__(self, scene: QGraphicsScene) -> None:
        super().__init__(scene)
        self._scene = scene
        self.items: dict[LinkIds, MarkItem] = {}
        self._chosen: LinkIds = ()

    @property
    def chosen(self) -> LinkIds:
        """The links of the loop that is chosen in the list; blank if none is."""
        return self._chosen

    def mirror(self, marks: Iterable[LoopMark], names: Mapping[LinkIds, str]) -> None:
        """Show these marks; those that have not changed are kept.

        names: of the loops that have one, for the hint on a mark.
        """
        wanted = {mark.link_ids: mark for mark in marks}
        for link_ids in self.items.keys() - wanted.keys():
            self._scene.removeItem(self.items.pop(link_ids))
        for link_ids, mark in wanted.items():
            if link_ids not in self.items:
                self.items[link_ids] = MarkItem(mark)
                self._scene.addItem(self.items[link_ids])
            item = self.items[link_ids]
            item.show_mark(mark)
            item.show()
            item.chosen = link_ids == self._chosen
            item.setToolTip(names.get(link_ids, ""))

    def choose(self, link_ids: LinkIds) -> None:
        """Emphasise the mark of a loop; blank for none."""
        self._chosen = link_ids
        for ids, item in self.items.items():
            item.chosen = ids == link_ids
            item.update()

    def fade(self, link_ids: Collection[int], faded: bool) -> None:
        """Fade the marks of the loops that are not wholly on these links, or none."""
        there = set(link_ids)
        for ids, item in self.items.items():
            item.setOpacity(FADED if faded and not there.issuperset(ids) else 1.0)

    def hide(self) -> None:
        """Hide the marks while what they are about is dragged; `mirror` shows them again."""
        for item in self.items.values():
            item.hide()

    def click(self, place: QPointF, scale: float, twice: bool = False) -> bool:
        """Pick the loop of the mark at a place, or open it; return whether there is a mark.

        scale: the scale at which the map is shown; marks that cannot be read are not clicked.
        """
        found = (
            ids for ids, item in self.items.items() if item.isVisible() and _holds(item.mark, place)
        )
        ids = next(found, None) if scale >= READABLE else None
        if ids is None:
            return False
        (self.opened if twice else self.picked).emit(ids)
        return True


def _holds(mark: LoopMark, place: QPointF) -> bool:
    x, y = mark.centre
    return (place.x() - x) ** 2 + (place.y() - y) ** 2 <= mark.radius**2
