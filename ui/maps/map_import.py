"""Bringing a table of links in as a map: chosen, read off the UI thread, taken in under its file's name."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from ui.kit.desk import Desk
from ui.kit.jobs import Jobs
from upstream_workshop.maps import queries, services
from upstream_workshop.readers.link_tables import MapEntry
from upstream_workshop.readers.reading import ImportOutcome, Reading
from upstream_workshop.readers.sandboxed_reader import read_sandboxed


class MapImport(QObject):
    """`imported(map id)` once a table has been taken in."""

    imported = Signal(int)

    def __init__(self, desk: Desk, jobs: Jobs, window: QWidget) -> None:
        super().__init__(window)
        self._desk = desk
        self._jobs = jobs
        self._window = window

    def choose(self) -> None:
        """Ask for a table of links and bring it in."""
        kinds = self.tr("Tables (*.csv *.tsv *.txt *.xlsx *.ods);;All files (*)")
        name, _ = QFileDialog.getOpenFileName(self._window, self.tr("Import map"), "", kinds)
        if name:
            self.read(Path(name))

    def read(self, path: Path) -> None:
        """Read a table off the UI thread, then take it in under the file's name."""
        title = path.stem.replace("_", " ").replace("-", " ").strip().capitalize()
        doing = self.tr("Reading {file}").format(file=path.name)
        self._jobs.run(
            doing,
            lambda ticket: read_sandboxed("map", path, ticket.look),
            partial(self._take_in, title),
            self,
        )

    def _take_in(self, title: str, reading: Reading[MapEntry]) -> None:
        label = self.tr("Import map")
        outcome = self._desk.do_about(label, title, services.import_map, title, reading)
        if outcome is not None:
            self.imported.emit(self._desk.ask(queries.map_named, title).id)
            self._desk.report_step(self._counted(outcome))

    def _counted(self, outcome: ImportOutcome) -> str:
        said = self.tr("{added} added, {updated} updated, {same} unchanged").format(
            added=outcome.added, updated=outcome.updated, same=outcome.unchanged
        )
        left = [self.tr("line {n}: {why}").format(n=r.line, why=r.why) for r in outcome.refused]
        return said + "".join(f"; {words}" for words in left)
