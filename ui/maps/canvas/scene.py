"""The scene of a map, which adds, changes and removes single items to show what it is given."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace

from PySide6.QtCore import QObject, QPointF, QRectF
from PySide6.QtWidgets import QGraphicsItem, QGraphicsScene

from ui.maps.canvas.items import FactorItem, LinkItem
from ui.maps.canvas.painting import measure, rect_of
from upstream_workshop.maps.geometry import MapDrawing, Place, draw_map
from upstream_workshop.maps.queries import MapRow

_EMPTY = MapRow(0, "", "", (), ())
_ROOM = 60_000.0  # free space around the map, for dragging, zooming and panning anywhere


class MapScene(QGraphicsScene):
    """The items of factors and links, by id.

    `row` is the map shown, and `drawing` its geometry.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.row = _EMPTY
        self.drawing: MapDrawing = draw_map((), (), measure)
        self.factors: dict[int, FactorItem] = {}
        self.links: dict[int, LinkItem] = {}
        self.setItemIndexMethod(QGraphicsScene.ItemIndexMethod.BspTreeIndex)

    def mirror(self, row: MapRow) -> None:
        """Show a map; items that have not changed are kept."""
        self.row = row
        self._show(row)
        bounds = rect_of(self.drawing.bounds)
        self.setSceneRect(bounds.adjusted(-_ROOM, -_ROOM, _ROOM, _ROOM))

    def preview(self, positions: Mapping[int, Place]) -> None:
        """Show factors at other places while they are dragged.

        An empty mapping shows the map again.
        """
        moved = tuple(
            replace(factor, x=positions[factor.id][0], y=positions[factor.id][1])
            if factor.id in positions
            else factor
            for factor in self.row.factors
        )
        self._show(replace(self.row, factors=moved))

    def focus_on(self, factor_ids: Collection[int], link_ids: Collection[int]) -> None:
        """Emphasise these factors and links and fade the others; without any, show all normally."""
        fade = bool(factor_ids or link_ids)
        for id_, factor in self.factors.items():
            factor.emphasise(id_ in factor_ids, fade and id_ not in factor_ids)
        for id_, link in self.links.items():
            link.emphasise(id_ in link_ids, fade and id_ not in link_ids)

    def factor_at(self, place: QPointF) -> FactorItem | None:
        """Return the factor at a place, or None."""
        for item in self.items(place):
            if isinstance(item, FactorItem):
                return item
        return None

    def selected_factors(self) -> list[int]:
        """Return the ids of the selected factors."""
        return [id_ for id_, item in self.factors.items() if item.isSelected()]

    def selected_links(self) -> list[int]:
        """Return the ids of the selected links."""
        return [id_ for id_, item in self.links.items() if item.isSelected()]

    def link_at(self, place: QPointF, reach: float) -> LinkItem | None:
        """Return the topmost link within `reach` of a place, or None."""
        around = QRectF(place.x() - reach, place.y() - reach, 2 * reach, 2 * reach)
        found = (item for item in self.items(around) if isinstance(item, LinkItem))
        return next(found, None)

    def select(self, factor_ids: Collection[int], link_ids: Collection[int]) -> None:
        """Select these factors and links and nothing else; emit the change of selection once."""
        wanted: set[QGraphicsItem] = {
            self.factors[id_] for id_ in factor_ids if id_ in self.factors
        }
        wanted |= {self.links[id_] for id_ in link_ids if id_ in self.links}
        if wanted == set(self.selectedItems()):
            return
        self.blockSignals(True)
        self.clearSelection()
        for item in wanted:
            item.setSelected(True)
        self.blockSignals(False)
        self.selectionChanged.emit()

    def toggle(self, item: FactorItem | LinkItem) -> None:
        """Add an item to the selection, or take it out."""
        item.setSelected(not item.isSelected())

    def content(self) -> QRectF:
        """Return the area of the map."""
        return rect_of(self.drawing.bounds)

    def _show(self, row: MapRow) -> None:
        self.drawing = draw_map(row.factors, row.links, measure)
        boxes = {box.factor_id: box for box in self.drawing.boxes}
        curves = {curve.link_id: curve for curve in self.drawing.curves}
        for id_ in self.factors.keys() - boxes.keys():
            self.removeItem(self.factors.pop(id_))
        for id_ in self.links.keys() - curves.keys():
            self.removeItem(self.links.pop(id_))
        for id_, box in boxes.items():
            if id_ in self.factors:
                self.factors[id_].show_box(box)
            else:
                self.factors[id_] = FactorItem(box)
                self.addItem(self.factors[id_])
        for id_, curve in curves.items():
            if id_ in self.links:
                self.links[id_].show_curve(curve)
            else:
                self.links[id_] = LinkItem(curve)
                self.addItem(self.links[id_])
