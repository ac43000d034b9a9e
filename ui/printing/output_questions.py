"""The questions of the Print & archive page: folders, files and editions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QComboBox, QDialog, QFileDialog, QWidget

from exports.archive import archive
from exports.seal import ARCHIVE
from resources.words import say
from ui.widgets import Field, FormDialog, ask_first, ask_new_file, ask_replace, label
from upstream_workshop.errors import OccupiedError, WorkshopError
from upstream_workshop.privacy import Edition
from upstream_workshop.storage.files import writing
from upstream_workshop.storage.files.writing import Replace
from upstream_workshop.whole.report import Report


def ask_given_out(parent: QWidget) -> bool:
    """Ask whether the result of a secret vote may be written, which removes the vote from Undo."""
    words = say(
        "The result of a secret vote goes out with this. Closing and revealing that vote, and all you did "
        "before, cannot be undone afterwards."
    )
    return ask_first(parent, say("Print & archive"), words, say("Go on"))


def ask_archive(
    parent: QWidget, report: Report, start: Path, named: Mapping[Edition, str]
) -> tuple[Path, Edition, date] | None:
    """Ask for the path of an archive, its edition, and the day by which it should be deleted.

    report: the report, for the name and the proposed day.
    start: the folder to start in.
    named: how many people each edition names, in words.

    Returns None if cancelled.
    """
    names = {
        Edition.FULL: say("Full: for the organiser, with the session file"),
        Edition.COHORT: say("Cohort: addresses only of those who agreed"),
        Edition.REDACTED: say("Redacted: numbers instead of names"),
    }
    editions = tuple((edition, names[edition]) for edition in Edition)
    fields = (
        Field("edition", say("Edition"), "choice", choices=editions),
        Field("until", say("Delete by"), "date", needed=True),
    )
    usual = {"edition": Edition.FULL, "until": archive.delete_by(report.made_at.date())}
    asked = _ask_edition(parent, fields, usual, named)
    if asked is None:
        return None
    edition = Edition(asked["edition"])
    name = archive.archive_name(report, edition)
    path = ask_new_file(parent, say("Archive"), start / name, say("Archive (*.zip)"))
    if path is None or not _may_replace(parent, path):
        return None
    return path, edition, asked["until"]


def archive_form(
    parent: QWidget | None,
    fields: Sequence[Field],
    usual: Mapping[str, Any],
    named: Mapping[Edition, str],
) -> FormDialog:
    """Return the form for an archive; it shows how many people the selected edition names."""
    dialog = FormDialog(parent, say("Seal an archive"), fields, usual, say("Choose where…"))
    words = label(role="small", wrap=True)
    edition = dialog.control("edition")
    assert isinstance(edition, QComboBox)  # as for all fields of the kind "choice"

    def tell() -> None:
        words.setText(named.get(Edition(dialog.answers()["edition"]), ""))
        edition.setAccessibleDescription(words.text())

    edition.currentIndexChanged.connect(tell)
    tell()
    dialog.add_note(words)
    return dialog


def _ask_edition(
    parent: QWidget,
    fields: Sequence[Field],
    usual: Mapping[str, Any],
    named: Mapping[Edition, str],
) -> dict[str, Any] | None:
    dialog = archive_form(parent, fields, usual, named)
    try:
        return dialog.answers() if dialog.exec() == QDialog.DialogCode.Accepted else None
    finally:
        dialog.deleteLater()


def _may_replace(parent: QWidget, path: Path) -> bool:
    """Ask before an archive is replaced; a file of another kind is refused later, on writing."""
    try:
        writing.refuse(path, ARCHIVE, Replace.NOTHING)
    except OccupiedError:
        return ask_replace(parent, say("Archive"), path)
    except WorkshopError:
        pass
    return True


def ask_file(parent: QWidget, start: Path) -> Path | None:
    """Ask for an archive or a session file to verify; return None if cancelled."""
    kinds = say("Archives and session files (*.zip *.upstream);;All files (*)")
    chosen, _ = QFileDialog.getOpenFileName(parent, say("Verify"), str(start), kinds)
    return Path(chosen) if chosen else None
