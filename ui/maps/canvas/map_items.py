"""The items of a map by their ids: made, found at a place, selected and removed."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Set
from contextlib import contextmanager
from typing import Final, TypeVar

from PySide6.QtCore import QObject, QPointF, QRect, QRectF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QGraphicsItem

from ui.maps.canvas.annotations.annotation_items import NoteItem, ZoneItem
from ui.maps.canvas.annotations.annotation_layer import AnnotationLayer
from ui.maps.canvas.emphasis.emphasis import Emphasis
from ui.maps.canvas.items import FactorItem, LinkItem
from ui.maps.canvas.large.far_picture import FarPicture
from ui.maps.canvas.painting import rect_of
from ui.widgets.canvas.far_layer import READABLE
from ui.widgets.canvas.zoom_view import ZoomScene
from upstream_workshop.maps.annotations.ownership import Parts
from upstream_workshop.maps.geometry import BADGE, MARGIN, FactorBox, LinkCurve
from upstream_workshop.maps.map_rows import MapRow

Item = TypeVar("Item", FactorItem, LinkItem)
_SIGN: Final = 3 * BADGE  # no disc of a sign is larger


class MapItems(ZoomScene):
    """A scene of factors, links, zones and notes, whose selection is the one selection of the map.

    factors, links: their items by id.
    annotations: those of zones and notes.
    far: paints what is too far away to be painted one by one.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._chosen: tuple[list[int], list[int]] | None = None
        self._faded = False  # whether a part is emphasised and the rest faded
        self._clear: set[FactorItem | LinkItem] = set()  # what is selected, which does not fade
        self.selectionChanged.connect(self._forget_selected)  # before anybody who asks what it is
        self.selectionChanged.connect(self._show_selected_clearly)
        self.factors: dict[int, FactorItem] = {}
        self.links: dict[int, LinkItem] = {}
        self.far = FarPicture(self, self.factors, self.links)
        self.annotations = AnnotationLayer(self)

    def drawForeground(self, painter: QPainter, rect: QRectF | QRect) -> None:
        """Paint the signs of links in front of all lines and boxes, as on paper, if they can be read."""
        if painter.worldTransform().m11() < READABLE:
            return
        seen = QRectF(rect).adjusted(-_SIGN, -_SIGN, _SIGN, _SIGN)
        left, top, right, bottom = seen.left(), seen.top(), seen.right(), seen.bottom()
        for item in self.links.values():
            x, y = item.curve.badge
            if left < x < right and top < y < bottom and item.is_shown_by_itself():
                item.paint_sign(painter)
        painter.setOpacity(1.0)

    def factor_at(self, place: QPointF) -> FactorItem | None:
        """Return the factor at a place, or None."""
        for item in self.items(place):
            if isinstance(item, FactorItem):
                return item
        return None

    def link_at(self, place: QPointF, reach: float) -> LinkItem | None:
        """Return the topmost link within `reach` of a place, or None."""
        around = QRectF(place.x() - reach, place.y() - reach, 2 * reach, 2 * reach)
        found = (item for item in self.items(around) if isinstance(item, LinkItem))
        return next(found, None)

    def selected_factors(self) -> list[int]:
        """Return the ids of the selected factors."""
        return list(self._selected()[0])

    def selected_links(self) -> list[int]:
        """Return the ids of the selected links."""
        return list(self._selected()[1])

    def selected_ids(self) -> tuple[list[int], list[int], list[int], list[int]]:
        """Return the ids of the selected factors, links, zones and notes."""
        zones, notes = self.annotations.selected_zones(), self.annotations.selected_notes()
        return self.selected_factors(), self.selected_links(), zones, notes

    def selected_count(self) -> int:
        """Return how many factors, links, zones and notes are selected."""
        return sum(map(len, self.selected_ids()))

    def selected_parts(self) -> Parts:
        """Return the ids of the selected factors, zones and notes."""
        zones, notes = self.annotations.selected_zones(), self.annotations.selected_notes()
        return Parts(frozenset(self.selected_factors()), frozenset(zones), frozenset(notes))

    def select(
        self,
        factor_ids: Collection[int],
        link_ids: Collection[int],
        zone_ids: Collection[int] = (),
        note_ids: Collection[int] = (),
    ) -> None:
        """Select these parts of the map and nothing else; emit the change of selection once."""
        wanted: set[QGraphicsItem] = {
            self.factors[id_] for id_ in factor_ids if id_ in self.factors
        }
        wanted |= {self.links[id_] for id_ in link_ids if id_ in self.links}
        wanted |= self.annotations.items(zone_ids, note_ids)
        self._select_items(wanted)

    def select_item(self, item: QGraphicsItem) -> None:
        """Select one item and nothing else."""
        match item:
            case FactorItem():
                self.select([item.box.factor_id], ())
            case LinkItem():
                self.select((), [item.curve.link_id])
            case ZoneItem():
                self.select((), (), [item.box.zone_id])
            case NoteItem():
                self.select((), (), (), [item.box.note_id])

    def toggle(self, item: QGraphicsItem) -> None:
        """Add an item to the selection, or take it out."""
        item.setSelected(not item.isSelected())

    def remove_gone(self, row: MapRow) -> None:
        """Remove the items of what is not on a map any more; emit a change of selection once."""
        with self._one_selection():
            for id_ in self.factors.keys() - {factor.id for factor in row.factors}:
                self.removeItem(self.factors.pop(id_))
            for id_ in self.links.keys() - {link.id for link in row.links}:
                self.removeItem(self.links.pop(id_))

    def show_shapes(self, boxes: Iterable[FactorBox], curves: Iterable[LinkCurve]) -> None:
        """Show what was drawn."""
        for box in boxes:
            self.show_box(box)
        for curve in curves:
            self.show_curve(curve)

    def show_box(self, box: FactorBox) -> None:
        """Show a factor as it was drawn, by its item or a new one."""
        if box.factor_id in self.factors:
            self.factors[box.factor_id].show_box(box)
        else:
            self.factors[box.factor_id] = self._added(FactorItem(box))

    def show_curve(self, curve: LinkCurve) -> None:
        """Show a link as it was drawn, by its item or a new one."""
        if curve.link_id in self.links:
            self.links[curve.link_id].show_curve(curve)
        else:
            self.links[curve.link_id] = self._added(LinkItem(curve))

    def emphasise_items(self, emphasis: Emphasis) -> None:
        """Emphasise factors and links, mark effects, and fade the other items that are not selected."""
        effects = {id_: (effect, later) for id_, effect, later in emphasis.effects}
        faded = self._faded = bool(emphasis)
        self._clear = set()
        for id_, factor in self.factors.items():
            strong = id_ in emphasis.factor_ids
            factor.emphasise(strong, faded and not strong)
            factor.mark(effects.get(id_))
        for id_, link in self.links.items():
            strong = id_ in emphasis.link_ids
            link.emphasise(strong, faded and not strong)
        items = (*self.factors.values(), *self.links.values())
        self.far.fade(faded, [each for each in items if each.is_emphasised()])
        self._show_selected_clearly()

    def area(self) -> QRectF:
        """Return the area that all items cover, with its margin."""
        area = QRectF(self.far.area)
        for link in self.links.values():
            area = area.united(link.extent)
        for factor in self.factors.values():
            area = area.united(rect_of(factor.box.rect))
        for rect in self.annotations.rects():
            area = area.united(rect_of(rect))
        return area if area.isEmpty() else area.adjusted(-MARGIN, -MARGIN, MARGIN, MARGIN)

    def _selected(self) -> tuple[list[int], list[int]]:
        """Return the ids of the selected factors and links, which Qt gathers once for each selection."""
        if self._chosen is None:
            items = self.selectedItems()
            self._chosen = (
                sorted(each.box.factor_id for each in items if isinstance(each, FactorItem)),
                sorted(each.curve.link_id for each in items if isinstance(each, LinkItem)),
            )
        return self._chosen

    def _forget_selected(self) -> None:
        self._chosen = None

    def _show_selected_clearly(self) -> None:
        """Fade nothing that is selected, as keys act on it."""
        if not self._faded:
            return
        chosen = self.selectedItems()
        clear = {each for each in chosen if isinstance(each, FactorItem | LinkItem)}
        for item in self._clear ^ clear:
            item.fade(item not in clear and not item.is_emphasised())
        self._clear = clear

    def _select_items(self, wanted: Collection[QGraphicsItem]) -> None:
        with self._one_selection() as before:
            if wanted != before:
                self.clearSelection()
                for item in wanted:
                    item.setSelected(True)

    @contextmanager
    def _one_selection(self) -> Iterator[Set[QGraphicsItem]]:
        """Emit once, at the end, that another selection has been made; Qt does for each item.

        Yields what was selected before.
        """
        before = set(self.selectedItems())
        self.blockSignals(True)
        yield before
        self.blockSignals(False)
        if before != set(self.selectedItems()):
            self.selectionChanged.emit()

    def _added(self, item: Item) -> Item:
        """Add an item, which does not paint itself while a rough picture of the map is shown."""
        item.show_by_itself(self.far.area.isEmpty())
        self.addItem(item)
        return item
