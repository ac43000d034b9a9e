"""The loops of the map in front: listed, marked, outlined and named."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from ui.maps.calculations import MapCalculations
from ui.maps.canvas.outline.outline_rows import OutlinedLoop
from ui.maps.map_actions import MapActions
from ui.maps.reading.map_reader import MapReader
from ui.maps.sheets import LoopLine, loop_lines, spoken
from upstream_workshop.maps.loops import LoopSearch
from upstream_workshop.maps.map_rows import MapRow


class LoopFlow(QObject):
    """Shows the loops that were found in the list, on the canvas and in the outline, and names them.

    row: returns the map in front, or None while there is none that can be changed.
    """

    def __init__(
        self,
        row: Callable[[], MapRow | None],
        reader: MapReader,
        calculations: MapCalculations,
        handlers: MapActions,
    ) -> None:
        super().__init__(reader)
        self._row, self._handlers = row, handlers
        self._stage, self._side = reader.stage, reader.side
        scene, outline, loops = self._stage.scene, self._stage.outline, self._side.loops
        for show in (self._side.show_loops, scene.show_loops, self._outline_loops):
            calculations.found.connect(show)
        scene.marks.picked.connect(self._side.turn_loop)
        scene.marks.opened.connect(self._on_mark_opened)
        loops.named.connect(self._on_named)
        outline.came_to_loop.connect(self._side.select_loop)
        outline.named_loop.connect(loops.name_current)

    def _outline_loops(self, row: MapRow, search: LoopSearch) -> None:
        def outlined() -> list[OutlinedLoop]:
            lines = loop_lines(row, search)
            words = zip(lines, spoken(row, lines), strict=True)
            return [OutlinedLoop(line.id, said) for line, said in words]

        self._stage.outline.show_loops(outlined)

    def _on_named(self, line: LoopLine) -> None:
        row = self._row()
        if row is not None:
            self._handlers.name_loop(row, line)

    def _on_mark_opened(self, link_ids: tuple[int, ...]) -> None:
        """Name the loop of a mark."""
        self._side.select_loop(link_ids)
        line = self._side.loops.current()
        if line is not None:
            self._on_named(line)
