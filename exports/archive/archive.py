"""Archives: sealed zips that an organiser keeps, readable without this program and verifiable."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any, Final

from exports import catalogue
from exports.archive import readme_page
from exports.archive.datapackage import datapackage
from exports.archive.drawing_processes import draw
from exports.archive.promises import readme
from exports.drawing.paper import event_title
from exports.editions.editions import edited
from exports.editions.passages import without_passages
from exports.output import for_others
from exports.seal import ARCHIVE, SESSION, Content, Progress, write_sealed
from resources.words import noop, say
from upstream_workshop import __version__
from upstream_workshop.errors import member_of
from upstream_workshop.file_names import file_name
from upstream_workshop.privacy import Edition
from upstream_workshop.session_file.schema import FORMAT
from upstream_workshop.storage.files.writing import Replace, refuse
from upstream_workshop.whole.erasing import forget_secrets
from upstream_workshop.whole.report import Report

YEARS_KEPT: Final = 3  # unless the organiser says otherwise
_FILE_NAMES: Final = {
    Edition.FULL: noop("{title} archive full"),
    Edition.COHORT: noop("{title} archive cohort"),
    Edition.REDACTED: noop("{title} archive redacted"),
}


def pack(
    session_copy: Path,
    report: Report,
    out: Path,
    edition: Edition = Edition.FULL,
    progress: Progress | None = None,
    keep_until: date | None = None,
    over: Replace = Replace.NOTHING,
) -> None:
    """Seal a report into a zip.

    session_copy: a copy of the session by `Workshop.copy_to`, which goes into the full edition; its
        secret data are removed first.
    report: the report; if it already has the edition, it is sealed unchanged.
    out: the path of the zip.
    progress: called with the share done, 0 to 1, and what is being done; it may raise to stop.
    keep_until: when the archive should be deleted; by default after `YEARS_KEPT` years.
    over: which existing file may be replaced, as in `writing`.

    This may be called on any thread. Raises WorkshopError: when the edition is not one of `Edition`,
    when `out` may not be replaced, or when a document cannot be drawn or the zip not written.
    """
    edition = member_of(Edition, edition, noop("There is no {given} edition: choose from {known}."))
    tell = progress or _ignore_progress
    refuse(out, ARCHIVE, over)
    shown = prepared(report, edition)
    about = _about(shown, edition, keep_until)
    session = _session_in(edition, session_copy)
    shared = for_others(shown)
    drawn = draw(shown, catalogue.KEPT, lambda share, doing: tell(0.9 * share, doing), shared)
    files = catalogue.files_by_output(shown, catalogue.KEPT, shared)
    contents: dict[str, Content] = {
        readme_page.NAME: readme_page.readme_page(about, files, bool(session)),
        "README.txt": readme(about),
        **session,
        **drawn,
        readme_page.PACKAGE: datapackage(about, files, drawn),
    }
    write_sealed(out, contents, about, lambda share, doing: tell(0.9 + share / 10, doing), over)
    tell(1.0, "")


def _session_in(edition: Edition, session_copy: Path) -> dict[str, Content]:
    """Return the session file, without its secret data, as a part of the full edition only."""
    if edition is not Edition.FULL:
        return {}
    forget_secrets(session_copy)
    return {SESSION: session_copy}


def prepared(report: Report, edition: Edition) -> Report:
    """Return a report in an edition, with every passage cut that may name a person."""
    if report.edition == edition:
        return report
    return without_passages(report, edited(report, edition))


def delete_by(sealed: date) -> date:
    """Return when an archive sealed on a day should be deleted, by default."""
    return sealed.replace(year=sealed.year + YEARS_KEPT, day=min(sealed.day, 28))


def archive_name(report: Report, edition: Edition) -> str:
    """Return a file name for an archive.

    That of a redacted one does not contain the title of the event, which may name a person.
    """
    title = say("Residential") if edition == Edition.REDACTED else event_title(report)
    return file_name(say(_FILE_NAMES[edition], title=title), set(), ".zip")


def _about(report: Report, edition: Edition, keep_until: date | None) -> Mapping[str, Any]:
    made = report.made_at
    until = keep_until or delete_by(made.date())
    return {
        "made by": f"Upstream Workshop {__version__}",
        "session format": FORMAT,
        "event": report.event.title,
        "edition": edition,
        "sealed": made.isoformat(timespec="seconds"),
        "delete by": until.isoformat(),
    }


def _ignore_progress(_share: float, _doing: str) -> None:
    pass
