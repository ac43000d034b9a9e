"""An archive sealed in one go, as the command line does it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from exports import operations
from exports.archive.verify import Verdict
from exports.seal import Progress
from upstream_workshop.application.session import OpenSession
from upstream_workshop.session_file.workshop import Workshop
from upstream_workshop.storage.files.writing import Replace
from upstream_workshop.whole.report import Report


def seal_archive(
    workshop: Workshop,
    report: Report,
    path: Path,
    edition: str = "full",
    progress: Progress | None = None,
    keep_until: date | None = None,
    over: Replace = Replace.NOTHING,
) -> Verdict:
    """Seal an open session and its report, and prove it."""
    opened = OpenSession(workshop)
    return operations.seal(opened, path, edition, report, keep_until, over)(progress)
