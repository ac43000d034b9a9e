"""Writing outputs into a folder as a job, from any page."""

from __future__ import annotations

from collections.abc import Callable, Collection
from pathlib import Path
from typing import TypeVar

from PySide6.QtWidgets import QFileDialog, QWidget

from exports import operations
from exports.catalogue import Written
from exports.output import USUAL, Choice
from exports.print_records import PrintRecord, digest, moment_of, noted
from exports.seal import Progress
from resources.words import count, say
from ui.kit.desk import Desk
from ui.kit.jobs import Jobs, Ticket
from upstream_workshop.whole.report import Report

Answer = TypeVar("Answer")


def ask_folder(parent: QWidget, start: Path) -> Path | None:
    """Ask for the folder to write to; return None if cancelled."""
    chosen = QFileDialog.getExistingDirectory(parent, say("Write to this folder"), str(start))
    return Path(chosen) if chosen else None


def write_outputs(
    desk: Desk,
    jobs: Jobs,
    folder: Path,
    only: Collection[str],
    choice: Choice = USUAL,
    then: Callable[[Report, Written], object] = lambda _report, _written: None,
) -> None:
    """Write outputs to a folder as a job, and report how many files were written.

    only: the keys of the outputs; empty for all.
    choice: the sizes of those that come in several.
    then: called with the report and what was written from it.
    """
    with desk.reporting_refusals():
        write = operations.write(desk.session, folder, only, choice=choice)

        def written(done: tuple[Report, Written]) -> None:
            report_written(desk, folder, done[1])
            note_written(desk, *done, choice)
            then(*done)

        # owned by the desk, since a page is replaced when the theme changes
        jobs.run(say("Writing"), with_progress(write), written, desk)


def note_written(desk: Desk, report: Report, written: Written, choice: Choice = USUAL) -> None:
    """Record in the desk what was written, and from what, so that it is known when it is out of date."""
    moment, whole = moment_of(report), not choice.row_id
    for key, contents in written.outputs.items():
        note(desk, key, PrintRecord(moment, choice, contents, whole))
    desk.wrote.emit()


def note_printed(desk: Desk, report: Report, key: str, content: bytes, whole: bool) -> None:
    """Record in the desk that a file of an output was printed; `whole` if it has no other."""
    note(desk, key, PrintRecord(moment_of(report), USUAL, (digest(content),), whole))
    desk.wrote.emit()


def note(desk: Desk, key: str, record: PrintRecord) -> None:
    """Record in the desk what was written or printed of an output."""
    desk.outputs = noted(desk.outputs, key, record)


def report_written(desk: Desk, folder: Path, written: Written) -> None:
    """Report how many files were written, and which were not."""
    desk.reported.emit(
        count(
            len(written.files),
            "{n} file written into {folder}",
            "{n} files written into {folder}",
            folder=folder.name,
        )
    )
    if written.failures:
        desk.refused.emit(written.complaint)


def with_progress(long_part: Callable[[Progress | None], Answer]) -> Callable[[Ticket], Answer]:
    """Return an operation's long part as the work of a job."""
    return lambda ticket: long_part(ticket.progress)
