"""The scene of a map, which adds, changes and removes single items to show what it is given."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace

from PySide6.QtCore import QObject, QRect, QRectF, Signal
from PySide6.QtGui import QPainter

from ui.maps.canvas.emphasis.emphasis import PLAIN, Emphasis
from ui.maps.canvas.large.slices import AT_ONCE, MOMENT, Slices
from ui.maps.canvas.map_items import MapItems
from ui.maps.canvas.mark_layer import MarkLayer
from ui.maps.canvas.painting import measure
from upstream_workshop.maps.annotations.whole_drawing import empty_drawer
from upstream_workshop.maps.drawing.drawer import Drawer
from upstream_workshop.maps.drawing.loop_marks import marked
from upstream_workshop.maps.drawing.tables_counted import table_counts
from upstream_workshop.maps.geometry import Place, Rect
from upstream_workshop.maps.loops import Loop, LoopSearch
from upstream_workshop.maps.map_rows import MapRow

_FEW = 150  # factors and links; so small a map is drawn whole each time, as on paper
_EMPTY = MapRow(0, "", "", (), ())
_ROOM = 60_000.0  # free space around the map, for dragging, zooming and panning anywhere


class MapScene(MapItems):
    """Shows a map by its items, and the marks of its loops.

    `row` is the map shown. `shown()` is emitted when it has changed, but not while something is dragged.
    A large map is drawn in slices: at first a rough picture is painted, in which nothing can be taken
    hold of; `completed()` is emitted once all its items are there.
    """

    shown = Signal()
    completed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.row = _EMPTY
        self._sizes: dict[int, float] = {}
        self._drawn = False  # whether the drawer has the present sizes
        self._slices = Slices(self)
        self._behind = False  # whether items do not show yet what is drawn
        self._asked: tuple[Collection[int], ...] = ()  # to be selected once it is there
        self._emphasis = PLAIN
        self._emphasised: Emphasis | None = PLAIN  # what all items show; None if new ones may not
        self._content: QRectF | None = None  # the area of the map, while it does not change
        self._drawer = Drawer(measure)
        self.marks = MarkLayer(self)
        self._loops: tuple[Loop, ...] = ()
        self.selectionChanged.connect(self._on_selection)

    def zoom_key(self) -> int:
        """Return the id of the map shown."""
        return self.row.id

    def set_scale(self, scale: float) -> None:
        """Note the scale at which the map is shown from now on."""
        self.far.set_scale(scale)

    def mirror(self, row: MapRow) -> None:
        """Show a map; items that have not changed are kept.

        Of a large map only what has changed is drawn anew, and much of it in slices.
        """
        if row is self.row and self._drawn and self._slices.running:
            return
        other = row.id != self.row.id
        whole = other or _is_small(row) or not self._drawn
        self._slices.stop()
        if other:
            self._loops = ()
        self.row, self._drawn = row, True
        if whole:
            self._drawer = empty_drawer(row, measure, sizes=self._sizes)
        self._drawer.take(row.factors, row.links)
        self.remove_gone(row)
        self.annotations.mirror(row)
        self._doubt_emphasis()
        self._draw(other)
        self.shown.emit()

    def finish(self) -> None:
        """Draw at once what is left to be drawn in slices."""
        self._slices.finish()

    def is_complete(self) -> bool:
        """Return whether all items of the map are there."""
        return not self._slices.running

    def _draw(self, other: bool) -> None:
        """Draw what is due and show it, at once or in slices.

        other: whether another map was shown before. A rough picture is painted first then, and where
            nothing of this one was left: items that come in by hundreds would be painted again and again.
        """
        self._content = None
        steps = self._steps()
        moment = (
            MOMENT if _is_small(self.row) else MOMENT / 2
        )  # other views of a large map take long too
        if self._drawer.due <= AT_ONCE and self._slices.at_once(steps, moment):
            self._complete()
            return
        if other or not self.factors or not self.far.area.isEmpty():
            self.far.show_rough(self.row)
        self._widen()
        self._slices.run(steps, self._on_drawn)

    def _steps(self) -> Iterator[None]:
        """Draw what is due, then change the items, a factor or link in each step."""
        boxes, curves = yield from self._drawer.steps()
        if self._behind:
            boxes, curves = self._drawer.shapes()
        self._behind = True
        for box in boxes:
            self.show_box(box)
            yield
        for curve in curves:
            self.show_curve(curve)
            yield

    def _on_drawn(self) -> None:
        self._complete()
        self._doubt_emphasis()
        self.emphasise(self._emphasis)
        if self._asked:
            self.select(*self._asked)
        self.shown.emit()
        self.completed.emit()

    def _complete(self) -> None:
        """Bring everything up to date that depends on all items."""
        self._behind, self._content = False, None
        self.far.renew()
        self._widen()
        self._show_marks()

    def _widen(self) -> None:
        area = self.content()
        room = max(_ROOM, 2 * area.width(), 2 * area.height())  # as far as all that is seen of it
        self.setSceneRect(area.adjusted(-room, -room, room, room))

    def show_loops(self, row: MapRow, search: LoopSearch) -> None:
        """Mark the loops of the map shown, unless they are marked already; not those of another map."""
        if row.id == self.row.id and search.loops != self._loops:
            self._loops = search.loops
            self._show_marks()

    def choose_loop(self, link_ids: tuple[int, ...]) -> None:
        """Mark the loop that is chosen in the list, and emphasise its mark; blank for none."""
        self.marks.choose(link_ids)
        self._show_marks()

    def preview(self, positions: Mapping[int, Place]) -> None:
        """Show factors at other places while they are dragged.

        An empty mapping shows the map again. Nothing is shown while a large map is being drawn.
        """
        if self._slices.running:
            return
        if not positions:
            self.mirror(self.row)
            return
        moved = [
            replace(factor, x=positions[factor.id][0], y=positions[factor.id][1])
            for factor in self.row.factors
            if factor.id in positions
        ]
        self.marks.hide()
        boxes, curves = self._drawer.move(moved)
        self._content = None
        self.show_shapes(boxes, curves)
        self.far.exclude(positions, {curve.link_id for curve in curves})

    def preview_bend(self, link_id: int, bend: float) -> None:
        """Show a link with another bend while it is dragged; `preview({})` shows the map again."""
        if self._slices.running:
            return
        self._content = None
        self.show_shapes((), [self._drawer.bend(link_id, bend)])
        self.far.exclude((), {link_id})

    def preview_parts(
        self, factors: Mapping[int, Place], zones: Mapping[int, Rect], notes: Mapping[int, Place]
    ) -> None:
        """Show factors, zones and notes at other places while they are dragged."""
        if factors:
            self.preview(factors)
        self.annotations.preview(zones, notes)
        self._content = None

    def emphasise(self, emphasis: Emphasis) -> None:
        """Emphasise factors and links, mark effects, and fade the others."""
        self._emphasis = emphasis
        if emphasis != self._emphasised:
            self._emphasised = emphasis
            self.emphasise_items(emphasis)
        self.marks.fade(emphasis.link_ids, bool(emphasis))

    def _doubt_emphasis(self) -> None:
        """Note that there may be new items, which show no emphasis."""
        if self._emphasised:
            self._emphasised = None

    def set_sizes(self, sizes: Mapping[int, float]) -> bool:
        """Draw some factors larger than others, by their ids, from the next map that is shown on.

        Returns whether they had other sizes.
        """
        if sizes == self._sizes:
            return False
        self._sizes, self._drawn = dict(sizes), False
        return True

    def drawBackground(self, painter: QPainter, rect: QRectF | QRect) -> None:
        """Paint the grounds of the zones, and what is too far away to be painted one by one."""
        self.annotations.paint(painter)
        self.far.paint(painter)

    def select(
        self,
        factor_ids: Collection[int],
        link_ids: Collection[int],
        zone_ids: Collection[int] = (),
        note_ids: Collection[int] = (),
    ) -> None:
        """Select these parts of the map and nothing else; emit the change of selection once.

        Those of a large map whose items are still to be made are selected once they are.
        """
        super().select(factor_ids, link_ids, zone_ids, note_ids)
        asked = (factor_ids, link_ids, zone_ids, note_ids)
        late = self._slices.running and len(self.selectedItems()) < sum(map(len, asked))
        self._asked = asked if late else ()

    def _on_selection(self) -> None:
        self._asked = ()
        self.far.choose()

    def content(self) -> QRectF:
        """Return the area of the map."""
        if self._content is None:
            self._content = self.area()
        return self._content

    def _show_marks(self) -> None:
        """Mark the loops that are still on the map."""
        if self._slices.running:
            return
        names = dict(self.row.loop_names)
        there = [loop for loop in self._loops if self.links.keys() >= set(loop.link_ids)]
        needed = {*names, self.marks.chosen}
        wanted = marked(there, names, self.marks.chosen)
        counts = table_counts(self.row, wanted)
        self.marks.mirror(self._drawer.loop_marks(wanted, needed, counts), names)


def _is_small(row: MapRow) -> bool:
    return len(row.factors) + len(row.links) <= _FEW
