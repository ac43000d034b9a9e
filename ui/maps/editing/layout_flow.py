"""Layouts of the map in front: calculated, then taken as one step."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import Final

from PySide6.QtCore import QObject

from resources.words import noop, say
from ui.kit.desk import Desk
from ui.maps.calculations import MapCalculations
from ui.maps.canvas.stage import MapStage
from ui.maps.poster_flow import paper_words
from ui.page import Command
from upstream_workshop.maps.annotations.services import place_parts
from upstream_workshop.maps.annotations.zoned_layouts import Arrangement
from upstream_workshop.maps.map_rows import MapRow

KEY: Final = "Ctrl+L"  # of the first layout
_WORDS: Final = {
    "force": noop("Lay out map: linked factors together"),
    "circle": noop("Lay out map: in a circle"),
    "layered": noop("Lay out map: from left to right"),
    "rings": noop("Lay out map: in rings"),
}  # by the name of the layout


class LayoutFlow(QObject):
    """Lays out the map in front, a large one beside, and says on which paper it can be read.

    row: returns the map in front, or None while there is none that can be changed.
    """

    def __init__(
        self,
        desk: Desk,
        row: Callable[[], MapRow | None],
        stage: MapStage,
        calculations: MapCalculations,
    ) -> None:
        super().__init__(stage)
        self._desk, self._row, self._stage = desk, row, stage
        self._calculations = calculations
        calculations.laid_out.connect(self._on_laid_out)

    def commands(self, lay_out: Callable[[str], object]) -> Iterator[Command]:
        """Yield a command for each layout, by which `lay_out` is called with its name."""
        for name, words in _WORDS.items():
            yield Command(say(words), partial(lay_out, name), KEY if name == "force" else "")

    def lay_out(self, name: str) -> None:
        """Lay out the map by the layout of this name, if there is anything on it."""
        row = self._row()
        if row is not None and (row.factors or row.zones):
            self._calculations.lay_out(row, name)

    def _on_laid_out(self, laid: MapRow, found: Arrangement) -> None:
        """Take the places of a layout for what is still there."""
        self._desk.finish()
        row = self._row()
        if row is None or row.id != laid.id:
            return
        factors, zones, notes = (
            {each.id for each in rows} for rows in (row.factors, row.zones, row.notes)
        )
        moved = {id_: at for id_, at in found.factors.items() if id_ in factors}
        frames = {id_: frame for id_, frame in found.zones.items() if id_ in zones}
        notes_at = {id_: at for id_, at in found.notes.items() if id_ in notes}
        rows = len(moved) + len(frames) + len(notes_at)
        self._desk.do_many(
            rows, say("Lay out"), place_parts, moved, frames, notes_at,
            then=partial(self._show, row.id), owner=self,
        )  # fmt: skip

    def _show(self, map_id: int, _placed: None) -> None:
        """Fit the map that was laid out into view, if it is still in front, and say which paper it needs."""
        if self._stage.scene.row.id == map_id:
            self._stage.fit()
            self._stage.when_complete(self._tell_paper)

    def _tell_paper(self) -> None:
        self._desk.reported.emit(paper_words(self._stage.bounds()))
