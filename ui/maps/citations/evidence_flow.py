"""Evidence behind what is selected on the map in front: read, added, taken away, shown or not."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import Final

from PySide6.QtCore import QObject
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from resources.words import say
from ui.kit.desk import Desk
from ui.maps.reading.map_reader import MapReader
from ui.maps.reading.side_column import EVIDENCE
from ui.page import Command
from upstream_workshop.evidence import queries as evidence
from upstream_workshop.maps.citations import services
from upstream_workshop.maps.citations.queries import cited
from upstream_workshop.maps.kinds import BasisShown
from upstream_workshop.maps.map_rows import MapRow

KEY: Final = "Ctrl+E"


class EvidenceFlow(QObject):
    """Carries out what the evidence sheet asks for.

    row: returns the map in front, or None while there is none that can be changed.
    """

    def __init__(
        self, desk: Desk, row: Callable[[], MapRow | None], reader: MapReader, page: QWidget
    ) -> None:
        super().__init__(page)
        self._desk, self._row, self._reader = desk, row, reader
        self._sheet = reader.side.evidence
        self._sheet.added.connect(partial(self._do, services.add_evidence, say("Add evidence")))
        self._sheet.removed.connect(
            partial(self._do, services.remove_evidence, say("Take evidence away"))
        )
        reader.stage.selected.connect(self.show)
        QShortcut(QKeySequence(KEY), page, self.type_evidence)

    def commands(self) -> Iterator[Command]:
        """Yield the commands about evidence on the map."""
        yield Command(say("Evidence behind the selected factor or link"), self.type_evidence, KEY)
        words = {
            BasisShown.WHERE_ANY: say("Show evidence on the map once there is any"),
            BasisShown.ALWAYS: say("Show evidence on the map always"),
            BasisShown.NEVER: say("Show no evidence on the map"),
        }
        for shown, said in words.items():
            yield Command(said, partial(self.show_basis, shown))

    def refresh(self) -> None:
        """Read the findings again, and show those behind the selection."""
        found = self._desk.ask(cited)
        self._sheet.show_evidence(self._desk.ask(evidence.findings), found)
        self._reader.side.loops.show_evidence(found.links)
        self.show()

    def show(self) -> None:
        """Show the findings behind what is selected."""
        row, scene = self._row(), self._reader.stage.scene
        if row is not None:
            self._sheet.show_parts(row, scene.selected_factors(), scene.selected_links())

    def type_evidence(self) -> None:
        """Turn to the evidence, ready to type words of a finding."""
        self._reader.side.turn_to(EVIDENCE)
        self._sheet.field.setFocus()

    def show_basis(self, shown: str) -> None:
        """Choose whether the map shows what its links rest on."""
        row = self._row()
        if row is not None:
            self._desk.do(say("Show evidence"), services.show_basis, row.id, shown)

    def _do(self, service: Callable[..., None], words: str, finding_id: int) -> None:
        factors, links = self._sheet.parts()
        self._desk.do(words, service, [finding_id], factors, links)
