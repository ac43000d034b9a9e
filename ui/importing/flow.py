"""The steps of an import: choose a file, read it in a process of its own, preview it, store it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from resources.words import say
from ui.importing.import_dialog import ImportDialog
from ui.importing.import_kinds import Kind, counted, reported
from ui.kit.desk import Desk
from ui.kit.jobs import Jobs
from upstream_workshop import rooms
from upstream_workshop.readers.file_kinds import source_of
from upstream_workshop.readers.formats.tables import Book, Table
from upstream_workshop.readers.lists.several_files import named, read_files
from upstream_workshop.readers.reading import ImportOutcome
from upstream_workshop.readers.sandboxed_reader import read_sandboxed
from upstream_workshop.room import INTO
from upstream_workshop.session_file.steps import RecordedStep, Step
from upstream_workshop.whole.rehearsals import Preview, Rehearsal, Request


class ImportFlow(QWidget):
    """Imports files of one kind.

    desk: runs the services.
    jobs: runs the reading and the preview.
    kind: the kind of file.
    parent: the parent of the dialogs.

    `taken(name)` is emitted after an import, with the name of what it went into. This is a hidden
    widget, so that results of jobs arrive on the UI thread.
    """

    taken = Signal(str)

    def __init__(self, desk: Desk, jobs: Jobs, kind: Kind, parent: QWidget) -> None:
        super().__init__(parent)
        self.hide()
        self._desk = desk
        self._jobs = jobs
        self._kind = kind

    def choose_file(self, into: str = "") -> None:
        """Ask for a file, or for several of a kind of which several can be taken, and import them.

        into: the name of what it goes into; by default derived from the file.
        """
        kinds = f"{self._kind.files};;{say('All files')} (*)"
        if self._kind.several:
            names, _ = QFileDialog.getOpenFileNames(self, self._kind.title, "", kinds)
        else:
            name, _ = QFileDialog.getOpenFileName(self, self._kind.title, "", kinds)
            names = [name] if name else []
        if names:
            self.import_files([Path(name) for name in names], into)

    def import_file(self, path: Path, into: str = "") -> None:
        """Read a file off the UI thread, then show the preview."""
        self.import_files([path], into)

    def import_files(self, paths: Sequence[Path], into: str = "") -> None:
        """Read files off the UI thread, then show the preview of all together."""
        key, file = self._kind.key, named(paths)
        name = into or self._kind.named(paths[0])
        self._jobs.run(
            say("Reading {file}", file=file),
            lambda ticket: read_files(
                lambda path: read_sandboxed(source_of(key), path, ticket.look),
                paths,
                ticket.progress,
            ),
            lambda source: self._rehearse(file, Request(key, name, source)),
            self,
        )

    def _rehearse(self, file: str, request: Request) -> None:
        """Preview the import on the session as it is now, off the UI thread."""
        with self._desk.reporting_refusals():
            rehearsal = self._desk.session.rehearsal()
            ticket = self._jobs.run(
                say("Trying {file}", file=file),
                lambda ticket: rehearsal.preview(request, ticket.look),
                partial(self._show, file, rehearsal, request, self._desk.workshop.last_step),
                self,
            )
            ticket.ended.connect(rehearsal.close)

    def _show(
        self,
        file: str,
        rehearsal: Rehearsal,
        request: Request,
        step: Step | None,
        preview: Preview,
    ) -> None:
        if self._desk.workshop.last_step is not step:
            # the session was changed meanwhile, which may change the effect of the import
            self._rehearse(file, request)
            return
        if preview.refusal and not _correctable(request, preview):
            self._desk.refused.emit(preview.refusal)
            return
        dialog = ImportDialog(
            self._jobs, self._kind, rehearsal, file, request, preview, self.parentWidget()
        )
        try:
            if dialog.exec() and dialog.preview.outcome is not None:
                self._take(file, dialog.request, dialog.preview)
        finally:
            dialog.deleteLater()

    def _take(self, file: str, request: Request, preview: Preview) -> None:
        """Import what was previewed: it is recorded on a copy, off the UI thread, then written."""
        assert preview.outcome is not None  # otherwise the dialog cannot be accepted
        if not preview.outcome.changes:
            self._desk.reported.emit(counted(preview.outcome))
            return
        with self._desk.reporting_refusals():
            rehearsal = self._desk.session.rehearsal()
            args = (request.name, preview.reading, request.answers)
            ticket = self._jobs.run(
                say("Importing {file}", file=file),
                lambda ticket: rehearsal.record(self._service, *args, look=ticket.look),
                partial(self._write, file, request, self._desk.workshop.last_step),
                self,
            )
            ticket.ended.connect(rehearsal.close)

    def _write(
        self,
        file: str,
        request: Request,
        step: Step | None,
        recorded: RecordedStep[ImportOutcome] | None,
    ) -> None:
        if recorded is None:
            return
        if self._desk.workshop.last_step is not step:
            self._rehearse(file, request)  # shows it again, on the session as it is now
            return
        into = request.answers.get(INTO, request.name)
        said = reported(recorded.answer)
        self._desk.do_recorded(
            self._kind.title, self._about(into), self._service, recorded,
            partial(self._report, into, said),
        )  # fmt: skip

    def _report(self, into: str, said: str) -> None:
        self.taken.emit(into)
        self._desk.report_step(said)

    @property
    def _service(self) -> Any:
        return rooms.imports()[self._kind.key].take

    def _about(self, into: str) -> str:
        return into if self._kind.has_name else ""


def _correctable(request: Request, preview: Preview) -> bool:
    """Check whether a refused file could be accepted with other columns or answers."""
    open_ = any(len(question.choices) > 1 for question in preview.questions)
    return open_ or isinstance(request.source, (Book, Table))
