"""Cards from a file: read off the UI thread, previewed with what is left behind, then taken in."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QWidget

from ui.kit.desk import Desk
from ui.kit.jobs import Jobs
from ui.widgets import Field, ask_form
from upstream_workshop.errors import WorkshopError
from upstream_workshop.readers.cards import CardEntry
from upstream_workshop.readers.reading import ImportOutcome, Reading
from upstream_workshop.readers.sandboxed_reader import read_sandboxed
from upstream_workshop.themes import services


class CardImport(QObject):
    """Asks for a file and takes it in as one step; `owner` is the page whose window asks."""

    def __init__(self, desk: Desk, jobs: Jobs, owner: QWidget) -> None:
        super().__init__(owner)
        self._desk = desk
        self._jobs = jobs
        self._owner = owner

    def choose_file(self) -> None:
        """Choose a file, see what it would do, take it in."""
        kinds = self.tr("Tables (*.csv *.tsv *.txt *.xlsx *.ods)")
        name, _ = QFileDialog.getOpenFileName(self._owner, self.tr("Import cards"), "", kinds)
        if name:
            self.take(Path(name))

    def take(self, path: Path) -> None:
        """Read a file off the UI thread, then preview it."""
        title = self.tr("Reading {file}").format(file=path.name)
        self._jobs.run(
            title, lambda ticket: read_sandboxed("cards", path, ticket.look), self._preview, self
        )

    def _preview(self, reading: Reading[CardEntry]) -> None:
        try:
            outcome = self._desk.rehearse(services.import_cards, reading)
        except WorkshopError as error:
            self._desk.refused.emit(str(error))
            return
        title = self.tr("{added} cards will be added, {unchanged} are here already").format(
            added=outcome.added, unchanged=outcome.unchanged + outcome.updated
        )
        left = self._left_behind(outcome)
        fields = (Field("left", self.tr("Left behind"), "told"),) if left else ()
        keep = self.tr("Import")
        if ask_form(self._owner, title, fields, {"left": left}, keep) is None:
            return
        done = self._desk.do(self.tr("Import cards"), services.import_cards, reading)
        if done is not None:
            self._desk.report_step(self.tr("{n} cards added").format(n=done.added))

    def _left_behind(self, outcome: ImportOutcome) -> str:
        lines = [
            self.tr("Line {line}: {why}").format(line=refusal.line, why=refusal.why)
            for refusal in outcome.refused
        ]
        if outcome.unmapped:
            columns = ", ".join(outcome.unmapped)
            lines.append(self.tr("Columns not used: {columns}").format(columns=columns))
        return "\n".join(lines)
