"""The way of a sign-up list: chosen, read in a process of its own, previewed, taken in as one step."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from ui.kit.desk import Desk
from ui.kit.jobs import Jobs
from ui.people.importing.import_dialog import ImportDialog, counted
from upstream_workshop.people import services
from upstream_workshop.readers.formats.tables import Table
from upstream_workshop.readers.reading import Reading
from upstream_workshop.readers.sandboxed_reader import read_sandboxed
from upstream_workshop.readers.signup_lists import PersonEntry
from upstream_workshop.storage.files import ledger


class ListImport(QWidget):
    """Brings a list in; a widget, so that what was read comes back to its thread."""

    def __init__(self, desk: Desk, jobs: Jobs, parent: QWidget) -> None:
        super().__init__(parent)
        self.hide()
        self._desk = desk
        self._jobs = jobs

    def choose_file(self) -> None:
        """Ask for a sign-up list and show what importing it would do."""
        kinds = self.tr("Lists (*.csv *.tsv *.txt *.xlsx *.ods);;All files (*)")
        name, _ = QFileDialog.getOpenFileName(self, self.tr("Import list"), "", kinds)
        if name:
            self.import_file(Path(name))

    def import_file(self, path: Path) -> None:
        """Read a list off the UI thread, then preview it."""
        title = self.tr("Reading {file}").format(file=path.name)
        self._jobs.run(
            title, lambda ticket: read_sandboxed("table", path, ticket.look), self._preview, self
        )

    def _preview(self, table: Table) -> None:
        with self._desk.telling(), ledger.temporary_folder() as folder:
            copy = Path(folder) / "copy.upstream"
            self._desk.workshop.copy_to(copy)
            dialog = ImportDialog(self._jobs, table, copy, self.parentWidget())
            try:
                if dialog.exec() and dialog.reading is not None:
                    self._import(dialog.reading, dialog.same())
            finally:
                dialog.deleteLater()

    def _import(self, reading: Reading[PersonEntry], same: dict[int, int]) -> None:
        outcome = self._desk.do(self.tr("Import people"), services.import_people, reading, same)
        if outcome is not None:
            self._desk.report_step(counted(outcome))
