"""What is done to the selected parts of a map, on the canvas and in the outline alike."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from resources.words import say
from ui.kit.desk import Desk
from ui.kit.jobs import Jobs
from ui.maps.canvas.mouse.bend_link import bend_of
from ui.maps.canvas.painting import measure
from ui.maps.canvas.stage import MapStage
from ui.maps.editing.map_clipboard import as_mime
from ui.maps.editing.pasting import Pasting
from ui.maps.finding.find_bar import FindBar
from ui.widgets import Field, ask_form
from upstream_workshop.maps import services
from upstream_workshop.maps.copying.cited_parts import cited_of, finding_digests
from upstream_workshop.maps.copying.copied_parts import MapParts, picked
from upstream_workshop.maps.factors.services import lock_factors, move_factors
from upstream_workshop.maps.kinds import Sign
from upstream_workshop.maps.links.services import bend_links, delay_links, lead_link
from upstream_workshop.maps.map_rows import MapRow
from upstream_workshop.maps.placing.alignment import Alignment, arranged

_BEND: Final = 20.0  # points by which a key bends a link


class MapEditing(QObject):
    """Copies, arranges, bends, leads and signs what is selected; each is one step.

    `asked_link()` asks for the other end of a link from the selected factor, `asked_zone()` for a zone.
    """

    asked_link = Signal()
    asked_zone = Signal()

    def __init__(self, desk: Desk, jobs: Jobs, stage: MapStage, window: QWidget) -> None:
        super().__init__(window)
        self.stage = stage
        self.finding = FindBar(stage)
        self._desk, self._window = desk, window
        self._pasting = Pasting(desk, jobs, stage, window)
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
        """Add what is on the clipboard to the map, and select it."""
        self._pasting.paste()

    def duplicate(self) -> None:
        """Add what is selected once more, beside itself, and select that."""
        if self._any():
            self._pasting.add(say("Duplicate"), self.row, self._picked())

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

    def _remove(self, label: str) -> None:
        chosen = self._ids()
        self._desk.do_many(sum(map(len, chosen)), label, services.remove_parts, *chosen)
        if self._desk.is_writing:  # no key acts on what will be gone in a moment
            self.stage.select()

    def _ask_factor(self, title: str, current: int) -> int | None:
        factors = sorted(self.row.factors, key=lambda each: each.label.casefold())
        choices = tuple((each.id, each.label) for each in factors)
        asked = (Field("factor", say("Factor"), "choice", choices),)
        answers = ask_form(self._window, title, asked, {"factor": current})
        return None if answers is None else int(answers["factor"])
