"""What is done to the selected parts of a map, on the canvas and in the outline alike."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Final

from PySide6.QtCore import QMimeData, QObject, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from resources.words import count, say
from ui.kit.desk import Desk
from ui.maps.canvas.mouse.bend_link import bend_of
from ui.maps.canvas.painting import measure
from ui.maps.canvas.stage import MapStage
from ui.maps.editing.map_clipboard import MIME, as_mime, parts_in
from ui.maps.finding.find_bar import FindBar
from ui.maps.typed.typed_tables import is_table
from ui.widgets import Field, ask_form
from upstream_workshop.errors import WorkshopError
from upstream_workshop.maps import services
from upstream_workshop.maps.analysis.factor_labels import folded
from upstream_workshop.maps.copying import services as copying
from upstream_workshop.maps.copying.cited_parts import cited_of, finding_digests
from upstream_workshop.maps.copying.copied_parts import MapParts, picked
from upstream_workshop.maps.copying.services import Pasted
from upstream_workshop.maps.factors.services import lock_factors, move_factors
from upstream_workshop.maps.kinds import Sign
from upstream_workshop.maps.links.services import bend_links, delay_links, lead_link
from upstream_workshop.maps.map_rows import MapRow
from upstream_workshop.maps.placing.alignment import Alignment, arranged

_BEND: Final = 20.0  # points by which a key bends a link
_MANY: Final = 12  # lines of foreign text, but no table, that are pasted without a question


class MapEditing(QObject):
    """Copies, arranges, bends, leads and signs what is selected; each is one step.

    `asked_link()` asks for the other end of a link from the selected factor, `asked_zone()` for a zone.
    """

    asked_link = Signal()
    asked_zone = Signal()

    def __init__(self, desk: Desk, stage: MapStage, window: QWidget) -> None:
        super().__init__(window)
        self.stage = stage
        self.finding = FindBar(stage)
        self._desk, self._window = desk, window
        stage.bent.connect(self._on_bent)
        stage.removed.connect(self.remove)

    @property
    def row(self) -> MapRow:
        """The map shown."""
        return self.stage.scene.row

    # what is new

    def add_factor(self) -> None:
        """Ask for a factor: in the outline typed in place, on the canvas in the middle of the view."""
        if self.stage.is_outlined():
            self.stage.outline.type_new()
        else:
            self.stage.canvas.ask_factor()

    # the clipboard

    def copy(self) -> None:
        """Put what is selected on the clipboard."""
        if self._any():
            QGuiApplication.clipboard().setMimeData(as_mime(self._picked()))

    def cut(self) -> None:
        """Put what is selected on the clipboard and remove it."""
        if self._any():
            self.copy()
            self._remove(say("Cut"))

    def remove(self) -> None:
        """Remove what is selected."""
        if self._any():
            self._remove(say("Remove"))

    def paste(self) -> None:
        """Add what is on the clipboard to the map, and select it; many lines only after a question."""
        mime = QGuiApplication.clipboard().mimeData() or QMimeData()  # None when nothing was copied
        try:
            parts = parts_in(mime, self.row.factors)
        except WorkshopError as refusal:
            self._desk.refused.emit(str(refusal))
            return
        if mime.hasFormat(MIME) or self._agreed(parts, mime.text()):
            self._paste(say("Paste"), parts)

    def duplicate(self) -> None:
        """Add what is selected once more, beside itself, and select that."""
        if self._any():
            self._paste(say("Duplicate"), self._picked())

    def select_all(self) -> None:
        """Select everything that is on the map."""
        row = self.row
        self.stage.select(
            *([each.id for each in part] for part in (row.factors, row.links, row.zones, row.notes))
        )

    # links

    def sign(self, sign: Sign) -> None:
        """Set the sign of the selected links."""
        self.stage.signed.emit(sign)

    def turn_delay(self) -> None:
        """Delay the selected links, or none of them if all are delayed."""
        chosen = set(self.stage.scene.selected_links())
        self._desk.finish()  # which may delay some of them, or remove them
        links = [link for link in self.row.links if link.id in chosen]
        if links:
            delay = not all(link.delay for link in links)
            words = say("Delay") if delay else say("Take delay away")
            ids = [link.id for link in links]
            self._desk.do_many(len(ids), words, delay_links, ids, delay)

    def turn_lock(self) -> None:
        """Lock the selected factors in their places, or unlock them if all are locked."""
        chosen = set(self.stage.scene.selected_factors())
        self._desk.finish()  # which may lock some of them, or remove them
        factors = [factor for factor in self.row.factors if factor.id in chosen]
        if factors:
            locked = not all(factor.locked for factor in factors)
            words = say("Lock") if locked else say("Unlock")
            ids = [each.id for each in factors]
            self._desk.do_many(len(ids), words, lock_factors, ids, locked)

    def bend(self, way: int) -> None:
        """Bend the selected links: 1 a little to their left, -1 to their right, 0 not by hand any more."""
        scene = self.stage.scene
        bends = {}
        for id_ in scene.selected_links():
            bent = bend_of(scene, id_)
            if bent is not None:
                bends[id_] = round(bent + way * _BEND, 1) or 0.1 if way else 0.0
        if bends:
            self._desk.do(say("Bend link"), bend_links, bends)

    def lead(self, at_source: bool) -> None:
        """Ask to which other factor an end of the selected link is led.

        at_source: whether it is the end at which the link begins.
        """
        _factor, link = self.stage.chosen()
        if link is None:
            return
        title = say("Lead link from another factor")
        if not at_source:
            title = say("Lead link to another factor")
        end = link.source_id if at_source else link.target_id
        found = self._ask_factor(title, end)
        if found is not None and found != end:
            ends = (found, None) if at_source else (None, found)
            self._desk.do(say("Lead link elsewhere"), lead_link, link.id, *ends)

    def type_link(self) -> None:
        """Go on typing from the selected factor."""
        self.asked_link.emit()

    # places

    def arrange(self, how: Alignment) -> None:
        """Align or distribute the selected factors."""
        ids = set(self.stage.scene.selected_factors())
        factors = [factor for factor in self.row.factors if factor.id in ids]
        if len(factors) > 1:
            places = arranged(factors, how, measure)
            words = say("Align")
            if how in (Alignment.ACROSS, Alignment.DOWN):
                words = say("Distribute")
            self._desk.do(words, move_factors, places)

    # inside

    def _on_bent(self, link_id: int, bend: float) -> None:
        self._desk.do(say("Bend link"), bend_links, {link_id: bend})

    def _ids(self) -> tuple[list[int], list[int], list[int], list[int]]:
        return self.stage.scene.selected_ids()

    def _any(self) -> bool:
        return any(self._ids())

    def _picked(self) -> MapParts:
        """Return what is selected, with what it rests on."""
        parts = picked(self.row, *self._ids())
        pairs = self.row.factor_findings, self.row.link_findings
        ids = {finding_id for group in pairs for _, finding_id in group}
        digests = self._desk.ask(finding_digests, ids) if ids else {}
        return replace(parts, cited=cited_of(parts, *pairs, digests))

    def _paste(self, label: str, parts: MapParts) -> None:
        map_id = self.row.id
        then = partial(self._show_pasted, map_id)
        rows = len(parts)
        self._desk.do_many(rows, label, copying.paste_parts, map_id, parts, then=then, owner=self)

    def _show_pasted(self, map_id: int, pasted: Pasted) -> None:
        """Select what was pasted, if its map is in front."""
        if self.row.id == map_id:
            self.stage.select(pasted.factor_ids, pasted.link_ids, pasted.zone_ids, pasted.note_ids)
            self.stage.canvas.bring_into_view()
        if pasted.there:
            self._desk.report_step(
                count(
                    pasted.there,
                    "1 of the links was there already.",
                    "{n} of the links were there already.",
                )
            )

    def _remove(self, label: str) -> None:
        chosen = self._ids()
        self._desk.do_many(sum(map(len, chosen)), label, services.remove_parts, *chosen)
        if self._desk.is_writing:  # no key acts on what will be gone in a moment
            self.stage.select()

    def _agreed(self, parts: MapParts, text: str) -> bool:
        """Ask whether a table or text of many lines is pasted, with what it would become."""
        lines = len([line for line in text.splitlines() if line.strip()])
        if lines <= _MANY and not is_table(text):
            return True
        known = {folded(each.label) for each in self.row.factors}
        new = [e.label for e in parts.ends if folded(e.label) not in known]
        shown = Field("text", say("The lines"), "told")
        title = say(
            "Paste {lines}: {factors}, {links}?",
            lines=count(lines, "1 line", "{n} lines"),
            factors=count(len(new), "1 new factor", "{n} new factors"),
            links=count(len(parts.links), "1 link", "{n} links"),
        )
        return ask_form(self._window, title, (shown,), {"text": text}, say("Paste")) is not None

    def _ask_factor(self, title: str, current: int) -> int | None:
        factors = sorted(self.row.factors, key=lambda each: each.label.casefold())
        choices = tuple((each.id, each.label) for each in factors)
        asked = (Field("factor", say("Factor"), "choice", choices),)
        answers = ask_form(self._window, title, asked, {"factor": current})
        return None if answers is None else int(answers["factor"])
