"""The canvas and the outline of one map, with the same selection."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from ui.maps.canvas.canvas import MapCanvas
from ui.maps.canvas.map_outline import MapOutline
from ui.maps.canvas.scene import MapScene
from ui.widgets import Sheet
from upstream_workshop.maps.queries import FactorRow, LinkRow, MapRow


class MapStage(QStackedWidget):
    """Shows the canvas or the outline; the user can do the same in both.

    There is one selection, that of the scene; the outline shows it. `selected()` is emitted when it
    changes; `opened()`, `removed()`, `signed(str)` and `asked_menu(QPoint)` are about it. The other signals
    are those of the canvas.
    """

    selected = Signal()
    opened = Signal()
    removed = Signal()
    signed = Signal(str)
    moved = Signal(object)
    linked = Signal(int, int)
    led = Signal(int, object, object)
    bent = Signal(int, float)
    asked_factor = Signal(float, float)
    asked_menu = Signal(QPoint)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.scene = MapScene(self)
        self.canvas = MapCanvas(self.scene)
        self.outline = MapOutline()
        for view in (self.canvas, self.outline):
            sheet = Sheet()
            sheet.body.addWidget(view)
            self.addWidget(sheet)
            view.opened.connect(self.opened)
            view.removed.connect(self.removed)
            view.signed.connect(self.signed)
            view.asked_menu.connect(self.asked_menu)
        self.canvas.moved.connect(self.moved)
        self.canvas.linked.connect(self.linked)
        self.canvas.led.connect(self.led)
        self.canvas.bent.connect(self.bent)
        self.canvas.asked_factor.connect(self.asked_factor)
        self.scene.selectionChanged.connect(self._on_selection)
        self.outline.picked.connect(self.select)

    def show_map(self, row: MapRow) -> None:
        """Show a map; what is still there of the selection stays selected, each map has its zoom."""
        self.canvas.remember_zoom()
        self.scene.mirror(row)
        self.outline.show_map(row)
        self._show_in_outline()
        self.canvas.recall_zoom()

    def chosen(self) -> tuple[FactorRow | None, LinkRow | None]:
        """Return the selected factor or link; both are None unless exactly one thing is selected."""
        row = self.scene.row
        match self.scene.selected_factors(), self.scene.selected_links():
            case [factor_id], []:
                return next((each for each in row.factors if each.id == factor_id), None), None
            case [], [link_id]:
                return None, next((each for each in row.links if each.id == link_id), None)
        return None, None

    def select(self, factor_ids: Collection[int] = (), link_ids: Collection[int] = ()) -> None:
        """Select these factors and links, and nothing else; ids that are not on the map are ignored."""
        self.scene.select(factor_ids, link_ids)

    def focus_on(self, factor_ids: Collection[int], link_ids: Collection[int]) -> None:
        """Emphasise these factors and links and fade the others; without any, show all normally."""
        self.scene.focus_on(factor_ids, link_ids)

    def _on_selection(self) -> None:
        self._show_in_outline()
        self.selected.emit()

    def _show_in_outline(self) -> None:
        scene = self.scene
        self.outline.show_selection(scene.selected_factors(), scene.selected_links())
