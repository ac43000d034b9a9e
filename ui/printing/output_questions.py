"""What Print & archive asks before it writes or reads: a folder, an edition, a file."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from exports.archive import archive
from exports.seal import ARCHIVE
from ui.widgets import Field, ask_first, ask_form, ask_new_file, ask_replace
from upstream_workshop.errors import OccupiedError, WorkshopError
from upstream_workshop.privacy import Edition
from upstream_workshop.storage.files import writing
from upstream_workshop.whole.report import Report


def ask_folder(parent: QWidget, start: Path) -> Path | None:
    """Where papers go; None when the user thought better of it."""
    chosen = QFileDialog.getExistingDirectory(parent, _tr("Write to this folder"), str(start))
    return Path(chosen) if chosen else None


def ask_given_out(parent: QWidget) -> bool:
    """Whether the result of a secret vote may go out, with which it leaves Undo."""
    words = _tr(
        "The result of a secret vote goes out with this. Closing and revealing that vote, and all you did "
        "before, cannot be undone afterwards."
    )
    return ask_first(parent, _tr("Print & archive"), words, _tr("Go on"))


def ask_archive(parent: QWidget, report: Report, start: Path) -> tuple[Path, Edition, date] | None:
    """Where the archive goes, its edition, and the day it should be deleted by."""
    names = {
        Edition.FULL: _tr("Full: for the organiser, with the session file"),
        Edition.COHORT: _tr("Cohort: addresses only of those who agreed"),
        Edition.REDACTED: _tr("Redacted: numbers instead of names"),
    }
    editions = tuple((edition, names[edition]) for edition in Edition)
    fields = (
        Field("edition", _tr("Edition"), "choice", choices=editions),
        Field("until", _tr("Delete by"), "date"),
    )
    usual = {"edition": Edition.FULL, "until": archive.delete_by(report.made_at.date())}
    asked = ask_form(parent, _tr("Seal an archive"), fields, usual)
    if asked is None:
        return None
    edition = Edition(asked["edition"])
    name = archive.archive_name(report, edition)
    path = ask_new_file(parent, _tr("Archive"), start / name, _tr("Archive (*.zip)"))
    if path is None or not _may_replace(parent, path):
        return None
    return path, edition, asked["until"]


def _may_replace(parent: QWidget, path: Path) -> bool:
    """Ask when there is an archive; what is no archive is refused by whoever writes."""
    try:
        writing.refuse(path, ARCHIVE, writing.NOTHING)
    except OccupiedError:
        return ask_replace(parent, _tr("Archive"), path)
    except WorkshopError:
        pass
    return True


def ask_file(parent: QWidget, start: Path) -> Path | None:
    """An archive or a session file to prove."""
    kinds = _tr("Archives and session files (*.zip *.upstream);;All files (*)")
    chosen, _ = QFileDialog.getOpenFileName(parent, _tr("Verify"), str(start), kinds)
    return Path(chosen) if chosen else None


def _tr(words: str) -> str:
    return QCoreApplication.translate("PrintingPage", words)
