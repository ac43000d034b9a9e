"""The Print & archive page: the catalogue of outputs, and archives."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QHideEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget
from shiboken6 import isValid

from exports import catalogue, operations
from exports.catalogue import Written
from exports.output import USUAL, Choice, Output
from resources.words import count, say
from ui.exporting.output_jobs import ask_folder, note_printed, write_outputs
from ui.exporting.sizes import ask_size
from ui.kit.desk import Desk
from ui.kit.jobs import Jobs
from ui.page import Command, Page
from ui.printing.archiving import archive_to, verify_file
from ui.printing.catalogue_columns import line_columns, made_sentence
from ui.printing.checking import Checked, Checking, Line, pending, unread
from ui.printing.output_questions import ask_archive, ask_file, ask_given_out
from ui.printing.pictures.first_pages import FirstPages
from ui.printing.preview import Preview
from ui.widgets import EmptyState, PageHeader, QuietTable
from upstream_workshop import rooms
from upstream_workshop.privacy import Edition
from upstream_workshop.session_file.steps import Change
from upstream_workshop.storage.files.writing import Replace
from upstream_workshop.whole import report as reports
from upstream_workshop.whole.report import Report

Answer = TypeVar("Answer")


class PrintingPage(Page):
    """The catalogue with a preview; writing and sealing run as jobs and can be cancelled."""

    READS = rooms.reads()

    def __init__(self, desk: Desk, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(desk, jobs, parent)
        self.folder: Path | None = None
        self._checked: Checked | None = None
        self._lines = unread()
        self.checking = Checking(desk, jobs, self)
        self.checking.checked.connect(self._on_checked)
        self.header = PageHeader(say("Print & archive"))
        self.header.add_action(say("Verify…"), "shield-check", self._ask_verify)
        self.header.add_action(say("Archive…"), "archive-box", self._ask_archive)
        self._open = self.header.add_action(say("Open folder"), "folder-open", self.open_folder)
        self._open.hide()  # until something was written
        self.header.add_action(
            say("Write all…"), "download-simple", self._ask_write, "W", main=True
        )
        self.first_pages = FirstPages(jobs, lambda: self.table.rows_in_view(), self)
        columns = line_columns(self.first_pages.of)
        self.table = QuietTable(columns, say("Everything that can be printed"), True)
        self.preview = Preview(jobs, self._ask_write)
        self.preview.printed.connect(partial(note_printed, desk))
        self.preview.enlarging.connect(self.show_large)
        self.table.activated_row.connect(lambda _line: self.show_large(True))
        self.table.current_changed.connect(self._on_current)
        self.preview.first_drawn.connect(self.first_pages.take)
        self.first_pages.drawn.connect(self.table.viewport().update)
        self.table.verticalScrollBar().valueChanged.connect(self.first_pages.look_soon)
        self._views = QStackedWidget()
        self.empty = self._empty()
        self._views.addWidget(self.empty)
        self._views.addWidget(self._catalogue())
        column = QVBoxLayout(self)
        column.addWidget(self.header)
        column.addWidget(self._views, 1)

    def showEvent(self, event: QShowEvent) -> None:
        """Go on with the pictures of first pages."""
        super().showEvent(event)
        self.first_pages.look_soon()

    def hideEvent(self, event: QHideEvent) -> None:
        """Postpone a check that is still running until the page is shown again."""
        super().hideEvent(event)
        self._stale = self.checking.leave() or self._stale
        self.first_pages.leave()

    def refresh(self, change: Change | None) -> None:
        """Check the outputs again in the background; those written before may be out of date."""
        self.header.set_facts(say("checking…"))
        self.first_pages.leave()
        if self._checked is None or self._views.currentIndex():
            self._show_lines(pending(self._lines))
        if change is None:
            self.checking.check()
        else:
            self.checking.check_soon()

    def memory(self) -> object:
        """Return also the folder that was written to last."""
        return super().memory(), self.folder

    def recall(self, memory: Any) -> None:
        """Restore that folder."""
        before, folder = memory
        super().recall(before)
        if folder is not None:
            self._show_folder(folder)

    def commands(self) -> tuple[Command, ...]:
        """Return the commands of this page for the palette."""
        return (
            Command(
                say("Show the preview on the whole page"), partial(self.show_large, True), "Return"
            ),
            Command(say("Write everything to a folder"), self._ask_write, "W"),
            Command(say("Seal an archive"), self._ask_archive),
            Command(say("Verify an archive or a session file"), self._ask_verify),
        )

    def targets(self) -> tuple[Command, ...]:
        """Return an entry for each output, by title."""
        return tuple(
            Command(say(output.title), partial(self.show_row, output.key))
            for output in catalogue.OUTPUTS
        )

    def show_row(self, key: str) -> None:
        """Select an output, which shows its preview."""
        self.table.select(lambda line: line.id == key)
        self.table.setFocus()

    def show_large(self, large: bool) -> None:
        """Give the whole page to the preview, if there is one, or show the list beside it again."""
        large = large and bool(self._views.currentIndex())
        self.preview.show_large(large)
        self.header.setHidden(large)
        self.table.setHidden(large)
        self._lead_keys()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape goes back from a large preview to the list."""
        if event.key() == Qt.Key.Key_Escape and self.preview.large:
            self.show_large(False)
        else:
            super().keyPressEvent(event)

    def receive(self, what: object) -> None:
        """Select the output with this key."""
        if isinstance(what, str):
            self.show_row(what)

    def write_to(self, folder: Path, only: Collection[str] = (), choice: Choice = USUAL) -> None:
        """Write outputs to a folder.

        only: the keys of the outputs; empty for all.
        choice: the sizes of those that come in several.
        """

        def then(_report: Report, _written: Written) -> None:
            if isValid(self):
                self._show_folder(folder)

        write_outputs(self.desk, self.jobs, folder, only, choice, then)

    def archive_to(
        self,
        path: Path,
        edition: Edition,
        keep_until: date | None = None,
        over: Replace = Replace.NOTHING,
    ) -> None:
        """Seal an archive of the session as it is now, and verify it.

        path: the file.
        edition: how much is disclosed.
        keep_until: the day by which it should be deleted.
        over: which existing file may be replaced.

        Unless the edition is full, passages that may name a person are shown first, to be decided on.
        """
        archive_to(self, path, edition, keep_until, over)

    def verify_file(self, path: Path) -> None:
        """Verify an archive or a session file; for the open session, a copy is verified."""
        verify_file(self.desk, self.jobs, path)

    def open_folder(self) -> None:
        """Show the folder that was written to last."""
        if self.folder is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self.folder)))

    def _empty(self) -> EmptyState:
        empty = EmptyState(
            "printer",
            say("Nothing to print yet"),
            say(
                "Agenda, lists, charters, take-home packs and the summary report gather here as the "
                "residential fills. Start with the agenda or the sign-up list."
            ),
        )
        empty.add_step(say("Verify an archive…"), "shield-check", self._ask_verify)
        return empty

    def _catalogue(self) -> QWidget:
        both = QWidget()
        row = QHBoxLayout(both)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.table, 6)
        row.addWidget(self.preview, 5)
        return both

    def _may_go_out(self, only: Collection[str] = ()) -> bool:
        """Check whether to go on; ask first if a secret vote would be removed from Undo."""
        shown = operations.goes_out(self.desk.session, only)
        if not self.desk.would_settle("ballot", shown):
            return True
        return ask_given_out(self)

    def _on_checked(self, found: Checked) -> None:
        self._checked, report = found, found.report
        parts = (report.people, report.agenda, report.themes, report.loose_cards, report.maps)
        self._show_lines(found.lines, any(parts))
        files = sum(line.files or 0 for line in found.lines)
        self.header.set_facts(
            say(
                "{outputs}, {files}",
                outputs=count(len(found.lines), "{n} output", "{n} outputs"),
                files=count(files, "{n} file", "{n} files"),
            )
        )
        self._on_current(self.table.current_row())
        self.first_pages.show_of(found)

    def _show_lines(self, lines: tuple[Line, ...], filled: bool = True) -> None:
        self._lines = lines
        self._views.setCurrentIndex(int(filled))
        self.show_large(self.preview.large)
        self.table.blockSignals(True)  # the preview is drawn again only after the check
        self.table.set_rows(lines)
        if self.table.current_row() is None:
            self.table.select(lambda _: True)
        self.table.blockSignals(False)

    def _lead_keys(self) -> None:
        """Have the keys go to the list, to a large preview, or to the first steps of an empty page."""
        filled = bool(self._views.currentIndex())
        beside = self.preview.view() if self.preview.large else self.table
        self.lead_keys_to(beside if filled else self.empty)

    def _start(self) -> Path:
        return self.folder or self.desk.workshop.path.parent

    def _ask_write(self, output: Output | None = None) -> None:
        only = (output.key,) if output else ()
        if not self._may_go_out(only):
            return
        choice = ask_size(self, say(output.title), output.choices) if output else USUAL
        folder = ask_folder(self, self._start()) if choice is not None else None
        if folder is not None and choice is not None:
            self.write_to(folder, only, choice)

    def _ask_archive(self) -> None:
        if not self._may_go_out():
            return
        checked = self._checked
        report = checked.report if checked else self.desk.ask(reports.read_report)
        asked = ask_archive(self, report, self._start(), checked.archives if checked else {})
        if asked is not None:
            self.archive_to(*asked, over=Replace.SAME_KIND)

    def _ask_verify(self) -> None:
        path = ask_file(self, self._start())
        if path is not None:
            self.verify_file(path)

    def _on_current(self, line: Line | None) -> None:
        if line is not None and self._checked is not None:
            checked = self._checked
            made = made_sentence(line)
            self.preview.show_output(line.output, checked.report, checked.shared, line.named, made)

    def _show_folder(self, folder: Path) -> None:
        self.folder = folder
        self._open.show()
