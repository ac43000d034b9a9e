"""What can be printed and what is out of date, computed off the UI thread after changes."""

from __future__ import annotations

import dataclasses
import sqlite3
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from exports import catalogue
from exports.drawing.pages.office_paper import office_paper
from exports.named import named, named_by_archive
from exports.output import Output, Shown, for_others
from exports.print_records import Moment, PrintRecord, changes, moment_of
from resources.words import say
from ui.kit.desk import Desk
from ui.kit.jobs import Jobs, Ticket
from upstream_workshop.people import queries as people
from upstream_workshop.privacy import Edition
from upstream_workshop.whole import report as reports
from upstream_workshop.whole.report import Report

_PAUSE: Final = 120  # milliseconds from a change until the check, to combine several changes
FRESH, STALE, CHECKING = "fresh", "out of date", "checking"


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the catalogue.

    id: the key of the output.
    output: the output.
    files: how many files it has; None before the first check.
    written: when it was last written; None if it was not.
    state: FRESH, STALE if it would be different now, or CHECKING while that is unknown.
    named: how many people it names, in words.
    since: what has changed since it was written, in words, if it would be different now.
    """

    id: str
    output: Output
    files: int | None
    written: datetime | None = None
    state: str = FRESH
    named: str = ""
    since: str = ""


@dataclass(frozen=True, slots=True)
class Checked:
    """The result of a check.

    report: the whole report.
    shared: returns the report as others may see it.
    lines: the lines of the catalogue.
    archives: how many people an archive of each edition names, in words.
    content: the paper of the office, and a digest of all that is in the report.
    """

    report: Report
    shared: Shown
    lines: tuple[Line, ...]
    archives: Mapping[Edition, str]
    content: str = ""


class Checking(QObject):
    """Checks in the background what the catalogue contains now.

    `checked(Checked)` is emitted after `check`; a later call replaces one that is still running.
    """

    checked = Signal(object)

    def __init__(self, desk: Desk, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._jobs = jobs
        self._ticket: Ticket | None = None
        desk.wrote.connect(self.check)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE)
        self._pause.timeout.connect(self.check)

    def check_soon(self) -> None:
        """Check when nothing has changed for a moment."""
        self._stop()
        self._pause.start()

    def check(self) -> None:
        """Check now, from a copy in memory, off the UI thread."""
        self._stop()
        taken, written = self._desk.workshop.snapshot(whole=True), dict(self._desk.outputs)
        self._ticket = self._jobs.run(
            say("Checking what has changed"),
            lambda ticket: _checked(taken, written, ticket),
            self._on_checked,
            self,
        )

    def leave(self) -> bool:
        """Cancel what is running; return whether there was anything still to be checked."""
        waited = self._pause.isActive() or self._ticket is not None
        self._stop()
        return waited

    def _stop(self) -> None:
        self._pause.stop()
        if self._ticket is not None:
            self._ticket.cancel()
            self._ticket = None

    def _on_checked(self, found: Checked) -> None:
        self._ticket = None
        self.checked.emit(found)


def unread() -> tuple[Line, ...]:
    """Return the lines of the catalogue before the first check."""
    return tuple(Line(output.key, output, None) for output in catalogue.OUTPUTS)


def pending(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """Return the same lines, where those that were written have the state CHECKING."""
    return tuple(
        dataclasses.replace(line, state=CHECKING) if line.written else line for line in lines
    )


def lines_of(
    report: Report,
    shared: Shown,
    written: Mapping[str, PrintRecord],
    look: Callable[[], object] = lambda: None,
    now: Moment | None = None,
) -> tuple[Line, ...]:
    """Return a line for each output.

    written: what was written of the outputs, by key.
    look: called now and then; it may raise to stop.
    now: the result of `moment_of(report)`, where it is at hand.
    """
    now = now or moment_of(report)

    def line(output: Output) -> Line:
        look()
        files, record = output.count(report, shared), written.get(output.key)
        said = named((output,), report, shared).sentence
        if record is None:
            return Line(output.key, output, files, named=said)
        since = changes(record, output, report, shared, now, look)
        state = STALE if since else FRESH
        return Line(output.key, output, files, record.at, state, said, since)

    return tuple(map(line, catalogue.OUTPUTS))


def _checked(
    taken: sqlite3.Connection, written: Mapping[str, PrintRecord], ticket: Ticket
) -> Checked:
    report, conditional = reports.from_copy(
        taken, lambda session: (reports.read_report(session), people.conditional(session))
    )
    ticket.look()
    shared = for_others(report)
    now = moment_of(report)
    lines = lines_of(report, shared, written, ticket.look, now)
    ticket.look()
    archives = {one: named_by_archive(one, report, shared, conditional).sentence for one in Edition}
    return Checked(report, shared, lines, archives, f"{office_paper()} {now.content}")
