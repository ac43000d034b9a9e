"""The canvas and the outline of one map, with the same selection."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from ui.maps.canvas.canvas import MapCanvas
from ui.maps.canvas.emphasis.emphasis import Emphasis
from ui.maps.canvas.minimap import Minimap
from ui.maps.canvas.motion.glide import Glide
from ui.maps.canvas.outline.map_outline import MapOutline
from ui.maps.canvas.scene import MapScene
from ui.widgets import Sheet
from ui.widgets.canvas.zoom_view import area_of
from upstream_workshop.maps.geometry import Rect
from upstream_workshop.maps.map_rows import FactorRow, LinkRow, MapRow, NoteRow, ZoneRow


class MapStage(QStackedWidget):
    """Shows the canvas or the outline; the user can do the same in both.

    There is one selection, that of the scene; the outline shows it. `selected()` is emitted when it
    changes; `opened()`, `removed()`, `signed(str)` and `asked_menu(QPoint)` are about it; `escaped()` is
    emitted on Escape while no gesture goes on. The other signals are those of the canvas.
    """

    selected = Signal()
    opened = Signal()
    removed = Signal()
    signed = Signal(str)
    escaped = Signal()
    moved = Signal(object)
    linked = Signal(int, int)
    led = Signal(int, object, object)
    bent = Signal(int, float)
    asked_factor = Signal(float, float)
    asked_menu = Signal(QPoint)
    placed = Signal(object, object, object)
    asked_zone = Signal(object)
    asked_note = Signal(float, float)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.scene = MapScene(self)
        self.canvas = MapCanvas(self.scene)
        self.minimap = Minimap(self.canvas, self.scene)
        self.outline = MapOutline()
        self._fits = False  # whether the map that is shown is fitted into view once it is complete
        self._glide = Glide(self.scene)
        self.canvas.viewport().installEventFilter(self._glide)
        for view in (self.canvas, self.outline):
            sheet = Sheet()
            sheet.body.addWidget(view)
            self.addWidget(sheet)
            view.opened.connect(self.opened)
            view.removed.connect(self.removed)
            view.signed.connect(self.signed)
            view.escaped.connect(self.escaped)
            view.asked_menu.connect(self.asked_menu)
        self.canvas.moved.connect(self.moved)
        self.canvas.linked.connect(self.linked)
        self.canvas.led.connect(self.led)
        self.canvas.bent.connect(self.bent)
        self.canvas.asked_factor.connect(self.asked_factor)
        self.canvas.placed.connect(self.placed)
        self.canvas.asked_zone.connect(self.asked_zone)
        self.canvas.asked_note.connect(self.asked_note)
        self.scene.selectionChanged.connect(self._on_selection)
        self.scene.completed.connect(self._show_zoomed)
        self.outline.picked.connect(self.select)

    def show_map(self, row: MapRow) -> None:
        """Show a map; what is still there of the selection stays selected, each map has its zoom."""
        self._glide.finish()
        before = self._glide.shapes()
        self.canvas.remember_zoom()
        self.scene.mirror(row)
        self.outline.show_map(row)
        self._show_in_outline()
        self._fits = False
        self._show_zoomed()
        self._glide.start(before)

    def fit(self) -> None:
        """Fit the map into view, one that is drawn in slices also once it is complete."""
        self._fits = True
        self._show_zoomed()

    def chosen(self) -> tuple[FactorRow | None, LinkRow | None]:
        """Return the selected factor or link; both are None unless exactly one thing is selected."""
        row = self.scene.row
        if self.scene.selected_count() != 1:
            return None, None
        match self.scene.selected_factors(), self.scene.selected_links():
            case [factor_id], []:
                return next((each for each in row.factors if each.id == factor_id), None), None
            case [], [link_id]:
                return None, next((each for each in row.links if each.id == link_id), None)
        return None, None

    def chosen_annotation(self) -> ZoneRow | NoteRow | None:
        """Return the selected zone or note; None unless it is the only thing selected."""
        if self.scene.selected_count() != 1:
            return None
        zones, notes = self.scene.row.zones, self.scene.row.notes
        chosen = self.scene.selected_parts()
        here: list[ZoneRow | NoteRow] = [each for each in zones if each.id in chosen.zones]
        here += [each for each in notes if each.id in chosen.notes]
        return next(iter(here), None)

    def select(
        self,
        factor_ids: Collection[int] = (),
        link_ids: Collection[int] = (),
        zone_ids: Collection[int] = (),
        note_ids: Collection[int] = (),
    ) -> None:
        """Select these parts of the map, and nothing else; ids that are not on it are ignored."""
        self.scene.select(factor_ids, link_ids, zone_ids, note_ids)

    def bring_into_view(
        self, factor_ids: Collection[int] = (), link_ids: Collection[int] = ()
    ) -> None:
        """Move the canvas so that these parts are seen, once all of the map is drawn."""

        def bring() -> None:
            items = (*map(self.scene.factors.get, factor_ids), *map(self.scene.links.get, link_ids))
            self.canvas.bring_into_view(area_of(filter(None, items)))

        self.when_complete(bring)

    def is_outlined(self) -> bool:
        """Return whether the outline is shown, not the canvas."""
        return self.currentIndex() == 1

    def bounds(self) -> Rect:
        """Return the area of the map, with its margin."""
        area = self.scene.content()
        return Rect(area.x(), area.y(), area.width(), area.height())

    def emphasise(self, emphasis: Emphasis) -> None:
        """Emphasise factors and links, mark effects, and fade the others."""
        self.scene.emphasise(emphasis)

    def set_sizes(self, sizes: Mapping[int, float]) -> None:
        """Show some factors larger than others, by their ids."""
        if self.scene.set_sizes(sizes) and self.scene.row.factors:
            self.show_map(self.scene.row)

    def when_complete(self, act: Callable[[], object]) -> None:
        """Do something once all of the map is drawn, now if it is."""
        if self.scene.is_complete():
            act()
        else:
            once = Qt.ConnectionType.SingleShotConnection
            self.scene.completed.connect(act, once)

    def is_gliding(self) -> bool:
        """Return whether factors are on their way to new places."""
        return self._glide.is_under_way()

    def _show_zoomed(self) -> None:
        """Show the map as it was zoomed; one that is drawn in slices also once it is complete."""
        if self._fits:
            self.canvas.fit()
        else:
            self.canvas.recall_zoom()
        self._fits &= not self.scene.is_complete()

    def _on_selection(self) -> None:
        self._show_in_outline()
        self.selected.emit()

    def _show_in_outline(self) -> None:
        self.outline.show_selection(*self.scene.selected_ids())
