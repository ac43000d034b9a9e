"""The canvas and the outline of one map, with the same selection."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from ui.maps.canvas.canvas import MapCanvas
from ui.maps.canvas.map_outline import MapOutline
from ui.maps.canvas.scene import MapScene
from ui.widgets import Sheet
from upstream_workshop.maps.queries import FactorRow, LinkRow, MapRow


class MapStage(QStackedWidget):
    """Shows the canvas or the outline; the user can do the same in both.

    `selected()` is emitted when the selection changes; `opened()`, `removed()` and `signed(str)`
    are about it. `moved(dict)` and `linked(source id, target id)` come from the canvas.
    """

    selected = Signal()
    opened = Signal()
    removed = Signal()
    signed = Signal(str)
    moved = Signal(object)
    linked = Signal(int, int)

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
        self.canvas.moved.connect(self.moved)
        self.canvas.linked.connect(self.linked)
        self.scene.selectionChanged.connect(self._on_selection)
        self.outline.chosen.connect(self._on_outlined)

    def show_map(self, row: MapRow) -> None:
        """Show a map, with the same selection and zoom."""
        self.scene.mirror(row)
        self.outline.show_map(row)
        self.canvas.fit_if_unzoomed()

    def chosen(self) -> tuple[FactorRow | None, LinkRow | None]:
        """Return the selected factor and link.

        Both are None unless exactly one item of that kind is selected.
        """
        factors, links = self.scene.selected_factors(), self.scene.selected_links()
        row = self.scene.row
        return (
            next((each for each in row.factors if factors == [each.id]), None),
            next((each for each in row.links if links == [each.id]), None),
        )

    def select_factor(self, factor_id: int) -> None:
        """Select a factor, if it is on the map."""
        if factor_id in self.scene.factors:
            self.scene.select_only(self.scene.factors[factor_id])

    def focus_on(self, factor_ids: Collection[int], link_ids: Collection[int]) -> None:
        """Emphasise these factors and links and fade the others; without any, show all normally."""
        self.scene.focus_on(factor_ids, link_ids)

    def _on_selection(self) -> None:
        factor, link = self.chosen()
        if factor is not None:
            self.outline.select("factor", factor.id)
        elif link is not None:
            self.outline.select("link", link.id)
        self.selected.emit()

    def _on_outlined(self, part: str, id_: int) -> None:
        items = self.scene.factors if part == "factor" else self.scene.links
        if id_ in items:
            self.scene.select_only(items[id_])
