"""Archives are sealed and verified, as jobs."""

from __future__ import annotations

from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QApplication
from shiboken6 import isValid

from exports import operations
from exports.archive.verify import Verdict
from exports.editions import passages
from exports.operations import Found
from resources.words import say
from ui.exporting.output_jobs import with_progress
from ui.kit.desk import Desk
from ui.kit.jobs import Jobs
from ui.page import Page
from ui.printing.deciding import ask_passages
from upstream_workshop.privacy import Edition
from upstream_workshop.storage.files.writing import Replace
from upstream_workshop.whole.report import Report


def archive_to(
    page: Page, path: Path, edition: Edition, keep_until: date | None, over: Replace
) -> None:
    """Seal an archive of a page's session; the other arguments are those of `PrintingPage.archive_to`."""
    desk, jobs = page.desk, page.jobs
    if edition == Edition.FULL:
        _seal(desk, jobs, path, edition, None, keep_until, over)
        return
    with desk.reporting_refusals():
        look = operations.search_names(desk.session, edition)

        def then(found: Found) -> None:
            parent = page if isValid(page) else QApplication.activeWindow()
            known = desk.decisions[edition]
            decided = ask_passages(found.passages, known, found.recheck, parent)
            if decided is not None:
                report = passages.settled(found.report, decided)
                _seal(desk, jobs, path, edition, report, keep_until, over)

        # owned by the desk: it goes on when the page is gone
        jobs.run(say("Looking for names"), lambda ticket: look(ticket.look), then, desk)


def _seal(
    desk: Desk,
    jobs: Jobs,
    path: Path,
    edition: Edition,
    report: Report | None,
    keep_until: date | None,
    over: Replace,
) -> None:
    with desk.reporting_refusals():
        seal = operations.seal(desk.session, path, edition, report, keep_until, over)
        then = partial(report_verdict, desk, path)
        jobs.run(say("Sealing the archive"), with_progress(seal), then, desk)


def verify_file(desk: Desk, jobs: Jobs, path: Path) -> None:
    """Verify an archive or a session file; for the open session, a copy is verified."""
    with desk.reporting_refusals():
        prove = operations.prove(desk.session, path)
        jobs.run(say("Verifying"), lambda _: prove(), partial(report_verdict, desk, path), desk)


def report_verdict(desk: Desk, path: Path, verdict: Verdict) -> None:
    """Report whether a file is sound, and if not, why."""
    if verdict.sound:
        desk.reported.emit(say("{name} is sound", name=path.name))
        return
    problems = "; ".join(verdict.problems)
    desk.refused.emit(say("{name} is not sound: {problems}.", name=path.name, problems=problems))
