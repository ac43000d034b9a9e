"""What people choose: keyed sheet after sheet, or taken in from a file."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QWidget
from sqlalchemy.orm import Session

from ui.kit.desk import Desk
from ui.kit.jobs import Jobs
from upstream_workshop.readers.choices import ChoiceEntry
from upstream_workshop.readers.reading import Reading
from upstream_workshop.readers.sandboxed_reader import read_sandboxed
from upstream_workshop.workgroups import services


class ChoiceActions(QObject):
    """Keeps choices, and says of a file what was refused and why."""

    def __init__(self, desk: Desk, jobs: Jobs, owner: QWidget) -> None:
        super().__init__(owner)
        self._desk = desk
        self._jobs = jobs
        self._owner = owner

    def keep(self, participant_id: int, theme_ids: tuple[int, ...]) -> bool:
        """Note one person's choices; whether they were kept."""

        def kept(session: Session) -> bool:
            services.set_choices(session, participant_id, theme_ids)
            return True

        return self._desk.do(self.tr("Key choices"), kept) is not None

    def choose_file(self) -> None:
        """Ask for a table of choices and take it in."""
        kinds = self.tr("Lists (*.csv *.tsv *.txt *.xlsx *.ods);;All files (*)")
        name, _ = QFileDialog.getOpenFileName(self._owner, self.tr("Import choices"), "", kinds)
        if name:
            self.import_file(Path(name))

    def import_file(self, path: Path) -> None:
        """Read choices off the UI thread, then keep them."""
        title = self.tr("Reading {file}").format(file=path.name)
        self._jobs.run(
            title, lambda ticket: read_sandboxed("choices", path, ticket.look), self._take_in, self
        )

    def _take_in(self, reading: Reading[ChoiceEntry]) -> None:
        outcome = self._desk.do(self.tr("Import choices"), services.import_choices, reading)
        if outcome is None:
            return
        said = self.tr("{added} added, {updated} updated, {unchanged} unchanged")
        self._desk.report_step(
            said.format(added=outcome.added, updated=outcome.updated, unchanged=outcome.unchanged)
        )
        if outcome.refused:
            lines = self.tr("Line {line}: {why}.")
            self._desk.refused.emit(
                "\n".join(lines.format(line=one.line, why=one.why) for one in outcome.refused)
            )
