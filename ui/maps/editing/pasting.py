"""Adds what is on the clipboard to the map in front."""

from __future__ import annotations

from functools import partial
from typing import Final

from PySide6.QtCore import QMimeData, QObject
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from resources.words import count, say
from ui.kit.desk import Desk
from ui.kit.jobs import Jobs
from ui.maps.canvas.stage import MapStage
from ui.maps.editing.map_clipboard import Copied, copied_in, parts_in
from ui.maps.typed.typed_tables import is_table
from ui.widgets import Field, ask_form
from upstream_workshop.errors import WorkshopError
from upstream_workshop.maps.analysis.factor_labels import folded
from upstream_workshop.maps.copying import services as copying
from upstream_workshop.maps.copying.copied_parts import MapParts
from upstream_workshop.maps.copying.services import Pasted
from upstream_workshop.maps.map_rows import MapRow

_MANY: Final = 12  # lines of foreign text, but no table, that are pasted without a question
_LONG: Final = 20_000  # letters; what is longer is read beside, while the window answers


class Pasting(QObject):
    """Adds parts of maps as one step, and selects them."""

    def __init__(self, desk: Desk, jobs: Jobs, stage: MapStage, window: QWidget) -> None:
        super().__init__(window)
        self._desk, self._jobs = desk, jobs
        self._stage, self._window = stage, window

    def paste(self) -> None:
        """Add what is on the clipboard to the map; a table or many lines only after a question."""
        copied = copied_in(QGuiApplication.clipboard().mimeData() or QMimeData())
        row = self._stage.scene.row
        then = partial(self._take, row, copied)
        if len(copied.said) > _LONG:
            work = partial(parts_in, copied, row.factors)
            self._jobs.run(say("Read what was copied"), lambda _: work(), then, self)
            return
        try:
            parts = parts_in(copied, row.factors)
        except WorkshopError as refusal:
            self._desk.refused.emit(str(refusal))
            return
        then(parts)

    def add(self, label: str, row: MapRow, parts: MapParts) -> None:
        """Add parts to a map."""
        then = partial(self._show, row.id)
        rows = len(parts)
        self._desk.do_many(rows, label, copying.paste_parts, row.id, parts, then=then, owner=self)

    def _take(self, row: MapRow, copied: Copied, parts: MapParts) -> None:
        if copied.is_whole or self._agreed(row, copied.said, parts):
            self.add(say("Paste"), row, parts)

    def _show(self, map_id: int, pasted: Pasted) -> None:
        """Select what was pasted, if its map is in front."""
        if self._stage.scene.row.id == map_id:
            self._stage.select(pasted.factor_ids, pasted.link_ids, pasted.zone_ids, pasted.note_ids)
            self._stage.canvas.bring_into_view()
        if pasted.there:
            self._desk.report_step(
                count(
                    pasted.there,
                    "1 of the links was there already.",
                    "{n} of the links were there already.",
                )
            )

    def _agreed(self, row: MapRow, text: str, parts: MapParts) -> bool:
        """Ask whether a table or text of many lines is pasted, with what it would become."""
        lines = len([line for line in text.splitlines() if line.strip()])
        if lines <= _MANY and not is_table(text):
            return True
        known = {folded(each.label) for each in row.factors}
        new = [e.label for e in parts.ends if folded(e.label) not in known]
        shown = Field("text", say("The lines"), "told")
        title = say(
            "Paste {lines}: {factors}, {links}?",
            lines=count(lines, "1 line", "{n:,} lines"),
            factors=count(len(new), "1 new factor", "{n:,} new factors"),
            links=count(len(parts.links), "1 link", "{n:,} links"),
        )
        return ask_form(self._window, title, (shown,), {"text": text}, say("Paste")) is not None
